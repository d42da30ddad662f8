"""What a text says of a model it names: where it is and in which field."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from generator.document import Context, FoundLocality, Section
from generator.entities import Level, Locality, Span
from generator.extract.models.grammar import ModelGrammar

_AFTER, _BEFORE, _FIELD, _LEAD = 90, 70, 1500, 20
_SAYS_WHERE = re.compile(
    r"[\s\"]*+(?:[,(:-]\s*|[^\w\s]*+\s*+(?:mô hình\s)?(?:của|tại|ở|do|từ|trên địa bàn|thuộc|được)\s|\()"
)
_DONE_WHERE = re.compile(r"[\s\"]*+[^,:()]{1,40}\s(?:tại|ở)\s(?:[^,:()]{1,30}, )?")  # "“…” ra đời tại xã A"
_JOINED = re.compile(r"[\s\"]*(?:[,;&]|và|,\s*và)[\s\"]*")
_OF = re.compile(r"(?:của|ở|tại|do)\s$")
_AND = re.compile(r"(?<!\w)và(?!\w)")
_WIDTH = {Level.COMMUNE: 0, Level.DISTRICT: 1, Level.PROVINCE: 2}
_CLOSED = re.compile(r"[;.\"?!\n]")


class Places:
    """Localities by where they are named, the last given first; one that may be several units says nothing."""

    def __init__(self, plain: str, localities: Sequence[FoundLocality], context: Context, rules: ModelGrammar) -> None:
        named = {span.start: (span, found.candidates) for found in localities for span in found.mentions}
        self._named = [named[start] for start in sorted(named)]
        self._starts = [span.start for span, _ in self._named]
        self._plain, self._context, self._rules = plain, context, rules
        self._shared: Locality | None = None

    @property
    def starts(self) -> frozenset[int]:
        return frozenset(self._starts)

    def of(self, name: Span, low: int, high: int, heading: Span | None) -> Locality | None:
        """Return the unit that words in ``low:high`` (the model's own stretch) or its heading say.

        Names joined by nothing but a comma share the place said before the first of them.
        """
        before = self._before(name, low) or (self._shared if _JOINED.fullmatch(self._plain, low, name.start) else None)
        self._shared = before
        home = self._context.locality
        after = self._after(name, high)
        unit = (after if after != home else None) or before or self._in_heading(heading)
        return home if unit is None and home is not None and home.level is Level.COMMUNE else unit

    def shared_back(self, names: Sequence[Span], units: Sequence[Locality | None]) -> list[Locality | None]:
        """Return ``units`` with the place said after the last of several names given to those before it.

        "“A”, “B” và “C” của xã D" and "các mô hình “A”, “B” của xã D" are all of D.
        """
        shared = list(units)
        for index in range(len(names) - 1, 0, -1):
            if shared[index] is None or shared[index] == self._context.locality:
                continue
            joint = _JOINED.fullmatch(self._plain, names[index - 1].end, names[index].start)
            if joint is None or not self._rules.owned.match(self._plain, _closed(self._plain, names[index].end)):
                continue
            first = index - 1
            while first and _JOINED.fullmatch(self._plain, names[first - 1].end, names[first].start):
                first -= 1
            if not (
                _AND.search(joint[0])
                or self._rules.plural_cue.search(self._plain[max(0, names[first].start - _LEAD) : names[first].start])
            ):
                continue
            if all(units[i] in (None, self._context.locality) for i in range(first, index)):
                shared[first:index] = [shared[index]] * (index - first)
        return shared

    def in_cells(self, cells: Sequence[Span]) -> Locality | None:
        """Return the unit the first of ``cells`` that names one does; a commune's own report needs none."""
        unit = next((unit for unit in map(self._within, cells) if unit), None)
        home = self._context.locality
        return home if unit is None and home is not None and home.level is Level.COMMUNE else unit

    def _after(self, name: Span, high: int) -> Locality | None:
        index = bisect_left(self._starts, name.end)
        if index == len(self._named):
            return None
        span, units = self._named[index]
        if span.end > high or span.start - name.end > _AFTER:
            return None
        gap = self._plain[name.end : span.start]
        if _CLOSED.search(gap.lstrip(' "”')) or not (_SAYS_WHERE.match(gap) or _DONE_WHERE.fullmatch(gap)):
            return None
        if "," in gap.lstrip(' ",') and not (self._rules.settled.search(gap) or self._rules.of_person.match(gap)):
            return None
        if self._rules.cue.search(gap.partition(",")[2]) and not _OF.search(gap):
            return None  # "“A”, mô hình có từ khi còn là thành phố B"
        if self._rules.has_own.match(self._plain, span.end):
            return None  # "“A”, xã B duy trì mô hình “C”"
        if len(units) != 1 or self._rules.visited.match(self._plain, span.end):
            return None
        return units[0]

    def _before(self, name: Span, low: int) -> Locality | None:
        index = bisect_left(self._starts, name.start) - 1
        if index < 0:
            return None
        span, units = self._named[index]
        first = index
        if index and self._is_parent(index):  # "Xã Hưng Nhượng (Giồng Trôm) có mô hình …", "xã A, huyện B với …"
            first = index - 1
            units = self._named[first][1]
            if "(" not in self._plain[self._named[first][0].end : span.start] and self._is_aside(span.end, low):
                return None
        elif self._is_aside(span.end, low):
            return None
        if span.start < low or name.start - span.end > _BEFORE:
            return None
        gap = self._plain[span.end : name.start].rstrip(' "')
        if _CLOSED.search(gap) or len(units) != 1:
            return None
        if (
            gap.strip() == ","
            and self._plain[low] in ' "'
            and _OF.search(self._plain[low : self._named[first][0].start])
        ):
            return None  # "“A” ở xã X, “B” …": the place is that of the model before
        if first and _JOINED.fullmatch(self._plain, self._named[first - 1][0].end, self._named[first][0].start):
            return None  # several places share the models named after them
        return units[0] if self._is_part(units[0]) else None

    def _is_aside(self, end: int, low: int) -> bool:
        """Tell whether a place that ends at ``end`` stands in brackets, said of the words before it.

        It is none where they are those who have the model: "Chi hội thôn Vân (xã A, huyện B) có …".
        """
        if self._plain[end : end + 1] != ")":
            return False
        opened = self._plain.rfind("(", low, end)
        clause = max(self._plain.rfind(mark, low, max(opened, low)) for mark in ',;.:"\n') + 1
        return opened < 0 or self._rules.someone.search(self._plain, max(clause, low), opened) is None

    def _is_parent(self, index: int) -> bool:
        """Tell whether a place stands in brackets, or after a comma, to say where the one before it lies."""
        (before, inner), (span, outer) = self._named[index - 1 : index + 1]
        if len(inner) != 1 or len(outer) != 1 or self._plain[before.end : span.start] not in (" (", ", "):
            return False
        return outer[0].id == inner[0].parent

    def _is_part(self, unit: Locality) -> bool:
        """Tell whether ``unit`` can have models of its own in this text: a commune, or a district below its unit."""
        home = self._context.locality
        below_province = home is not None and home.level is Level.PROVINCE and unit.level is Level.DISTRICT
        return unit != home and (unit.level is Level.COMMUNE or below_province)

    def _within(self, cell: Span) -> Locality | None:
        """Return the narrowest unit a cell names: "Hội Nông dân xã A, huyện B"."""
        first, last = bisect_left(self._starts, cell.start), bisect_left(self._starts, cell.end)
        named = [units[0] for _, units in self._named[first:last] if len(units) == 1]
        return min(named, key=lambda unit: _WIDTH[unit.level], default=None)

    def _in_heading(self, heading: Span | None) -> Locality | None:
        if heading is None:
            return None
        index = bisect_left(self._starts, heading.start)
        if index == len(self._named) or self._named[index][0].end > heading.end:
            return None
        span, units = self._named[index]
        lead = sum(char.isalpha() for char in self._plain[heading.start : span.start])
        return units[0] if lead <= 1 and len(units) == 1 else None


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


def _closed(plain: str, end: int) -> int:
    """Return the offset after a closing quotation mark at ``end``."""
    return end + 1 if plain[end : end + 1] == '"' else end
