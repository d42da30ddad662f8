"""``.xls`` of Excel 97–2003 by xlrd, which also tells what is merged and hidden."""

import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import xlrd

from generator.bounds import OverdueError, time_bounded
from generator.read.received.shape import refuse
from generator.read.sheets.grid import Area, Extras, Row, Sheet, row_of

_SECONDS = 120
_ERRORS: dict[int, str] = xlrd.error_text_from_code


def read_xls(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int]:
    """Return the sheets of a workbook and how many comments its cells have.

    Raises DanvanError (DV604, DV605, DV613): a file whose chain of sectors ends in itself is read for ever.
    """
    try:
        with time_bounded(_SECONDS):
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
            return tuple(map(_sheet, book.sheets())), sum(len(sheet.cell_note_map) for sheet in book.sheets())
    except MemoryError:
        raise
    except OverdueError:
        refuse("DV613", path, program="xlrd", problem=f"> {_SECONDS} s")
    except Exception as wrong:  # a damaged file raises whatever the byte that is wrong leads to
        if "encrypted" in str(wrong).lower():
            refuse("DV604", path)
        refuse("DV605", path, problem=" ".join(f"{type(wrong).__name__}: {wrong}".split())[:200])


def _sheet(sheet: Any) -> Sheet:
    rows: list[Row] = []
    for index in range(sheet.nrows):
        row = row_of(index + 1, ((column + 1, _value(cell, sheet)) for column, cell in enumerate(sheet.row(index))))
        if row is not None:
            rows.append(row)
    merged = tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    hidden_rows = frozenset(index + 1 for index, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(index + 1 for index, info in sheet.colinfo_map.items() if info.hidden and index < 256)
    struck = frozenset((row.number, at) for row in rows for at in row.cells if _is_struck(sheet, row.number, at))
    extras = Extras(merged, hidden_rows, hidden_columns, struck=struck)
    return Sheet(sheet.name, tuple(rows), extras, sheet.visibility != 0)


def _is_struck(sheet: Any, row: int, column: int) -> bool:
    style = sheet.book.xf_list[sheet.cell_xf_index(row - 1, column - 1)]
    return bool(sheet.book.font_list[style.font_index].struck_out)


def _value(cell: Any, sheet: Any) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: dt.datetime = xlrd.xldate_as_datetime(cell.value, sheet.book.datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return cell.value
        return moment
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(cell.value, "#ERR!")
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value
