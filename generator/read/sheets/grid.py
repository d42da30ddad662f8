"""A spreadsheet as it was received: sheets of numbered rows with the cells that hold something, and what was hidden.

Rows and columns count from 1, as people see them. Values are as the program that saved the file last computed them;
strings are without control characters, their line breaks kept; ``read_book`` makes them NFC.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic

Value = str | int | float | bool | dt.date | dt.datetime
MOST_CELLS = 4_000_000
"""Cells with a value in one file; a list of 25,000 rows has half a million."""
_BREAKS = re.compile(r"_x000[dD]_|\r\n?|[\v\f\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """Row ``number`` with its cells that hold something, by column."""

    number: int
    cells: Mapping[int, Value]


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one; its value stands at ``top``, ``left``. All four are part of it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Extras:
    """What a sheet holds besides values.

    ``uncomputed``: (row, column) of formulas that were saved without a result; ``struck``: of cells struck out whole.
    """

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows`` are those that hold something, in order. ``name`` is empty for a text file."""

    name: str
    rows: tuple[Row, ...]
    extras: Extras = Extras()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet file; ``sha256`` is of its bytes, ``comments`` the number of notes pinned to cells."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    comments: int = 0
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def row_of(number: int, values: Iterable[tuple[int, object]]) -> Row | None:
    """Return a row of the ``(column, value)`` that say something, None if none does."""
    cells = {column: value for column, found in values if (value := clean_value(found)) is not None}
    return Row(number, cells) if cells else None


def clean_value(found: object) -> Value | None:
    """Return a cell's value without what nobody sees; None for nothing. A time of the day becomes its words."""
    if found is None:
        return None
    if isinstance(found, bool | int | dt.date):
        return found
    if isinstance(found, float):
        return int(found) if found.is_integer() and abs(found) < 1e15 else found
    text = str(found)
    if not text.isascii() or not text.isprintable() or "_x000" in text:
        text = _CONTROL.sub("", _BREAKS.sub("\n", text))
    text = text.strip()
    return text or None
