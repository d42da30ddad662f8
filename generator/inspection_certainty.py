"""What was read without doubt in a document restored from bad OCR: only that is linked and counted.

A word that may be another word is doubtful. The name of a place is sure all the same where every other reading of it
names no unit nearby: the register of units then tells more than the letters. Digits once touched are never sure.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import prod
from typing import TypeVar

from generator.document import CleanText, FoundDirective, FoundLocality, FoundModel, FoundMovement
from generator.entities import Locality, Span
from generator.restore import Doubt, Restored, RestoredToken
from generator.tables.place_names import PlaceNames, Setting
from generator.text import match_key

SURE = 0.99
"""Chance from which a word read back from bad OCR may name something, whatever its capitals."""

LIKELY = 0.25
"""Least chance of each word of a name that only the register of units tells from its other readings."""

_RIVAL = 0.001  # chance below which another reading is not weighed
_READINGS = 256  # of one name that are looked up
_DIGIT = re.compile(r"\d")

_Found = TypeVar("_Found", FoundDirective, FoundLocality, FoundModel, FoundMovement)


class Certainty:
    """Tells whether a stretch of cleaned text was read without doubt."""

    def __init__(self, clean_text: CleanText, restored: Restored | None) -> None:
        self._clean = clean_text
        self._text = restored.text if restored else ""
        self._tokens = restored.tokens if restored else ()
        self._token_starts = [token.raw_start for token in self._tokens]
        self._touched = [token.raw_start for token in self._tokens if token.doubtful]
        doubtful = [token for token in self._tokens if token.doubtful and _unread(token, self._text)]
        self._starts = [token.raw_start for token in doubtful]
        self._ends = [token.raw_end for token in doubtful]

    def __call__(self, span: Span) -> bool:
        if not self._starts:
            return True
        raw = self._clean.raw_span(span)
        before = bisect_right(self._starts, raw.end - 1)
        return before == 0 or self._ends[before - 1] <= raw.start

    def untouched(self, span: Span) -> bool:
        """Tell whether no doubtful word, however surely read, begins in the stretch."""
        raw = self._clean.raw_span(span)
        return bisect_left(self._touched, raw.start) == bisect_left(self._touched, raw.end)

    def only(self, found: Iterable[_Found], by: Callable[[Span], Span] = lambda span: span) -> tuple[_Found, ...]:
        """Return what is left when mentions read with doubt are dropped; ``by`` gives the part of one that counts."""
        kept = (replace(one, mentions=tuple(span for span in one.mentions if self(by(span)))) for one in found)
        return tuple(one for one in kept if one.mentions)

    def places(self, found: Iterable[FoundLocality], names: PlaceNames, setting: Setting) -> tuple[FoundLocality, ...]:
        """Return the localities read without doubt, or told from every other reading by the units there are."""
        kept = (
            replace(
                one,
                mentions=tuple(span for span in one.mentions if self(span) or self._told(span, one, names, setting)),
            )
            for one in found
        )
        return tuple(one for one in kept if one.mentions)

    def _told(self, span: Span, found: FoundLocality, names: PlaceNames, setting: Setting) -> bool:
        unit = found.candidates[0]
        if len(found.candidates) > 1 or not setting.unit or not setting.is_near((unit,)):
            return False
        tokens = self._tokens_of(span)
        size = len(re.findall(r"[^\W_]+", unit.name))
        before, named = tokens[:-size], tokens[-size:]
        if len(tokens) < size or any(_unread(token, self._text) for token in before if token.doubtful):
            return False
        if not all(map(self._likely, named)):
            return False
        others = tuple(
            other
            for other in self._other_readings(named, unit, names)
            if other.level is unit.level and (not before or other.type == unit.type)
        )
        return not others or not setting.is_near(setting.of_its_day(others))

    def _tokens_of(self, span: Span) -> list[RestoredToken]:
        """Return the words that begin in ``span``."""
        raw = self._clean.raw_span(span)
        first, last = bisect_left(self._token_starts, raw.start), bisect_left(self._token_starts, raw.end)
        words = self._tokens[first:last]
        return [token for token in words if any(map(str.isalnum, self._text[token.start : token.end]))]

    def _likely(self, token: RestoredToken) -> bool:
        word = self._text[token.start : token.end]
        return not token.doubtful or (not _DIGIT.search(word) and _chance(token, word) >= LIKELY)

    def _other_readings(self, named: list[RestoredToken], unit: Locality, names: PlaceNames) -> Iterator[Locality]:
        """Yield the units that the words would name in another reading; ``unit`` itself where there are too many."""
        own = match_key(unit.name)
        readings = [
            {self._text[token.start : token.end], *(word for word, chance in token.candidates if chance > _RIVAL)}
            for token in named
        ]
        if prod(map(len, readings)) > _READINGS:
            yield unit
            return
        for words in product(*readings):
            name = match_key(" ".join(words))
            if name != own:
                yield from names.units(name)


def _chance(token: RestoredToken, word: str) -> float:
    return sum(chance for reading, chance in token.candidates if reading.casefold() == word.casefold())


def _unread(token: RestoredToken, text: str) -> bool:
    """Whether a doubtful word may be another word. A changed name that was read surely may name a place.

    Digits once touched are never sure; the code of a type or an organ ("Qb" for QĐ) has few readings and may be.
    """
    word = text[token.start : token.end]
    if token.doubt is Doubt.NAME or (token.doubt is Doubt.NUMBER and _DIGIT.search(word)):
        return token.doubt is Doubt.NUMBER
    return _chance(token, word) < SURE
