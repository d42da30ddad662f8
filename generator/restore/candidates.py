"""Which syllables a raw word can stand for, with log P(raw | syllable), best first.

A syllable is an onset and a rime; the raw word is cut in two at every place, and the readings of either part are
scored against all onsets and all rimes at once. Scores of parts are kept, so a document pays once for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .channel import FLOOR, LONGEST, Channel, letter_logs
from .language import LanguageModel
from .syllables import split

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
LEAN = 4.0  # least number of observations that spelling is worth beside a part
FAR = -10.5  # an onset read worse than this is none
NARROW, WIDE = 9.0, 13.0  # parts and whole words further than this below the best are dropped
MOST = 14  # candidates of one raw word
RARITY = 0.6  # how much a rare syllable loses when candidates are chosen
LONGEST_ONSET, LONGEST_RAW = 4, 11


class Case(StrEnum):
    """How a syllable is written: `dân`, `Dân`, `DÂN`."""

    LOWER = "lower"
    TITLE = "title"
    UPPER = "upper"


def in_case(syllable: str, case: Case) -> str:
    """Return a lower-case syllable as ``case`` writes it."""
    if case is Case.UPPER:
        return syllable.upper()
    return syllable[:1].upper() + syllable[1:] if case is Case.TITLE else syllable


@dataclass(frozen=True)
class Found:
    """Candidates of a raw word: ids of syllables in the language model and log P(raw | syllable)."""

    ids: Ints
    logs: Floats


NOTHING = Found(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


@dataclass(frozen=True)
class _Level:
    """The prefixes of one length: prefix before each, its last letter, and the forms that end here."""

    parents: Ints
    letters: Ints
    forms: Ints
    ends: Ints


def _levels(forms: list[str], letters: list[str]) -> Iterator[_Level]:
    """Yield the levels of the forms' prefix tree, so that what forms share is read once."""
    places = {"": 0}
    for width in range(1, max(map(len, forms), default=0) + 1):
        prefixes = sorted({form[:width] for form in forms if len(form) >= width})
        ending = [(row, form) for row, form in enumerate(forms) if len(form) == width]
        index = {prefix: place for place, prefix in enumerate(prefixes)}
        yield _Level(
            np.array([places[prefix[:-1]] for prefix in prefixes]),
            np.array([letters.index(prefix[-1]) for prefix in prefixes]),
            np.array([row for row, _ in ending], dtype=np.int64),
            np.array([index[form] for _, form in ending], dtype=np.int64),
        )
        places = index


class _Parts:
    """Onsets or rimes in one case: every form scored against a raw part at once."""

    def __init__(self, forms: list[str], channel: Channel) -> None:
        self.forms = forms
        self._letters = sorted(set("".join(forms)))
        self._levels = list(_levels(forms, self._letters))
        self._logs = letter_logs({letter: channel.letters.get(letter, {}) for letter in self._letters})
        rows = [channel.segments.get(form, {}) for form in forms]
        self._totals = np.array([sum(row.values()) for row in rows])
        self._lean = np.array([max(LEAN, float(len(row))) for row in rows])  # Witten-Bell
        self._seen: dict[str, list[tuple[int, float]]] = {}
        for row, form in enumerate(forms):
            for raw, count in channel.segments.get(form, {}).items():
                self._seen.setdefault(raw, []).append((row, count))
        self._reading = lru_cache(maxsize=20_000)(self._read)
        self.scores = lru_cache(maxsize=50_000)(self._score)

    def _read(self, raw: str) -> Floats:
        """Return log P(raw | letter) for every letter."""
        unseen = FLOOR - 2.0 * len(raw)
        column = [self._logs.get(letter, {}).get(raw, unseen) for letter in self._letters]
        return np.array(column, dtype=np.float32)

    def _score(self, raw: str) -> tuple[Ints, Floats]:
        """Return the forms that ``raw`` can be and log P(raw | form)."""
        spelled = np.exp(self._spelled(raw).astype(np.float64))
        seen = np.zeros(len(self.forms))
        for row_index, count in self._seen.get(raw, ()):
            seen[row_index] = count
        logs = np.log((seen + self._lean * spelled) / (self._totals + self._lean) + 1e-30).astype(np.float32)
        kept = np.flatnonzero(logs > max(logs.max(initial=-99) - WIDE, -26.0))
        return kept, logs[kept]

    def _spelled(self, raw: str) -> Floats:
        """Return the log of the best way to read ``raw`` letter by letter, for every form."""
        size = len(raw) + 1
        best = np.full((size, 1), -np.inf, dtype=np.float32)  # by raw place and prefix of a form
        best[0] = 0.0
        result = np.full(len(self.forms), best[-1, 0], dtype=np.float32)
        # readings[length][start] holds log P(raw[start:start + length] | letter) for every letter.
        readings = [
            np.stack([self._reading(raw[start : start + length]) for start in range(size - length)])
            for length in range(min(LONGEST, len(raw)) + 1)
        ]
        for level in self._levels:
            before = best[:, level.parents]
            best = before + readings[0][:, level.letters]
            for length in range(1, len(readings)):
                longer = before[:-length] + readings[length][:, level.letters]
                np.maximum(best[length:], longer, out=best[length:])
            result[level.forms] = best[-1, level.ends]
        return result


class Reader:
    """Finds candidates among the syllables of a language model through a channel."""

    def __init__(self, model: LanguageModel, channel: Channel) -> None:
        parts = {index: halves for word, index in model.ids.items() if (halves := split(word))}
        onsets = sorted({onset for onset, _ in parts.values()})
        rimes = sorted({rime for _, rime in parts.values()})
        place = ({o: i for i, o in enumerate(onsets)}, {r: i for i, r in enumerate(rimes)})
        self._grid = np.full((len(onsets), len(rimes)), -1, dtype=np.int64)
        for index, (onset, rime) in parts.items():
            self._grid[place[0][onset], place[1][rime]] = index
        self._bare = place[0].get("", -1)
        self._common = RARITY * np.log(model.unigram)
        self._onsets = {case: _Parts([in_case(o, case) for o in onsets], channel) for case in Case}
        self._rimes = {case: _Parts([in_case(r, case) for r in rimes], channel) for case in Case}
        self._shaped = frozenset(parts)
        self.find = lru_cache(maxsize=50_000)(self._find)

    def is_syllable(self, word: int) -> bool:
        """Whether a word of the model has the shape of a Vietnamese syllable."""
        return word in self._shaped

    def _find(self, raw: str, case: Case) -> Found:
        if not 0 < len(raw) <= LONGEST_RAW:
            return NOTHING
        ids, logs = [], []
        for at in range(min(LONGEST_ONSET, len(raw)) + 1):
            for words, scores in self._cut(raw[:at], raw[at:], case):
                ids.append(words)
                logs.append(scores)
        return self._best(np.concatenate(ids), np.concatenate(logs)) if ids else NOTHING

    def _cut(self, head: str, tail: str, case: Case) -> list[tuple[Ints, Floats]]:
        """Return candidates with onset read as ``head`` and rime as ``tail``."""
        onset, onset_logs = self._onsets[case].scores(head)
        if onset_logs.max(initial=-99) < FAR:
            return []
        near = onset_logs > onset_logs.max(initial=-99) - NARROW
        onset, onset_logs = onset[near], onset_logs[near]
        result = []
        if case is not Case.TITLE:
            result.append(self._cross(onset, onset_logs, *self._rimes[case].scores(tail)))
        else:
            named = onset != self._bare
            result.append(self._cross(onset[named], onset_logs[named], *self._rimes[Case.LOWER].scores(tail)))
            bare = onset[~named]
            result.append(self._cross(bare, onset_logs[~named], *self._rimes[Case.TITLE].scores(tail)))
        return result

    def _cross(self, onset: Ints, onset_logs: Floats, rime: Ints, rime_logs: Floats) -> tuple[Ints, Floats]:
        words = self._grid[onset[:, None], rime[None, :]].ravel()
        scores = (onset_logs[:, None] + rime_logs[None, :]).ravel()
        return words[words >= 0], scores[words >= 0]

    def _best(self, ids: Ints, logs: Floats) -> Found:
        if not len(ids):
            return NOTHING
        order = np.lexsort((-logs, ids))
        first = np.concatenate(([True], ids[order][1:] != ids[order][:-1]))
        ids, logs = ids[order][first], logs[order][first]
        rank = logs + self._common[ids]
        kept = np.argsort(-rank, kind="stable")[:MOST]
        kept = kept[rank[kept] > rank[kept[0]] - WIDE]
        return Found(ids[kept], logs[kept])
