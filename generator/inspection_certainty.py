"""What was read without doubt in a document restored from bad OCR: only that is linked and counted.

A word that may be another word is doubtful. The name of a place is sure all the same where every other reading of it
names no unit nearby: the register of units then tells more than the letters. Digits once touched are never sure.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import prod
from typing import TypeVar

from generator.document import CleanText, FoundDirective, FoundFigure, FoundLocality, FoundModel, FoundMovement
from generator.entities import Level, Locality, Span
from generator.restore import Doubt, Restored, RestoredToken
from generator.tables.place_names import PlaceNames, Setting
from generator.text import folded, match_key

SURE = 0.99
"""Chance from which a word read back from bad OCR may name something, whatever its capitals."""

LIKELY = 0.25
"""Least chance of each word of a name that only the register of units tells from its other readings."""

_RIVAL = 0.001  # chance below which another reading is not weighed
_RIVAL_UNIT = 0.02  # the same for what is counted
_RARE = 0.02  # chance of a word below which no unit is read from it
_LEAST = 0.01  # chance of the words of a name together, where the register has but one unit they can name
_CLEAR = 5  # times as likely as all other units of the province together
_WORDS = 4  # of a name
_READINGS = 256  # of one name that are looked up
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[-–/]\s?\d+(?:[.,]\d+)*)?")

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

    def reread(
        self, kept: Iterable[FoundLocality], types: Container[str], names: PlaceNames, setting: Setting
    ) -> tuple[FoundLocality, ...]:
        """Return the units nearby that misread words name in another reading.

        They stand after a type word (of ``types``), or go on a list of ``kept``; only one unit of the province may be
        meant.
        """
        if not self._starts or not setting.unit:
            return ()
        ends = {self._clean.raw_span(span).end: one.candidates[0] for one in kept for span in one.mentions}
        places = {raw: offset for offset, raw in enumerate(self._clean.origin)}
        found: dict[str, FoundLocality] = {}
        for index, token in enumerate(self._tokens):
            lead = self._lead(index, types)
            kind, start = lead if lead else (self._listed(index, ends), token.raw_start)
            first = index + 1 if lead else index
            read = self._read_on(first, kind, names, setting) if kind else None
            if read is None and (lead := self._lead(index, types, LIKELY)):
                kind, start = lead
                first = index + 1
                read = self._unmarked(first, kind, setting)
            if read is None or any(word.raw_end in ends for word in self._tokens[first : read[1] + 1]):
                continue
            unit, last = read
            span = (places.get(start), places.get(self._tokens[last].raw_end - 1))
            if span[0] is not None and span[1] is not None:
                mentions = found[unit.id].mentions if unit.id in found else ()
                found[unit.id] = FoundLocality((unit,), (*mentions, Span(span[0], span[1] + 1)))
                ends[self._tokens[last].raw_end] = unit
        return tuple(found.values())

    def _lead(self, index: int, types: Container[str], least: float = SURE) -> tuple[str, int] | None:
        """Return the type word that ends with token ``index``, if it is at least so likely, and where it starts."""
        for first in (max(0, index - 1), index):
            words = self._tokens[first : index + 1]
            said = " ".join(self._text[token.start : token.end].lower() for token in words)
            doubtful = (token for token in words if token.doubtful and _unread(token, self._text))
            if said in types and all(
                _chance(token, self._text[token.start : token.end]) >= least for token in doubtful
            ):
                return said, words[0].raw_start
        return None

    def _listed(self, index: int, ends: Mapping[int, Locality]) -> str | None:
        """Return the type of the unit whose mention ends before token ``index`` with only a comma between."""
        before = self._tokens[index - 1] if index else None
        unit = ends.get(before.raw_end) if before else None
        if unit is None or before is None:
            return None
        comma = self._text[before.end : self._tokens[index].start].strip() == ","
        return unit.type.lower() if comma else None

    def _read_on(self, first: int, kind: str, names: PlaceNames, setting: Setting) -> tuple[Locality, int] | None:
        """Return the unit of type ``kind`` that the words from token ``first`` on name, and its last token."""
        for words, last in self._names_at(first):
            chances: dict[str, float] = defaultdict(float)
            units: dict[str, Locality] = {}
            for reading, chance in self._readings(words):
                near = [
                    unit for unit in setting.of_its_day(names.units(match_key(reading))) if setting.is_near((unit,))
                ]
                for unit in setting.nearest(tuple(unit for unit in near if unit.type.lower() == kind)):
                    units[unit.id] = unit
                    chances[unit.id] += chance
            if chances:
                best = max(chances, key=lambda key: chances[key])
                told = chances[best] >= _LEAST and chances[best] >= _CLEAR * (sum(chances.values()) - chances[best])
                return (units[best], last) if told else None
        return None

    def _unmarked(self, first: int, kind: str, setting: Setting) -> tuple[Locality, int] | None:
        """Return the one unit of the province whose name has the letters read, marks aside, and its last token.

        Names of mountain communes have syllables the restorer has never met; a register of the province knows them.
        """
        for words, last in self._names_at(first):
            options = ({folded(self._text[one.start : one.end]), folded(self._raw(one))} for one in words)
            names = {" ".join(letters) for letters in product(*options)}
            units = {unit for name in names for unit in _by_letters(setting).get((kind, name), ())}
            if units:
                return (units.pop(), last) if len(units) == 1 else None
        return None

    def _names_at(self, first: int) -> Iterator[tuple[Sequence[RestoredToken], int]]:
        """Yield the words from token ``first`` on that may be a name read with doubt, longest first, and the last."""
        for size in range(min(_WORDS, len(self._tokens) - first), 0, -1):
            words = self._tokens[first : first + size]
            if any(token.doubtful for token in words) and all(map(self._opens_name, words)):
                yield words, first + size - 1

    def _raw(self, token: RestoredToken) -> str:
        return self._clean.raw[token.raw_start : token.raw_end]

    def _opens_name(self, token: RestoredToken) -> bool:
        own = self._text[token.start : token.end]
        return own[:1].isupper() or any(word[:1].isupper() and chance >= LIKELY for word, chance in token.candidates)

    def _readings(self, words: Sequence[RestoredToken]) -> Iterator[tuple[str, float]]:
        options = []
        for token in words:
            own = self._text[token.start : token.end]
            told = [(word, chance) for word, chance in token.candidates if chance > _RARE]
            options.append(told or [(own, 1.0)])
        if prod(map(len, options)) <= _READINGS:
            for chosen in product(*options):
                yield " ".join(word for word, _ in chosen), prod(chance for _, chance in chosen)

    def figures(self, found: Iterable[FoundFigure], text: str, nouns: Container[str]) -> tuple[FoundFigure, ...]:
        """Return the figures whose number was read without doubt, and whose unit can be no other of ``nouns``.

        A qualifier that was misread is left out.
        """
        return tuple(figure for one in found if (figure := self._figure(one, text, nouns)))

    def _figure(self, one: FoundFigure, text: str, nouns: Container[str]) -> FoundFigure | None:
        if self(one.span):
            return one
        number = _NUMBER.search(text, one.span.start, one.span.end)
        if number is None or not self(Span(number.start(), number.end())):
            return None
        bare = replace(one, span=Span(number.start(), one.span.end), qualifier=None)
        if self(bare.span):
            return bare
        unit = self._tokens_of(Span(number.end(), one.span.end))
        sides = [side.split() for side in one.unit.lower().removeprefix("lượt ").split("/")]
        rest = unit
        for side in reversed(sides):  # "đồng/hộ": what is counted, and for each of what
            cut = max(0, len(rest) - len(side))
            rest, words = rest[:cut], rest[cut:]
            if not self._is_counted(words, nouns):
                return None
        return None if any(token.doubtful and _unread(token, self._text) for token in rest) else bare

    def _is_counted(self, words: Sequence[RestoredToken], nouns: Container[str]) -> bool:
        """Tell whether a unit was read without doubt, or is one of ``nouns`` and can be no other of them."""
        doubtful = [token for token in words if token.doubtful and _unread(token, self._text)]
        own = " ".join(self._text[token.start : token.end] for token in words).lower()
        if not doubtful:
            return True
        if own not in nouns or any(_chance(token, self._text[token.start : token.end]) < LIKELY for token in doubtful):
            return False
        others = (reading.lower() for reading, chance in self._readings(words) if chance > _RIVAL_UNIT)
        return not any(other != own and other in nouns for other in others)

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


@lru_cache(maxsize=16)
def _by_letters(setting: Setting) -> Mapping[tuple[str, str], tuple[Locality, ...]]:
    """Return the units of the province of a text, as of its day, by type and name without marks."""
    found: dict[tuple[str, str], tuple[Locality, ...]] = defaultdict(tuple)
    waiting = [unit for unit in setting.chain if unit.level is Level.PROVINCE]
    while waiting:
        children = setting.gazetteer.children.get(waiting.pop().id, ())
        waiting += children
        for unit in children:
            if setting.day is None or unit.exists_on(setting.day):
                found[unit.type.lower(), folded(unit.name)] += (unit,)
    return found


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
