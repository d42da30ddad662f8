"""The lines of a text as printed: where each stands, what is blank about it, and how wide the page was.

``Wrap`` is learnt from the text itself: the width at which lines broke is the one that most pairs of neighbours agree
on (this line still fits, with the first word of the next it would not). A text of whole paragraphs a line has none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.text import strip_marks

_SAYS = re.compile(r"[^\s][^\n]*")
_MARKED = re.compile(r"\S{1,6}[.)/:]\s|\[\d|[-–+*•|]")
_MARGIN = " \t\f"
_WIDE_BLANK = " " * 12  # a blank line as wide draws the rule above footnotes
_SAMPLE, _ENOUGH, _AGREED, _FEW = (
    1500,
    5,
    0.35,
    60,
)  # lines looked at; pairs, and their share, that must agree; a short text
_LONGEST = 180  # characters; a longer line is a paragraph
_NARROWEST = "n" * 40  # no page is set narrower
_OTHER_FONT = 1.12  # a line so much wider is set in another font: a note
_PAGE = 6480  # the 160 mm between the margins of an A4 page (Nghị định 30/2020/NĐ-CP), at 14 points
_WIDEST = 1.08 * _PAGE
_INDENT = 0.075  # first-line indent of a paragraph, as a share of the line, where the text does not show it


class Line(NamedTuple):
    """One printed line. ``start``/``end`` are offsets of its words; ``first``/``last`` of all of it, break included.

    ``gap``: it stands apart from the line before by more than the text's usual spacing. ``ruled``: a rule (or a wide
    blank) is drawn above it. ``page``: a page starts with it. ``trailing``: spaces after the last word.
    """

    start: int
    end: int
    text: str
    trailing: int
    indent: int
    gap: bool = False
    ruled: bool = False
    page: bool = False
    after_blank: bool = True


def is_rule(text: str) -> bool:
    """True for a line that only draws: ``_____``, ``-----``, ``* * *`` is not one."""
    return len(text) >= 3 and not text.strip("_-–—=─ ")


@lru_cache(maxsize=1)
def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that say something, with what the blank ones between them mean.

    The last answer is kept: most steps that follow one another see the same text.
    """
    found = list(_words_and_blanks(text))
    usual = 1 if _is_usual([between for _, _, between in found]) else 0
    return tuple(_line(text, start, end, between, usual) for start, end, between in found)


def is_doubled(text: str) -> bool:
    """True if practically every line is followed by a blank one, which then says nothing."""
    return _is_usual([between for _, _, between in _words_and_blanks(text)])


def _is_usual(between: Sequence[str]) -> bool:
    pairs = len(between) - 1
    return pairs >= 3 and sum(blank.count("\n") > 1 for blank in between[1:]) >= 0.8 * pairs


def _words_and_blanks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of every line that says something, and all that stands between it and the one before."""
    done = 0
    for match in _SAYS.finditer(text):
        if is_rule(match[0]):
            continue
        yield match.start(), match.end(), text[done : match.start()]
        done = match.end()


def _line(text: str, start: int, end: int, between: str, usual: int) -> Line:
    """Return the line at ``start``; ``between`` are the breaks, blank lines and rules before it."""
    words = text[start:end].rstrip(_MARGIN)
    first, last = between.find("\n"), between.rfind("\n")
    inside = between[first + 1 : last] if first < last else ""  # the blank lines
    indent = len(between) - last - 1
    page = "\f" in between
    gap = (between.count("\n") - 1 > usual or " " in inside) and start > 0 and not page
    ruled = _WIDE_BLANK in inside or (not between.isspace() and bool(between))
    return Line(
        start, start + len(words), words, end - start - len(words), indent, gap, ruled, page, between.count("\n") != 1
    )


class _Widths(dict[str, int]):
    """Widths of Times Roman by letter, in two hundredths of an em; a letter not listed is as wide as a digit."""

    def __missing__(self, char: str) -> int:
        self[char] = width = dict.get(self, strip_marks(char)[:1], 100)
        return width


_TIMES = _Widths({
    char: width
    for width, chars in {
        50: " .,", 56: "ijlt:;/", 67: "fr-()I![]‘’'", 89: "acez“”?", 78: "sJ", 156: "m&", 144: "wADGHKNOQRUVXY",
        133: "BCR", 122: "ELTZ", 111: "FPS", 178: "M", 189: "W", 167: "%", 200: "…—", 82: '"',
    }.items()
    for char in chars
})  # fmt: skip


def set_width(text: str) -> int:
    """Return the width of ``text`` set in Times, in two hundredths of an em."""
    return sum(map(_TIMES.__getitem__, text))


@dataclass(frozen=True, slots=True)
class Wrap:
    """Lines broke at ``limit`` (in the unit of ``measure``); first lines of paragraphs at ``first``."""

    measure: Callable[[str], int]
    limit: float
    first: float
    agreed: float = 1.0

    def is_full(self, line: str, following: str, *, first: bool = False) -> bool:
        """True if the first word of ``following`` had no room after ``line``."""
        room = self.first if first else self.limit
        return self.measure(line + " " + _first_word(following)) > room * 0.985

    def is_indented(self, line: str, following: str) -> bool | None:
        """True if ``line`` broke too early but for an indent, False if it has no room for one, None if both may be."""
        if self.measure(line) > self.first * 1.01:
            return False
        return True if self.measure(line + " " + _first_word(following)) <= self.limit * 0.985 else None


def find_wrap(lines: Sequence[str]) -> Wrap | None:
    """Return how ``lines`` were broken, None if they were not (each is a paragraph)."""
    sample = lines[:_SAMPLE]
    few = _wrap_of_few(sample) if len(sample) <= _FEW else None
    if few:
        return few
    best, _, count = max((_agreement(sample, measure) for measure in (set_width, len)), key=_support)
    return best if count >= _ENOUGH and best.agreed >= _AGREED else None


def _support(found: tuple[Wrap, int, int]) -> int:
    return found[1] + found[2]


def _wrap_of_few(lines: Sequence[str]) -> Wrap | None:
    """Return the width a short text was broken at: that of its widest line, if some lines stop inside a sentence.

    Lines too wide for a page were broken by their number of characters, if that fits more of them.
    """
    broken = [(line, following) for line, following in pairwise(lines) if _stops_inside(line, following)]
    by_width = _widest(lines, broken, set_width) if broken else None
    if by_width is None or by_width.limit <= _WIDEST:
        return by_width
    by_count = _widest(lines, broken, len)
    found = [wrap for wrap in (by_width, by_count) if wrap]
    return max(found, key=lambda wrap: sum(wrap.is_full(*pair, first=True) for pair in broken))


def _widest(lines: Sequence[str], broken: Sequence[tuple[str, str]], measure: Callable[[str], int]) -> Wrap | None:
    """Return the width of the widest of ``broken`` lines, None if other lines are much wider."""
    widest = 1.08 * max(measure(line) for line, _ in broken)
    widths = [measure(line) if len(line) <= _LONGEST else int(widest) + 1 for line in lines]
    if sum(width > widest for width in widths) > len(lines) // 25:
        return None
    limit: float = max(width for width in widths if width <= widest)
    limit = _PAGE if measure is set_width and 0.9 * _PAGE <= limit < _PAGE else limit
    return Wrap(measure, limit, limit * (1 - _INDENT))


def _stops_inside(line: str, following: str) -> bool:
    if not 40 <= len(line) <= _LONGEST or line.endswith((".", ";", ":", "!", "?", "…")):
        return False
    if following[:1].islower() or line.endswith(","):
        return True
    return len(line) >= 60 and not _MARKED.match(line) and not _MARKED.match(following) and line.upper() != line


def _agreement(lines: Sequence[str], measure: Callable[[str], int]) -> tuple[Wrap, int, int]:
    """Return the width most neighbours agree on; how many do, and how many do with an indent.

    A pair agrees on the widths in [line, line + next word); less so on those that an indented first line leaves
    room for. What no line may do is be wider.
    """
    widths = [measure(line) if len(line) <= _LONGEST else None for line in lines]
    turns: list[tuple[float, float, int]] = []  # place, change of agreement, change of lines that are too wide
    space = measure(" ")
    needs = [
        (width or 0) + space + measure(_first_word(following))
        for width, following in zip(widths, lines[1:], strict=False)
    ]
    for width, need in zip(widths, needs, strict=False):
        if width is None:
            continue
        turns += [(width / _OTHER_FONT, 0, 1), (width, 1, -1), (need, -1, 0)]
        turns += [(width / (1 - _INDENT), 0.8, 0), (need / (1 - _INDENT), -0.8, 0)]
    limit = _peak([turn for turn in turns if turn[0] >= measure(_NARROWEST)])
    direct = sum(width is not None and width <= limit < need for width, need in zip(widths, needs, strict=False))
    held = sum(
        width is not None and (width <= limit < need or width <= limit * (1 - _INDENT) < need)
        for width, need in zip(widths, needs, strict=False)
    )
    long = sum(width is None or width >= 0.6 * limit for width in widths)
    return Wrap(measure, limit, limit * (1 - _INDENT), held / max(1, long)), direct, held


def _peak(turns: list[tuple[float, float, int]]) -> float:
    """Return the place of most agreement, less two for every line wider than that."""
    turns.sort()
    over, best, now, limit = 0, 0.0, 0.0, 0.0
    for place, change, wider in turns:
        now += change
        over += wider
        if now - 2 * over > best:
            best, limit = now - 2 * over, place
    return limit


def _first_word(text: str) -> str:
    return text[:60].split(" ", 1)[0]
