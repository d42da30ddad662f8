"""Figures of tables: the head of a column says the unit, the first words of the row and the head what is counted."""

import re
from collections.abc import Iterator

from generator.document import FoundFigure
from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.figures.grammar import Grammar
from generator.extract.numbers import NUMBER, scaled, value_of
from generator.extract.tabulated import PrintedTable

_CELL = re.compile(rf"(?=[\d.,]{{1,20}}(?![\d.,]))({NUMBER})\s?(%?)$")
_LETTERS = re.compile(r"[^\W\d_]{2}")


def tabular_figures(table: PrintedTable, rules: Grammar) -> Iterator[FoundFigure]:
    """Yield the figures of ``table``.

    A column whose head says no unit takes the one the table counts elsewhere, or that the line above it says.
    """
    units = [_unit(head, rules) for head in table.heads]
    counts = [not _is_no_column(head, rules) for head in table.heads]
    counted = (unit for unit, counting in zip(units, counts, strict=True) if counting and unit and unit[0] != "%")
    above = _unit_above(table, rules)
    usual = above[0] if above and above[1] else next(counted, None) or (above[0] if above else None)
    for row in table.rows:
        label = next((table.words(cell) for cell in row if _LETTERS.search(table.text, cell.start, cell.end)), "")
        if not label and row and table.heads and rules.times.match(table.heads[0]):
            label = table.words(row[0])  # "Năm | Số mô hình"
        for index, cell in enumerate(row[: len(units)]):
            match = _CELL.match(table.text[cell.start : cell.end])
            unit = units[index] or usual
            if match and label and counts[index] and (unit or match[2]):
                name, factor = ("%", 1) if match[2] else unit or ("", 1)
                what = f"{table.words(table.head[index])}: {label}"
                yield FoundFigure(scaled(value_of(match[1]), factor), name, what, Span(cell.start, cell.end))


def _is_no_column(head: str, rules: Grammar) -> bool:
    """Tell whether a column holds no figures: "Ngày" does not, "Ngày công" does."""
    refused, unit = rules.no_figures.match(head), rules.head_unit.match(head)
    return refused is not None and (unit is None or unit.end() <= refused.end())


def _unit_above(table: PrintedTable, rules: Grammar) -> tuple[tuple[str, int], bool] | None:
    """Return the unit the line above ``table`` says, and whether it says that it is one.

    "Số mô hình theo năm", "Đơn vị tính: triệu đồng".
    """
    end = table.text.rfind("\n", 0, table.head[0].start) if table.head else -1
    line = plain_form(table.text[table.text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)])
    told = rules.unit_above.search(line)
    unit = rules.head_unit.match(line, told.end()) if told else None
    return (_read(unit, rules), bool(told and told["stated"])) if unit else None


def _unit(head: str, rules: Grammar) -> tuple[str, int] | None:
    """Return unit and scale that the head of a column says: "Kinh phí (triệu đồng)", "Số hộ", "Tỷ lệ (%)"."""
    found = None
    for match in rules.head_unit.finditer(head):
        found = _read(match, rules)
        if match["unit"] in rules.measures:
            break
    return found


def _read(unit: re.Match[str], rules: Grammar) -> tuple[str, int]:
    return rules.measures.get(unit["unit"], unit["unit"]), rules.scales.get(unit["scale"] or "", 1)
