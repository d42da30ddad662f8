"""One cell that names several models, each with its number or bullet: a row for each of them.

Only where nobody would read it otherwise: numbers that run from 1, or a bullet before every line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.lists.columns import Column
from generator.lists.items import Item
from generator.lists.values import number_of, shown
from generator.read.sheets import Value
from generator.tables import Tables

_NUMBER = re.compile(r"(?:^|(?<=[\s;.,:]))\(?(\d{1,2})\s*[.)/](?!\d)\s*(?=[^\W\d]|[“\"'‘«])")
_BULLET = re.compile(r"\s*[-+*•–]\s*(?=\w|[“\"'‘«])")
_QUANTITIES = ("", "money", "figures")


def split(item: Item, name_at: int, tables: Tables) -> tuple[Item, ...]:
    """Return a row for each model that the cell of the name lists; the row itself if it lists none.

    Another cell with as many numbers is shared out; a quantity in one that has not is that of all models together, and
    becomes words that say so.
    """
    words = _words(item.cells.get(name_at, ()))
    names = _numbered(words) or _bulleted(words)
    if not names:
        return (item,)
    columns = {column.at: column for column in item.columns}
    parts: list[dict[int, tuple[Value, ...]]] = [{} for _ in names]
    for at, values in item.cells.items():
        listed = names if at == name_at else _numbered(_words(values)) if _numbered(words) else ()
        each: Sequence[tuple[Value, ...]] = [(one,) for one in listed]
        if len(listed) != len(names):
            each = [_of_all(columns.get(at), values, len(names), tables)] * len(names)
        for part, own in zip(parts, each, strict=True):
            part[at] = own
    return tuple(replace(item, cells=part) for part in parts)


def _bulleted(words: str) -> tuple[str, ...]:
    """Return two lines or more that each begin with a bullet, without it."""
    lines = [line for line in words.split("\n") if line.strip()]
    listed = len(lines) > 1 and all(map(_BULLET.match, lines))
    return tuple(_trimmed(_BULLET.sub("", line, count=1)) for line in lines) if listed else ()


def _numbered(words: str) -> tuple[str, ...]:
    """Return two items or more whose numbers run on from 1, in lines or in one line, without them."""
    marks = list(_NUMBER.finditer(words))
    numbers = [int(one[1]) for one in marks]
    if len(marks) < 2 or words[: marks[0].start()].strip() or numbers != list(range(1, len(marks) + 1)):
        return ()
    ends = [*(one.start() for one in marks[1:]), len(words)]
    return tuple(_trimmed(words[one.end() : end]) for one, end in zip(marks, ends, strict=True))


def count_of(words: str) -> int:
    """Return how many items a cell has where each line begins with a number or a bullet, else 0."""
    lines = [line for line in words.split("\n") if line.strip()]
    return len(lines) if all(_NUMBER.match(line.lstrip()) or _BULLET.match(line) for line in lines) else 0


def _trimmed(words: str) -> str:
    return words.strip().rstrip(";,").strip()


def _words(values: Sequence[Value]) -> str:
    return "\n".join(map(shown, values))


def _of_all(column: Column | None, values: tuple[Value, ...], count: int, tables: Tables) -> tuple[Value, ...]:
    """Return the values of a cell as each of ``count`` models has them."""
    if column is None or column.holds not in _QUANTITIES or not any(number_of(value) for value in values):
        return values
    return (f"{_words(values)} {tables.list_words.shared.format(count=count)}",)
