"""Which unit a cell of a list names, as of its day and the place the list comes from; what stays open is said."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.document import Context
from generator.entities import Level, Locality
from generator.extract.localities import find_localities
from generator.tables import Tables
from generator.text import folded, match_key, nfc, squeeze, strip_marks

_SEPARATED = re.compile(r"\s*[;\n]\s*")
_PARTS = re.compile(r"\s*,\s*|\s+[-–]\s+")
_BULLET = re.compile(r"^\s*(?:[-+*•]|\d{1,2}[.)])\s+")
_SHORTENED = re.compile(r"(\w{1,2})(?:\s*\.\s*|\s+)(\w.*)")
_NEAR = 84
_ORDER = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


@dataclass(frozen=True, slots=True)
class Placed:
    """The units a cell names; ``open_names``: (name, candidates) of what may be several or none."""

    units: tuple[Locality, ...] = ()
    open_names: tuple[tuple[str, tuple[Locality, ...]], ...] = ()
    exact: bool = True
    """The cell says nothing but names of units."""


class Places:
    """Reads names of places for one list; the same words are read once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._types = sorted(
            ((match_key(short), name) for name, shorts in tables.locality_words.types.items() for short in shorts),
            key=lambda pair: -len(pair[0]),
        )

    @lru_cache(maxsize=50_000)  # noqa: B019  lives as long as the import of one list
    def placed(self, words: str, within: Locality | None, day: dt.date | None) -> Placed:
        """Return the units that a cell names: one place a line, or one with the units around it."""
        units: list[Locality] = []
        exact = True
        unknown: list[tuple[str, tuple[Locality, ...]]] = []
        for part in _SEPARATED.split(nfc(words)):
            name = squeeze(_BULLET.sub("", part)).strip(" .,;")
            if not name:
                continue
            found = self.named(name, within, day)
            if not found:
                found, exact = self._in_text(name, within, day), False
            if len(found) == 1:
                units += found
            else:
                several = self._each(name, within, day)
                exact = exact or bool(several)
                units += several
                if not several:
                    unknown.append((name, found))
        return Placed(tuple(dict.fromkeys(units)), tuple(unknown), exact)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def named(self, name: str, within: Locality | None, day: dt.date | None) -> tuple[Locality, ...]:
        """Return the units that one name may mean: an id, a full name, or a name and the units around it."""
        whole = self.tables.gazetteer.named(name, day)
        if len(whole) == 1 and ("," in name or whole[0].id == name):
            return whole
        found: tuple[Locality, ...] = ()
        for part in reversed([part for part in _PARTS.split(name) if part]):  # the widest unit stands last
            found = self._one(part, within, day)
            if len(found) != 1:
                return () if "," in name else found
            within = found[0]
        return found

    def of_level(self, name: str, level: Level, within: Locality | None, day: dt.date | None) -> tuple[Locality, ...]:
        """Return the units of ``level`` that the name in a column for that level may mean."""
        return self._one(squeeze(nfc(name)).strip(" .,;"), within, day, level)

    def is_place(self, name: str, within: Locality | None, day: dt.date | None, bare: bool) -> bool:
        """True if ``name`` is a place and nothing else; without ``bare`` only with the word for its kind."""
        return (bare or self._typed(name)[0] is not None) and len(self.named(name, within, day)) == 1

    def _one(
        self, name: str, within: Locality | None, day: dt.date | None, level: Level | None = None
    ) -> tuple[Locality, ...]:
        """Return the units called ``name`` that a list from ``within`` can mean, nearest first of those of its day."""
        type_word, bare = self._typed(name)
        units = self.tables.place_names.units(match_key(bare))
        if not units:
            units = self._shortened(bare, within)
        if not units and strip_marks(bare) == bare:
            units = self._unmarked(bare, within)
        if type_word is not None:
            units = tuple(unit for unit in units if match_key(unit.type) == match_key(type_word))
        if level is not None:
            units = tuple(unit for unit in units if unit.level is level)
        setting = self.tables.place_names.setting(within.id if within else None, day)
        if not units or not setting.is_near(units):
            return ()
        if type_word is None and within is None:
            provinces = tuple(unit for unit in setting.of_its_day(units) if unit.level is Level.PROVINCE)
            return provinces or setting.meant(units)
        return setting.meant(units)

    def _typed(self, name: str) -> tuple[str | None, str]:
        """Return the word for the kind of unit a name begins with, in full, and the rest."""
        key = match_key(name)
        unmarked = strip_marks(key) == key
        for word, type_word in self._types:
            short = strip_marks(word) if unmarked else word
            if key.startswith(short) and (short.endswith(".") or key[len(short) : len(short) + 1] in (" ", ".")):
                return type_word, name[len(short) :].lstrip(" .")
            if key.startswith(f"{short.removesuffix('.')} "):  # "X Bình Hải"
                return type_word, name[len(short) :].lstrip()
        return None, name

    def _shortened(self, bare: str, within: Locality | None) -> tuple[Locality, ...]:
        """Return the units of the list's province whose first syllable ``bare`` gives by a letter or two: "B. Trị"."""
        match = _SHORTENED.fullmatch(bare)
        if match is None or within is None:
            return ()
        form = folded if strip_marks(bare) == bare else match_key
        wanted = form(match[1]), form(match[2])
        names = ((unit, form(unit.name).partition(" ")) for unit in self._around(within))
        return tuple(unit for unit, (first, _, rest) in names if rest == wanted[1] and first.startswith(wanted[0]))

    def _unmarked(self, bare: str, within: Locality | None) -> tuple[Locality, ...]:
        """Return the units of the list's province whose name typed without diacritics is ``bare``."""
        if within is None:
            return ()
        key = folded(bare)
        return tuple(unit for unit in self._around(within) if folded(unit.name) == key)

    @lru_cache(maxsize=64)  # noqa: B019
    def _around(self, within: Locality) -> tuple[Locality, ...]:
        """Return every unit, of any time, of the province ``within`` lies in."""
        gazetteer = self.tables.gazetteer
        province = gazetteer.province(within)
        wanted = {province.id, *province.predecessors, *province.successors}
        return tuple(unit for unit in gazetteer.by_id.values() if gazetteer.province(unit).id in wanted)

    def _in_text(self, words: str, within: Locality | None, day: dt.date | None) -> tuple[Locality, ...]:
        """Return the unit that words like "Hội Nông dân xã Bình Minh" name; more than one if they name several."""
        found = find_localities(words, Context(within, day), self.tables.gazetteer, self.tables)
        certain = [one.candidates[0] for one in found if len(one.candidates) == 1]
        if certain and len(certain) == len(found):
            lowest = max(certain, key=lambda unit: _ORDER.index(unit.level))
            above = {lowest.id, *(unit.id for unit in self.tables.gazetteer.ancestors(lowest))}
            if all(unit.id in above for unit in certain):
                return (lowest,)
        return tuple(dict.fromkeys(unit for one in found for unit in one.candidates)) if len(found) == 1 else ()

    def _each(self, words: str, within: Locality | None, day: dt.date | None) -> tuple[Locality, ...]:
        """Return the units of "xã A, xã B và xã C"; none unless every part is one."""
        found: list[Locality] = []
        parts = [part for part in re.split(r"\s*,\s*|\s+và\s+", words) if part]
        for part in parts if len(parts) > 1 else ():
            units = self._one(part, within, day)
            if len(units) != 1:
                return ()
            found += units
        return tuple(found)

    def nearest(self, name: str, within: Locality | None) -> str:
        """Return the full name of the unit whose name is most like ``name``, empty if none is."""
        if within is None:
            return ""
        names = {unit.full_name: folded(self._typed(unit.short_name)[1]) for unit in self._around(within)}
        found = process.extractOne(folded(self._typed(name)[1]), names, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return str(found[2]) if found else ""


def place_of_title(
    lines: Sequence[str], within: Locality | None, day: dt.date | None, tables: Tables
) -> tuple[Locality | None, tuple[Locality, ...]]:
    """Return the unit the title of a list names, the lowest of those around one another, else ``within``.

    Second: the candidates of a name that may be several.
    """
    text = "\n".join(" ".join(line.split()) for cell in lines for line in cell.split("\n"))
    open_names: tuple[Locality, ...] = ()
    for _ in _ORDER:  # a district named above the commune tells which commune of that name is meant
        found = find_localities(text, Context(within, day), tables.gazetteer, tables)
        certain = [one.candidates[0] for one in found if len(one.candidates) == 1]
        open_names = next((one.candidates for one in found if len(one.candidates) > 1), ())
        lowest = _lowest(certain)
        if lowest is None or lowest == within:
            break
        within = lowest
    return within, open_names


def _lowest(units: Sequence[Locality]) -> Locality | None:
    """Return the lowest of ``units``, None if two of its level are among them."""
    for level in reversed(_ORDER):
        here = [unit for unit in units if unit.level is level]
        if here:
            return here[0] if len(here) == 1 else None
    return None


def day_of(moments: Sequence[dt.date | int]) -> dt.date | None:
    """Return the latest of days and years as a day; of a year its last."""
    days = [dt.date(one, 12, 31) if isinstance(one, int) else one for one in moments]
    return max(days, default=None)
