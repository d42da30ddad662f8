"""What a restoration gives: the text, its words with their chances, and the way back to the raw characters.

Guarantees: text and raw have the same lines; the raw offsets of a text never step back; words do not overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .lattice import Arc


class Doubt(StrEnum):
    """Why a word wants a person's eye."""

    UNSURE = "unsure"  # its posterior is below the threshold
    NAME = "name"  # a capitalised name that was changed
    NUMBER = "number"  # a number, or a document's number, that was changed


@dataclass(frozen=True, slots=True)
class RestoredToken:
    """A word or number: ``text[start:end]`` stands for ``raw[raw_start:raw_end]``.

    ``posterior``: chance that it is right. ``candidates``: readings with theirs, best first, where in doubt.
    ``noise``: part of a stamp, a signature or a torn line, left as it was.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    posterior: float
    touched: bool
    doubt: Doubt | None = None
    noise: bool = False
    candidates: tuple[tuple[str, float], ...] = ()

    @property
    def doubtful(self) -> bool:
        return self.doubt is not None


@dataclass(frozen=True)
class Restored:
    """The restored text beside its raw one. ``offsets[i]`` is the raw offset of ``text[i]``; the last one ends it."""

    text: str
    raw: str
    tokens: tuple[RestoredToken, ...]
    offsets: Sequence[int] = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end] if end > start else self.offsets[start]

    @property
    def touched(self) -> bool:
        return self.text != self.raw

    @property
    def doubtful(self) -> tuple[RestoredToken, ...]:
        return tuple(token for token in self.tokens if token.doubtful)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield (restored, raw) of every line, to be shown side by side."""
        yield from zip(self.text.split("\n"), self.raw.split("\n"), strict=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """A reading chosen for a stretch of raw text, its posterior, and all readings of the stretch, best first."""

    arc: Arc
    posterior: float
    candidates: tuple[tuple[str, float], ...]
    noise: bool = False
    doubt: Doubt | None = None

    @property
    def is_word(self) -> bool:
        return self.arc.word >= 0 and any(map(str.isalnum, self.arc.text))


def untouched(raw: str) -> Restored:
    """Return ``raw`` as it is."""
    return Restored(raw, raw, (), range(len(raw) + 1))


def assemble(raw: str, pieces: Sequence[Piece]) -> Restored:
    """Put pieces in the place of the raw characters they read, and keep the characters between them."""
    parts: list[str] = []
    offsets: list[int] = []
    tokens: list[RestoredToken] = []
    at = 0
    for piece in pieces:
        arc = piece.arc
        parts.append(raw[at : arc.start])
        offsets.extend(range(at, arc.start))
        text = raw[arc.start : arc.end] if piece.noise else arc.text
        if piece.is_word:
            lead = len(text) - len(text.lstrip())
            tokens.append(_token(piece, raw, len(offsets) + lead, len(offsets) + len(text)))
        parts.append(text)
        width = arc.end - arc.start
        offsets.extend(arc.start + min(index * width // len(text), width) for index in range(len(text)))
        at = arc.end
    parts.append(raw[at:])
    offsets.extend(range(at, len(raw) + 1))
    return Restored("".join(parts), raw, tuple(tokens), offsets)


def _token(piece: Piece, raw: str, start: int, end: int) -> RestoredToken:
    arc = piece.arc
    return RestoredToken(
        start=start,
        end=end,
        raw_start=arc.start,
        raw_end=arc.end,
        posterior=0.0 if piece.noise else round(piece.posterior, 4),
        touched=not piece.noise and arc.text != raw[arc.start : arc.end],
        doubt=piece.doubt,
        noise=piece.noise,
        candidates=tuple((text.strip(), round(share, 4)) for text, share in piece.candidates[:5])
        if piece.doubt
        else (),
    )
