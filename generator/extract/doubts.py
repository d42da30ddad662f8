"""What a person should look at in the directives and localities found: damaged numbers, slips, ambiguous places."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.diagnostics import Diagnostic, Location, complain, in_order
from generator.document import FoundDirective, FoundLocality
from generator.entities import Span
from generator.extract.directives.grammar import Grammar, grammar_of
from generator.extract.directives.numbers import type_code_of
from generator.tables import Tables


def doubts(
    text: str,
    directives: Sequence[FoundDirective],
    localities: Sequence[FoundLocality],
    locate: Callable[[Span], Location],
    tables: Tables,
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic (DV310 to DV313) for each doubt, in order; ``locate`` says where a span stands."""
    grammar = grammar_of(tables)
    complaints = [
        *(complaint for found in directives for complaint in _of_directive(text, found, locate, grammar)),
        *_of_dates(directives, locate),
        *(
            complain(
                "DV312",
                locate(found.mentions[0]),
                surface=_words(text, found.mentions[0]),
                candidates="; ".join(unit.full_name for unit in found.candidates),
            )
            for found in localities
            if len(found.candidates) > 1
        ),
    ]
    return in_order(complaints)


def _of_directive(
    text: str, found: FoundDirective, locate: Callable[[Span], Location], grammar: Grammar
) -> Iterator[Diagnostic]:
    first = found.mentions[0]
    if found.number and not found.certain:
        yield complain("DV310", locate(first), surface=_words(text, first), number=found.number)
    code = type_code_of(found.number, grammar) if found.number and found.certain else None
    if code and code not in grammar.types[found.type].codes:
        yield complain("DV311", locate(first), surface=_words(text, first), type=found.type)


def _of_dates(directives: Sequence[FoundDirective], locate: Callable[[Span], Location]) -> Iterator[Diagnostic]:
    same: dict[tuple[str, str | None, str | None], list[FoundDirective]] = defaultdict(list)
    for found in directives:
        if found.number and found.date:
            same[found.type, found.number, found.issuer_locality].append(found)
    for (kind, number, _), group in same.items():
        dates = sorted({f"{found.date:%d/%m/%Y}" for found in group})
        if len(dates) > 1:
            yield complain("DV313", locate(group[-1].mentions[0]), type=kind, number=number, dates=", ".join(dates))


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
