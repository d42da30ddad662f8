"""Aligns a true text with what an OCR engine made of it, word by word.

Guarantees: a pair is given only where both words stand between neighbours that agree, so that blocks missing from
one side, or read in another order, teach nothing wrong.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.text import strip_marks

EDGES = "“”‘’\"'`´()[]{}<>«»‹›.,;:!?…*•-–—_=+|/\\~^"
SKIP, BAND = 0.62, 60


def word_pairs(true: str, raw: str) -> list[tuple[str, str]]:
    """Return aligned (true word, raw word) pairs of two texts, without punctuation at their ends."""
    trues, raws = true.split(), raw.split()
    if not trues or not raws:
        return []
    links = _align(_closeness(trues, raws))
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


def _closeness(trues: Sequence[str], raws: Sequence[str]) -> NDArray[np.float32]:
    """Return a distance 0..1 for every two words from the letters they share, marks and case aside."""
    left, right = _letter_counts(trues), _letter_counts(raws)
    shared = np.minimum(left[:, None, :], right[None, :, :]).sum(axis=2)
    longest = np.maximum(left.sum(axis=1)[:, None], right.sum(axis=1)[None, :])
    return np.asarray(1.0 - shared / np.maximum(longest, 1), dtype=np.float32)


def _letter_counts(words: Sequence[str]) -> NDArray[np.int16]:
    table = np.zeros((len(words), 64), dtype=np.int16)
    for row, word in enumerate(words):
        for letter, count in Counter(strip_marks(word).lower()).items():
            table[row, ord(letter) % 64] += count
    return table


def _align(distance: NDArray[np.float32]) -> list[tuple[int, int, float]]:
    """Return links (left, right, distance) of the cheapest alignment near the diagonal."""
    rows, columns = distance.shape
    infinite = float("inf")
    best = [[infinite] * (columns + 1) for _ in range(rows + 1)]
    best[0] = [SKIP * column for column in range(columns + 1)]
    cells = distance.tolist()
    for row in range(1, rows + 1):
        here, above, costs = best[row], best[row - 1], cells[row - 1]
        middle = row * columns // rows
        low, high = max(0, middle - BAND - abs(rows - columns)), min(columns, middle + BAND + abs(rows - columns))
        if low == 0:
            here[0] = SKIP * row
        for column in range(max(1, low), high + 1):
            here[column] = min(above[column - 1] + costs[column - 1], above[column] + SKIP, here[column - 1] + SKIP)
    links, row, column = [], rows, columns
    while row and column:
        value = best[row][column]
        if value == best[row - 1][column - 1] + cells[row - 1][column - 1]:
            row, column = row - 1, column - 1
            links.append((row, column, cells[row][column]))
        elif value == best[row - 1][column] + SKIP:
            row -= 1
        else:
            column -= 1
    return links[::-1]


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
