"""Reads lists as offices keep them, ``.xlsx .xlsm .xls .ods .csv .tsv``, into sheets of cells; told by the bytes.

Nothing of a sheet is left out without saying so; a file that cannot be read is refused with a located diagnostic.
Time and memory are linear in the cells that hold something, whatever size a sheet claims.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.read.received.encodings import legacy_of
from generator.read.received.office import converted
from generator.read.received.shape import MEGABYTE, note, refuse
from generator.read.sheets.grid import Area, Book, Extras, Row, Sheet, Value
from generator.text import nfc

__all__ = ["Area", "Book", "Extras", "Row", "Sheet", "Value", "is_list", "read_book"]

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
_LARGEST = 200 * MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<?xml", b"<meta", b"<style", b"mime-version:")


def is_list(path: Path) -> bool:
    """True for a file that is a list by its name."""
    return path.suffix.lower() in SUFFIXES


def read_book(path: Path) -> Book:
    """Return the sheets of the file at ``path``. Raises DanvanError (DV601–DV616, DV650)."""
    data = _bytes(path)
    sheets, comments, found = _read(path, data)
    modern, told = zip(*(_modernised(sheet, path) for sheet in sheets), strict=True) if sheets else ((), ())
    diagnostics = (*found, *dict.fromkeys(one for one in told if one))
    return Book(path.name, hashlib.sha256(data).hexdigest(), modern, comments, diagnostics)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            refuse("DV602", path, size=size // MEGABYTE, limit=_LARGEST // MEGABYTE)
        data = path.read_bytes()
    except OSError as problem:
        refuse("DV616", path, problem=problem.strerror or type(problem).__name__)
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        refuse("DV601", path)
    return data


def _read(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int, list[Diagnostic]]:
    """Return sheets, number of comments and diagnostics; the readers of a kind are imported when one is met."""
    if data.startswith(b"PK"):
        from generator.read.sheets.xlsx import check_size, read_xlsx

        names = check_size(path, data)
        if "xl/workbook.xml" in names:
            return *read_xlsx(path, data), []
        if "content.xml" in names:
            from generator.read.sheets.ods import read_ods

            return *read_ods(path, data), []
        refuse("DV658", path)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            refuse("DV604", path)
        from generator.read.sheets.xls import read_xls

        return *read_xls(path, data), []
    if path.suffix.lower() == ".xls" and data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        return _by_office(path, data)
    from generator.read.sheets.delimited import read_delimited

    sheet, found = read_delimited(path, data)
    return (sheet,), 0, found


def _by_office(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int, list[Diagnostic]]:
    """Read what many programs export as .xls: a web page with a table, or Excel's XML of 2003."""
    from generator.read.sheets.xlsx import read_xlsx

    suffix = ".xml" if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") else ".html"
    made = converted(path, data, suffix, "xlsx", "Calc MS Excel 2007 XML")
    return *read_xlsx(path, made), []


def _modernised(sheet: Sheet, path: Path) -> tuple[Sheet, Diagnostic | None]:
    """Return a sheet with its words in NFC; what was typed in a legacy font (TCVN3, VNI) becomes Unicode."""
    words = [value for row in sheet.rows for value in row.cells.values() if isinstance(value, str)]
    legacy = legacy_of("\n".join(words))
    change = legacy[1] if legacy else str
    rows = tuple(
        Row(row.number, {at: nfc(change(one)) if isinstance(one, str) else one for at, one in row.cells.items()})
        for row in sheet.rows
    )
    return replace(sheet, rows=rows), note("DV610", path, encoding=legacy[0]) if legacy else None
