"""Total rows of tables against the rows above them, column by column."""

from collections.abc import Iterator, Sequence

from generator.document import FigureCheck, FoundFigure
from generator.entities import Span
from generator.extract.reconcile.amounts import Amount, Amounts
from generator.extract.reconcile.sums import sum_check
from generator.extract.tabulated import PrintedTable


def table_sums(
    tables: Sequence[PrintedTable], figures: Sequence[FoundFigure], amounts: Amounts
) -> Iterator[FigureCheck]:
    """Yield a check for every counted column of a table that has one row of totals, its last."""
    by_start = {figure.span.start: figure for figure in figures if figure.value is not None}
    for table in tables:
        *parts, last = table.rows or ((),)
        if len(parts) < 2 or not any(amounts.rules.total_row.match(table.plain(cell)) for cell in last):
            continue
        if any(amounts.rules.total_row.match(table.plain(cell)) for row in parts for cell in row):
            continue
        for index, cell in enumerate(last):
            column = [by_start.get(row[index].start) for row in parts if index < len(row)]
            total = by_start.get(cell.start)
            if total and total.unit != "%" and len(column) == len(parts) and all(column):
                yield sum_check(_amount(total), [_amount(figure) for figure in column if figure])


def _amount(figure: FoundFigure) -> Amount:
    value = figure.value or 0
    return Amount(value, figure.unit, 1, Span(figure.span.start, figure.span.end))
