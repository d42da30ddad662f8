"""Chooses among the units a reading may mean: by the parent named with it, by its time, by nearness."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from generator.entities import Level, Locality
from generator.extract.localities.readings import LINK, Reading
from generator.tables.documents import LocalityWords
from generator.tables.place_names import Setting

REORGANISED = date(2025, 7, 1)
"""From this day on the register holds every unit; of earlier communes, only those that stood to the end."""

_BELONGS = re.compile(r"\s*[,(-]?\s*(?:thuộc\s+|của\s+)?")
_RANK = {Level.COMMUNE: 0, Level.DISTRICT: 1, Level.PROVINCE: 2}

Choice = tuple[Reading, tuple[Locality, ...]]


def chosen(readings: Sequence[Reading], plain: str, setting: Setting, words: LocalityWords) -> Iterator[Choice]:
    """Yield each reading with the units left; more than one means nobody can tell."""
    former = _former(words.former)
    left: dict[int, tuple[Locality, ...]] = {}
    placed: set[int] = set()
    lists: dict[int, tuple[Locality, ...]] = {}
    for index in range(len(readings) - 1, -1, -1):
        reading = readings[index]
        parents = _named_parents(readings, index, plain, left) or lists.get(reading.list_id, ())
        units = _inside(reading.units, parents, setting)
        if units and not reading.bare:
            lists.setdefault(reading.list_id, parents)
        if former.match(plain, reading.span.end):
            ended = tuple(unit for unit in units or reading.units if unit.until)
            left[index] = setting.nearest(ended or reading.units)
        elif units and _dated(parents):
            left[index] = setting.nearest(units)
            placed.add(index)
        else:
            left[index] = setting.meant(units or reading.units)
            if not units and _is_another(left[index], parents, setting):
                left[index] = ()
            if len(left[index]) > 1:
                left[index] = _by_company(left[index], readings, index, plain, left) or left[index]
    for index, reading in enumerate(readings):
        far = reading.ordinary and index not in placed and not setting.is_near(left[index])
        if left[index] and (not far or _is_province(reading, left[index])):
            yield reading, left[index]


def _is_province(reading: Reading, units: tuple[Locality, ...]) -> bool:
    """Return True for a province called so, which is meant wherever the text comes from: "Thành phố Hồ Chí Minh"."""
    return not reading.bare and all(unit.level is Level.PROVINCE for unit in units)


def _is_another(units: tuple[Locality, ...], parents: tuple[Locality, ...], setting: Setting) -> bool:
    """Return True for communes that only share the name of one the register lacks, since it ended before 2025.

    They lie elsewhere than the district named beside the text's one, or, with none named, in another province.
    """
    if not units or any(unit.level is not Level.COMMUNE for unit in units):
        return False
    if not setting.day or setting.day >= REORGANISED or not setting.unit:
        return False
    later = {key for parent in parents for key in parent.successors}
    districts = [parent for parent in parents if parent.level is Level.DISTRICT]
    if districts and not any(unit.parent in later for unit in units):
        return True
    return not parents and len(units) == 1 and not setting.is_near(units)


def _named_parents(
    readings: Sequence[Reading], index: int, plain: str, left: dict[int, tuple[Locality, ...]]
) -> tuple[Locality, ...]:
    """Return the units of the next reading, if it stands as the parent of this one: "xã A, huyện B"."""
    if index + 1 == len(readings):
        return ()
    reading, after = readings[index], readings[index + 1]
    higher = min((_RANK[unit.level] for unit in left[index + 1]), default=0) > min(
        _RANK[unit.level] for unit in reading.units
    )
    joined = _BELONGS.fullmatch(plain, reading.span.end, after.span.start)
    return left[index + 1] if higher and joined and not after.bare else ()


def _by_company(
    units: tuple[Locality, ...],
    readings: Sequence[Reading],
    index: int,
    plain: str,
    left: dict[int, tuple[Locality, ...]],
) -> tuple[Locality, ...]:
    """Return the one of several units that the unit beside it tells: "huyện A, xã B", "Phường 2 và phường C"."""
    span = readings[index].span
    above: tuple[str, ...] = ()
    if index and not readings[index - 1].bare and plain[readings[index - 1].span.end : span.start] == ", ":
        above = tuple(unit.id for unit in readings[index - 1].units)
    if index + 1 < len(readings) and LINK.fullmatch(plain, span.end, readings[index + 1].span.start):
        above += tuple(unit.parent for unit in left[index + 1] if unit.parent)
    told = tuple(unit for unit in units if unit.parent in above)
    return told if len(told) == 1 else ()


def _inside(units: tuple[Locality, ...], parents: tuple[Locality, ...], setting: Setting) -> tuple[Locality, ...]:
    above = {unit.id for unit in parents}
    return tuple(
        unit for unit in units if above and any(item.id in above for item in setting.gazetteer.ancestors(unit))
    )


def _dated(parents: tuple[Locality, ...]) -> bool:
    return all(unit.until or unit.since for unit in parents)


@cache
def _former(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*\(?(?:{'|'.join(words)})(?!\w)")
