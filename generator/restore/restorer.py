"""Restores text that an OCR engine read with the wrong language, and says how sure it is of every word.

Guarantees: a line stays a line; punctuation and spaces stay; no digit is made; clean text, and text in another
language, comes back byte for byte; every restored character points to raw ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Self

from .candidates import Reader
from .codes import shipped_codes
from .decode import Decoder, best_path
from .doubt import SURE, doubted, without_noise
from .language import LanguageModel, counts_of_ids
from .lattice import Arc, Lattice, lattice_of, recased
from .pack import load
from .quality import measure
from .result import Piece, Restored, assemble, untouched

DATA = Path(__file__).parent / "data" / "restorer.bin"
CLEAN = 0.75  # share of right words from which a stretch is left alone
OFTEN, ODD_CAPITAL = 4, 0.005
STRETCH = 150  # words judged together
_BLOCK = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


class Restorer:
    """Restores texts. Made by `load_restorer`; keeps what it has learnt of words between texts."""

    def __init__(self, model: LanguageModel, reader: Reader) -> None:
        self.model, self.reader, self.codes = model, reader, shipped_codes()
        self._decoder = Decoder(model)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        counts, channel, _ = load(path)
        model = LanguageModel(counts)
        return cls(model, Reader(model, channel))

    def restore(self, text: str, leave: Iterable[tuple[int, int]] = ()) -> Restored:
        """Return ``text`` restored where it is misread Vietnamese; all else comes back as it is.

        So do the stretches to ``leave``, given in order as (start, end).
        """
        if not measure(text).is_vietnamese:
            return untouched(text)
        parts = chain.from_iterable(_stretches(text, *part) for part in _between(leave, len(text)))
        stretches = _merged((start, end) for start, end in parts if _is_misread(text[start:end]))
        if not stretches:
            return untouched(text)
        pieces = [piece for start, end in stretches for piece in self._pieces(text, start, end)]
        return assemble(text, doubted(text, without_noise(text, pieces)))

    def _pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        lattices = [
            lattice_of(block[0], block.start(), self.reader, self.model, self.codes)
            for block in _BLOCK.finditer(text, start, end)
        ]
        shares = [self._decoder.posteriors(lattice) if lattice.last else [] for lattice in lattices]
        first = [_best_pieces(lattice, share) for lattice, share in zip(lattices, shares, strict=True)]
        # A document repeats its own names and phrases: what is sure in one place helps in another.
        decoder, titles = Decoder(self.model, self._memory(first)), _titles(first)
        for lattice, share, pieces in zip(lattices, shares, first, strict=True):
            if all(piece.posterior >= SURE for piece in pieces):
                yield from pieces
                continue
            likely = recased(lattice.kept(arc for arc, _ in share), titles)
            yield from _best_pieces(likely, decoder.posteriors(likely))

    def _memory(self, blocks: Iterable[Sequence[Piece]]) -> LanguageModel:
        """Return a model of what the document says more than once and surely."""
        lines: list[list[int]] = [[]]
        for pieces in blocks:
            for piece in pieces:
                if piece.posterior < SURE or piece.arc.word == self.model.unknown:
                    lines.append([])
                elif piece.arc.word >= 0:
                    lines[-1].append(piece.arc.word)
            lines.append([])
        return LanguageModel(counts_of_ids(self.model.words, lines, less=1))


def _titles(blocks: Iterable[Sequence[Piece]]) -> dict[int, float]:
    """Return a low chance of a capital for words that the document writes small, but for one time at most."""
    seen: dict[int, list[int]] = {}
    for piece in chain.from_iterable(blocks):
        if piece.arc.inner:
            seen.setdefault(piece.arc.word, [0, 0])[piece.arc.text[:1].isupper()] += 1
    return {word: ODD_CAPITAL for word, (small, capital) in seen.items() if small >= OFTEN and capital <= 1}


def _best_pieces(lattice: Lattice, shares: list[tuple[Arc, float]]) -> list[Piece]:
    """Return the pieces of the best path through a lattice."""
    rivals = _rivals(shares)
    arcs = {(arc.source, arc.target, arc.text): arc for arc, _ in shares}
    pieces = []
    for arc, _ in best_path(lattice, shares):
        readings = rivals[arc.source, arc.target]
        ranked = sorted(readings.items(), key=lambda pair: -pair[1])
        best = arcs[arc.source, arc.target, ranked[0][0]]
        pieces.append(Piece(best, ranked[0][1], tuple(ranked)))
    return pieces


def _rivals(shares: Sequence[tuple[Arc, float]]) -> dict[tuple[int, int], dict[str, float]]:
    """Return the readings of every stretch, with the sums of their posteriors."""
    found: dict[tuple[int, int], dict[str, float]] = {}
    for arc, share in shares:
        readings = found.setdefault((arc.source, arc.target), {})
        readings[arc.text] = readings.get(arc.text, 0.0) + share
    return found


def _between(leave: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a text of ``length`` beside the stretches to leave."""
    at = 0
    for start, end in leave:
        if at < start:
            yield at, start
        at = end
    if at < length:
        yield at, length


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a part of a text into stretches of whole blocks with at least `STRETCH` words each."""
    for block in _BLOCK.finditer(text, start, end):
        words = text.count(" ", start, block.end())
        if words >= STRETCH and text.count(" ", block.end(), end) >= STRETCH:
            yield start, block.end()
            start = block.end()
    if start < end:
        yield start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that touch, so that no sentence is cut where two stretches meet."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_misread(text: str) -> bool:
    measured = measure(text)
    return measured.share < CLEAN


def load_restorer(path: Path | None = None) -> Restorer:
    """Return a restorer from its data file, the one shipped if ``path`` is None.

    Raises DataError if the file cannot be read.
    """
    return Restorer.from_file(path or DATA)
