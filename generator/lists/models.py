"""What a list tells of one model, and what it says of all of them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.entities import Locality


@dataclass(frozen=True)
class Setting:
    """What a list says of all its models: where and when, the step and decision of its title, the unit of its sums."""

    file: str
    sheet: str
    unit: Locality | None
    day: dt.date | None
    today: dt.date
    step: dict[str, Any] = field(default_factory=dict)
    money: str = ""

    def at(self, row: int, column: int = 0) -> Location:
        """Return where a cell stands, as people name it."""
        return Location(f"{self.file} [{self.sheet}]" if self.sheet else self.file, row, column)


@dataclass(frozen=True)
class RowModel:
    """A model as its row, or rows, tell of it.

    ``data``: front matter without id and sources, in its order. ``sections``: id -> words; ``others``: what has no
    field, with its head. ``place``: id of the first unit, else the words for it.
    """

    setting: Setting
    rows: tuple[tuple[str, int], ...]
    name: str
    unit: Locality | None
    place: str
    data: dict[str, Any]
    sections: dict[str, str]
    others: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def where(self) -> Location:
        return self.setting.at(self.rows[0][1])
