"""The syllable trigram model: absolute discounting, interpolated with the shorter contexts.

Guarantees: for any context the probabilities of all symbols add up to one, also after n-grams were pruned, because
the mass given to shorter contexts is what the kept n-grams leave over. All lookups are vectorised.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .syllables import CONTROLS, START, UNKNOWN, symbols

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
DISCOUNT = 0.75


@dataclass(frozen=True)
class Counts:
    """N-grams by rank: `words` by id; sorted keys `first * size + second` and `bigram index * size + third`."""

    words: tuple[str, ...]
    unigrams: Ints
    bigram_keys: Ints
    bigrams: Ints
    trigram_keys: Ints
    trigrams: Ints


class LanguageModel:
    """Log-probabilities of symbols in context. Ids are positions in `words`."""

    def __init__(self, counts: Counts) -> None:
        self.words = counts.words
        self.ids = {word: index for index, word in enumerate(counts.words)}
        self.size = size = len(counts.words)
        self.unknown, self.start = self.ids[UNKNOWN], self.ids[START]
        self._bigram_keys, self._trigram_keys = counts.bigram_keys, counts.trigram_keys
        smoothed = counts.unigrams.astype(np.float64) + DISCOUNT
        self.unigram = (smoothed / smoothed.sum()).astype(np.float32)
        first = counts.bigram_keys // size
        self._bigram_part, self._unigram_share = _discounted(counts.bigrams, first, counts.unigrams)
        context = counts.trigram_keys // size
        self._trigram_part, self._bigram_share = _discounted(counts.trigrams, context, counts.bigrams)

    def pair_index(self, first: Ints, second: Ints) -> Ints:
        """Return the index of each bigram, -1 where it was not counted."""
        return _find(self._bigram_keys, first * self.size + second)

    def bigram(self, first: Ints, second: Ints) -> Floats:
        """Return P(second | first), elementwise."""
        index = self.pair_index(first, second)
        known = _take(self._bigram_part, index, 0.0)
        result: Floats = known + self._unigram_share[first] * self.unigram[second]
        return result

    def trigram(self, first: Ints, seconds: Ints, run: Ints, third: Ints) -> Floats:
        """Return P(third | first, second) as a matrix: a row for each context, a column for each third.

        Contexts that end alike share an entry of ``seconds``: context i ends with ``seconds[run[i]]``.
        """
        shorter = self.bigram(seconds[:, None], third[None, :])[run]
        pair = self.pair_index(first, seconds[run])
        if not (pair >= 0).any():
            return shorter
        hit = _find(self._trigram_keys, pair[:, None] * self.size + third[None, :])
        known = _take(self._trigram_part, hit, 0.0)
        return known + _take(self._bigram_share, pair, 1.0)[:, None] * shorter


def _discounted(counts: Ints, context: Ints, context_counts: Ints) -> tuple[Floats, Floats]:
    """Return each n-gram's own probability and, by context, the mass left to the shorter context."""
    totals = np.bincount(context, counts, minlength=len(context_counts))
    totals = np.maximum(totals, context_counts).astype(np.float64)
    part = (counts - DISCOUNT) / totals[context]
    left = 1.0 - np.bincount(context, part, minlength=len(context_counts))
    return part.astype(np.float32), left.astype(np.float32)


def _take(values: Floats, index: Ints, other: float) -> Floats:
    """Return ``values[index]``, and ``other`` where the index is -1."""
    if not len(values):
        return np.full(index.shape, other, dtype=np.float32)
    return np.where(index >= 0, values[index], np.float32(other))


def _find(keys: Ints, wanted: Ints) -> Ints:
    if not len(keys):
        return np.full(wanted.shape, -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)


def counts_of(grams: Iterable[tuple[Sequence[str], int]], least: tuple[int, int, int] = (1, 1, 1)) -> Counts:
    """Return counts of n-grams given as (symbols, count) in any order; n-grams rarer than ``least`` are dropped.

    A bigram is kept when a kept trigram begins with it. Symbols without a unigram become `<unk>`.
    """
    tables: tuple[dict[tuple[str, ...], int], ...] = ({}, {}, {})
    for gram, count in grams:
        tables[len(gram) - 1][tuple(gram)] = tables[len(gram) - 1].get(tuple(gram), 0) + count
    kept = {gram[0] for gram, count in tables[0].items() if count >= least[0]} | set(CONTROLS)
    words = tuple(sorted(kept, key=lambda word: (-tables[0].get((word,), 0), word)))
    ids = {word: index for index, word in enumerate(words)}
    unigrams = np.array([tables[0].get((word,), 0) for word in words], dtype=np.int64)
    unigrams[ids[UNKNOWN]] += sum(count for gram, count in tables[0].items() if gram[0] not in ids)
    threes = {gram: count for gram, count in tables[2].items() if count >= least[2]}
    twos = {gram: count for gram, count in tables[1].items() if count >= least[1]}
    for gram in threes:
        twos.setdefault(gram[:2], tables[1].get(gram[:2], threes[gram]))
    bigram_keys, bigrams = _sorted(_keys(twos, ids, len(words)), twos.values())
    context = _find(bigram_keys, _keys((gram[:2] for gram in threes), ids, len(words)))
    third = np.array([ids.get(gram[2], ids[UNKNOWN]) for gram in threes], dtype=np.int64)
    trigram_keys, trigrams = _sorted(context * len(words) + third, threes.values())
    return Counts(words, unigrams, bigram_keys, bigrams, trigram_keys, trigrams)


def merged(base: Counts, other: Counts) -> Counts:
    """Return the sums of two counts; words that only ``other`` has come last."""
    known = set(base.words)
    words = base.words + tuple(word for word in other.words if word not in known)
    ids = {word: index for index, word in enumerate(words)}
    unigrams = np.zeros(len(words), dtype=np.int64)
    twos: list[tuple[Ints, Ints]] = []
    threes: list[tuple[Ints, Ints]] = []
    for counts in (base, other):
        place = np.array([ids[word] for word in counts.words], dtype=np.int64)
        unigrams[place] += counts.unigrams
        first, second = np.divmod(counts.bigram_keys, len(counts.words))
        keys = place[first] * len(words) + place[second]
        context, third = np.divmod(counts.trigram_keys, len(counts.words))
        twos.append((keys, counts.bigrams))
        threes.append((keys[context] * len(words) + place[third], counts.trigrams))
    bigram_keys, bigrams = _summed(twos)
    keys, trigrams = _summed(threes)
    pairs, third = np.divmod(keys, len(words))
    return Counts(words, unigrams, bigram_keys, bigrams, _find(bigram_keys, pairs) * len(words) + third, trigrams)


def _summed(tables: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    return _sorted(np.concatenate([keys for keys, _ in tables]), np.concatenate([values for _, values in tables]))


def counts_of_ids(words: tuple[str, ...], lines: Iterable[Sequence[int]], less: int = 0) -> Counts:
    """Return counts of lines of word ids, each n-gram counted ``less`` times fewer than it stands."""
    size, tables = len(words), (Counter[int](), Counter[tuple[int, int]](), Counter[tuple[int, int, int]]())
    for line in lines:
        tables[0].update(line)
        tables[1].update(pairwise(line))
        tables[2].update(zip(line, line[1:], line[2:], strict=False))
    unigrams = np.zeros(size, dtype=np.int64)
    unigrams[list(tables[0])] = list(tables[0].values())
    twos = {a * size + b: count - less for (a, b), count in tables[1].items() if count > less}
    bigram_keys, bigrams = _sorted(np.array(list(twos), dtype=np.int64), twos.values())
    threes = {gram: count - less for gram, count in tables[2].items() if count > less}
    context = _find(bigram_keys, np.array([a * size + b for a, b, _ in threes], dtype=np.int64))
    keys = context * size + np.array([third for _, _, third in threes], dtype=np.int64)
    return Counts(words, unigrams, bigram_keys, bigrams, *_sorted(keys, threes.values()))


def _keys(grams: Iterable[tuple[str, ...]], ids: Mapping[str, int], size: int) -> Ints:
    unknown = ids[UNKNOWN]
    return np.array([ids.get(a, unknown) * size + ids.get(b, unknown) for a, b in grams], dtype=np.int64)


def _sorted(keys: Ints, values: Iterable[int]) -> tuple[Ints, Ints]:
    """Return distinct keys in order and the sum of the values of each."""
    numbers = values if isinstance(values, np.ndarray) else np.fromiter(values, dtype=np.int64)
    distinct, place = np.unique(keys, return_inverse=True)
    return distinct, np.bincount(place, numbers, minlength=len(distinct)).astype(np.int64)


def grams_of(text: str, weight: int = 1) -> Iterable[tuple[tuple[str, ...], int]]:
    """Yield every n-gram of a text up to three symbols, each with ``weight``; the text opens with `<s> <s>`."""
    line = [START, START, *symbols(text)]
    for index, symbol in enumerate(line):
        yield (symbol,), weight
        if index >= 1:
            yield (line[index - 1], symbol), weight
        if index >= 2:
            yield (line[index - 2], line[index - 1], symbol), weight
