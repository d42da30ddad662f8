"""Aligns a true text with what an OCR engine made of it, word by word.

Guarantees: a pair is given only where both words stand between neighbours that agree, so that blocks missing from
one side, or read in another order, teach nothing wrong.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.text import strip_marks

EDGES = "“”‘’\"'`´()[]{}<>«»‹›.,;:!?…*•-–—_=+|/\\~^"
SKIP, BAND = 0.62, 60
_FAR = 1e9


def word_pairs(true: str, raw: str) -> list[tuple[str, str]]:
    """Return aligned (true word, raw word) pairs of two texts, without punctuation at their ends."""
    trues, raws = true.split(), raw.split()
    if not trues or not raws:
        return []
    links = _align(trues, raws)
    return [
        stripped
        for place, (left, right, cost) in enumerate(links)
        if cost < 0.8 and _trusted(links, place)
        for stripped in [_without_edges(trues[left], raws[right])]
        if all(stripped)
    ]


def _trusted(links: Sequence[tuple[int, int, float]], place: int) -> bool:
    """Whether the neighbours of a link are linked to each other as well, and one of them is close."""
    left, right, cost = links[place]
    near = [links[at] for at in (place - 1, place + 1) if 0 <= at < len(links)]
    adjacent = [c for a, b, c in near if abs(a - left) == 1 and abs(b - right) == 1]
    return len(adjacent) == len(near) and (cost < 0.35 or min(adjacent, default=1.0) < 0.35)


def _letter_counts(words: Sequence[str]) -> NDArray[np.int16]:
    table = np.zeros((len(words), 64), dtype=np.int16)
    for row, word in enumerate(words):
        for letter, count in Counter(strip_marks(word).lower()).items():
            table[row, ord(letter) % 64] += count
    return table


def _align(trues: Sequence[str], raws: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return links (left, right, distance) of the cheapest alignment near the diagonal.

    The distance 0..1 of two words comes from the letters they share, marks and case aside.
    """
    left, right = _letter_counts(trues), _letter_counts(raws)
    rows, columns = len(trues), len(raws)
    reach = BAND + abs(rows - columns)
    best: list[dict[int, float]] = [{column: SKIP * column for column in range(columns + 1)}]
    costs: list[dict[int, float]] = []
    for row in range(rows):
        middle = (row + 1) * columns // rows
        low, high = max(0, middle - reach), min(columns, middle + reach)
        costs.append(dict(zip(range(low, high), _distances(left[row], right[low:high]), strict=True)))
        above, here = best[-1], {0: SKIP * (row + 1)} if low == 0 else {}
        for column, cost in costs[-1].items():
            linked = above.get(column, _FAR) + cost
            skipped = min(above.get(column + 1, _FAR), here.get(column, _FAR)) + SKIP
            here[column + 1] = min(linked, skipped)
        best.append(here)
    return _links(best, costs, columns)


def _links(
    best: Sequence[Mapping[int, float]], costs: Sequence[Mapping[int, float]], column: int
) -> list[tuple[int, int, float]]:
    """Walk back through the sums of `_align` and return the links."""
    links, row = [], len(costs)
    while row and column:
        value = best[row].get(column, _FAR)
        cost = costs[row - 1].get(column - 1, _FAR)
        if value == best[row - 1].get(column - 1, _FAR) + cost:
            row, column = row - 1, column - 1
            links.append((row, column, cost))
        elif value == best[row - 1].get(column, _FAR) + SKIP:
            row -= 1
        else:
            column -= 1
    return links[::-1]


def _distances(word: NDArray[np.int16], others: NDArray[np.int16]) -> list[float]:
    shared = np.minimum(word, others).sum(axis=1)
    longest = np.maximum(word.sum(), others.sum(axis=1))
    distances: list[float] = (1.0 - shared / np.maximum(longest, 1)).tolist()
    return distances


def _without_edges(true: str, raw: str) -> tuple[str, str]:
    """Return both words without the punctuation that ends the true one; a mark the engine made of a letter stays."""
    core = true.strip(EDGES)
    before, after = len(true) - len(true.lstrip(EDGES)), len(true) - len(true.rstrip(EDGES))
    while before and raw[:1] in set(EDGES):
        raw, before = raw[1:], before - 1
    while after and raw[-1:] in set(EDGES):
        raw, after = raw[:-1], after - 1
    return core, raw


def count_pairs(texts: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each (true word, raw word) pair stands in aligned (true, raw) texts."""
    counted: Counter[tuple[str, str]] = Counter()
    for true, raw in texts:
        counted.update(word_pairs(true, raw))
    return counted
