"""Rows of tables as CSV, JSON Lines and XLSX.

CSV is made for Excel set to Viet Nam: UTF-8 with a byte order mark, semicolons between columns (the comma is the
decimal sign there), decimal commas, days as ISO 8601. A ``sep=`` line would make Excel forget the byte order mark, so
there is none. Texts that a spreadsheet would take for a formula get an apostrophe before them (OWASP, «CSV Injection»),
and so do texts that begin with an apostrophe: taking one away always gives the text back.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from rustpy_xlsxwriter import write_worksheets

from generator.render.datasets import Row, Value
from generator.render.open_data import column_help, column_values
from generator.render.record_json import plain_row
from generator.render.views import Views
from generator.tables.datasets import Column

DELIMITER, DECIMAL, BETWEEN = ";", ",", " | "
"""Between columns; the decimal sign; between several values of one cell."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CELL = 32_000
"""Characters that fit in a cell of Excel (32,767), and some room."""
_WIDTHS = {"date": 12.0, "integer": 10.0, "number": 14.0, "year": 8.0, "boolean": 10.0}
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"""


def csv_head(name: str, views: Views) -> str:
    """Return what a CSV begins with: the byte order mark and the columns that fit in a spreadsheet."""
    return "\ufeff" + _csv([list(views.site.tables.datasets[name].short_columns)])


def csv_rows(name: str, rows: Iterable[Row], views: Views) -> str:
    """Return rows of a table as lines of CSV."""
    columns = list(views.site.tables.datasets[name].short_columns)
    return _csv([csv_cell(row[column]) for column in columns] for row in rows)


def json_lines(rows: Iterable[Row]) -> str:
    """Return every column of ``rows``, one JSON object a line."""
    return "".join(_LINE.encode(plain_row(row)) + "\n" for row in rows)


def write_xlsx(name: str, rows: Iterable[Mapping[str, object]], views: Views, path: Path) -> None:
    """Write a workbook: the table under titles people read, and a sheet that says what each column holds.

    ``rows`` are those of the JSON Lines: days are texts there.
    """
    dataset = views.site.tables.datasets[name]
    columns = dataset.short_columns
    sheet, book = dataset.title[:31], views.labels["code_book"]
    widths = {about.title: _WIDTHS.get(about.type, 24.0) for about in columns.values()}
    write_worksheets(
        [(sheet, _cells(rows, columns)), (book, _help(name, views))],
        str(path),
        datetime_format="dd/mm/yyyy",
        bold_headers=True,
        freeze_panes={"general": {"row": 1}},
        autofilter={sheet: True},
        column_widths={sheet: widths},
        column_width={book: 30.0},
    )
    _without_clock(path)


def csv_cell(value: Value) -> str:
    """Return what stands in a cell of CSV for ``value``."""
    if value is None:
        return ""
    if isinstance(value, str | tuple):  # nearly all cells
        text = BETWEEN.join(value) if isinstance(value, tuple) else value
        return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").replace(".", DECIMAL)
    return value.isoformat()


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(rows: Iterable[Mapping[str, object]], columns: Mapping[str, Column]) -> Iterator[Mapping[str, object]]:
    """Yield rows for a sheet; one empty row where there is none, so that the titles are written."""
    empty = True
    for row in rows:
        empty = False
        yield {about.title: _cell(row[name], about) for name, about in columns.items()}
    if empty:
        yield {about.title: None for about in columns.values()}


def _cell(value: object, about: Column) -> object:
    if isinstance(value, list):
        value = BETWEEN.join(value)
    if not isinstance(value, str):
        return value
    if about.type == "date":
        return date.fromisoformat(value)
    return None if not value else value if len(value) <= _CELL else f"{value[:_CELL]}…"


def _help(name: str, views: Views) -> Iterator[Mapping[str, object]]:
    dataset, labels = views.site.tables.datasets[name], views.labels
    for column, about in dataset.short_columns.items():
        values = column_values(about, views)
        yield {
            labels["column_title"]: about.title,
            labels["column_name"]: column,
            labels["field_meaning"]: column_help(column, about, dataset, views),
            labels["field_values"]: "; ".join(f"{code}: {meaning}" for code, meaning in values.items()) or None,
        }


def _without_clock(path: Path) -> None:
    """Write the document properties, the last parts of a new workbook, anew without the moment it was made at."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        last = [part for part in parts if part.filename.startswith("docProps/")]
        start = min(part.header_offset for part in last)
        texts = {part.filename: archive.read(part) for part in last}
    assert [part for part in parts if part.header_offset >= start] == last
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for part in last:
            archive.filelist.remove(archive.NameToInfo.pop(part.filename))
        archive.start_dir = start
        for part in last:
            text = _CORE.encode() if part.filename == "docProps/core.xml" else texts[part.filename]
            archive.writestr(zipfile.ZipInfo(part.filename), text, zipfile.ZIP_DEFLATED)
