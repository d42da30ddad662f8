"""What a quantity counts, where and when: read from its own sentence, never guessed from another."""

import re
from bisect import bisect_right
from typing import NamedTuple

from generator.extract.figures.grammar import Grammar
from generator.extract.figures.reading import Quantity
from generator.extract.prose import Prose
from generator.text import squeeze

_LONGEST = 120
_WORDS = 12


class Meaning(NamedTuple):
    """What is counted, for which place, for which time; None where the sentence does not say."""

    what: str
    scope: str | None
    period: str | None


class Surroundings:
    """The words around each number of a text; the places and times of a sentence are found once."""

    def __init__(self, prose: Prose, rules: Grammar) -> None:
        self.text, self.plain, self.sentences, self.rules = prose.text, prose.plain, prose.sentences, rules
        self._seen: tuple[int, list[tuple[int, int]], list[tuple[int, int]]] = (-1, [], [])

    def meaning(self, quantity: Quantity) -> Meaning:
        sentence = self.sentences.at(quantity.start)
        if self._seen[0] != sentence.start:
            places = [match.span() for match in self.rules.place.finditer(self.text, sentence.start, sentence.end)]
            periods = [match.span() for match in self.rules.period.finditer(self.plain, sentence.start, sentence.end)]
            self._seen = (sentence.start, places, periods)
        _, places, periods = self._seen
        return Meaning(
            self._what(quantity, sentence.start, sentence.end),
            self._nearest(places, quantity, sentence.start, quantity.start),
            self._nearest(periods, quantity, sentence.start, sentence.end),
        )

    def _nearest(self, spans: list[tuple[int, int]], quantity: Quantity, start: int, end: int) -> str | None:
        """Return the last of ``spans`` in ``start:end`` before the quantity, else the first after it."""
        index = bisect_right(spans, (quantity.start, 0)) - 1
        if index >= 0 and spans[index][0] >= start:
            return squeeze(self.text[slice(*spans[index])])
        after = index + 1
        if after < len(spans) and quantity.end <= spans[after][0] and spans[after][1] <= end:
            return squeeze(self.text[slice(*spans[after])])
        return None

    def _what(self, quantity: Quantity, start: int, end: int) -> str:
        """Return the counted thing and the words that define it; for a measure without any, the words before it."""
        after = self._phrase_after(quantity.end, end)
        if not quantity.measured:
            return squeeze(f"{quantity.unit} {after}")
        return after or self._phrase_before(quantity.start, start)

    def _phrase_after(self, start: int, end: int) -> str:
        limit = min(end, start + _LONGEST)
        stop = self.rules.stop.search(self.plain, start, limit)
        words = self.text[start : stop.start() if stop else limit].split()
        return " ".join(words[:_WORDS])

    def _phrase_before(self, start: int, low: int) -> str:
        low = max(low, start - _LONGEST)
        stretch = self.plain[low:start]
        cut = max(
            (m.end() for m in re.finditer(r"[,;:.()\"]|(?<!\w)(?:trong đó|với|và)(?!\w)", stretch.rstrip(" :(-"))),
            default=0,
        )
        phrase = stretch[cut:].rstrip(" :(-")
        while match := self.rules.link.search(phrase):
            phrase = phrase[: match.start()].rstrip(" ,:(-")
        words = self.text[low + cut : low + cut + len(phrase)].split()
        return " ".join(words[-_WORDS:])
