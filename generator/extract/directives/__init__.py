"""Directives a text cites: numbered in every form in use, laws and resolutions cited by title, defined short forms.

The document's own number is never one of them. Issuers are resolved from the organ named and from where and when the
text speaks. Everything is linear in the length of the text.
"""

import re
from collections.abc import Iterable

from generator.document import Context, FoundDirective
from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.directives.aliases import aliases
from generator.extract.directives.citing import completed
from generator.extract.directives.coded import own_series
from generator.extract.directives.grammar import grammar_of
from generator.extract.directives.grouping import grouped
from generator.extract.directives.issuers import issuer_reader
from generator.extract.directives.numbers import Citation, canonical_number, dated, numbered
from generator.extract.directives.relations import find_relations
from generator.extract.directives.titled import congresses, law_key, law_reader, plenums
from generator.tables import Tables

__all__ = ["canonical_number", "find_directives", "find_relations"]

_HEADER = 1500


def find_directives(text: str, context: Context, tables: Tables) -> tuple[FoundDirective, ...]:
    """Return the documents ``text`` (NFC, one paragraph a line) cites, in order of their first mention.

    A mention runs from the type word to the end of the number, or over the whole title of an unnumbered document.
    """
    plain = plain_form(text)
    grammar = grammar_of(tables)
    setting = tables.place_names.setting_of(context.locality, context.day)
    issuers = issuer_reader(tables)
    by_number = list(numbered(text, plain, grammar))
    own = {canonical_number(context.number, grammar)} if context.number else set()
    own |= {c.number for c in [c for c in by_number if _is_header(plain, c)][:1] if c.number}
    lonely = list(dated(plain, grammar))
    titles = [*law_reader(tables).laws(text, plain), *plenums(text, plain), *congresses(text, plain, issuers, setting)]
    cited = _merged((c for c in (*by_number, *lonely) if c.number not in own), titles)
    read = completed(text, plain, cited, setting, tables, own_series(context, grammar))
    found = [*read, *aliases(text, plain, read, grammar, tables)]
    return grouped(_known_years(_known_terms(_known_numbers(found))))


def _is_header(plain: str, citation: Citation) -> bool:
    """Return True for a number in a document's head: "Số: 12/BC-UBND" opens a line near the top."""
    if citation.span.start > _HEADER:
        return False
    line = plain.rfind("\n", 0, citation.span.start) + 1
    code = plain[line : citation.span.end]
    return bool(re.match(r"[\s|*_]*s[ốo06ô]?\s*:?\s*\d", code)) and len(code) < 40


def _merged(by_number: Iterable[Citation], titles: Iterable[Citation]) -> list[Citation]:
    """Return all citations in order; a law's title and the number right after it are one."""
    result: list[Citation] = []
    for citation in sorted([*by_number, *titles], key=lambda c: (c.span.start, -c.span.end)):
        before = result[-1] if result else None
        if (
            before
            and before.key.startswith("law")
            and citation.number
            and 0 <= citation.span.start - before.span.end <= 1
        ):
            span = Span(before.span.start, citation.span.end)
            citation = citation._replace(span=span, type=before.type, title=before.title)
            result.pop()
        elif before and citation.span.start < before.span.end and not (before.key and citation.key):
            continue
        result.append(citation)
    return result


def _known_numbers(citations: list[Citation]) -> list[Citation]:
    """Read a bare number with its day as the full number the text cites with that day."""
    full = {
        (c.type, c.date, (c.number or "").split("-")[0].split("/")[0]): c for c in citations if c.family and c.number
    }
    return [
        known._replace(span=c.span, end=c.end)
        if c.number and not c.family and (known := full.get((c.type, c.date, c.number)))
        else c
        for c in citations
    ]


def _known_terms(citations: list[Citation]) -> list[Citation]:
    """Read "Nghị quyết Trung ương 4" without a term as the one the text names with it; drop it if there is none."""
    full: dict[str, dict[str, Citation]] = {}
    for citation in citations:
        if citation.key.startswith("tw ") and not citation.key.endswith("?"):
            full.setdefault(citation.key.rsplit(" ", 1)[0], {})[citation.key] = citation
    result = []
    for citation in citations:
        if citation.key.endswith("?"):
            named = full.get(citation.key.rsplit(" ", 1)[0], {})
            if len(named) != 1:
                continue
            citation = next(iter(named.values()))._replace(span=citation.span, end=citation.end)
        result.append(citation)
    return result


def _known_years(citations: list[Citation]) -> list[Citation]:
    """Read a law cited without year and number as the one the text cites with them, if that is only one."""
    years: dict[str, set[str]] = {}
    for citation in citations:
        if match := re.fullmatch(r"(law .*) năm (\d{4})", citation.key):
            years.setdefault(match[1], set()).add(citation.key)
    numbers: dict[str, set[str]] = {}
    for citation in citations:
        if citation.number and citation.type == "Luật" and citation.title:
            numbers.setdefault(law_key(citation.title), set()).add(citation.number)
    titles = {citation.key: citation.title for citation in citations}
    citations = [
        c._replace(number=next(iter(numbers[c.key]))) if not c.number and len(numbers.get(c.key, ())) == 1 else c
        for c in citations
    ]
    return [
        c._replace(key=(only := next(iter(years[c.key]))), title=titles[only])
        if not c.number and len(years.get(c.key, ())) == 1
        else c
        for c in citations
    ]
