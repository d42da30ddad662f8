"""Prints a clean document as received files show it: lines broken at a width, columns merged, notes at the foot.

Used by the tests to make, from one document whose answer is known, the layouts that programs leave behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.clean.lines import set_width

PAGE_LINES = 38
FIRST_MARK = 0xF0000
"""From this code point on, characters are marks that take no room on a line (see ``tests/inspect/annotated.py``)."""


@dataclass(frozen=True)
class Layout:
    """How a file was made: line width (0: whole paragraphs), blank lines between lines, merged columns, page marks."""

    name: str
    width: float = 6500.0
    by_characters: bool = False
    doubled: bool = False
    spaced: bool = False
    merged: int = 0
    page_mark: str = ""
    numbered_pages: bool = False
    gaps: bool = False


LAYOUTS = (
    Layout("word", doubled=True, spaced=True, merged=12, page_mark=" "),
    Layout("word-narrow", doubled=True, spaced=True, merged=1, page_mark="\f", numbered_pages=True),
    Layout("plain", width=6600, merged=4, page_mark="\f", numbered_pages=True),
    Layout("gaps", width=6400, gaps=True, page_mark="\f"),
    Layout("characters", width=84, by_characters=True, merged=6, page_mark="\f"),
    Layout("whole", width=0),
)


def read_document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def clean_lines(document: dict[str, Any]) -> list[str]:
    """Return the text cleaning must give back, one paragraph a line."""
    head = [line for line in (*document.get("left", ()), *document.get("right", ())) if line and line != "*"]
    typed = [document["type"], document["title"]] if "type" in document else []
    body = [line for paragraph in document["body"] for line in _told(paragraph, document.get("tables", ""))]
    return [
        *head,
        *typed,
        *document.get("addressee", ()),
        *body,
        *document.get("recipients", ()),
        *document.get("signature", ()),
        *document.get("notes", ()),
    ]


def print_document(document: dict[str, Any], layout: Layout) -> str:
    """Return ``document`` as a file of ``layout`` holds it."""
    lines: list[str] = [*_columns(document.get("left", ()), document.get("right", ()), layout)]
    if "type" in document:
        lines += [document["type"], *_wrapped(document["title"], layout, narrow=0.8)]
    lines += document.get("addressee", ())
    if layout.gaps and lines:
        lines.append("")
    printed = [line for paragraph in document["body"] for line in _rows(paragraph, document.get("tables", ""))]
    for paragraph in printed:
        lines += _wrapped(paragraph, layout, indent=0.07)
        if layout.gaps:
            lines.append("")
    lines = list(_paged([*lines], document.get("notes", ()), layout))
    lines += _columns(document.get("recipients", ()), document.get("signature", ()), layout)
    if not layout.width:
        lines += document.get("notes", ())
    ends = " " if layout.spaced else ""
    text = "\n".join(line if line.endswith(("-", "/")) and not line.endswith("./") else line + ends for line in lines)
    if layout.doubled:
        text = text.replace("\n", "\n\n").replace("\n\n" + "\0", "\n")
    return text.replace("\n\0", "\n").replace("\0", "") + "\n"


def _rows(paragraph: str, tables: str) -> list[str]:
    """Return a paragraph as it is printed; a row between "|" between "tabs", or "cells" one a line."""
    if not paragraph.startswith("|") or not tables:
        return [paragraph]
    cells = [cell.strip() for cell in paragraph.strip("|").split("|")]
    if not set(paragraph) - set("|- "):
        return []
    return ["\t".join(cells)] if tables == "tabs" else [cell for cell in cells if cell]


def _told(paragraph: str, tables: str) -> list[str]:
    """Return the lines of a paragraph in the text cleaning gives back: a row between tabs is one with spaces."""
    return [" ".join(line.split("\t")) for line in _rows(paragraph, tables)]


def _columns(left: Sequence[str], right: Sequence[str], layout: Layout) -> list[str]:
    if not layout.merged:
        return [line for line in (*left, *right) if line]
    rows = max(len(left), len(right))
    pairs = [(left[i] if i < len(left) else "", right[i] if i < len(right) else "") for i in range(rows)]
    merged = [(a + " " * layout.merged + b if a and b else a or b) for a, b in pairs]
    return [line for line in merged if line]


def _wrapped(text: str, layout: Layout, *, indent: float = 0, narrow: float = 1) -> list[str]:
    """Break ``text`` where a page of that width does, at hyphens inside words as well."""
    if not layout.width or text.startswith("|") or "\t" in text:
        return [text]
    plain = len if layout.by_characters else set_width

    def measure(line: str) -> float:
        return plain("".join(character for character in line if ord(character) < FIRST_MARK))

    lines, line = [], ""
    for piece in _pieces(text):
        room = layout.width * narrow * (1 - (indent if not lines else 0))
        if line and measure((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    for word in text.split(" "):
        head, dash, tail = word.rpartition("-")
        if dash and head and tail:
            yield head + dash
            yield tail + " "
        else:
            yield word + " "


def _paged(lines: Sequence[str], notes: Sequence[str], layout: Layout) -> Iterator[str]:
    """Yield the lines with page marks and page numbers, and the notes at the foot of the page that cites them."""
    if not layout.width or not layout.page_mark:
        yield from lines
        return
    for first in range(0, len(lines), PAGE_LINES):
        page = list(lines[first : first + PAGE_LINES])
        if first and layout.numbered_pages:
            yield f"{layout.page_mark}{first // PAGE_LINES + 1}"
        elif first:
            page[0] = ("\0" if layout.doubled else "") + layout.page_mark + page[0]
        cited = [note for note in notes if any(_label(note) in line for line in page)]
        for line in page:
            for note in cited:
                line = line.replace(_label(note), _label(note)[1:-1])
            yield line
        if cited:
            yield " " * 49
            for note in cited:
                yield from _wrapped(_label(note)[1:-1] + note[len(_label(note)) :], layout)
    if notes:
        yield layout.page_mark if layout.page_mark == "\f" else ""


def _label(note: str) -> str:
    return note[: note.index("]") + 1]
