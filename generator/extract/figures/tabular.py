"""Figures of tables: the head of a column says the unit, the first words of the row and the head what is counted."""

import re
from collections.abc import Iterator

from generator.document import FoundFigure
from generator.entities import Span
from generator.extract.figures.grammar import Grammar
from generator.extract.numbers import NUMBER, scaled, value_of
from generator.extract.tabulated import PrintedTable

_CELL = re.compile(rf"(?=[\d.,]{{1,20}}(?![\d.,]))({NUMBER})\s?(%?)$")
_LETTERS = re.compile(r"[^\W\d_]{2}")


def tabular_figures(table: PrintedTable, rules: Grammar) -> Iterator[FoundFigure]:
    """Yield the figures of ``table``; a column whose head says no unit takes the one the table counts elsewhere."""
    units = [_unit(head, rules) for head in table.heads]
    usual = next((unit for unit in units if unit), None)
    for row in table.rows:
        label = next((table.words(cell) for cell in row if _LETTERS.search(table.text, cell.start, cell.end)), "")
        for index, cell in enumerate(row[: len(units)]):
            match = _CELL.match(table.text[cell.start : cell.end])
            unit = units[index] or usual
            if match and label and not _is_no_column(table.heads[index], rules) and (unit or match[2]):
                name, factor = ("%", 1) if match[2] else unit or ("", 1)
                what = f"{table.words(table.head[index])}: {label}"
                yield FoundFigure(scaled(value_of(match[1]), factor), name, what, Span(cell.start, cell.end))


def _is_no_column(head: str, rules: Grammar) -> bool:
    """Tell whether a column holds no figures: "Ngày" does not, "Ngày công" does."""
    refused, unit = rules.no_figures.match(head), rules.head_unit.match(head)
    return refused is not None and (unit is None or unit.end() <= refused.end())


def _unit(head: str, rules: Grammar) -> tuple[str, int] | None:
    """Return unit and scale that the head of a column says: "Kinh phí (triệu đồng)", "Số hộ", "Tỷ lệ (%)"."""
    found = None
    for match in rules.head_unit.finditer(head):
        factor = rules.scales.get(match["scale"] or "", 1)
        found = (rules.measures.get(match["unit"], match["unit"]), factor)
        if match["unit"] in rules.measures:
            break
    return found
