"""``.docx``: paragraphs with the numbers Word would print, tables as Markdown rows, notes as ``[n] …`` at the end.

What Word knows is kept rather than guessed again: automatic numbers are worked out from the numbering definitions, bold
type is reported, two-column layout tables (header, signature) become lines, the left column first.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table

from generator.bounds import MEGABYTE, OverdueError
from generator.diagnostics import DanvanError
from generator.entities import Span
from generator.read.received.encodings import modernised
from generator.read.received.numbering import Numbering
from generator.read.received.shape import LONGEST_TEXT, refuse

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SKIPPED = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:rPr", "w:pPr", "w:pict")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}


def read_word(path: Path, data: bytes) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a .docx that ``checked_archive`` let pass and what it sets in bold.

    Raises DanvanError (DV602, DV605).
    """
    try:
        return _Reader(path, docx.Document(io.BytesIO(data))).read()
    except (MemoryError, OverdueError, DanvanError):
        raise
    except Exception as problem:  # a damaged file raises whatever the element that is wrong leads to
        refuse("DV605", path, problem=type(problem).__name__)


@dataclass
class _Reader:
    """One document being read: text so far, bold spans, notes in the order their marks stand."""

    path: Path
    document: Any
    parts: list[str] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    length: int = 0

    def read(self) -> tuple[str, tuple[Span, ...]]:
        self.numbering = Numbering.of(self.document)
        for block in self.document.element.body.iterchildren():
            if block.tag == qn("w:p"):
                self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._table(Table(block, self.document))
            elif block.tag == qn("w:sdt"):
                for paragraph in block.iter(qn("w:p")):
                    self._paragraph(paragraph)
        self._notes()
        return "".join(self.parts), tuple(self.bold)

    def _put(self, text: str, *, bold: bool = False) -> None:
        text = modernised(text).text if not text.isascii() else text
        if bold and text.strip():
            self.bold.append(Span(self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            refuse("DV602", self.path, size=self.length // MEGABYTE, limit=LONGEST_TEXT // MEGABYTE)

    def _paragraph(self, paragraph: Any) -> None:
        heading = self._is_heading(paragraph)
        start = len(self.parts)
        number = self.numbering.next_label(paragraph)
        if number:
            self._put(number + " ", bold=heading)
        for run, text in self._runs(paragraph):
            self._put(text, bold=heading or (run is not None and self._is_bold(run, paragraph)))
        if len(self.parts) > start:
            self._put("\n")

    def _runs(self, paragraph: Any) -> Iterator[tuple[Any, str]]:
        """Yield the runs of a paragraph with their text, deleted text and drawings left out."""
        for child in paragraph.iterchildren():
            if child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:r"):
                text = self._run_text(child)
                if text:
                    yield child, text
            else:
                yield from self._runs(child)

    def _run_text(self, run: Any) -> str:
        text = ""
        for child in run.iterchildren():
            if child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag in _BREAKS:
                text += _BREAKS[child.tag]
            elif child.tag == qn("w:footnoteReference"):
                self.marks.append(child.get(qn("w:id")) or "")
                text += f"[{len(self.marks)}]"
        return text.upper() if text and self._is_capitals(run) else text

    def _is_capitals(self, run: Any) -> bool:
        """True for text printed in capitals: ``w:caps``, or a TCVN3 capital font (``.VnTimeH``)."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        fonts = properties.find(qn("w:rFonts"))
        name = (fonts.get(qn("w:ascii")) or "") if fonts is not None else ""
        return _is_on(properties.find(qn("w:caps"))) or (name.startswith(".Vn") and name.endswith("H"))

    def _is_bold(self, run: Any, paragraph: Any) -> bool:
        properties = run.find(qn("w:rPr"))
        own = properties.find(qn("w:b")) if properties is not None else None
        if own is not None:
            return _is_on(own)
        return _style_bold(self._style(paragraph))

    def _style(self, paragraph: Any) -> Any:
        properties = paragraph.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        name = style.get(qn("w:val")) if style is not None else None
        return self._styles.get(name) if name else None

    @cached_property
    def _styles(self) -> dict[str, Any]:
        return {style.style_id: style for style in reversed(list(self.document.styles))}

    def _is_heading(self, paragraph: Any) -> bool:
        style = self._style(paragraph)
        return style is not None and str(style.name).lower().startswith(("heading", "title"))

    def _table(self, table: Any) -> None:
        texts: dict[Any, str] = {}
        rows: list[list[str]] = []
        for cells in _cells(table):
            for cell in cells:
                if cell not in texts:  # what is merged downwards is shown in every row, and numbered once
                    texts[cell] = _cell_text(cell, self)
            rows.append([texts[cell] for cell in cells])
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        if not _is_ruled(table) or max(map(len, rows)) == 1:
            for column in range(max(map(len, rows))):
                for row in rows:
                    if column < len(row) and row[column]:
                        self._put(row[column] + "\n")
            return
        width = max(map(len, rows))
        for index, row in enumerate(rows):
            self._put(table_row(row, width) + "\n")
            if index == 0:
                self._put("|" + " --- |" * width + "\n")

    def _notes(self) -> None:
        part = next((r.target_part for r in self.document.part.rels.values() if r.reltype == _NOTES), None)
        if part is None or not self.marks:
            return
        from docx.oxml.parser import parse_xml  # the hardened parser of the library: no entities, no network

        bodies = {note.get(qn("w:id")): note for note in parse_xml(part.blob).iter(qn("w:footnote"))}
        for number, mark in enumerate(list(self.marks), 1):
            if mark not in bodies:
                continue
            lines = ["".join(text for _, text in self._runs(p)).strip() for p in bodies[mark].iter(qn("w:p"))]
            self._put(f"[{number}] " + "\n".join(line for line in lines if line) + "\n")


def table_row(cells: list[str], width: int) -> str:
    """Return a Markdown table row of ``width`` cells; a bar inside a cell is escaped."""
    padded = [*cells, *[""] * (width - len(cells))]
    return "|" + "|".join(f" {' '.join(cell.split()).replace('|', chr(92) + '|')} " for cell in padded) + "|"


def _cell_text(cell: Any, reader: _Reader) -> str:
    lines = []
    for paragraph in cell.iter(qn("w:p")):
        number = reader.numbering.next_label(paragraph)
        text = "".join(text for _, text in reader._runs(paragraph)).strip()
        lines.append(f"{number} {text}".strip() if number else text)
    return modernised("\n".join(line for line in lines if line)).text


def _cells(table: Any) -> Iterator[list[Any]]:
    """Yield the cells of every row; in place of one that a cell above goes down through, that cell."""
    above: dict[int, Any] = {}
    for row in table._tbl.tr_lst:
        here: dict[int, Any] = {}
        column = 0
        for cell in row.tc_lst:
            here[column] = above.get(column, cell) if cell.vMerge == "continue" else cell
            column += cell.grid_span
        yield list(here.values())
        above = here


def _is_ruled(table: Any) -> bool:
    """True if the table draws its lines: by its own borders or by a style that has them."""
    borders = table._tbl.tblPr.find(qn("w:tblBorders")) if table._tbl.tblPr is not None else None
    if borders is not None:
        return any(side.get(qn("w:val")) not in ("nil", "none") for side in borders)
    if any(True for _ in table._tbl.iter(qn("w:tcBorders"))):
        return any(
            side.get(qn("w:val")) not in ("nil", "none") for box in table._tbl.iter(qn("w:tcBorders")) for side in box
        )
    style = str(table.style.name if table.style is not None else "").lower()
    return "grid" in style or "list" in style or "light" in style


def _is_on(flag: Any) -> bool:
    return flag is not None and flag.get(qn("w:val")) not in ("0", "false", "none")


def _style_bold(style: Any) -> bool:
    seen: set[str] = set()
    while style is not None and style.style_id not in seen:  # a damaged file may base a style on itself
        seen.add(style.style_id)
        if style.font.bold is not None:
            return bool(style.font.bold)
        style = style.base_style
    return False
