"""Teaches the restorer: a channel from true and misread pairs, the language from an organisation's own texts.

Guarantees: the same input gives the same tables; what was shipped is kept, new observations are added to it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from .candidates import LONGEST_RAW
from .channel import Channel, count_segments, learn_letters, letter_logs
from .language import counts_of, grams_of, merged
from .pack import load, save
from .pairs import count_pairs
from .syllables import split

OWN_WEIGHT = 6  # an organisation's own text counts this much more than the news of the shipped counts
PAIR_WEIGHT = 3.0  # and its own scanner more than the engines of the shipped channel


def learn_channel(pairs: Mapping[tuple[str, str], int], known: Channel | None = None, weight: float = 1.0) -> Channel:
    """Return the channel of (true word, raw word) pairs with their counts, added to ``known`` with ``weight``."""
    usable = {
        (true, raw): count * weight
        for (true, raw), count in pairs.items()
        if split(true.lower()) and true in (true.lower(), true.upper(), true.capitalize()) and len(raw) <= LONGEST_RAW
    }
    letters = learn_letters(usable, prior=known.letters if known else None)
    logs = letter_logs(letters)
    segments = count_segments(((_parts(true), raw, count) for (true, raw), count in usable.items()), logs)
    for true, readings in (known.segments if known else {}).items():
        row = segments.setdefault(true, {})
        for raw, count in readings.items():
            row[raw] = row.get(raw, 0.0) + count
    return Channel(letters, segments)


def _parts(word: str) -> tuple[str, ...]:
    halves = split(word.lower())
    assert halves is not None
    onset = word[: len(halves[0])]
    return (onset, word[len(onset) :])


def train(
    texts: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    base: Path,
    out: Path,
    weight: int = OWN_WEIGHT,
    settled: Mapping[tuple[str, str], int] = MappingProxyType({}),
) -> dict[str, int]:
    """Add clean ``texts`` and aligned (true, raw) ``pairs`` of texts to the data of ``base`` and write ``out``.

    ``settled``: (true word, raw word) -> how often people settled it so. Texts are taken one at a time. Returns how
    many symbols and word pairs were learnt. Raises DataError if ``base`` cannot be read.
    """
    counts, channel, settings = load(base)
    own = counts_of(gram for text in texts for gram in grams_of(text, weight))
    learnt = count_pairs(pairs)
    learnt.update(settled)
    symbols = int(own.unigrams.sum()) // weight
    if symbols:
        counts = merged(counts, own)
    if learnt:
        channel = learn_channel(learnt, channel, PAIR_WEIGHT)
    save(out, counts, channel, settings)
    return {"symbols": symbols, "pairs": sum(learnt.values())}
