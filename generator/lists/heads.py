"""Finds the head of a table: the first row, or rows, whose cells read as heads and name the models."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from generator.lists.columns import HEAD_JOINT, Column, columns_of, holds_of, is_name, plain
from generator.lists.grids import Grid
from generator.read.sheets import Row
from generator.tables import Tables

_DEEPEST = 4
_COUNTING = re.compile(r"\(?\s*(?:\d{1,2}|[a-zđ]{1,2})\s*\)?(?:\s*[=:+].{0,20})?", re.IGNORECASE)
FEWEST_IN_FORM = 4
_DEEP = 60
"""Rows within which a table begins."""
_LONGEST_NAME_HEAD = 80


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table and the rows its head takes."""

    columns: tuple[Column, ...]
    rows: int

    def at(self, holds: str) -> int:
        """Return the first column that holds ``holds``, 0 if none does."""
        return next((one.at for one in self.columns if one.holds == holds), 0)


def head_at(rows: Sequence[Row], index: int, grid: Grid, tables: Tables, before: Head | None = None) -> Head | None:
    """Return the head that begins with row ``index``, None if none does. ``before``: the head of the table so far.

    Under a head a row of models may begin with its words ("Mô hình trồng rau", "Kết quả nổi bật: …"); another head has
    them and no more.
    """
    row = rows[index]
    if before is not None and _heads([row], grid) == {one.at: [one.head] for one in before.columns}:
        return replace(before, rows=1)
    if len(row.cells) < 2 or not any(_is_name(value, tables) for value in _near(rows, index)):
        return None
    if before is not None and not _is_head_again(row, before, tables):
        return None
    deepest = max(1, min(_depth(rows, index, grid), _DEEPEST))
    for depth in range(deepest, 0, -1):
        columns = columns_of(_heads(rows[index : index + depth], grid), tables)
        kinds = {one.holds for one in columns if one.holds}
        if "name" in kinds and (len(kinds) > 1 or _says_no_more(columns, tables)):
            return Head(columns, depth)
    return None


def head_by_names(rows: Sequence[Row], grid: Grid, tables: Tables) -> tuple[int, Head] | None:
    """Return the head, and its row, of a table whose names stand under words of another meaning: "Nội dung".

    Its cells say it: most rows with a number have one there that begins with a noun for a model.
    """
    for index, row in enumerate(rows[:_DEEP]):
        columns = columns_of(_heads([row], grid), tables)
        number_at = next((one.at for one in columns if one.holds == "number"), 0)
        if not number_at or len({one.holds for one in columns if one.holds}) < FEWEST_IN_FORM:
            continue
        for column in columns:
            if column.holds in ("", "method") and _names_below(rows[index + 1 :], number_at, column.at, tables):
                named = replace(column, holds="name")
                return index, Head(tuple(named if one is column else one for one in columns), 1)
    return None


def _names_below(rows: Sequence[Row], number_at: int, name_at: int, tables: Tables) -> bool:
    cores = tuple(f"{plain(core)} " for core in tables.list_words.name_words.cores)
    numbered = [row for row in rows if str(row.cells.get(number_at, ""))[:1].isdigit() and len(row.cells) > 2]
    cells = [plain(str(row.cells.get(name_at, ""))) for row in numbered]  # a row of two cells heads a group
    return 2 * sum(cell.startswith(cores) for cell in cells) > max(2, len(cells))


def _says_no_more(columns: Sequence[Column], tables: Tables) -> bool:
    """True if the head of the names, in two words or more, is one of the wordings, and the others are as short.

    Two cells are none: a label and its answer.
    """
    named = [plain(one.head) for one in columns if one.holds == "name"]
    short = all(len(one.head) < _LONGEST_NAME_HEAD and not one.head[:1].isdigit() for one in columns)
    return short and len(columns) > 2 and any(" " in head and holds_of(head, tables) == "name" for head in named)


def _is_head_again(row: Row, before: Head, tables: Tables) -> bool:
    """True if a row under a head says nothing but words of heads where that one has the number and the name."""
    numbers, names = before.at("number"), before.at("name")
    if numbers and _is_numbering(row.cells.get(numbers, "")):
        return False
    if any(holds_of(plain(str(value)), tables) == "number" for value in row.cells.values()):
        return True
    known = {plain(part) for one in before.columns for part in one.head.split(HEAD_JOINT)}
    words = plain(str(row.cells.get(names, next(iter(row.cells.values())))))
    return words in known or holds_of(words, tables) != "" or is_name(words, tables.list_words)


def is_counting(row: Row) -> bool:
    """True for the row under a head that numbers the columns: (1) (2) (3), or A B 1 2 3."""
    words = [str(value).strip() for value in row.cells.values()]
    numbers = [int(match[0]) for one in words if (match := re.search(r"\d+", one))]
    return (
        len(words) > 2
        and all(_COUNTING.fullmatch(one) for one in words)
        and len(numbers) > 1
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def form_of(rows: Sequence[Row], tables: Tables) -> tuple[Head, Row] | None:
    """Return a registration form, a label beside or above each answer, as a head and the one row of its answers.

    The columns of that head are the rows of the form.
    """
    heads: dict[int, tuple[str, ...]] = {}
    answers: dict[int, object] = {}
    for row in rows:
        cells = [(at, value) for at, value in sorted(row.cells.items()) if not _is_numbering(value)]
        if len(cells) < 2 or not isinstance(cells[0][1], str):
            continue
        heads[row.number] = (_unnumbered(cells[0][1]),)
        distinct = dict.fromkeys(value for _, value in cells[1:])
        answers[row.number] = next(iter(distinct)) if len(distinct) == 1 else "\n".join(map(str, distinct))
    columns = columns_of(heads, tables)
    kinds = {one.holds for one in columns if one.holds}
    name = next((one.at for one in columns if one.holds == "name"), 0)
    if not name or len(kinds) < FEWEST_IN_FORM:
        return None
    return Head(columns, 0), Row(name, answers)  # type: ignore[arg-type]


def _unnumbered(label: str) -> str:
    return re.sub(r"^\s*\(?\d{1,2}\s*[.)/-]\s*", "", label).rstrip(" :.…")


def _is_numbering(value: object) -> bool:
    return isinstance(value, int | float) or bool(re.fullmatch(r"\(?[\dIVX]{1,4}\s*[.)/]?", str(value).strip()))


def _near(rows: Sequence[Row], index: int) -> list[object]:
    return [value for row in rows[index : index + 2] for value in row.cells.values()]


def _is_name(value: object, tables: Tables) -> bool:
    """True if a cell may be the head of the column of names, alone or with the head above it."""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME_HEAD:
        return False
    words = plain(value)
    known = "mo hinh" in words or "dien hinh" in words or words in map(plain, tables.list_words.columns["name"])
    return known or is_name(words, tables.list_words)


def _depth(rows: Sequence[Row], index: int, grid: Grid) -> int:
    """Return how many rows the head takes: as cells are merged, or as blank cells suggest where nothing can be."""
    row = rows[index]
    merged = [area for at in row.cells if (area := grid.area_at(row.number, at))]
    if merged:
        down = max(area.bottom for area in merged) - row.number + 1
        if down > 1:
            return sum(1 for one in rows[index : index + down] if one.number < row.number + down)
        wide = {
            at
            for area in merged
            for at in range(area.left, min(area.right, area.left + 60) + 1)
            if area.right > area.left
        }
        return 2 if wide and _goes_on(rows, index, wide) else 1
    return 2 if _goes_on(rows, index, set()) else 1


def _goes_on(rows: Sequence[Row], index: int, wide: Set[int]) -> bool:
    """True if the next row only has short words, some of them under blank cells of this one, none under its first.

    Under a cell merged over several columns (``wide``) there may be words in any case.
    """
    if index + 1 >= len(rows):
        return False
    row, below = rows[index], rows[index + 1]
    first = min(row.cells)
    words = list(below.cells.values())
    return (
        below.number == row.number + 1
        and not ({first, first + 1} - wide) & set(below.cells)
        and all(isinstance(one, str) and len(one) < 60 for one in words)
        and any(at not in row.cells for at in below.cells)
        and not is_counting(below)
    )


def _heads(rows: Sequence[Row], grid: Grid) -> Mapping[int, Sequence[str]]:
    """Return the words above each column; a head over several columns stands over each."""
    found: dict[int, list[str]] = {at: [] for row in rows for at in row.cells}
    for row in rows:
        for area in grid.areas_in(row.number):
            if area.left in row.cells:
                found |= {at: [] for at in range(area.left, min(area.right, area.left + 60) + 1) if at not in found}
    for depth, row in enumerate(rows):
        before = ""
        for at in sorted(found):
            words = _words(row, at, grid)
            spread = not words and depth < len(rows) - 1 and not grid.merged and at in rows[-1].cells
            found[at].append(before if spread else words)
            before = words or before
    used = {at for row in rows for at in row.cells}
    return {at: parts for at, parts in found.items() if (at in used and parts[-1]) or at in rows[0].cells}


def _words(row: Row, at: int, grid: Grid) -> str:
    if at in row.cells:
        return str(row.cells[at])
    area = grid.area_at(row.number, at)
    return str(row.cells.get(area.left, "")) if area and area.top == row.number else ""
