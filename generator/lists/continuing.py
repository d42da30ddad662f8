"""Rows that go on with the model above: a page that breaks in the middle of a cell leaves the rest without a number.

Joined only where the numbering and the words both say so; what may be a rest, and may be a model, is told apart.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from generator.lists.items import Item
from generator.read.sheets import Row, Value

_AHEAD = 8
"""Rows looked at for the next number: a page's foot, its head in two rows and its counting stand between."""
_OPEN = re.compile(r"[,:(–-]\s*$|\s(?:và|của|cho|tại|các)\s*$|\([^()]*$|“[^“”]*$", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,6})\s*[.)]?")
_PLACES = ("place", "commune", "district", "province", "unit")
IsTotal = Callable[[str], bool]


def number_of_row(value: Value | None) -> int:
    """Return the number a row has in the column of numbers, 0 if it has none."""
    match = _NUMBER.fullmatch(str(value).strip()) if value is not None else None
    return int(match[1]) if match else 0


def counts_on(rows: Sequence[Row], index: int, number_at: int, last: int, is_total: IsTotal) -> bool:
    """True if after row ``index`` the count goes on with the number after ``last``, or comes to its total."""
    for row in rows[index + 1 : index + 1 + _AHEAD]:
        number = number_of_row(row.cells.get(number_at))
        if number:
            return number == last + 1
        if is_total(str(next(iter(row.cells.values())))):
            return True
    return False


def numbers_models(rows: Sequence[Row], number_at: int, name_at: int) -> bool:
    """True if the column of numbers counts the models, not the places of several: few names have none."""
    named = [row for row in rows if name_at in row.cells]
    numbered = sum(1 for row in named if number_of_row(row.cells.get(number_at)))
    without = sum(1 for row in named if number_at not in row.cells and str(row.cells[name_at])[:1].isupper())
    return without * 2 < numbered


def is_rest(own: Mapping[int, Value], last: Item, name_at: int, is_place: Callable[[str], bool]) -> bool:
    """True if cells ``own`` of a row without a number can only be the rest of ``last``.

    The name goes on in the middle of a sentence; without a name every cell does, or fills what ``last`` left blank.
    """
    before = {at: str(values[-1]) for at, values in last.cells.items()}
    if name_at in own:
        two = any(is_place(before.get(at, "")) and is_place(str(own[at])) for at in own if at != name_at)
        return not two and is_midway(str(own[name_at]), before.get(name_at, ""))
    texts = [at for at, value in own.items() if isinstance(value, str)]
    return bool(texts) and all(
        at not in before or (isinstance(value, str) and (_is_small(value) or _OPEN.search(before[at])))
        for at, value in own.items()
    )


def is_midway(words: str, before: str) -> bool:
    """True if a name ``words`` begins in the middle of ``before``: no capital where that has one, or an open end."""
    return (_is_small(words) and not _is_small(before)) or bool(_OPEN.search(before))


def _is_small(words: str) -> bool:
    first = next((char for char in words if char.isalpha()), "")
    return first.islower() and words.lstrip()[:1] not in "-+*•–"


def above_place(item: Item, last: Item) -> Item | None:
    """Return the model of a row without a number and a place with the place of ``last``; None if it needs none."""
    columns = [one.at for one in item.columns if one.holds in _PLACES]
    cells = {at: last.cells[at] for at in columns if at in last.cells}
    return replace(item, cells={**item.cells, **cells}) if cells and not set(columns) & set(item.cells) else None


def gone_on(last: Item, own: Mapping[int, Value]) -> Item:
    """Return ``last`` with the words of its rest after its own."""
    cells = dict(last.cells)
    for at, value in own.items():
        *others, end = cells.get(at, ("",))
        together = f"{end} {value}".strip() if isinstance(end, str) and isinstance(value, str) else None
        cells[at] = (*others, together) if together else tuple(filter(lambda one: one != "", (*others, end, value)))
    return replace(last, cells=cells)
