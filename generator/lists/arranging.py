"""Sheets that offices arrange otherwise than as one table of rows: tables side by side, models side by side."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.lists.columns import columns_of, plain
from generator.lists.heads import FEWEST_IN_FORM, Head
from generator.read.sheets import Row, Sheet, Value
from generator.tables import Tables


def side_by_side(sheet: Sheet, tables: Tables) -> tuple[Sheet, ...]:
    """Return the tables of a sheet whose head stands there twice or more in one row, each as a sheet of that name."""
    names = frozenset(map(plain, tables.list_words.columns["name"]))
    for row in sheet.rows:
        heads = [(at, plain(str(value))) for at, value in sorted(row.cells.items())]
        words = [head for _, head in heads]
        times = max((words.count(one) for one in names.intersection(words)), default=0)
        long = len(words) // times if times else 0
        if times > 1 and long > 1 and words == words[:long] * times:
            return tuple(_parts(sheet, row.number, [heads[long * part][0] for part in range(times)]))
    return (sheet,)


def _parts(sheet: Sheet, head: int, starts: Sequence[int]) -> Iterator[Sheet]:
    """Cut a sheet before the columns ``starts``; what stands above the head goes with the first part."""
    for first, after in pairwise((0, *starts[1:], sys.maxsize)):
        rows = []
        for row in sheet.rows:
            above = row.number < head
            cells = {at: value for at, value in row.cells.items() if (not first if above else first <= at < after)}
            rows += [Row(row.number, cells)] if cells else []
        yield replace(sheet, rows=tuple(rows))


def models_across(rows: Sequence[Row], tables: Tables) -> tuple[Head, list[Row]] | None:
    """Return the models of a sheet that has labels down its side and a column for each of two models or more.

    The columns of the head are the rows of the sheet; each model is a row whose number is that of the names.
    """
    heads: dict[int, tuple[str, ...]] = {}
    answers: dict[int, dict[int, Value]] = {}
    for row in rows:
        cells = sorted(row.cells.items())
        while cells and not isinstance(cells[0][1], str):  # the rows are numbered
            cells = cells[1:]
        if len(cells) > 1:
            (_, label), *others = cells
            heads[row.number] = (str(label),)
            for column, value in others:
                answers.setdefault(column, {})[row.number] = value
    columns = columns_of(heads, tables)
    name = next((one.at for one in columns if one.holds == "name"), 0)
    known = [one.at for one in columns if one.holds]
    if not name or len({one.holds for one in columns if one.holds}) < FEWEST_IN_FORM:
        return None
    full = [cells for _, cells in sorted(answers.items()) if name in cells and sum(at in cells for at in known) > 2]
    distinct = {str(cells[name]) for cells in full}
    if len(full) < 2 or len(distinct) < len(full):
        return None
    return Head(columns, 0), [Row(name, cells) for cells in full]
