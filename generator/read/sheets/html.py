"""``.xls`` that is a web page, as many office programs export: its tables one under another, as Excel shows them.

Words outside tables stand in rows of their own, in their place. Nothing a page refers to is fetched or run.
"""

import email
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from generator.diagnostics import Diagnostic
from generator.read.received.encodings import decode
from generator.read.received.shape import note, refuse
from generator.read.sheets.grid import MOST_CELLS, Area, Extras, Row, Sheet, row_of

_UNSEEN = {"head", "script", "style", "template", "noscript"}
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption"}
_MOST_MARKS = 5_000_000
_WIDEST, _HIGHEST = 1_000, 65_534
"""Columns and rows one cell may span (HTML standard, 4.9.11)."""
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_mime(path: Path, data: bytes) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    """Return those pages with a table that a file holds as an e-mail holds its parts. Raises DanvanError (DV605)."""
    parts = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    pages = [bytes(part.get_payload(decode=True) or b"") for part in parts]
    read = [read_html(path, page) for page in pages if b"<table" in page.lower()]
    if not read:
        refuse("DV605", path, problem="MIME")
    return tuple(sheet for sheet, _ in read), [one for _, found in read for one in found]


def read_html(path: Path, data: bytes) -> tuple[Sheet, list[Diagnostic]]:
    """Return the page as one sheet. Raises DanvanError (DV603, DV650)."""
    decoded = decode(data)
    if decoded is None:
        refuse("DV603", path)
    if decoded.text.count("<") > _MOST_MARKS:
        refuse("DV650", path, limit=MOST_CELLS)
    found = [note("DV651", path, count=decoded.lost)] if decoded.lost else []
    root = html.document_fromstring(_DECLARED.sub("", decoded.text).replace("\0", ""), ensure_head_body=True)
    page = _Page()
    page.take(root.body)
    page.end_line()
    return Sheet("", tuple(page.rows), Extras(tuple(page.merged))), found


class _Page:
    """Rows and merged areas of a page, filled from the top down."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merged: list[Area] = []
        self._number = 0
        self._line: list[str] = []

    def take(self, element: Any) -> None:
        """Take what stands in ``element``, tables apart from words."""
        self._line.append(element.text or "")
        for child in element:
            if child.tag == "table":
                self.end_line()
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                if child.tag in _BLOCKS or child.tag == "br":
                    self.end_line()
                self.take(child)
                if child.tag in _BLOCKS:
                    self.end_line()
            self._line.append(child.tail or "")

    def end_line(self) -> None:
        """Put the words outside tables since the last line into a row."""
        words = _SPACES.sub(" ", "".join(self._line)).strip()
        self._line = []
        if words:
            self._add([(1, words)])

    def _add(self, values: list[tuple[int, object]]) -> None:
        self._number += 1
        row = row_of(self._number, values)
        if row is not None:
            self.rows.append(row)

    def _table(self, table: Any) -> None:
        covered: dict[int, int] = {}  # column -> rows below that a cell above goes down into
        for row in _rows(table):
            values: list[tuple[int, object]] = []
            column = 1
            below = {at: left - 1 for at, left in covered.items() if left > 1}
            for cell in row.iterchildren("td", "th"):
                while column in covered:
                    column += 1
                wide, high = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _HIGHEST)
                if wide > 1 or high > 1:
                    top = self._number + 1
                    self.merged.append(Area(top, column, top + high - 1, column + wide - 1))
                if high > 1:
                    below |= dict.fromkeys(range(column, column + wide), high - 1)
                values.append((column, _words(cell)))
                column += wide
            covered = below
            self._add(values)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table; one within a cell counts as words of that cell."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _span(cell: Any, name: str, most: int) -> int:
    written = (cell.get(name) or "1").strip()
    return max(1, min(int(written), most)) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _words(cell: Any) -> str:
    """Return the words of a cell, a line for each block or break."""
    parts: list[str] = []

    def take(element: Any) -> None:
        parts.append(_SPACES.sub(" ", element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                breaks = child.tag in _BLOCKS or child.tag in ("br", "tr")
                parts.append("\n" if breaks else " " if child.tag in ("td", "th") else "")
                take(child)
                parts.append("\n" if breaks and child.tag != "br" else "")
            parts.append(_SPACES.sub(" ", child.tail or ""))

    take(cell)
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
