"""The one data file of the restorer: n-gram counts and channel tables, small on disk and fast to read.

Guarantees: the same tables give the same bytes; counts come back within 7 % (they are kept as logarithms); no text
can be read back, only counts of up to three syllables.
"""

import json
import lzma
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .channel import Channel
from .language import Counts, Ints

STEP = 7.0  # levels of a count per factor e
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 2, "lp": 0, "pb": 0}]
Bytes = NDArray[np.uint8]


class DataError(ValueError):
    """The data file is missing, cut short or of another version."""


VERSION = 1


def save(path: Path, counts: Counts, channel: Channel, settings: Mapping[str, object]) -> None:
    """Write the tables to ``path``."""
    size = len(counts.words)
    firsts, seconds = np.divmod(counts.bigram_keys, size)
    contexts, thirds = np.divmod(counts.trigram_keys, size)
    planes: list[Bytes] = [
        _level(counts.unigrams),
        *_wide(np.bincount(firsts, minlength=size)),
        *_wide(_gaps(firsts, seconds)),
        _level(counts.bigrams),
        *_wide(np.bincount(contexts, minlength=len(counts.bigrams))),
        *_wide(_gaps(contexts, thirds)),
        _level(counts.trigrams),
    ]
    head = {
        "version": VERSION,
        "words": counts.words,
        "sizes": [len(plane) for plane in planes],
        "letters": _rounded(channel.letters),
        "segments": _rounded(channel.segments),
        "settings": dict(settings),
    }
    text = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    body = len(text).to_bytes(4, "little") + text + b"".join(plane.tobytes() for plane in planes)
    path.write_bytes(lzma.compress(body, format=lzma.FORMAT_XZ, filters=_FILTERS))


def load(path: Path) -> tuple[Counts, Channel, dict[str, object]]:
    """Return the tables of ``path``; raise DataError if it cannot be read."""
    try:
        body = lzma.decompress(path.read_bytes())
        length = int.from_bytes(body[:4], "little")
        head = json.loads(body[4 : 4 + length])
    except (OSError, lzma.LZMAError, ValueError) as error:
        raise DataError(f"{path.name}: {error}") from error
    if head.get("version") != VERSION:
        raise DataError(f"{path.name}: version {head.get('version')}, expected {VERSION}")
    planes, at = [], 4 + length
    for size in head["sizes"]:
        planes.append(np.frombuffer(body, dtype=np.uint8, count=size, offset=at))
        at += size
    return _counts(tuple(head["words"]), planes), Channel(head["letters"], head["segments"]), head["settings"]


def _counts(words: tuple[str, ...], planes: list[Bytes]) -> Counts:
    size = len(words)
    firsts = np.repeat(np.arange(size), _number(planes[1:4]))
    seconds = _sums(firsts, _number(planes[4:7]))
    bigrams = _count(planes[7])
    contexts = np.repeat(np.arange(len(bigrams)), _number(planes[8:11]))
    thirds = _sums(contexts, _number(planes[11:14]))
    return Counts(
        words, _count(planes[0]), firsts * size + seconds, bigrams, contexts * size + thirds, _count(planes[14])
    )


def _level(counts: Ints) -> Bytes:
    return np.round(STEP * np.log(np.maximum(counts, 1))).astype(np.uint8)


def _count(levels: Bytes) -> Ints:
    return np.round(np.exp(levels / STEP)).astype(np.int64)


def _wide(values: Ints) -> tuple[Bytes, Bytes, Bytes]:
    """Numbers below 2**24 as three planes of bytes, so that like stands beside like."""
    return tuple((values >> shift & 255).astype(np.uint8) for shift in (0, 8, 16))  # type: ignore[return-value]


def _number(planes: list[Bytes]) -> Ints:
    low, middle, high = (plane.astype(np.int64) for plane in planes)
    return low | middle << 8 | high << 16


def _gaps(groups: Ints, values: Ints) -> Ints:
    """Distance of each value from the one before it in its group; the first of a group stands as it is."""
    gaps = values.copy()
    same = groups[1:] == groups[:-1]
    gaps[1:][same] -= values[:-1][same]
    return gaps


def _sums(groups: Ints, gaps: Ints) -> Ints:
    total = np.cumsum(gaps)
    starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    before = np.where(starts > 0, total[starts - 1], 0) if len(starts) else total[:0]
    sums: Ints = total - np.repeat(before, np.diff(np.append(starts, len(gaps))))
    return sums


def _rounded(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Counts to one decimal; what was seen less than half a time is left out."""
    return {true: {raw: round(count, 1) for raw, count in row.items() if count >= 0.5} for true, row in table.items()}
