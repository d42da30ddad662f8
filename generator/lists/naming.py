"""Permanent ids for new models: place and name; where two want one, the unit around and its code tell them apart."""

from collections import Counter
from collections.abc import Mapping

from generator.importing.record import short_slug
from generator.lists.models import RowModel
from generator.tables import Tables


def free_ids(models: Mapping[int, RowModel], taken: set[str], tables: Tables) -> dict[int, str]:
    """Return an id nobody has for each of ``models``; the order of the rows decides only where nothing else can."""
    ids: dict[int, str] = {}
    left = dict(models)
    occupied = set(taken)
    for how in range(3):
        wanted = {row: _wanted(model, how, tables) for row, model in left.items()}
        counts = Counter(wanted.values())
        for row, name in wanted.items():
            if counts[name] == 1 and name not in occupied:
                ids[row] = name
                del left[row]
        occupied |= set(ids.values())
    for row, model in left.items():
        stem, number = _wanted(model, 2, tables), 2
        while f"{stem}-{number}" in occupied:
            number += 1
        ids[row] = f"{stem}-{number}"
        occupied.add(ids[row])
    return ids


def _wanted(model: RowModel, how: int, tables: Tables) -> str:
    """Return the id a model would like: with its place, then the unit around as well, then the code of its place."""
    unit = model.unit
    above = tables.gazetteer.by_id[unit.parent].name if unit and unit.parent else ""
    words = (unit.name if unit else "", model.name, above if how else "", unit.code if unit and how > 1 else "")
    return short_slug(" ".join(filter(None, words)), "mo-hinh")
