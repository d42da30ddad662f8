"""From the cells of a sheet to the rows that tell of models: title, head, groups, totals, notes and signatures apart.

Every row that holds something is accounted for: it is a model, goes on telling of one, or is named with what it was
taken for.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.lists.arranging import models_across
from generator.lists.columns import Column, plain
from generator.lists.continuing import (
    above_place,
    counts_on,
    gone_on,
    is_midway,
    is_rest,
    number_of_row,
    numbers_models,
)
from generator.lists.grids import Grid
from generator.lists.groups import Group, group_of, groups_of_sheet, style_of
from generator.lists.heads import Head, form_of, head_at, head_by_names, is_counting
from generator.lists.items import Item, Left
from generator.read.sheets import Row, Sheet, Value
from generator.tables import Tables

IsPlace = Callable[[str, bool], bool]
"""Whether words name a place; the second argument: a bare name without "xã" or the like will do."""
_RANKS = {"tinh": 0, "huyen": 1, "quan": 1, "thanh": 1, "tp": 1}
_ORDINAL = re.compile(r"\d{1,6}(?:[.,)]\d{0,3})*")
_ROMAN = re.compile(r"\(?(?:[IVXLC]{1,6}|[A-ZĐ]{1,2})\s*[.)/]?")
_DATED = re.compile(r"ng[aà]y[\d.…\s]*+th[aá]ng[\d.…\s]*+n[aă]m", re.IGNORECASE)
_MOST_IN_TITLE = 2
"""Cells of a row in a title block: the office on the left, the state or the date on the right."""
_ONLY_COUNT = re.compile(r"\s*\d{1,5}\s*(?:mô hình|điển hình|mh)\s*\.?\s*", re.IGNORECASE)
_COUNT = re.compile(r"(\d+)\s*(?:mô hình|điển hình|mh)\b", re.IGNORECASE)


@dataclass
class Layout:
    """What a sheet tells. ``claimed``: the number of models its total row states, and that row."""

    title: list[str] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    """Columns by the letters of their head, over all tables of the sheet."""
    items: list[Item] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    claimed: tuple[int, int] | None = None


def laid_out(sheet: Sheet, judge: Callable[[Sequence[str]], IsPlace], tables: Tables) -> Layout | None:
    """Return what ``sheet`` tells, None if it has no table of models. ``judge``: lines of the title -> what is a place.

    A sheet that is called after a field, a place or a year says so of all its models.
    """
    if across := models_across(sheet.rows, tables):
        head, models = across
        layout = Layout(list(_lines(sheet.rows, head)), {plain(one.head): one for one in head.columns})
        for row in models:
            layout.items.append(Item(row.number, head.columns, {at: (value,) for at, value in row.cells.items()}, ()))
        return layout
    grid = Grid(sheet)
    reader = _Reader(grid, judge, tables)
    reader.read()
    if reader.head is not None:
        return reader.layout
    form = form_of(sheet.rows, tables)
    if form is None:
        return None
    head, row = form
    layout = Layout(list(_lines(sheet.rows, head)), {plain(one.head): one for one in head.columns})
    layout.items.append(Item(row.number, head.columns, {at: (value,) for at, value in row.cells.items()}, ()))
    return layout


def _lines(rows: tuple[Row, ...], head: Head) -> Iterator[str]:
    answered = {one.at for one in head.columns}
    return (str(value) for row in rows if row.number not in answered for value in row.cells.values())


class _Reader:
    """Goes through the rows of a sheet from the top."""

    def __init__(self, grid: Grid, judge: Callable[[Sequence[str]], IsPlace], tables: Tables) -> None:
        self.grid, self.judge, self.tables = grid, judge, tables
        self.words = tables.list_words
        self.head: Head | None = None
        self.layout = Layout()
        self._groups: list[Group] = []
        self._closed = False
        self._number = 0
        """The number of the last model, 0 where none or no model stands above."""
        self._numbering: dict[tuple[int, int], bool] = {}
        self._totals = tuple(map(plain, self.words.totals))
        self._notes = tuple(key for word in self.words.notes if (key := plain(word)))
        self._closings = frozenset(map(plain, self.words.closings))

    def read(self) -> None:
        """Go through all rows, and once more where only the cells below a head tell that it is one."""
        self._read(None)
        if self.head is None and (told := head_by_names(self.grid.sheet.rows, self.grid, self.tables)):
            self.layout = Layout()
            self._read(told)

    def _read(self, told: tuple[int, Head] | None) -> None:
        rows = self.grid.sheet.rows
        filled = self.grid.filled
        index = 0
        while index < len(rows):
            head = told[1] if told and told[0] == index else None
            if head is None:
                head = head_at(rows, index, self.grid, self.tables, self.head)
            if head is not None:
                self._begin(head)
                index += head.rows
                continue
            row, carried = filled[index]
            if self.head is None:
                self.layout.title += [str(value) for _, value in sorted(rows[index].cells.items())]
                if len(rows[index].cells) > _MOST_IN_TITLE:
                    self._leave(rows[index], "above", rows[index].cells)
            else:
                self._take(index, row, carried, self.head)
            index += 1

    def _begin(self, head: Head) -> None:
        """Begin a table; a head that only repeats the one before changes nothing."""
        if self.head is None:
            self.is_place = self.judge(self.layout.title)
        if self.head is None or self.head.columns != head.columns:
            name = self.grid.sheet.name
            self._groups = [*groups_of_sheet(name, lambda words: self.is_place(words, True), self.tables)]
        self.head, self._closed = head, False
        for column in head.columns:
            self.layout.columns.setdefault(plain(column.head), column)

    def _take(self, index: int, row: Row, carried: frozenset[int], head: Head) -> None:
        own = {at: value for at, value in row.cells.items() if at not in carried}
        number_at, name_at = head.at("number"), head.at("name")
        number = str(own.get(number_at, "")).strip() if number_at else ""
        ordinal = bool(_ORDINAL.fullmatch(number))
        first = next((str(value) for at, value in sorted(own.items()) if at != number_at or not ordinal), "")
        if is_counting(row):
            return
        if plain(number) == plain(self.words.example) or plain(str(own.get(name_at, ""))).startswith(
            plain(self.words.example) + " "
        ):
            self._leave(row, "example", own)
        elif not ordinal and (self._is_total(first) or _ONLY_COUNT.fullmatch(str(own.get(name_at, "")))):
            self._leave(row, "total", own)
            self._claim(row, own)
        elif self._is_heading(row, own, number, head):
            return
        elif not ordinal and self._is_closing(first, own, name_at):
            self._leave(row, "note", own)
        elif not number and self._number and self._is_rest(index, own, head):
            self._leave(row, "rest", own)
            self.layout.items.append(gone_on(self.layout.items.pop(), own))
        elif name_at not in row.cells:
            self._leave(row, "nameless", own)
        elif name_at in carried and (not number_at or number_at not in own):
            self._go_on(own)
        else:
            self._closed = False
            cells = {at: (value,) for at, value in row.cells.items()}
            item = Item(row.number, head.columns, cells, tuple(self._groups))
            self.layout.items.append(item if number else self._unnumbered(item, row, head))
            self._number = number_of_row(number) or (0 if number else self._number)

    def _is_rest(self, index: int, own: Mapping[int, Value], head: Head) -> bool:
        rows, last = self.grid.sheet.rows, self.layout.items[-1]
        number_at, name_at = head.at("number"), head.at("name")
        return (
            is_rest(own, last, name_at, lambda name: self.is_place(name, True))
            and counts_on(rows, index, number_at, self._number, self._is_total)
            and self._models_numbered(number_at, name_at)
        )

    def _models_numbered(self, number_at: int, name_at: int) -> bool:
        """Tell once of each pair of columns whether the first numbers the models of the second."""
        columns = number_at, name_at
        if columns not in self._numbering:
            self._numbering[columns] = numbers_models(self.grid.sheet.rows, number_at, name_at)
        return self._numbering[columns]

    def _unnumbered(self, item: Item, row: Row, head: Head) -> Item:
        """Return the model of a row without a number: it may be a rest, or be where the numbered one above is."""
        last, name_at = self.layout.items[-1] if self.layout.items else None, head.at("name")
        if last is None or last.groups != item.groups or last.columns != item.columns:
            return item
        if is_midway(str(item.cells[name_at][0]), str(last.cells[name_at][-1])):
            self._leave(row, "doubtful", row.cells)
        elif self._number and (placed := above_place(item, last)) is not None:
            self._leave(row, "placed", row.cells)
            return placed
        return item

    def _go_on(self, own: Mapping[int, Value]) -> None:
        """Add the cells of a row under a merged name to the model of that name."""
        last = self.layout.items.pop()
        cells = dict(last.cells)
        for at, value in own.items():
            cells[at] = (*cells.get(at, ()), value)
        self.layout.items.append(Item(last.row, last.columns, cells, last.groups))

    def _is_heading(self, row: Row, own: Mapping[int, Value], number: str, head: Head) -> bool:
        """Take a row that heads a group: only one thing is said in it, besides a number and counts."""
        number_at = head.at("number")
        told = [str(value) for at, value in own.items() if at != number_at and not isinstance(value, int | float)]
        words = told[0] if told else number
        if len(dict.fromkeys(told)) > 1 or not words or (not told and len(number) < 3) or len(words) > 300:
            return False
        lettered = bool(_ROMAN.fullmatch(number)) or (not number and bool(re.match(r"[IVX]{1,5}\s*[.)/]\s", words)))
        wide = any(area.right > area.left and area.top == row.number for area in self.grid.areas_in(row.number))
        apart = lettered or (wide and not _ORDINAL.fullmatch(number))
        group = group_of(words, lambda name: self.is_place(name, apart), self.tables)
        if group is None and apart and not self._is_note(words):
            self._leave(row, "heading", own)
            group = Group("other", " ".join(words.split()))
        if group is None:
            return False
        if not group.value:
            self._leave(row, "heading", own)
        self._closed, self._number = False, 0
        self._enter(replace(group, style=style_of(number, words)))
        return True

    def _enter(self, group: Group) -> None:
        """Let a group take the place of the last one numbered in its way, or that says the same kind of thing."""
        same = [
            index
            for index, one in enumerate(self._groups)
            if (one.style and one.style == group.style) or _rank(one) == _rank(group)
        ]
        del self._groups[min(same, default=len(self._groups)) :]
        self._groups.append(group)

    def _is_closing(self, first: str, own: Mapping[int, Value], name_at: int) -> bool:
        """Tell, and remember, that the table is over: notes, place and date, signatures."""
        over = self._is_note(first) and len(own) <= 3
        self._closed = self._closed or over
        return self._closed and (over or len(own) <= 2 or name_at not in own)

    def _is_note(self, words: str) -> bool:
        lead = words.lstrip()
        if lead.startswith("*") or (lead.startswith("(*") and len(lead) > 4):
            return True
        key = plain(words.split("\n", 1)[0])
        noted = any(key == one or key.startswith(f"{one} ") for one in self._notes)
        signed = key in self._closings or (words.isupper() and any(key.startswith(f"{one} ") for one in self._closings))
        return noted or signed or bool(_DATED.search(words))

    def _is_total(self, words: str) -> bool:
        """True for "Tổng cộng", "Cộng: 12 mô hình", "Cộng xã Bình Minh"; not for a name like "Tổng vệ sinh"."""
        line = words.split("\n", 1)[0]
        key = plain(line)
        leads = [one for one in self._totals if key == one or key.startswith(f"{one} ")]
        rests = [key[len(one) :].strip() for one in leads]
        if any(not rest or rest[0].isdigit() or rest.startswith(("mo hinh", "so mo hinh")) for rest in rests):
            return True
        of_what = [" ".join(line.split()[one.count(" ") + 1 :]).strip(" :") for one in leads]
        named = (group_of(one, lambda name: self.is_place(name, False), self.tables) for one in of_what)
        return any(rest in self._totals for rest in rests) or any(named)

    def _claim(self, row: Row, own: Mapping[int, Value]) -> None:
        for value in own.values():
            if isinstance(value, str) and (match := _COUNT.search(value)):
                self.layout.claimed = (int(match[1]), row.number)

    def _leave(self, row: Row, taken_for: str, own: Mapping[int, Value]) -> None:
        words = " | ".join(" ".join(str(value).split()) for _, value in sorted(own.items()))
        self.layout.left.append(Left(row.number, taken_for, words))


def _rank(group: Group) -> str:
    """Return what a new group takes the place of: a commune that of a commune, not of the district around it."""
    return f"{group.kind} {_RANKS.get(plain(group.value).split(' ')[0], 2)}" if group.kind == "place" else group.kind
