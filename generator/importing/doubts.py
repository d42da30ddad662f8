"""Words read with doubt: where they stand in the cleaned text, how they are written, and what people made of them.

A doubtful word is written ``[word](doubt:RAW)``, RAW being the scanner's characters, percent-encoded. A person settles
it by putting plain text in place of the whole.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import quote, unquote

from generator.document import NO_RAW, CleanText
from generator.entities import Span
from generator.restore import Restored

_DOUBT = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(doubt:([^()\s]*)\)")
_PIECE = re.compile(rf"{_DOUBT.pattern}|\w+|[^\w\s]")
_ESCAPED = re.compile(r"\\([^\w\s])")

Candidates = tuple[tuple[str, float], ...]
"""What a doubtful word may be, with the chance of each, best first."""


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A stretch of the cleaned text that was read with doubt, and the characters it was read from."""

    span: Span
    raw: str
    candidates: Candidates = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A spot a person settled: what the scanner had read, what the program had guessed, what it is."""

    raw: str
    guess: str
    true: str


def doubtful_words(text: CleanText, restored: Restored | None) -> tuple[DoubtfulWord, ...]:
    """Return the doubtful words of a restored text as they stand in its cleaned text, in order."""
    if restored is None or not restored.doubtful:
        return ()
    number = array("L", bytes(array("L").itemsize * (len(text.raw) + 1)))
    for count, token in enumerate(restored.doubtful, 1):
        for offset in range(token.raw_start, max(token.raw_end, token.raw_start + 1)):
            number[offset] = count
    found: list[DoubtfulWord] = []
    for count, span in _runs(text, number):
        token = restored.doubtful[count - 1]
        found.append(DoubtfulWord(span, text.raw[token.raw_start : token.raw_end], token.candidates))
    return tuple(found)


def _runs(text: CleanText, number: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Yield each stretch of the cleaned text that comes from one token, without spaces at its ends."""
    start, before = 0, 0
    for place in range(len(text.text) + 1):
        origin = text.origin[place] if place < len(text.text) else NO_RAW
        here = number[origin] if origin != NO_RAW and text.text[place : place + 1] != "\n" else 0
        if here == before:
            continue
        words = text.text[start:place]
        if before and words.strip():
            lead = len(words) - len(words.lstrip())
            yield before, Span(start + lead, start + len(words.rstrip()))
        start, before = place, here


def within(words: Sequence[DoubtfulWord], span: Span) -> Sequence[DoubtfulWord]:
    """Return the words of an ordered list that lie in ``span``."""
    starts = [word.span.start for word in words]
    return words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def written_doubt(escaped: str, raw: str) -> str:
    """Return the Markdown of a doubtful word; ``escaped`` is the word as Markdown."""
    return f"[{escaped}](doubt:{quote(raw, safe='')})"


def marked_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield every doubtful word marked in ``text``: start and end of the mark, the word, the scanner's characters."""
    for match in _DOUBT.finditer(text):
        yield match.start(), match.end(), _ESCAPED.sub(r"\1", match[1]), unquote(match[2])


def settled_lines(proposed: str, kept: str) -> Iterator[str]:
    """Yield the lines of ``kept`` in which nothing is doubtful and that came in the place of doubtful ones."""
    before = set(filter(holds_doubt, proposed.split("\n")))
    untouched = before.union(proposed.split("\n"))
    if before:
        yield from (_ESCAPED.sub(r"\1", line) for line in kept.split("\n") if line not in untouched)


def holds_doubt(text: str) -> bool:
    """True if a doubtful word is still marked in ``text``."""
    return _DOUBT.search(text) is not None


def settled(proposed: str, kept: str) -> Iterator[Settled]:
    """Yield the spots doubtful in ``proposed`` that are plain text in ``kept``, the same text as people left it."""
    lines, theirs = proposed.split("\n"), kept.split("\n")
    for tag, a, b, c, d in SequenceMatcher(None, lines, theirs, autojunk=False).get_opcodes():
        if tag == "replace":
            for before, after in zip(lines[a:b], theirs[c:d], strict=False):
                if holds_doubt(before):
                    yield from _settled_in_line(before, after)


def _settled_in_line(before: str, after: str) -> Iterator[Settled]:
    """Compare two forms of a line word by word; a marked word replaced by words that are not marked is settled."""
    old = [match[0] for match in _PIECE.finditer(before)]
    new = [match[0] for match in _PIECE.finditer(after)]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        marks = [_DOUBT.fullmatch(piece) for piece in old[a:b]]
        if b - a == d - c:
            pairs = zip(marks, ([piece] for piece in new[c:d]), strict=True)
        elif b - a == 1:
            pairs = zip(marks, [new[c:d]], strict=True)
        else:
            continue
        for mark, pieces in pairs:
            if mark and not any(map(holds_doubt, pieces)):
                yield Settled(unquote(mark[2]), _ESCAPED.sub(r"\1", mark[1]), " ".join(pieces))
