"""How much of a record is told: a share of weighted items, what is missing, and a level in one word.

The items, their weights and the limits stand in ``site_config/completeness.yml``. Only models are weighed; of another
record it is only said whether it has a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.records import Entry, ModelRecord, Record
from generator.tables import Tables
from generator.text import match_key

Level = Literal["stub", "partial", "complete"]
LEVELS: tuple[Level, ...] = ("stub", "partial", "complete")

_HEADED = re.compile(r"^#{2,4} ++(?P<title>[^\n]+?) *#*$\n+(?P<text>(?!#)[^\n]*\w)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Completeness:
    """``percent`` of the weight is told (0 to 100); ``missing`` names what is not, in the order of the table."""

    level: Level
    percent: int
    missing: tuple[str, ...] = ()


def completeness(entry: Entry[Record], tables: Tables) -> Completeness:
    """Return how much of ``entry`` is told. A heading without a text under it tells nothing."""
    if not isinstance(entry.record, ModelRecord):
        return Completeness("complete", 100) if entry.body.strip() else Completeness("stub", 0)
    table = tables.completeness
    told = {name for name in table.fields if getattr(entry.record, name) not in (None, ())}
    told |= set(_sections(entry.body, tables))
    absent = [item for item in table.items if told.isdisjoint(item.any)]
    whole = sum(item.weight for item in table.items)
    percent = 100 * (whole - sum(item.weight for item in absent)) // whole
    level: Level = "stub" if percent < table.partial else "partial"
    if percent >= table.complete and not any(item.required for item in absent):
        level = "complete"
    return Completeness(level, percent, tuple(item.name for item in absent))


def _sections(body: str, tables: Tables) -> Iterator[str]:
    """Yield the ids of the sections of the registration form that ``body`` has, by any of their wordings."""
    if "#" not in body:
        return
    known = tables.section_ids
    for match in _HEADED.finditer(body):
        if found := known.get(match_key(match["title"])):
            yield found
