"""The cleaning step that finds tables among printed lines: cells between tabs, below one another, or one a line.

A table is known by its numbered first column ("STT"), or by three columns that three lines keep; if only spaces part
them, the last holds numbers, or cells stand exactly below their heads. Its rows become rows between "|", as Markdown
writes them; each word keeps its place in the received text. Linear in its length.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from generator.clean.lines import is_doubled
from generator.clean.rewriting import Edit
from generator.clean.words import Words
from generator.entities import Span

_MOST_COLUMNS = 12
_LONGEST = 90  # characters of a cell of the head
_LEAST = 3  # columns, and rows, of a table without a numbered column
_SIGHT = 12  # lines below a head that are looked at
_LOOSE = 4  # characters that the words of a cell may stand left of its head
_GAP = re.compile(r"   +(?=\S)")
_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_APART = re.compile(r" {2,}")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_MOST_GROUPS = len(_NUMERALS) - 1
_NUMBER = re.compile(r"[\d.,]+\s?%?")
_ORDINAL = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[A-H])[.)]?(?=\s|$)")

Row = list[list[Span]]
"""The cells of a row; each holds the stretches of the text it is made of: a wrapped cell has several."""


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def pieces(self, apart: re.Pattern[str]) -> list[Span]:
        """Return the stretches that ``apart`` divides the line into, without outer spaces; empty ones too."""
        cuts = [(match.start(), match.end()) for match in apart.finditer(self.text)]
        edges = [0, *(edge for cut in cuts for edge in cut), len(self.text)]
        return [self._stretch(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]

    def _stretch(self, first: int, last: int) -> Span:
        words = self.text[first:last]
        start = self.start + first + len(words) - len(words.lstrip())
        return Span(start, max(start, self.start + first + len(words.rstrip())))


def tables(text: str, words: Words) -> Iterator[Edit]:
    """Rows of a table, their cells between tabs, below one another or one a line, become rows between "|"."""
    if "\t" not in text and not words.numbered_column.search(text) and not _may_have_columns(text):
        return
    lines = list(_lines(text))
    index, apart = 0, ""
    while index < len(lines):
        rows, stop = _table(lines, index, words)
        if rows:
            apart = apart or ("\n\n" if is_doubled(text) else "\n")
            yield from _printed(rows, Span(lines[index].start, lines[stop - 1].end), apart)
        index = stop


def _may_have_columns(text: str) -> bool:
    """Tell whether the text has gaps enough for the smallest table whose columns only spaces part."""
    gaps = islice(_GAP.finditer(text), _LEAST * (_LEAST - 1))
    return sum(1 for _ in gaps) == _LEAST * (_LEAST - 1)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield _Line(start, line.rstrip())
        start += len(line) + 1


def _printed(rows: Sequence[Row], place: Span, apart: str) -> Iterator[Edit]:
    """Yield the edits that put ``rows`` in the place of the lines at ``place``."""
    waiting = ""
    for number, row in enumerate(rows):
        for cell in row:
            waiting += "| "
            for piece in cell:
                if piece.end > piece.start:
                    yield Edit(place.start, place.start, waiting)
                    yield Edit(place.start, place.start, moved=piece)
                    waiting = " "
        waiting += "|"
        if not number:
            waiting += apart + "|" + " --- |" * len(row)
        waiting += apart if number + 1 < len(rows) else ""
    yield Edit(place.start, place.start, waiting)
    yield Edit(place.start, place.end)


def _table(lines: Sequence[_Line], index: int, words: Words) -> tuple[list[Row], int]:
    """Return the rows of the table whose head is line ``index`` (none: it heads no table), and the line after it."""
    text = lines[index].text.strip()
    if "\t" in text:
        return _between_tabs(lines, index, words)
    if text.startswith("|") or ("   " not in text and text[:1] not in "STst"):
        return [], index + 1
    if words.numbered_column.match(lines[index].text):
        return (_in_columns if _APART.search(text) else _one_a_line)(lines, index, words)
    headed = _heads_numbers(lines, index) or _heads_words(lines, index)
    return _in_columns(lines, index, words, numbered=False) if headed else ([], index + 1)


# --- cells between tabs ---------------------------------------------------------------------------------------------


def _between_tabs(lines: Sequence[_Line], index: int, words: Words) -> tuple[list[Row], int]:
    stop = index
    while stop < len(lines) and "\t" in lines[stop].text.strip():
        stop += 1
    tab = re.compile("\t")
    rows = [[[piece] for piece in line.pieces(tab)] for line in lines[index:stop]]
    width = len(rows[0])
    numbered = words.numbered_column.match(lines[index].text) is not None
    enough = (numbered and len(rows) > 1) or min(width, len(rows)) >= _LEAST
    if not enough or width > _MOST_COLUMNS or sum(len(row) == width for row in rows) * 2 <= len(rows):
        return [], stop
    return [_of_width(row, width) for row in rows], stop


def _of_width(row: Row, width: int) -> Row:
    """Return ``row`` with ``width`` cells: empty ones added, those too many in the last."""
    row = [*row, *([] for _ in range(width - len(row)))]
    return [*row[: width - 1], [piece for cell in row[width - 1 :] for piece in cell]]


# --- cells below one another ----------------------------------------------------------------------------------------


def _heads_numbers(lines: Sequence[_Line], index: int) -> bool:
    """Tell whether a line of words heads two lines of as many columns, the last of them numbers."""
    rows = [_WIDE.split(line.text.strip()) for line in lines[index : index + _LEAST]]
    width = len(rows[0])
    if not _LEAST <= width <= _MOST_COLUMNS or any(len(row) != width for row in rows) or len(rows) < _LEAST:
        return False
    return all(_NUMBER.fullmatch(row[-1]) for row in rows[1:]) and not any(map(_NUMBER.fullmatch, rows[0]))


def _heads_words(lines: Sequence[_Line], index: int) -> bool:
    """Tell whether a line of three capitalised heads or more stands above two lines that fill all their columns."""
    head = lines[index].pieces(_WIDE)
    left = [piece.start - lines[index].start for piece in head]
    names = [lines[index].text[start : start + 1] for start in left]
    if not _LEAST <= len(head) <= _MOST_COLUMNS or not all(map(str.isupper, names)):
        return False
    full = 0
    for line in lines[index + 1 : index + _SIGHT]:
        starts = [piece.start - line.start for piece in line.pieces(_APART) if piece.end > piece.start]
        if not starts or any(start not in left for start in starts):
            break
        full += starts == left
    return full >= _LEAST - 1


def _in_columns(lines: Sequence[_Line], index: int, words: Words, *, numbered: bool = True) -> tuple[list[Row], int]:
    """Read a table whose columns stand one below the other; a row opens at its number, or fills its first column."""
    head = [piece for piece in lines[index].pieces(_APART) if piece.end > piece.start]
    left = [piece.start - lines[index].start for piece in head]
    if not 2 <= len(head) <= _MOST_COLUMNS:
        return [], index + 1
    stop = index + 1
    while stop < len(lines) and _is_in_columns(lines[stop], left, words, numbered):
        stop += 1
    edges = _edges(lines[index:stop], left)
    rows: list[Row] = []
    for line in lines[index:stop]:
        row: Row = [[] for _ in left]
        for piece in line.pieces(_APART):
            if piece.end > piece.start:
                column = max((i for i, edge in enumerate(edges) if edge <= piece.start - line.start), default=0)
                row[column].append(piece)
        said = line.text.strip()
        opens = row[0] and (_ORDINAL.match(said) if numbered else _opens(line, row))
        if not rows or opens or words.total.match(said):
            rows.append(row)
        else:
            rows[-1] = [[*above, *below] for above, below in zip(rows[-1], row, strict=True)]
    return (rows if len(rows) > 1 else []), stop


def _opens(line: _Line, row: Row) -> bool:
    """Tell whether a line opens a row of a table without numbers: no cell of it goes on the one above."""
    firsts = [line.text[cell[0].start - line.start] for cell in row if cell]
    return (
        len(firsts) > 1 and not firsts[0].islower() and (len(firsts) == len(row) or not any(map(str.islower, firsts)))
    )


def _is_in_columns(line: _Line, left: Sequence[int], words: Words, numbered: bool) -> bool:
    """Tell whether a line is a row, or goes on one: several pieces, or one that stands below a later column."""
    text = line.text.strip()
    if len(line.pieces(_APART)) > 1 and not text.startswith("|"):
        indent = len(line.text) - len(line.text.lstrip())
        opens = not numbered or _ORDINAL.match(text) is not None or words.total.match(text) is not None
        return opens or indent >= left[1] - _LOOSE
    below = not numbered and text[:1].islower() and len(line.text) < left[1]
    return below or len(line.text) - len(line.text.lstrip()) >= max(left[1] - _LOOSE, _LOOSE)


def _edges(lines: Sequence[_Line], left: Sequence[int]) -> list[int]:
    """Return where each column begins: at its head, or left of it where the rows that fill every column begin."""
    edges = list(left)
    for line in lines:
        starts = [piece.start - line.start for piece in line.pieces(_APART) if piece.end > piece.start]
        if len(starts) == len(left):
            edges = [min(pair) for pair in zip(edges, starts, strict=True)]
    return [0, *(max(0, edge - 1) for edge in edges[1:])]


# --- one cell a line ------------------------------------------------------------------------------------------------


def _one_a_line(lines: Sequence[_Line], index: int, words: Words) -> tuple[list[Row], int]:
    """Read a table whose cells follow one another: the head up to the first number, a row up to each next one."""
    last = min(index + 2 * _MOST_COLUMNS, len(lines))
    first = next((i for i in range(index + 2, last) if _follows(lines[i].text, {"1", "I", "A"})), None)
    if first is None or any(len(line.text) > _LONGEST for line in lines[index:first]):
        return [], index + 1
    starts = _starts(lines, first)
    counts = Counter(j - i for i, j in pairwise(starts) if _is_row(lines[i].text))
    width = counts.most_common(1)[0][0] if counts else 0
    starts.append(min(len(lines), starts[-1] + width))
    rows = [_cells(lines[i:j], width) for i, j in pairwise(starts)]
    head = _cells(lines[index:first], width)
    fitting = sum(len(row) <= width for row in rows)
    if not 2 <= width <= _MOST_COLUMNS or len(head) != width or len(rows) < 2 or fitting * 5 < len(rows) * 4:
        return [], index + 1
    total, stop = _total(lines, starts[-1], width, words)
    return [head, *(_of_width(row, width) for row in rows), *total], stop


def _starts(lines: Sequence[_Line], first: int) -> list[int]:
    """Return the lines where rows begin: each next number, and the numerals of groups, after which 1 may come again."""
    starts, number, group = [first], 0, 0
    for index in range(first, len(lines)):
        if index - starts[-1] > 3 * _MOST_COLUMNS:
            break
        label = lines[index].text
        if _follows(label, {str(number + 1), *({"1"} if index == starts[-1] + 2 else set())}):
            number = int(_bare(label))
        elif _follows(label, {_NUMERALS[group], "ABCDEFGH"[group]}) and group < _MOST_GROUPS:
            group += 1
        else:
            continue
        starts += [index] if index > first else []
    return starts


def _is_row(label: str) -> bool:
    return _bare(label).isdigit()


def _bare(label: str) -> str:
    """Return a number without the signs around it; a page may start at it."""
    return label.strip(" ().\f")


def _follows(label: str, wanted: set[str]) -> bool:
    """Tell whether a line is one of the numbers ``wanted`` and nothing else: "1", "01", "(1)", "1."."""
    return _ORDINAL.fullmatch(label.strip()) is not None and _bare(label).lstrip("0") in wanted


def _cells(lines: Sequence[_Line], width: int) -> Row:
    """Return the cells of a row; where they are too many, a line that starts small goes on the cell above."""
    row: Row = []
    left = len(lines) - width
    for line in lines:
        if row and left > 0 and (line.text.lstrip()[:1].islower() or line.text.lstrip().startswith("(")):
            row[-1].append(_whole(line))
            left -= 1
        else:
            row.append([_whole(line)])
    return row


def _total(lines: Sequence[_Line], index: int, width: int, words: Words) -> tuple[list[Row], int]:
    """Return the row of totals at ``index``, its numbers in the last columns, and the line after it."""
    if index >= len(lines) or not words.total.match(lines[index].text.strip()):
        return [], index
    stop = index + 1
    while stop < min(len(lines), index + width - 1) and _NUMBER.fullmatch(lines[stop].text.strip()):
        stop += 1
    numbers = [[_whole(line)] for line in lines[index + 1 : stop]]
    return [[[], [_whole(lines[index])], *([] for _ in range(width - 2 - len(numbers))), *numbers]], stop


def _whole(line: _Line) -> Span:
    return Span(line.start + len(line.text) - len(line.text.lstrip()), line.end)
