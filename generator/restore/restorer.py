"""Restores text that an OCR engine read with the wrong language, and says how sure it is of every word.

Guarantees: a line stays a line; punctuation and spaces stay; no digit is made; clean text, and text in another
language, comes back byte for byte; every restored character points to raw ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from .candidates import Reader
from .decode import Decoder, best_path
from .language import LanguageModel
from .lattice import Arc, lattice_of
from .pack import load
from .quality import measure

DATA = Path(__file__).parent / "data" / "restorer.bin"
CLEAN = 0.75  # share of right words from which a stretch is left alone
SURE = 0.99  # posterior from which a word is not doubtful
STRETCH = 150  # words judged together
_BLOCK = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RestoredToken:
    """A word or number: ``text[start:end]`` stands for ``raw[raw_start:raw_end]``.

    ``posterior``: chance that it is right. ``candidates``: other readings with theirs, best first, if doubtful.
    ``noise``: part of a stamp, a signature or a torn line, left as it was.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    posterior: float
    touched: bool
    doubtful: bool
    noise: bool = False
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Restored:
    """The restored text beside its raw one. ``offsets[i]`` is the raw offset of ``text[i]``, and of its end last."""

    text: str
    raw: str
    tokens: tuple[RestoredToken, ...]
    offsets: Sequence[int] = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end] if end > start else self.offsets[start]

    @property
    def touched(self) -> bool:
        return any(token.touched for token in self.tokens)


def untouched(raw: str) -> Restored:
    """Return ``raw`` as it is."""
    return Restored(raw, raw, (), range(len(raw) + 1))


@dataclass(frozen=True)
class _Piece:
    """What one arc of the best path gives."""

    arc: Arc
    posterior: float
    candidates: tuple[tuple[str, float], ...]


class Restorer:
    """Restores texts. Made by `load_restorer`; keeps what it has learnt of words between texts."""

    def __init__(self, model: LanguageModel, reader: Reader) -> None:
        self.model, self.reader = model, reader
        self._decoder = Decoder(model)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        counts, channel, _ = load(path)
        model = LanguageModel(counts)
        return cls(model, Reader(model, channel))

    def restore(self, text: str) -> Restored:
        """Return ``text`` restored where it is misread Vietnamese; all else comes back as it is."""
        stretches = [(start, end) for start, end in _stretches(text) if _is_misread(text[start:end])]
        if not stretches or not measure(text).is_vietnamese:
            return untouched(text)
        return _assemble(text, [piece for start, end in stretches for piece in self._pieces(text, start, end)])

    def _pieces(self, text: str, start: int, end: int) -> Iterator[_Piece]:
        for block in _BLOCK.finditer(text, start, end):
            lattice = lattice_of(block[0], block.start(), self.reader, self.model)
            if not lattice.elements:
                continue
            shares = self._decoder.posteriors(lattice)
            for arc, _ in best_path(lattice, shares):
                rivals = _rivals(arc, shares)
                yield _Piece(arc, rivals.get(arc.text, 0.0), tuple(rivals.items()))


def _rivals(arc: Arc, shares: Sequence[tuple[Arc, float]]) -> dict[str, float]:
    """Return all readings of the stretch of ``arc``, with their posteriors, best first."""
    found: dict[str, float] = {}
    for other, share in shares:
        if other.source == arc.source and other.target == arc.target:
            found[other.text] = found.get(other.text, 0.0) + share
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text at line ends into stretches of about `STRETCH` words."""
    start = words = at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        words += len(line.split())
        if words >= STRETCH and len(text) - at > 6 * STRETCH:
            yield start, at
            start, words = at, 0
    if start < len(text):
        yield start, len(text)


def _is_misread(text: str) -> bool:
    measured = measure(text)
    return measured.share < CLEAN


def _assemble(raw: str, pieces: Sequence[_Piece]) -> Restored:
    """Put pieces in the place of the raw characters they read, and keep the characters between them."""
    parts: list[str] = []
    offsets: list[int] = []
    tokens: list[RestoredToken] = []
    at = 0
    for piece in pieces:
        arc = piece.arc
        parts.append(raw[at : arc.start])
        offsets.extend(range(at, arc.start))
        if arc.word >= 0 and any(map(str.isalnum, arc.text)):
            lead = len(arc.text) - len(arc.text.lstrip())
            tokens.append(_token(piece, raw, len(offsets) + lead, len(offsets) + len(arc.text)))
        parts.append(arc.text)
        width = arc.end - arc.start
        offsets.extend(arc.start + min(index * width // max(len(arc.text), 1), width) for index in range(len(arc.text)))
        at = arc.end
    parts.append(raw[at:])
    offsets.extend(range(at, len(raw) + 1))
    return Restored("".join(parts), raw, tuple(tokens), offsets)


def _token(piece: _Piece, raw: str, start: int, end: int) -> RestoredToken:
    arc = piece.arc
    was = raw[arc.start : arc.end]
    touched = arc.text != was
    always = touched and any(map(str.isdigit, was)) and was.isdigit()
    doubtful = piece.posterior < SURE or always
    return RestoredToken(
        start=start,
        end=end,
        raw_start=arc.start,
        raw_end=arc.end,
        posterior=round(piece.posterior, 4),
        touched=touched,
        doubtful=doubtful,
        candidates=tuple((text.strip(), round(share, 4)) for text, share in piece.candidates[:5]) if doubtful else (),
    )


def load_restorer(path: Path | None = None) -> Restorer:
    """Return a restorer from its data file, the one shipped if ``path`` is None.

    Raises DataError if the file cannot be read.
    """
    return Restorer.from_file(path or DATA)
