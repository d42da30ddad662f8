"""``.xlsx`` and ``.xlsm``: values by openpyxl row by row, never the whole sheet as objects.

openpyxl's streaming mode leaves out what is merged, hidden or not yet computed; a second pass over the same XML gives
just that. Formulas give the result that was saved with them; nothing is computed, no external link is followed.
"""

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from generator.diagnostics import DanvanError
from generator.read.received.shape import refuse
from generator.read.sheets.grid import MOST_CELLS, Area, Extras, Row, Sheet, row_of

_MOST_HIDDEN = _MOST_MERGED = _MOST_STRUCK = 200_000
_MOST_COLUMNS = 1_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_xlsx(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], int]:
    """Return the sheets of a workbook and how many comments its cells have. Raises DanvanError (DV605, DV606)."""
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(BytesIO(data)) as archive:
            warnings.simplefilter("ignore")  # openpyxl speaks of styles it does not know
            extras = dict(_all_extras(path, archive))
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = tuple(_sheet(path, sheet, extras.get(sheet.title, Extras())) for sheet in book.worksheets)
            return sheets, _comments(archive)
    except (MemoryError, DanvanError):
        raise
    except Exception as wrong:  # a damaged file raises whatever the byte that is wrong leads to
        refuse("DV605", path, problem=" ".join(f"{type(wrong).__name__}: {wrong}".split())[:200])


def _sheet(path: Path, sheet: Any, extras: Extras) -> Sheet:
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows: list[Row] = []
    count = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        row = row_of(number, enumerate(values, 1))
        if row is not None:
            rows.append(row)
            count += len(row.cells)
            if count > MOST_CELLS:
                refuse("DV650", path, limit=MOST_CELLS)
    return Sheet(sheet.title, tuple(rows), extras, sheet.sheet_state != "visible")


def _all_extras(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, Extras]]:
    """Yield the name of every sheet and what it holds besides values."""
    part = "xl/workbook.xml"
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    struck = _struck_styles(archive)
    for one in _named(fromstring(archive.read(part)), "sheet"):
        target = targets.get(one.get(_RELATION) or one.get(_STRICT), "")
        name = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        if name in archive.NameToInfo and "worksheet" in name:
            with archive.open(name) as stream:
                scan = _Scan(path, struck)
                scan.parser.ParseFile(stream)
            yield one.get("name", ""), scan.extras


def _struck_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the numbers of the cell styles whose words are struck out."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return frozenset()
    root = fromstring(archive.read("xl/styles.xml"))
    fonts = [font for fonts in _named(root, "fonts") for font in fonts]
    struck = {
        str(number)
        for number, font in enumerate(fonts)
        if any(one.get("val", "1") not in ("0", "false") for one in _named(font, "strike"))
    }
    styles = [style for styles in _named(root, "cellXfs") for style in styles]
    return frozenset(str(number) for number, style in enumerate(styles) if style.get("fontId") in struck)


def _named(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)


def _comments(archive: zipfile.ZipFile) -> int:
    """Return the number of comments; replies to one count as well."""
    count = 0
    for name in archive.namelist():
        if name.startswith("xl/comments") and name.endswith(".xml"):
            try:
                count += sum(1 for _ in _named(fromstring(archive.read(name)), "comment"))
            except ParseError:
                continue
    return count


class _Scan:
    """One pass over the XML of a sheet: merged areas, hidden and struck out cells, formulas without a result."""

    def __init__(self, path: Path, struck_styles: frozenset[str]) -> None:
        self._path, self._struck_styles = path, struck_styles
        self._left = MOST_CELLS
        self._column_groups = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._merged: list[Area] = []
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._uncomputed: set[tuple[int, int]] = set()
        self._struck: set[tuple[int, int]] = set()
        self._row = 0
        self._cell = ""
        self._formula = self._result = False

    @property
    def extras(self) -> Extras:
        hidden = frozenset(self._rows), frozenset(self._columns)
        return Extras(tuple(self._merged), *hidden, frozenset(self._uncomputed), frozenset(self._struck))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._count()
                self._cell, self._formula, self._result = attributes.get("r", ""), False, False
                if attributes.get("s") in self._struck_styles and self._cell and len(self._struck) < _MOST_STRUCK:
                    self._struck.add(coordinate_to_tuple(self._cell))
            case "f":
                self._formula = True
            case "v" if self._formula:  # some programs write an empty result
                self.parser.CharacterDataHandler = self._text
            case "row":
                self._count()
                self._row = int(attributes.get("r", self._row + 1))
                if attributes.get("hidden") in ("1", "true") and len(self._rows) < _MOST_HIDDEN:
                    self._rows.add(self._row)
            case "col" if attributes.get("hidden") in ("1", "true") and self._column_groups < _MOST_COLUMNS:
                self._column_groups += 1
                self._columns |= set(range(int(attributes["min"]), min(int(attributes["max"]), 16384) + 1))
            case "mergeCell" if attributes.get("ref") and len(self._merged) < _MOST_MERGED:
                left, top, right, bottom = range_boundaries(attributes["ref"])
                if left and top and right and bottom:
                    self._merged.append(Area(top, left, bottom, right))

    def _count(self) -> None:
        """Refuse a sheet with more cells and rows than can hold something, though they be empty."""
        self._left -= 1
        if not self._left:
            refuse("DV650", self._path, limit=MOST_CELLS)

    def _text(self, text: str) -> None:
        self._result = self._result or bool(text)

    def _end(self, name: str) -> None:
        if not self._formula or name.rpartition(":")[2] != "c":
            return
        self.parser.CharacterDataHandler = None
        if not self._result and self._cell:
            self._uncomputed.add(coordinate_to_tuple(self._cell))
        self._formula = False


def column_letter(number: int) -> str:
    """Return the letters of a column as spreadsheets show them: 1 -> A."""
    letters: str = get_column_letter(number)
    return letters
