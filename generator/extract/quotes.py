"""Quoted phrases of a text, with the quotation marks that authors forget, mix or misplace repaired.

Marks are paired within a paragraph by their form and by what stands beside them ("™" is how OCR reads a closing mark).
A phrase never closed ends before the first comma, semicolon or stop; one never opened begins after the last separator.
Linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.entities import Span

LONGEST = 320  # code points; a longer stretch between marks is a mark forgotten
_MARK = re.compile(r"([\"“”„‟«»″™])\1?|(?<!\w)['‘’]{1,2}(?=\w)|(?<=[\w.,!?…])['‘’]{1,2}(?!\w)")
_SIGN = re.compile("[\"“”„‟«»″™'‘’]")
_END = re.compile(r"[,;:()\n]|[.!?…](?=\s|$)|[\"“”„‟«»″]|$")
_SEPARATORS = re.compile(r"[;:,()\"“”«»]|\s[-–—]\s|[.!?…]\s")
_OPENERS, _CLOSERS = "“„«‘", "”‟»’™"
_EDGES = " \t,;:.…"

Role = Literal["open", "close", "either"]


class Quote(NamedTuple):
    """A quoted phrase: ``span`` within its marks, ``outer`` with them. ``repaired``: a mark was missing.

    ``depth`` is 1 for a phrase quoted within another.
    """

    span: Span
    outer: Span
    repaired: Literal["", "unclosed", "unopened"] = ""
    depth: int = 0


class _Mark(NamedTuple):
    start: int
    end: int
    role: Role


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quoted phrases of ``text`` in order of their beginning."""
    found: list[Quote] = []
    marks: list[_Mark] = []
    limit = -1
    for match in _marks(text):
        if match.start() > limit:
            found += _paired(text, marks)
            marks = []
            limit = text.find("\n", match.start())
            limit = len(text) if limit < 0 else limit
        marks.append(_Mark(match.start(), match.end(), _role(text, match)))
    found += _paired(text, marks)
    kept = (quote for quote in found if any(char.isalnum() for char in text[quote.span.start : quote.span.end]))
    return tuple(sorted(kept, key=lambda quote: (quote.span.start, -quote.span.end)))


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield what matches a mark, in order; finding the characters one begins with first is what is fast."""
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() >= end and (match := _MARK.match(text, sign.start())):
            end = match.end()
            yield match


def _role(text: str, match: re.Match[str]) -> Role:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    loose_before = not before or before.isspace() or before in "([{:;/–—-"
    tight_after = bool(after) and (after.isalnum() or after in "([")
    char = match[0][0]
    if char in _OPENERS:
        return (
            "open" if loose_before or (tight_after and not before.isalnum()) else ("either" if tight_after else "close")
        )
    if char in _CLOSERS:
        return "open" if loose_before and tight_after else "close"
    if tight_after:
        return "either" if before.isalnum() or before in ".!?" else "open"
    return "either" if loose_before else "close"


def _paired(text: str, marks: list[_Mark]) -> Iterator[Quote]:
    """Yield the phrases between the marks of one paragraph."""
    opened: _Mark | None = None
    free = 0  # end of the last phrase
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if opened is None:
            if mark.role == "close":
                yield from _unopened(text, mark, free)
                free = mark.end
            else:
                opened = mark
        elif mark.role == "open":
            if _nested(marks, index, opened):
                yield _quote(text, mark, marks[index], depth=1)
                index += 1
            else:
                yield _unclosed(text, opened)
                opened = mark
        else:
            if mark.start - opened.end > LONGEST:
                yield _unclosed(text, opened)
            else:
                yield _quote(text, opened, mark)
            opened, free = None, mark.end
    if opened is not None:
        yield _unclosed(text, opened)


def _nested(marks: list[_Mark], index: int, opened: _Mark) -> bool:
    """Tell whether two closing marks follow, so that the mark just read opens a phrase within a phrase."""
    pair = marks[index : index + 2]
    return len(pair) == 2 and all(mark.role == "close" for mark in pair) and pair[1].start - opened.end <= LONGEST


def _quote(text: str, opening: _Mark, closing: _Mark, depth: int = 0) -> Quote:
    return Quote(_trimmed(text, opening.end, closing.start), Span(opening.start, closing.end), "", depth)


def _unclosed(text: str, opening: _Mark) -> Quote:
    lead = text[opening.end : opening.end + 4]
    first = opening.end + len(lead) - len(lead.lstrip(" "))
    match = _END.search(text, first, first + LONGEST)
    end = match.start() if match else min(first + LONGEST, len(text))
    return Quote(_trimmed(text, opening.end, end), Span(opening.start, end), "unclosed")


def _unopened(text: str, closing: _Mark, free: int) -> Iterator[Quote]:
    low = max(free, closing.start - LONGEST, 0)
    low = max(low, text.rfind("\n", low, closing.start) + 1)
    start = max((match.end() for match in _SEPARATORS.finditer(text, low, closing.start)), default=low)
    if start < closing.start:
        yield Quote(_trimmed(text, start, closing.start), Span(start, closing.end), "unopened")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
