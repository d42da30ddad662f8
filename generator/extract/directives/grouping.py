"""Brings the places that cite one document together.

A number alone is no identity: type, issuer's unit and date must not contradict one another. Numbers restart every year
(state) or term (party), so dates of different years are different documents.
"""

from collections.abc import Iterable, Sequence

from generator.document import FoundDirective
from generator.extract.directives.citing import spans_of
from generator.extract.directives.numbers import Citation


class _Group:
    """The citations of one document so far, with what they have stated of it."""

    def __init__(self, first: Citation) -> None:
        self.citations = [first]
        self.year = first.date and first.date.year
        self.locality = first.locality

    def admits(self, citation: Citation) -> bool:
        """Return True if nothing ``citation`` states contradicts the group."""
        year = citation.date and citation.date.year
        if year and self.year and year != self.year:
            return False
        return not (citation.locality and self.locality and citation.locality != self.locality)

    def add(self, citation: Citation) -> None:
        self.citations.append(citation)
        self.year = self.year or (citation.date and citation.date.year)
        self.locality = self.locality or citation.locality


def grouped(citations: Iterable[Citation]) -> tuple[FoundDirective, ...]:
    """Return the documents cited, in order of their first mention."""
    groups: list[_Group] = []
    by_name: dict[tuple[str, str], list[_Group]] = {}
    for citation in sorted(citations, key=lambda c: (c.span.start, -c.span.end)):
        same = by_name.setdefault((citation.type, citation.number or citation.key), [])
        fitting = [group for group in same if group.admits(citation)]
        if fitting:
            fitting[-1].add(citation)
        else:
            same.append(_Group(citation))
            groups.append(same[-1])
    return tuple(_directive(group.citations) for group in groups)


def _directive(group: Sequence[Citation]) -> FoundDirective:
    first = group[0]
    issued = next((c for c in group if c.stated), next((c for c in group if c.issuer), first))
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
