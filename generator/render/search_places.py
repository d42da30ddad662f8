"""The localities of the search table: names, what they are part of and what they became, without repeating any.

A locality is searched by its own name, its parents', and the names of what it replaced or what replaced it, since
people type the name they know; the script derives these from the columns made here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.entities import Level, Locality
from generator.text import sort_key

LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """``columns`` as they stand in the table; ``code`` gives the row of a locality's id."""

    columns: Mapping[str, object]
    code: Mapping[str, int]


def place_rows(used: Sequence[str], localities: Mapping[str, Locality]) -> PlaceRows:
    """Return the rows of the ``used`` ids and of all they refer to, in Vietnamese order of their names.

    Columns: ``id``, ``type`` and ``name`` as lines of one string, ``level`` (0 province, 1 district, 2 commune),
    ``parent`` (a row or -1), ``next`` (rows of what replaced it), ``ended`` (0 while it stands). Raises KeyError for an
    id that ``localities`` does not have.
    """
    units = sorted(_closure(used, localities), key=lambda unit: (sort_key(unit.name), unit.id))
    code = {unit.id: index for index, unit in enumerate(units)}
    columns: dict[str, object] = {
        "id": "\n".join(unit.id for unit in units),
        "type": "\n".join(unit.type for unit in units),
        "name": "\n".join(unit.name for unit in units),
        "level": [LEVELS.index(unit.level) for unit in units],
        "parent": [-1 if unit.parent is None else code[unit.parent] for unit in units],
        "next": [[code[key] for key in unit.successors if key in code] for unit in units],
        "ended": [int(unit.until is not None) for unit in units],
    }
    return PlaceRows(columns, code)


def _closure(used: Sequence[str], localities: Mapping[str, Locality]) -> list[Locality]:
    """Return the used units, their predecessors and successors, and whatever any of these is part of."""
    named = [localities[key] for key in used]
    around = [localities[key] for unit in named for key in (*unit.predecessors, *unit.successors) if key in localities]
    found: dict[str, Locality] = {}
    for unit in (*named, *around):
        step: Locality | None = unit
        while step is not None and step.id not in found:
            found[step.id] = step
            step = localities[step.parent] if step.parent else None
    return list(found.values())
