"""From the words of a PDF page and their places to printed lines. Knows nothing of files; lengths are points."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from generator.entities import Span

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLUMN = 2.2  # gap between words, in type sizes, that parts two columns
_SMALL, _RAISED_SIZE = 0.92, 0.78  # type of notes and of raised numbers, as shares of the body's
_INDENT = 9.0


@dataclass(frozen=True)
class Page:
    """Size, words (``text``, ``x0``, ``x1``, ``top``, ``bottom``, ``size``, ``fontname``) and ruled tables."""

    width: float
    height: float
    words: Sequence[dict[str, Any]]
    tables: Sequence[tuple[tuple[float, float, float, float], list[list[str | None]]]] = ()


@dataclass
class _Row:
    """One printed line: its words from left to right."""

    words: list[dict[str, Any]] = field(default_factory=list)

    @property
    def size(self) -> float:
        """Type size of most of the line."""
        sizes = Counter[float]()
        for word in self.words:
            sizes[round(word["size"], 1)] += len(word["text"])
        return sizes.most_common(1)[0][0]

    @property
    def left(self) -> float:
        return float(self.words[0]["x0"])

    @property
    def right(self) -> float:
        return float(self.words[-1]["x1"])

    @property
    def bottom(self) -> float:
        return float(median(word["bottom"] for word in self.words))


def page_text(page: Page) -> tuple[str, list[Span]]:
    """Return the lines of a page as text, and its bold spans."""
    words = [word for word in page.words if not _inside(word, page)]
    rows = _rows(words)
    items: list[tuple[float, _Row | list[str]]] = [(row.bottom, row) for row in rows]
    items += [(box[1], _markdown(cells)) for box, cells in page.tables if _is_table(cells)]
    items.sort(key=lambda item: item[0])
    body = _body_size(rows)
    pitch = _pitch(rows)
    parts: list[str] = []
    bold: list[Span] = []
    length = 0
    last: _Row | None = None
    for _, item in items:
        if isinstance(item, list):
            lines = ["", *item, ""]
            last = None
        else:
            lines = [*_above(last, item, page, body, pitch)]
            shift = length + sum(len(line) + 1 for line in lines)
            text, spans = _row_text(item)
            bold += [Span(span.start + shift, span.end + shift) for span in spans]
            lines.append(text)
            last = item
        added = "\n".join(lines) + "\n"
        parts.append(added)
        length += len(added)
    return "".join(parts), bold


def _inside(word: dict[str, Any], page: Page) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b, cells in page.tables if _is_table(cells))


def _is_table(cells: list[list[str | None]]) -> bool:
    return len(cells) > 1 and max(map(len, cells)) > 1 and any(cell for row in cells for cell in row)


def _markdown(cells: list[list[str | None]]) -> list[str]:
    width = max(map(len, cells))
    rows = ["|" + "".join(f" {_cell(cell)} |" for cell in [*row, *[None] * (width - len(row))]) for row in cells]
    return [rows[0], "|" + " --- |" * width, *rows[1:]]


def _cell(cell: str | None) -> str:
    return " ".join((cell or "").split()).replace("|", "\\|")


def _rows(words: Sequence[dict[str, Any]]) -> list[_Row]:
    """Group words into lines: a word belongs to a line if its middle lies within that line's height."""
    rows: list[_Row] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        home = next((row for row in reversed(rows[-3:]) if _on_line(word, row.words[0])), None)
        if home is None:
            rows.append(_Row([word]))
        else:
            home.words.append(word)
    for row in rows:
        row.words.sort(key=lambda w: w["x0"])
    return rows


def _on_line(word: dict[str, Any], first: dict[str, Any]) -> bool:
    """True if the middle of either word lies within the height of the other."""
    middle, other = (word["top"] + word["bottom"]) / 2, (first["top"] + first["bottom"]) / 2
    return bool(first["top"] - 1 <= middle <= first["bottom"] + 1 or word["top"] - 1 <= other <= word["bottom"] + 1)


def _body_size(rows: Sequence[_Row]) -> float:
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += sum(len(word["text"]) for word in row.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _pitch(rows: Sequence[_Row]) -> float:
    steps = [b.bottom - a.bottom for a, b in pairwise(rows) if b.bottom > a.bottom]
    return median(steps) if steps else 0.0


def _above(last: _Row | None, row: _Row, page: Page, body: float, pitch: float) -> Iterator[str]:
    """Yield what stands between two lines: a rule above notes, a blank line above a new paragraph."""
    if last is None:
        return
    if row.size <= _SMALL * body < last.size and row.bottom > page.height / 3 and row.words[0]["text"][:1].isdigit():
        yield "_" * 20
        return
    centred = _is_centred(row, page) and _is_centred(last, page)
    apart = row.bottom - last.bottom > 1.7 * pitch
    if not centred and (apart or row.left > last.left + _INDENT):
        yield ""


def _is_centred(row: _Row, page: Page) -> bool:
    return abs((row.left + row.right) / 2 - page.width / 2) < 0.06 * page.width and row.left > 0.17 * page.width


def _row_text(row: _Row) -> tuple[str, list[Span]]:
    """Return the words of a line with the spaces between them, and where it is bold."""
    text = ""
    bold: list[Span] = []
    size = row.size
    before: dict[str, Any] | None = None
    was_raised = False
    for word in row.words:
        shown = str(word["text"])
        raised = word["size"] <= _RAISED_SIZE * size and shown.strip("()[]").isdigit()
        if before is not None:
            gap = word["x0"] - before["x1"]
            glued = (raised or was_raised) and gap < 0.25 * size
            text += "" if glued else "     " if gap > _COLUMN * size else " "
        start = len(text)
        text += shown.strip("()[]").translate(_RAISED) if raised else shown
        if "bold" in str(word["fontname"]).lower():
            if bold and start - bold[-1].end <= 1:
                bold[-1] = Span(bold[-1].start, len(text))
            else:
                bold.append(Span(start, len(text)))
        before, was_raised = word, raised
    return text, bold
