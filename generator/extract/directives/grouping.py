"""Brings the places that cite one document together.

A number alone is no identity: type, issuer's unit and date must not contradict one another. Numbers restart every year
(state) or term (party), so dates of different years are different documents.
"""

from collections.abc import Iterable, Sequence

from generator.document import FoundDirective
from generator.extract.directives.citing import spans_of
from generator.extract.directives.numbers import Citation


def grouped(citations: Iterable[Citation]) -> tuple[FoundDirective, ...]:
    """Return the documents cited, in order of their first mention."""
    groups: list[list[Citation]] = []
    by_name: dict[tuple[str, str], list[list[Citation]]] = {}
    for citation in sorted(citations, key=lambda c: (c.span.start, -c.span.end)):
        same = by_name.setdefault((citation.type, citation.number or citation.key), [])
        fitting = [group for group in same if all(_agree(citation, other) for other in group)]
        if fitting:
            fitting[-1].append(citation)
        else:
            same.append([citation])
            groups.append(same[-1])
    return tuple(_directive(group) for group in groups)


def _agree(one: Citation, other: Citation) -> bool:
    if one.date and other.date and one.date.year != other.date.year:
        return False
    return not (one.locality and other.locality and one.locality != other.locality)


def _directive(group: Sequence[Citation]) -> FoundDirective:
    first = group[0]
    issued = next((c for c in group if c.issuer), first)
    return FoundDirective(
        number=first.number,
        type=first.type,
        date=next((c.date for c in group if c.date), None),
        issuer=issued.issuer,
        issuer_locality=issued.locality,
        title=next((c.title for c in group if c.title), None),
        mentions=spans_of(group),
        certain=any(c.certain for c in group),
    )
