"""Checks that do not hold, as diagnostics that show both places and say how the numbers were compared."""

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic, Location, complain
from generator.document import CleanText, FigureCheck
from generator.entities import Span
from generator.extract.sentences import Sentences
from generator.text import squeeze

_CODES = {"sum": "DV401", "percent": "DV402", "part_of": "DV404", "list_count": "DV405", "repeated": "DV406"}
_LONGEST = 160


def complaints(checks: Sequence[FigureCheck], clean: CleanText, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every check that does not hold, placed in the received file."""
    failed = [check for check in checks if not check.holds]
    sentences = Sentences(clean.text) if failed else None
    for check in failed:
        first, others = check.spans[0], check.spans[1:]
        yield complain(
            "DV403" if check.truncated else _CODES[check.kind],
            _location(clean, first, file),
            stated=_shown(check.stated, check.kind),
            computed=_shown(check.computed, check.kind),
            expression=check.expression,
            first=_quoted(clean.text, first, sentences),
            second=_quoted(clean.text, others[-1] if others else first, sentences),
        )


def _location(clean: CleanText, span: Span, file: str) -> Location:
    start = clean.raw_span(span).start
    return Location(file, clean.raw.count("\n", 0, start) + 1, start - clean.raw.rfind("\n", 0, start))


def _quoted(text: str, span: Span, sentences: Sentences | None) -> str:
    """Return the words around ``span``, within its sentence."""
    sentence = sentences.at(span.start) if sentences else span
    start = max(sentence.start, span.start - _LONGEST // 2)
    end = min(sentence.end, max(span.start + _LONGEST // 2, start + _LONGEST))
    lead, tail = "…" if start > sentence.start else "", "…" if end < sentence.end else ""
    return f"{lead}{squeeze(text[start:end])}{tail}"


def _shown(value: float, kind: str) -> str:
    """Return ``value`` as a Vietnamese report prints it."""
    whole, _, decimals = (f"{value:.6f}").rstrip("0").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return grouped + (f",{decimals}" if decimals else "") + ("%" if kind == "percent" else "")
