"""The merged areas of a sheet: which cells show the value of another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.read.sheets import Area, Row, Sheet

_MOST, _MOST_IN_ROW = 2_000_000, 1_000
"""Rows that merged areas may touch, each counted, and areas in one row; no list of people has as many."""


@dataclass(frozen=True)
class Grid:
    """A sheet with its merged areas at hand."""

    sheet: Sheet

    @property
    def merged(self) -> bool:
        """True if the sheet can say what is merged and does."""
        return bool(self.sheet.extras.merged)

    def area_at(self, row: int, column: int) -> Area | None:
        """Return the merged area that a cell is part of."""
        return next((area for area in self.areas_in(row) if area.left <= column <= area.right), None)

    def areas_in(self, row: int) -> Sequence[Area]:
        """Return the merged areas that touch a row."""
        return self._by_row.get(row, ())

    @cached_property
    def _by_row(self) -> dict[int, list[Area]]:
        numbers = {row.number for row in self.sheet.rows}
        last = max(numbers, default=0)
        found: dict[int, list[Area]] = defaultdict(list)
        count = 0
        for area in self.sheet.extras.merged:
            for row in range(area.top, min(area.bottom, last) + 1):
                if (row in numbers or row == area.top) and len(found[row]) < _MOST_IN_ROW:
                    found[row].append(area)
                    count += 1
            if count > _MOST:
                break
        return found

    @cached_property
    def filled(self) -> tuple[tuple[Row, frozenset[int]], ...]:
        """Every row with the values that merged cells carry down into it, and the columns these stand in."""
        values = {(row.number, at): value for row in self.sheet.rows for at, value in row.cells.items()}
        rows: list[tuple[Row, frozenset[int]]] = []
        for row in self.sheet.rows:
            down = {
                area.left: values[area.top, area.left]
                for area in self.areas_in(row.number)
                if area.top < row.number and area.left not in row.cells and (area.top, area.left) in values
            }
            rows.append((replace(row, cells={**row.cells, **down}) if down else row, frozenset(down)))
        return tuple(rows)
