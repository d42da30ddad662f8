"""``.ods`` by its own XML, in one streaming pass: LibreOffice repeats empty cells by the million, these cost nothing.

The libraries that read values leave out what is merged and hidden, and unroll what is repeated.
"""

import datetime as dt
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from generator.diagnostics import DanvanError
from generator.read.received.shape import refuse
from generator.read.sheets.grid import MOST_CELLS, Area, Extras, Row, Sheet, row_of

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STRUCK = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-line-through-style"
_WIDEST = 4096
_DEEPEST = 250
"""Elements inside one another; people's documents have a dozen."""
_MOST_MERGED = 200_000
_REPEATED_ROWS = 10_000
"""A row with values that is repeated more often than this is a fault of the file."""


def read_ods(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int]:
    """Return the sheets of a spreadsheet and how many comments its cells have. Raises DanvanError (DV605)."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as stream:
            hidden, struck = _styles(archive)
            reader = _Reader(path, struck)
            for event, element in iterparse(stream, ("start", "end")):
                reader.take(event, element)
            return tuple(reader.sheets(hidden)), reader.comments
    except (MemoryError, DanvanError):
        raise
    except Exception as wrong:  # a damaged file raises whatever the byte that is wrong leads to
        refuse("DV605", path, problem=" ".join(f"{type(wrong).__name__}: {wrong}".split())[:200])


def _styles(archive: zipfile.ZipFile) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of table styles that are not shown, and of cell styles whose words are struck out."""
    hidden: set[str] = set()
    struck: set[str] = set()
    with archive.open("content.xml") as stream:
        style = ""
        for event, element in iterparse(stream, ("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if event == "start" and tag == "style":
                style = next((value for key, value in element.attrib.items() if key.endswith("}name")), "")
            elif event == "start" and tag == "table-properties" and element.get(f"{_TABLE}display") == "false":
                hidden.add(style)
            elif event == "start" and tag == "text-properties" and element.get(_STRUCK, "none") != "none":
                struck.add(style)
            elif event == "start" and tag == "body":
                break
    return frozenset(hidden), frozenset(struck)


class _Reader:
    """Collects sheets from the events of a parser, forgetting each row as soon as it is read."""

    def __init__(self, path: Path, struck_styles: frozenset[str]) -> None:
        self._struck_styles = struck_styles
        self.comments = 0
        self._path = path
        self._done: list[tuple[str, str, tuple[Row, ...], Extras]] = []
        self._cells = 0
        self._open: list[Element] = []
        self._begin("", "")

    def _begin(self, name: str, style: str) -> None:
        self._name, self._style = name, style
        self._rows: list[Row] = []
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._uncomputed: set[tuple[int, int]] = set()
        self._struck: set[tuple[int, int]] = set()
        self._row = self._column = 0

    def sheets(self, hidden_styles: frozenset[str]) -> Iterator[Sheet]:
        for name, style, rows, extras in self._done:
            yield Sheet(name, rows, extras, style in hidden_styles)

    def take(self, event: str, element: Element) -> None:
        """Take note of one event."""
        if event == "start":
            self._open.append(element)
            if len(self._open) > _DEEPEST:
                refuse("DV605", self._path, problem=f"> {_DEEPEST} x <{element.tag.rpartition('}')[2]}>")
        else:
            self._open.pop()
        if not element.tag.startswith(_TABLE):
            return
        tag = element.tag.removeprefix(_TABLE)
        if event == "start" and tag == "table":
            self._begin(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name", ""))
        elif event == "end" and tag == "table-column":
            count = min(int(element.get(f"{_TABLE}number-columns-repeated", 1)), _WIDEST)
            if element.get(f"{_TABLE}visibility") in ("collapse", "filter") and self._column < _WIDEST:
                self._hidden_columns |= set(range(self._column + 1, self._column + count + 1))
            self._column += max(count, 1)
        elif event == "end" and tag == "table-row":
            self._take_row(element)
            self._open[-1].clear()  # the row, and with it the place it had among its like
        elif event == "end" and tag == "table":
            hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
            extras = Extras(tuple(self._merged), *hidden, frozenset(self._uncomputed), frozenset(self._struck))
            self._done.append((self._name, self._style, tuple(self._rows), extras))
            element.clear()

    def _take_row(self, element: Element) -> None:
        number = self._row + 1
        repeated = int(element.get(f"{_TABLE}number-rows-repeated", 1))
        self._row += repeated
        values = list(self._values(element, number))
        row = row_of(number, values)
        if row is None:
            return
        hidden = element.get(f"{_TABLE}visibility") in ("collapse", "filter")
        if repeated > _REPEATED_ROWS:
            refuse("DV605", self._path, problem=f"number-rows-repeated={repeated}")
        for copy in range(number, number + repeated):
            self._rows.append(Row(copy, row.cells))
            self._cells += len(row.cells)
            if hidden:
                self._hidden_rows.add(copy)
        if self._cells > MOST_CELLS:
            refuse("DV650", self._path, limit=MOST_CELLS)

    def _values(self, row: Element, number: int) -> Iterator[tuple[int, object]]:
        column = 0
        for cell in row:
            tag = cell.tag.removeprefix(_TABLE)
            if tag not in ("table-cell", "covered-table-cell"):
                continue
            repeated = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            value = _value(cell) if tag == "table-cell" else None
            self.comments += sum(1 for _ in cell.iter(f"{_OFFICE}annotation"))
            wide, high = (int(cell.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("columns", "rows"))
            if (wide > 1 or high > 1) and len(self._merged) < _MOST_MERGED:
                self._merged.append(Area(number, column + 1, number + high - 1, column + wide))
            if value is not None:
                if cell.get(f"{_TABLE}style-name") in self._struck_styles:
                    self._struck.add((number, column + 1))
                yield from ((column + step, value) for step in range(1, min(repeated, _WIDEST) + 1))
            elif cell.get(f"{_TABLE}formula"):
                self._uncomputed.add((number, column + 1))
            column += repeated


def _value(cell: Element) -> object:
    get = cell.get
    match get(f"{_OFFICE}value-type"):
        case "float" | "percentage" | "currency":
            number = float(get(f"{_OFFICE}value", "nan"))
            return number if number == number else None
        case "date":
            written = get(f"{_OFFICE}date-value", "")
            try:
                return dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)
            except ValueError:
                return written
        case "boolean":
            return get(f"{_OFFICE}boolean-value") == "true"
    return "\n".join(_words(one) for one in cell.findall(f"{_TEXT}p")) or None


def _words(paragraph: Element) -> str:
    """Return the words of a paragraph; a tab, a break and a run of spaces are elements of their own."""
    parts = [paragraph.text or ""]
    for one in paragraph:
        match one.tag.removeprefix(_TEXT):
            case "s":
                parts.append(" " * min(int(one.get(f"{_TEXT}c", 1)), 100))
            case "tab":
                parts.append("\t")
            case "line-break":
                parts.append("\n")
            case _:
                parts.append(_words(one))
        parts.append(one.tail or "")
    return "".join(parts)
