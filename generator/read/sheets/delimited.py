"""``.csv`` and ``.tsv``: the separator is the one that cuts the lines most evenly; quoted breaks stay in a cell."""

import csv
from collections import Counter
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.read.received.encodings import decode
from generator.read.received.shape import note, refuse
from generator.read.sheets.grid import MOST_CELLS, Row, Sheet, row_of

_SEPARATORS = ";\t,|"
_SAMPLE = 200


def read_delimited(path: Path, data: bytes) -> tuple[Sheet, list[Diagnostic]]:
    """Return the one sheet of a text file. Raises DanvanError (DV603, DV605, DV650)."""
    decoded = decode(data)
    if decoded is None:
        refuse("DV603", path)
    found = [note("DV610", path, encoding=decoded.encoding)] if decoded.encoding not in ("UTF-8", "UTF-16") else []
    if decoded.lost:
        found.append(note("DV651", path, count=decoded.lost))
    text = decoded.text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    separator, skipped = _separator(text)
    lines = text.split("\n", 1)[1] if skipped and "\n" in text else text
    rows: list[Row] = []
    count = 0
    try:
        for number, values in enumerate(_records(lines, separator), 1 + skipped):
            if (row := row_of(number, enumerate(values, 1))) is not None:
                rows.append(row)
                count += len(row.cells)
                if count > MOST_CELLS:
                    refuse("DV650", path, limit=MOST_CELLS)
    except csv.Error as wrong:
        refuse("DV605", path, problem=str(wrong))
    return Sheet("", tuple(rows)), found


def _records(text: str, separator: str, longest: int = 2**31 - 1) -> "csv._reader":  # type: ignore[name-defined]
    csv.field_size_limit(longest)
    return csv.reader(text.splitlines(keepends=True), delimiter=separator, quotechar='"')


def _separator(text: str) -> tuple[str, int]:
    """Return the separator, and 1 if the first line only names it (``sep=;``, as Excel writes)."""
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    head = "\n".join(text.split("\n")[: _SAMPLE * 2])
    return max(_SEPARATORS, key=lambda one: (_evenness(head, one), -_SEPARATORS.index(one))), 0


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """Return in how many records the commonest number of cells (two or more) is found, and that number."""
    widths: Counter[int] = Counter()
    try:
        for count, values in enumerate(_records(text, separator)):
            if count == _SAMPLE:
                break
            widths[len(values)] += len(values) > 1
    except csv.Error:
        return 0, 0
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return times, width
