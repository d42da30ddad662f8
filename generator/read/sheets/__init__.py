"""Reads lists as offices keep them, ``.xlsx .xlsm .xls .ods .csv .tsv``, into sheets of cells; told by the bytes.

Nothing of a sheet is left out without saying so; a file that cannot be read is refused with a located diagnostic.
Time and memory are linear in the cells that hold something, whatever size a sheet claims.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, in_order
from generator.read.received.archives import checked_archive
from generator.read.received.encodings import legacy_of
from generator.read.received.office import converted
from generator.read.received.shape import bytes_of, in_bounds, note, refuse
from generator.read.sheets.grid import Area, Book, Extras, Row, Sheet, Value
from generator.text import nfc

__all__ = ["Area", "Book", "Extras", "Row", "Sheet", "Value", "is_list", "read_book"]

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<?xml", b"<meta", b"<style", b"<head", b"<body", b"<div", b"<!--",
           b"mime-version:")  # fmt: skip


def is_list(path: Path) -> bool:
    """True for a file that is a list by its name."""
    return path.suffix.lower() in SUFFIXES


def read_book(path: Path) -> Book:
    """Return the sheets of the file at ``path``. Raises DanvanError (DV601–DV619, DV650)."""
    with in_bounds(path):
        return _book(path, bytes_of(path))


def _book(path: Path, data: bytes) -> Book:
    sheets, comments, found = _read(path, data)
    modern, told = zip(*(_modernised(sheet, path) for sheet in sheets), strict=True) if sheets else ((), ())
    diagnostics = in_order((*found, *(one for one in told if one)))
    return Book(path.name, hashlib.sha256(data).hexdigest(), modern, comments, diagnostics)


def _read(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int, list[Diagnostic]]:
    """Return sheets, number of comments and diagnostics; the readers of a kind are imported when one is met."""
    if data.startswith(b"PK"):
        from generator.read.sheets.xlsx import read_xlsx

        names = checked_archive(path, data)
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
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t").lower()
    if path.suffix.lower() == ".xls" and start.startswith(_MARKUP):
        return _read_markup(path, data, start)
    from generator.read.sheets.delimited import read_delimited

    sheet, found = read_delimited(path, data)
    return (sheet,), 0, found


def _read_markup(path: Path, data: bytes, start: bytes) -> tuple[tuple[Sheet, ...], int, list[Diagnostic]]:
    """Read what many programs export as .xls: a web page, alone or as an e-mail is kept, or Excel's XML of 2003."""
    from generator.read.sheets.html import read_html, read_mime

    if start.startswith(b"mime-version:"):
        sheets, found = read_mime(path, data)
        return sheets, 0, found
    if not start.startswith(b"<?xml") or b"<html" in start:
        sheet, found = read_html(path, data)
        return (sheet,), 0, found
    from generator.read.sheets.xlsx import read_xlsx

    made = converted(path, data, ".xml", "xlsx", "Calc MS Excel 2007 XML")
    checked_archive(path, made)
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
