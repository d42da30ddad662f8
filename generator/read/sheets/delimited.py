"""``.csv`` and ``.tsv``: the separator is the one that cuts the lines most evenly; quoted breaks stay in a cell."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from generator.bounds import MEGABYTE
from generator.diagnostics import Diagnostic, Location, complain
from generator.read.received.encodings import decode
from generator.read.received.shape import LONGEST_TEXT, note, refuse
from generator.read.sheets.grid import MOST_CELLS, Row, Sheet, row_of

_SEPARATORS = ";\t,|"
_SAMPLE, _GLANCE = 200, 1_000_000
"""Records, and characters, that the separator is told by."""
_LONGEST_CELL = 300
"""Lines in one cell beyond which its quote was never meant to open one."""


def read_delimited(path: Path, data: bytes) -> tuple[Sheet, list[Diagnostic]]:
    """Return the one sheet of a text file. Raises DanvanError (DV602, DV603, DV650)."""
    decoded = decode(data)
    if decoded is None:
        refuse("DV603", path)
    found = [note("DV610", path, encoding=decoded.encoding)] if decoded.encoding not in ("UTF-8", "UTF-16") else []
    if decoded.lost:
        found.append(note("DV651", path, count=decoded.lost))
    text = decoded.text.replace("\0", "")
    if len(text) > LONGEST_TEXT:
        refuse("DV602", path, size=len(text) // MEGABYTE, limit=LONGEST_TEXT // MEGABYTE)
    separator, skipped = _separator(text)
    if text.count(separator) > 4 * MOST_CELLS:
        refuse("DV650", path, limit=MOST_CELLS)
    rows: list[Row] = []
    count = 0
    for number, (values, whole) in enumerate(_records(text, separator, skipped), 1 + skipped):
        if (row := row_of(number, enumerate(values, 1))) is None:
            continue
        rows.append(row)
        count += len(row.cells)
        if not whole:
            found.append(complain("DV678", Location(str(path), number)))
        if count > MOST_CELLS:
            refuse("DV650", path, limit=MOST_CELLS)
    return Sheet("", tuple(rows)), found


def _records(text: str, separator: str, skipped: int = 0) -> Iterator[tuple[list[str], bool]]:
    """Yield the records of ``text`` after ``skipped`` lines, and whether their quotes are whole.

    A quote that opens a cell and ends many lines below, or never, would take all rows between into that cell: its line
    is cut at every separator instead, and the next line is read as ever.
    """
    csv.field_size_limit(2**31 - 1)
    stream = StringIO(text, newline="")
    for _ in range(skipped):
        stream.readline()
    while True:
        reader = csv.reader(stream, delimiter=separator)
        begun, line = stream.tell(), 0
        for values in reader:
            many = reader.line_num - line > _LONGEST_CELL
            if many or (stream.tell() == len(text) and _is_open(text[begun:], values, separator)):
                stream.seek(begun)
                yield stream.readline().rstrip("\r\n").split(separator), False
                break
            yield values, True
            begun, line = stream.tell(), reader.line_num
        else:
            return


def _is_open(record: str, values: list[str], separator: str) -> bool:
    """True if the last record of a text ends within quotes: an odd quote, and more in a cell than one holds."""
    return record.count('"') % 2 == 1 and any(separator in value or "\n" in value for value in values)


def _separator(text: str) -> tuple[str, int]:
    """Return the separator, and 1 if the first line only names it (``sep=;``, as Excel writes)."""
    head = text[:_GLANCE]
    first = head.splitlines()[0].strip() if head.strip() else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    return max(_SEPARATORS, key=lambda one: (_evenness(head, one), -_SEPARATORS.index(one))), 0


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """Return in how many records the commonest number of cells (two or more) is found, and that number."""
    widths: Counter[int] = Counter()
    for values, _ in islice(_records(text, separator), _SAMPLE):
        widths[len(values)] += len(values) > 1
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return times, width
