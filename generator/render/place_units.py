"""Every administrative unit, old and new, as one small script: for people to pick their own place by any of its names.

Guarantees: units stand in breadth-first order (provinces, then what is directly below each in turn), so that what a
unit is part of follows from how many each has below it; ids are worked out by the page as ``generator.tables.units``
makes them, those that differ are listed; the same gazetteer gives the same bytes.
"""

from collections.abc import Mapping, Sequence

from generator.entities import Level, Locality
from generator.render.script import assignment
from generator.tables.gazetteer import Gazetteer
from generator.tables.regions import Regions
from generator.text import slug, sort_key

UNITS_NAME = "danvanUnits"
"""Global name under which ``my-place-units.js`` finds the units."""
_DEGREE = 100
"""Coordinates are whole hundredths of a degree (about 1.1 km): enough to say how far away a place is."""


def units_script(gazetteer: Gazetteer, regions: Regions) -> str:
    """Return the JavaScript that gives a page every unit: one assignment of plain JSON."""
    return assignment(UNITS_NAME, unit_columns(gazetteer, regions))


def unit_columns(gazetteer: Gazetteer, regions: Regions) -> dict[str, object]:
    """Return the columns: ``type`` (a letter each, ``a`` the first of ``types``), ``name`` (lines), ``below`` (how many
    units each has below it), ``ended`` (0 or 1), ``at`` (latitude and longitude as differences from the unit before, by
    turns), ``next`` (a line each: the rows of what replaced it, as differences from its own row), ``region`` of
    provinces (codes into ``regions``, -1), ``ids`` (row -> id where the rule gives another). Long columns are text,
    which a page takes apart a slice at a time; arrays would all be made at once.
    """
    units = _breadth_first(gazetteer)
    row = {unit.id: index for index, unit in enumerate(units)}
    types = sorted({unit.type for unit in units})
    names = [region.id for region in regions.all]
    provinces = [unit for unit in units if unit.level is Level.PROVINCE]
    found = [regions.of(unit) for unit in provinces]
    return {
        "types": types,
        "type": "".join(chr(ord("a") + types.index(unit.type)) for unit in units),
        "name": "\n".join(unit.name for unit in units),
        "below": _runs([len(gazetteer.children.get(unit.id, ())) for unit in units]),
        "ended": _runs([int(unit.until is not None) for unit in units]),
        "at": " ".join(map(str, _coordinates(units))),
        "next": "\n".join(
            " ".join(str(row[name] - index) for name in unit.successors) for index, unit in enumerate(units)
        ),
        "regions": [[region.id, region.name] for region in regions.all],
        "region": [names.index(region.id) if region else -1 for region in found],
        "ids": _exceptions(units, gazetteer),
    }


def _breadth_first(gazetteer: Gazetteer) -> list[Locality]:
    units = sorted((u for u in gazetteer.by_id.values() if u.parent is None), key=_order)
    for unit in units:  # the list grows while it is walked
        units.extend(sorted(gazetteer.children.get(unit.id, ()), key=_order))
    return units


def _order(unit: Locality) -> tuple[object, ...]:
    return unit.until is not None, sort_key(unit.name), unit.id


def _runs(values: Sequence[int]) -> list[int]:
    """Return ``values`` as (value, how often in a row) by turns."""
    runs: list[int] = []
    for value in values:
        if runs and runs[-2] == value:
            runs[-1] += 1
        else:
            runs += [value, 1]
    return runs


def _coordinates(units: Sequence[Locality]) -> list[int]:
    """Return differences in hundredths of a degree; a unit without coordinates stands where the one before does."""
    out, latitude, longitude = [], 0, 0
    for unit in units:
        north, east = latitude, longitude
        if unit.latitude is not None and unit.longitude is not None:
            north, east = round(unit.latitude * _DEGREE), round(unit.longitude * _DEGREE)
        out += [north - latitude, east - longitude]
        latitude, longitude = north, east
    return out


def _exceptions(units: Sequence[Locality], gazetteer: Gazetteer) -> Mapping[str, str]:
    plain = {unit.id: _plain_id(unit, gazetteer) for unit in units}
    return {str(index): unit.id for index, unit in enumerate(units) if plain[unit.id] != unit.id}


def _plain_id(unit: Locality, gazetteer: Gazetteer) -> str:
    """Return the id as the page works it out: type and name, then what it is part of."""
    above = list(gazetteer.ancestors(unit))
    return slug(" ".join([unit.short_name, *(u.short_name if u.level is Level.DISTRICT else u.name for u in above)]))
