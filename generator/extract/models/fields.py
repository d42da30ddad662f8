"""The field a text says a model is of."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from generator.document import Section
from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar

_FIELD = 1500  # code points


class Fields:
    """The field each part of a text is about: by its headings, the opening of its paragraphs, its sentences."""

    def __init__(self, plain: str, sections: Sequence[Section], rules: ModelGrammar) -> None:
        self._plain, self._rules = plain, rules
        self._sections = sorted(sections, key=lambda section: section.span.start)
        self._starts = [section.span.start for section in self._sections]
        self._by_heading = self._nested()
        self._opened: list[tuple[int, str | None]] = self._paragraphs()
        self._opened_starts = [start for start, _ in self._opened]

    def at(self, name: Span, sentence: Span) -> str | None:
        """Return the id of the field the model at ``name`` stands in, None where the text names none or several."""
        low = max(sentence.start, name.start - _FIELD)
        said = list(self._rules.in_field.finditer(self._plain, low, name.start))
        if said:
            return self._only(said[-1])
        section = bisect_right(self._starts, name.start) - 1
        index = bisect_right(self._opened_starts, name.start) - 1
        if (
            index >= 0
            and (section < 0 or self._opened_starts[index] >= self._starts[section])
            and self._opened[index][1]
        ):
            return self._opened[index][1]
        return self._by_heading[section] if section >= 0 else None

    def heading(self, offset: int) -> Span | None:
        """Return the span of the heading ``offset`` stands under."""
        index = bisect_right(self._starts, offset) - 1
        return self._sections[index].span if index >= 0 else None

    def _only(self, match: re.Match[str]) -> str | None:
        """Return the field of ``match`` unless another field follows it at once."""
        first = self._rules.field_of[match["field"]]
        second = self._rules.two_fields.match(self._plain, match.end())
        return first if not second or self._rules.field_of[second["field"]] == first else None

    def _nested(self) -> list[str | None]:
        """Return the field of every heading: its own, else that of the heading above it."""
        above: list[tuple[int, str | None]] = []
        fields: list[str | None] = []
        for section in self._sections:
            while above and above[-1][0] >= section.level:
                above.pop()
            own = self._of_heading(section.span)
            fields.append(own or (above[-1][1] if above else None))
            above.append((section.level, fields[-1]))
        return fields

    def _of_heading(self, span: Span) -> str | None:
        match = self._rules.in_field.search(self._plain, span.start, span.end)
        match = match or self._rules.field_lead.match(self._plain, span.start, span.end)
        if match:
            return self._only(match)
        said = {self._rules.field_of[one["field"]] for one in self._rules.any_field.finditer(self._plain, *span)}
        return said.pop() if len(said) == 1 else None

    def _paragraphs(self) -> list[tuple[int, str | None]]:
        """Return where a paragraph sets the field for the items after it, and where that ends."""
        found: list[tuple[int, str | None]] = []
        start = 0
        while start < len(self._plain):
            end = self._plain.find("\n", start)
            end = len(self._plain) if end < 0 else end
            match = self._rules.field_lead.match(self._plain, start, end)
            if (
                match
                and self._plain[match.end() : match.end() + 3].lstrip()[:1] in (":", ",", "")
                and self._only(match)
            ):
                found.append((start, self._only(match)))
            elif not self._rules.bullet.match(self._plain, start, end):
                found.append((start, None))
            start = end + 1
        return found
