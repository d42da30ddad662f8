"""Where a text says that a model is."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from generator.document import Context, FoundLocality
from generator.entities import Level, Locality, Span
from generator.extract.models.grammar import ModelGrammar

_AFTER, _BEFORE, _LEAD, _FORM = 90, 70, 20, 600
_SAYS_WHERE = re.compile(
    r"[\s\"]*+(?:[,(:-]\s*|[^\w\s]*+\s*+(?:mô hình\s)?(?:của|tại|ở|do|mà|từ|trên địa bàn|thuộc|được)\s|\()"
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

    def of(self, name: Span, low: int, high: int, following: int, heading: Span | None) -> Locality | None:
        """Return the unit that words in ``low:high`` (the model's own stretch), its heading or its form say.

        ``following``: where the next model is named; labels of a form stand before it.

        Names joined by nothing but a comma share the place said before the first of them.
        """
        before = self._before(name, low) or (self._shared if _JOINED.fullmatch(self._plain, low, name.start) else None)
        self._shared = before
        home = self._context.locality
        after = self._after(name, high)
        if before and self._plain[name.end : name.end + 2].lstrip('"').startswith(","):
            after = None  # "xã A có “…”, đặt ở thôn cũ của xã B"
        unit = (after if after != home else None) or before or self._in_heading(heading)
        unit = unit or self._in_form(name.end, min(following, name.end + _FORM))
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
        opened = gap.lstrip(' "').startswith("(")
        if (
            not opened
            and "," in gap.lstrip(' ",')
            and not (self._rules.settled.search(gap) or self._rules.of_person.match(gap))
        ):
            return None
        if self._rules.cue.search(gap.partition(",")[2]) and not _OF.search(gap):
            return None  # "“A”, mô hình có từ khi còn là thành phố B"
        if self._rules.has_own.match(self._plain, span.end):
            return None  # "“A”, xã B duy trì mô hình “C”"
        visitor = not _OF.search(gap) and self._rules.visited.match(self._plain, span.end)
        if len(units) != 1 or visitor:
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

    def _in_form(self, start: int, end: int) -> Locality | None:
        """Return the unit that a label such as "Nơi thực hiện:" in ``start:end`` says."""
        label = self._rules.placed_by_label.search(self._plain, start, end)
        return self._within(Span(*label.span("where"))) if label else None

    def _in_heading(self, heading: Span | None) -> Locality | None:
        if heading is None:
            return None
        index = bisect_left(self._starts, heading.start)
        if index == len(self._named) or self._named[index][0].end > heading.end:
            return None
        span, units = self._named[index]
        lead = sum(char.isalpha() for char in self._plain[heading.start : span.start])
        return units[0] if lead <= 1 and len(units) == 1 else None


def _closed(plain: str, end: int) -> int:
    """Return the offset after a closing quotation mark at ``end``."""
    return end + 1 if plain[end : end + 1] == '"' else end
