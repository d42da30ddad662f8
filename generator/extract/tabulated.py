"""Tables of a cleaned text: its rows of cells between "|", each cell with its place. Linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.text import squeeze

_BLOCK = re.compile(r"(?:^|(?<=\n))\|[^\n]*\|[ \t]*(?:\n\|[^\n]*\|[ \t]*)+(?=\n|$)")
_RULE = re.compile(r"[\s:|-]+$")
_CELL = re.compile(r"[^|\n]*(?=\|)")


@dataclass(frozen=True)
class PrintedTable:
    """A table of ``text``: the cells of its head, and its rows, as stretches of the text without outer spaces."""

    text: str
    head: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]

    def words(self, cell: Span) -> str:
        return squeeze(self.text[cell.start : cell.end])

    def plain(self, cell: Span) -> str:
        return plain_form(self.words(cell))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The plain words of the head."""
        return tuple(self.plain(cell) for cell in self.head)

    def column(self, index: int) -> Iterator[Span]:
        """Yield the cells of a column, the head aside."""
        return (row[index] for row in self.rows if index < len(row))


def find_tables(text: str) -> tuple[PrintedTable, ...]:
    """Return the tables of ``text``; the first row of each is its head."""
    return tuple(_table(text, block) for block in _BLOCK.finditer(text))


def _table(text: str, block: re.Match[str]) -> PrintedTable:
    rows: list[tuple[Span, ...]] = []
    start = block.start()
    for line in block[0].split("\n"):
        if not _RULE.match(line):
            rows.append(tuple(_cells(text, start, start + len(line))))
        start += len(line) + 1
    return PrintedTable(text, rows[0] if rows else (), tuple(rows[1:]))


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _CELL.finditer(text, start + 1, end):
        if match.start() > start and text[match.start() - 1] == "|":
            left, right = match.span()
            while left < right and text[left].isspace():
                left += 1
            while right > left and text[right - 1].isspace():
                right -= 1
            yield Span(left, right)
