"""Models listed in a table: a column of names, beside it often the place and the field.

A row with words in one cell only heads the rows below it; where it names a field, they are of that field.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar
from generator.extract.tabulated import PrintedTable

_NUMERAL = 5  # "VIII." is no wording


class TabledModel(NamedTuple):
    """A name in a table, the cells that may say its place, the likeliest first, and its field id."""

    name: Span
    places: tuple[Span, ...]
    field: str | None


def tabular_models(tables: Sequence[PrintedTable], plain: str, rules: ModelGrammar) -> Iterator[TabledModel]:
    """Yield the models of every table that has a column of names of models."""
    for table in tables:
        names = _column(table, rules.name_column)
        if names is None and _speaks_of_models(table, plain, rules):
            names = _column(table, rules.plain_column)
        if names is None or _is_numeric(table, names):
            continue
        places = [index for index in _columns(table, rules.place_column) if index != names]
        fields = _column(table, rules.field_column)
        group: str | None = None
        heading: tuple[Span, ...] = ()
        for row in table.rows:
            filled = [cell for cell in row if cell.end - cell.start > _NUMERAL]
            if len(filled) == 1 and (field := _field(plain, filled[0], rules)):
                group, heading = field, ()
            elif len(filled) == 1 and not places and rules.somebody.match(plain, filled[0].start):
                heading = (filled[0],)
            elif names < len(row) and _is_name(plain, row[names], rules):
                own = _field(plain, row[fields], rules) if fields is not None and fields < len(row) else None
                cells = tuple(row[index] for index in places if index < len(row)) or heading
                yield TabledModel(_bare(plain, row[names], rules), cells, own or group)


def _speaks_of_models(table: PrintedTable, plain: str, rules: ModelGrammar) -> bool:
    """Tell whether the paragraph above the table does."""
    end = table.head[0].start if table.head else 0
    end = plain.rfind("\n", 0, end)
    return end > 0 and rules.cue.search(plain, plain.rfind("\n", 0, end) + 1, end) is not None


def _columns(table: PrintedTable, pattern: re.Pattern[str]) -> Iterator[int]:
    return (index for index, head in enumerate(table.heads) if pattern.match(head))


def _column(table: PrintedTable, pattern: re.Pattern[str]) -> int | None:
    return next(_columns(table, pattern), None)


def _is_numeric(table: PrintedTable, index: int) -> bool:
    cells = [table.words(cell) for cell in table.column(index)]
    return sum(any(char.isalpha() for char in cell) for cell in cells) * 2 < len(cells)


def _is_name(plain: str, cell: Span, rules: ModelGrammar) -> bool:
    words = plain[cell.start : cell.end]
    return " " in words and words not in rules.generic and not rules.total_row.match(words)


def _bare(plain: str, cell: Span, rules: ModelGrammar) -> Span:
    """Return the name without "Mô hình" and quotation marks around it."""
    start, end = cell.start, cell.end
    lead = rules.lead.match(plain, start, end)
    start = lead.end() if lead and end - lead.end() > 3 else start
    while start < end and plain[start] in ' ".:-':
        start += 1
    closing = plain.find('"', start, end)
    end = closing if closing > start + 3 else end
    while end > start and plain[end - 1] in ' ".;,':
        end -= 1
    return Span(start, end)


def _field(plain: str, cell: Span, rules: ModelGrammar) -> str | None:
    match = rules.field_lead.search(plain, cell.start, cell.end)
    numbered = rules.field_cell.match(plain, cell.start, cell.end)
    match = numbered or match
    return rules.field_of[match["field"]] if match else None
