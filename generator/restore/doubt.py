"""Which words a person must look at, and which lines are no text at all.

Guarantees: below the threshold a word is always in doubt; so is every name and number that was changed, however sure
it is; a line of noise keeps its raw characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from generator.safe_yaml import load_yaml

from .result import Doubt, Piece

SURE = 0.99  # posterior from which a word needs no eye
POOR, MOSTLY = 0.5, 0.5  # a word read worse than this is bad; a line with more bad words than this is noise
_DATA = Path(__file__).parent / "data" / "designations.yml"
_PLAIN = frozenset(".,;:()[]“”\"'‘’-–—/%!?…*+")
_BLOT = re.compile(r"(?<!\S)[^\w\s“”‘’.,()/%*+–—-]+(?!\S)")  # marks on their own that no one types
_ROMAN = frozenset("IVXLivxl")


def doubted(raw: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with their doubts."""
    result = list(pieces)
    names = set(_names(raw, result))
    for index, piece in enumerate(result):
        if piece.noise or not piece.is_word:
            continue
        if doubt := _doubt(raw, piece, index in names):
            result[index] = replace(piece, doubt=doubt)
    return result


def _doubt(raw: str, piece: Piece, named: bool) -> Doubt | None:
    was = raw[piece.arc.start : piece.arc.end]
    touched = was != piece.arc.text
    if touched and any(map(str.isdigit, was)) and not any(map(str.isalpha, was)):
        return Doubt.NUMBER
    if touched and piece.arc.text.isupper() and (_in_number(raw, piece) or _ROMAN.issuperset(piece.arc.text)):
        return Doubt.NUMBER
    if piece.posterior < SURE:
        return Doubt.UNSURE
    return Doubt.NAME if named and touched else None


def _in_number(raw: str, piece: Piece) -> bool:
    """Whether a word stands in a document's number: joined to a stroke."""
    arc = piece.arc
    return raw[arc.start - 1 : arc.start] in ("/", "-") or raw[arc.end : arc.end + 1] in ("/", "-")


def _names(raw: str, pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the places of words in capitalised names: not what opens a sentence, not what any organ is called."""
    words = [index for index, piece in enumerate(pieces) if piece.is_word and not piece.noise]
    texts = [pieces[index].arc.text.strip() for index in words]
    common = _designated([text.lower() for text in texts])
    for place, index in enumerate(words):
        text = texts[place]
        if not text[:1].isupper() or text.isupper() or place in common:
            continue
        following = texts[place + 1] if place + 1 < len(words) else ""
        if not _opens(raw, pieces[index].arc.start) or (following[:1].isupper() and place + 1 not in common):
            yield index


def _opens(raw: str, at: int) -> bool:
    before = raw[max(0, at - 40) : at].rstrip(" \t“”\"'‘’")
    return not before.strip() or before[-1] in ".!?:;\n-–+*)/"


def _designated(words: Sequence[str]) -> set[int]:
    """Return the places of words that stand in a designation anyone would capitalise."""
    phrases = designations()
    longest = max(map(len, phrases), default=0)
    covered: set[int] = set()
    for start in range(len(words)):
        for size in range(longest, 0, -1):
            if tuple(words[start : start + size]) in phrases:
                covered.update(range(start, start + size))
                break
    return covered


@cache
def designations() -> frozenset[tuple[str, ...]]:
    """Return the capitalised phrases that are no names, as lower-case words."""
    lines = load_yaml(_DATA.read_text(encoding="utf-8"))["designations"]
    return frozenset(tuple(line.lower().split()) for line in lines)


def without_noise(raw: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces; those of lines, or ends of lines, that are no text are marked as noise."""
    result: list[Piece] = []
    for start, group in groupby(pieces, key=lambda piece: raw.rfind("\n", 0, piece.arc.start) + 1):
        here = list(group)
        line = raw[start:].partition("\n")[0]
        words = [piece for piece in here if piece.is_word]
        begin = start + (0 if _is_noise(line, words) else _noisy_end(line, start, words))
        result += [replace(piece, noise=True) if piece.arc.start >= begin else piece for piece in here]
    return result


def _is_noise(line: str, words: Sequence[Piece]) -> bool:
    """A line of mostly bad words, or of odd characters: stamps, signatures, what an engine made of a blot."""
    text = line.strip()
    if not words or set(text) <= _ROMAN | _PLAIN | set("0123456789 "):
        return False
    odd = sum(not (char.isalnum() or char.isspace() or char in _PLAIN) for char in text)
    if odd + 1 > sum(map(str.isalnum, text)):
        return True
    bad = sum(piece.posterior < POOR or _is_blot(piece) for piece in words)
    return bad > MOSTLY * len(words) and (len(words) > 3 or odd > 0 or len(text) <= 2)


def _is_blot(piece: Piece) -> bool:
    """Whether a word is a single character that is no number and no sure word of one letter."""
    return piece.arc.end - piece.arc.start == 1 and not piece.arc.text.isdigit() and piece.posterior < SURE


def _noisy_end(line: str, start: int, words: Sequence[Piece]) -> int:
    """Return where the noise at the end of a line begins: at a blot of marks after which no word is sure."""
    for found in _BLOT.finditer(line):
        after = [piece for piece in words if piece.arc.start >= start + found.start()]
        if not after or any(piece.posterior >= SURE for piece in after):
            continue
        begin = found.start()
        for piece in reversed(words[: -len(after)]):
            if not _is_blot(piece):
                break
            begin = piece.arc.start - start
        return begin
    return len(line)
