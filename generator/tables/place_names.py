"""Every name of the gazetteer, found in a text in one pass whatever their number, and the units it may mean.

Names are compared in the form of ``match_key``: spelling with diacritics counts, case and tone placement do not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from generator.entities import Level, Locality
from generator.tables.documents import LocalityWords
from generator.tables.gazetteer import Gazetteer
from generator.text import match_key

_FAR = 4
_SHORT = 2
_FORESEEN = timedelta(days=366)  # a text may name units that are already decided


class Hit(NamedTuple):
    """``name`` (a match key) stands at ``start:end``, each of its words with a capital."""

    start: int
    end: int
    name: str


class PlaceNames:
    """Names of units, with the automaton that finds them."""

    def __init__(self, gazetteer: Gazetteer, words: LocalityWords) -> None:
        self.gazetteer = gazetteer
        self._respelt = _respelt(gazetteer.by_name, words.syllables)
        self.spellings = {found: name for found, name in self._respelt.items() if found not in gazetteer.by_name}
        self.spellings |= {match_key(found): match_key(name) for found, name in words.spellings.items()}
        self._automaton = ahocorasick.Automaton()
        names = {*gazetteer.by_name, *self.spellings}
        short = {name for name in names if len(name) <= _SHORT}  # "1", "v": they stand within most words and numbers
        any_short = "|".join(map(re.escape, sorted(short, reverse=True))) or "(?!)"
        self._short = re.compile(rf"(?<![^\W_])(?:{any_short})(?![^\W_])")
        for name in names - short:
            starts = (0, *(i + 1 for i, char in enumerate(name) if char in " -" and name[i + 1 : i + 2].isalpha()))
            self._automaton.add_word(name, (len(name), starts, name))
        self._automaton.make_automaton()

    def hits(self, text: str, plain: str) -> Iterator[Hit]:
        """Yield every name in ``plain`` (the plain form of ``text``), overlapping ones too, in no order."""
        size = len(plain)
        for match in self._short.finditer(plain):
            if text[match.start()].isupper() or text[match.start()].isdigit():
                yield Hit(*match.span(), match[0])
        for last, (length, starts, name) in self._automaton.iter(plain.replace("\n", " ")):
            start, end = last + 1 - length, last + 1
            if not text[start].isupper() and not text[start].isdigit():
                continue
            if (start and plain[start - 1].isalnum()) or (end < size and plain[end].isalnum()):
                continue
            if all(not (char := text[start + i]).isalpha() or char.isupper() for i in starts):
                yield Hit(start, end, name)

    def units(self, name: str) -> tuple[Locality, ...]:
        """Return the units called ``name`` (a match key), also in another spelling of it."""
        return self.gazetteer.by_name.get(self.spellings.get(name, name), ())

    def units_respelt(self, name: str) -> tuple[Locality, ...]:
        """Return the units whose name is another spelling of ``name``, which is one itself: "Đăk Glei", "Đắk Glei"."""
        return self.gazetteer.by_name.get(self._respelt.get(name, ""), ())

    def setting(self, locality_id: str | None, day: date | None) -> "Setting":
        """Return the point of view of a text from ``locality_id`` and ``day``."""
        return self.setting_of(self.gazetteer.by_id.get(locality_id or ""), day)

    @lru_cache(maxsize=1024)  # noqa: B019  the tables live as long as the program
    def setting_of(self, unit: Locality | None, day: date | None) -> "Setting":
        """Return the point of view of a text from ``unit``, which the register may lack, and ``day``."""
        return Setting(self.gazetteer, unit, day)


class Setting:
    """From where and when a text speaks: which of several units of one name is meant."""

    def __init__(self, gazetteer: Gazetteer, unit: Locality | None, day: date | None) -> None:
        self.gazetteer = gazetteer
        self.unit = unit
        self.day = _within(unit, day)
        self.chain = (unit, *gazetteer.ancestors(unit)) if unit else ()
        kin = [gazetteer.by_id[key] for key in (*unit.predecessors, *unit.successors)] if unit else []
        self._same = {item.id for item in (*kin, *self.chain[:1])}
        self._kin = self._same | {above.id for item in (*kin, *self.chain) for above in gazetteer.ancestors(item)}
        self.own_names = {match_key(item.name): item for item in reversed(self.chain)}
        self.kin = tuple(gazetteer.by_id.get(key, unit) for key in sorted(self._kin) if unit)
        children = gazetteer.children.get(unit.id, ()) if unit else ()
        self.children: dict[str, tuple[Locality, ...]] = {}
        before = tuple(item for item in kin if unit and item.id in unit.predecessors and item.level is unit.level)
        for child in (*self.of_its_day(children), *before):
            name = match_key(child.name)
            self.children[name] = (*self.children.get(name, ()), child)

    def of_its_day(self, units: tuple[Locality, ...]) -> tuple[Locality, ...]:
        """Return those of ``units`` that stood on the day; if none did, those ended or soon to be."""
        day = self.day
        if not day:
            return units
        standing = tuple(unit for unit in units if unit.exists_on(day))
        return standing or tuple(unit for unit in units if not unit.since or unit.since - day < _FORESEEN)

    def is_near(self, units: tuple[Locality, ...]) -> bool:
        """Return True if one of ``units`` lies in the province of the text; always without a place."""
        return not self.unit or any(self._distance(unit) < _FAR for unit in units)

    def meant(self, units: tuple[Locality, ...]) -> tuple[Locality, ...]:
        """Return those of ``units`` a text from here and then can mean; more than one if nobody can tell.

        A unit of the province that had ended by then, or was soon to begin, comes before one elsewhere that stood.
        """
        standing = self.of_its_day(units)
        if self.unit and self.day and not self.is_near(standing):
            day = self.day
            near = [unit for unit in units if self._distance(unit) < _FAR]
            ended = tuple(unit for unit in near if unit.until and unit.until < day)
            soon = tuple(
                unit for unit in near if unit.until and unit.since and timedelta() < unit.since - day < _FORESEEN
            )
            standing = ended or soon or standing
        return self.nearest(standing)

    def nearest(self, units: tuple[Locality, ...]) -> tuple[Locality, ...]:
        """Return those of ``units`` closest to the unit the text speaks from: its own, inside it, beside it, all."""
        if len(units) < 2 or not self.unit:
            return units
        ranked = [(self._distance(unit), unit) for unit in units]
        least = min(rank for rank, _ in ranked)
        return tuple(unit for rank, unit in ranked if rank == least)

    def _distance(self, unit: Locality) -> int:
        if unit.id in self._kin:
            return 0
        above = list(self.gazetteer.ancestors(unit))
        if any(item.id in self._same for item in above):
            return 1
        shared = [item.level for item in above if item.id in self._kin]
        return 2 if Level.DISTRICT in shared else 3 if shared else _FAR


def _respelt(names: Iterable[str], groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return other spellings of ``names`` (match keys), each of one name only: a syllable for another of its group."""
    others = {
        match_key(one): [match_key(other) for other in group if other != one] for group in groups for one in group
    }
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        syllables = name.split(" ")
        for index, syllable in enumerate(syllables):
            for other in others.get(syllable, ()):
                found[" ".join([*syllables[:index], other, *syllables[index + 1 :]])].add(name)
    return {spelling: next(iter(of)) for spelling, of in found.items() if len(of) == 1}


def _within(unit: Locality | None, day: date | None) -> date | None:
    """Return ``day``, or the nearest day on which ``unit`` stood: a text speaks from a unit while there is one."""
    if unit and unit.until and (day is None or day > unit.until):
        return unit.until
    if unit and unit.since and (day is None or day < unit.since):
        return unit.since
    return day
