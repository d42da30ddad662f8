"""Where the model of a row is: the units its cells, group, organisation or list name, and what of these names is open.

A name that no unit of the table takes stays as words under its head.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, complain
from generator.entities import Level, Locality
from generator.lists.columns import Column
from generator.lists.items import Item
from generator.lists.models import Setting
from generator.lists.places import Placed, Places
from generator.lists.values import short
from generator.text import match_key

_LEVELS = (("province", Level.PROVINCE), ("district", Level.DISTRICT), ("commune", Level.COMMUNE))


@dataclass(frozen=True, slots=True)
class Located:
    """The units of a row; ``others``: (head, words) of cells that say more than units; ``is_unit``: see ``locate``."""

    units: tuple[Locality, ...]
    others: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    is_unit: bool = False


def locate(
    item: Item, words: Mapping[str, str], organisation: str, day: dt.date | None, setting: Setting, places: Places
) -> Located:
    """Return where the model of ``item`` is: as ``words`` (what columns of places hold) say, else as the rest does.

    ``day`` is that whose units are meant. ``is_unit``: ``organisation`` says nothing but the name of the units.
    """
    within = setting.unit
    for group in item.groups:
        if group.kind == "place" and len(found := places.named(group.value, within, day)) == 1:
            within = found[0]
    if words:
        return _Search(item, words, setting, places).units(within, day)
    if organisation:
        placed = places.placed(organisation, within, day)
        if placed.units and not placed.open_names and all(_inside(one, within, places) for one in placed.units):
            return Located(placed.units, is_unit=placed.exact)
    return Located((within,) if within else ())


def _inside(unit: Locality, around: Locality | None, places: Places) -> bool:
    if around is None:
        return True
    kin = {around.id, *around.predecessors, *around.successors}
    return bool(kin & {unit.id, *(above.id for above in places.tables.gazetteer.ancestors(unit))})


class _Search:
    """The search through the columns of places of one row."""

    def __init__(self, item: Item, words: Mapping[str, str], setting: Setting, places: Places) -> None:
        self.item, self.words, self.setting, self.places = item, words, setting, places

    def units(self, within: Locality | None, day: dt.date | None) -> Located:
        """Return the units that the columns name; the wider ones tell which of a name is meant."""
        for holds, level in _LEVELS:
            words = self.words.get(holds)
            if words is None:
                continue
            found = self.places.of_level(words, level, within, day)
            placed = Placed(found) if len(found) == 1 else self.places.placed(words, within, day)
            if not placed.units:
                return self._unknown(holds, placed, within)
            if len(placed.units) > 1 or not placed.exact:
                return self._settled(holds, placed, within)
            within = placed.units[0]
        if "place" not in self.words:
            return Located((within,) if within else ())
        return self._settled("place", self.places.placed(self.words["place"], within, day), within)

    def _settled(self, holds: str, placed: Placed, within: Locality | None) -> Located:
        if placed.open_names:
            return self._unknown(holds, placed, within)
        # Not exact: a hamlet, a street, words that no unit of the table takes.
        return Located(placed.units, () if placed.exact else ((self._column(holds).head, self.words[holds]),))

    def _unknown(self, holds: str, placed: Placed, within: Locality | None) -> Located:
        """Return the units with the words themselves, and say which names are of no one unit."""
        column = self._column(holds)
        units, diagnostics = self._open(column, placed, within)
        return Located(units, ((column.head, self.words[holds]),), diagnostics)

    def _column(self, holds: str) -> Column:
        return next((one for one in self.item.columns if one.holds == holds), Column(0, "–", ""))

    def _open(
        self, column: Column, placed: Placed, within: Locality | None
    ) -> tuple[tuple[Locality, ...], tuple[Diagnostic, ...]]:
        """Return units and complaints for the open names; in a list of one commune these are its hamlets."""
        known = placed.units
        if not known and within and within.level is Level.COMMUNE:
            return (within,), ()
        told: list[Diagnostic] = []
        for name, candidates in placed.open_names:
            if not candidates and within and self._is_settlement(name):
                known = known or (within,)
            else:
                told.append(self._complaint(column, name, candidates, within))
        return known, tuple(told)

    def _complaint(
        self, column: Column, name: str, candidates: tuple[Locality, ...], within: Locality | None
    ) -> Diagnostic:
        where = self.setting.at(self.item.row, column.at)
        head = column.head or "–"
        if candidates:
            names = "; ".join(unit.full_name for unit in candidates[:6])
            return complain("DV653", where, column=head, name=short(name), candidates=names)
        near = self.places.nearest(name, within or self.setting.unit)
        return complain("DV652", where, column=head, name=short(name), suggestion=_suggested(near))

    def _is_settlement(self, name: str) -> bool:
        key = match_key(name)
        words = self.places.tables.model_words.settlements
        return any(key.startswith(f"{match_key(word)} ") for word in words)


def _suggested(name: str) -> dict[str, str]:
    return {"vi": f"Có phải «{name}»?", "en": f"Did you mean “{name}”?"} if name else {"vi": "", "en": ""}
