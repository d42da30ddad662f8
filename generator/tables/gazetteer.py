"""Look-ups over the administrative units of Viet Nam, of the structures before and after 2025-07-01."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.entities import Level, Locality
from generator.text import folded, match_key, slug

_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Gazetteer:
    """Every unit by id, with the look-ups that names in texts need. Built once, never changed."""

    by_id: Mapping[str, Locality]

    @cached_property
    def by_full_name(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by the match key of their canonical name; two where a province kept its name in 2025."""
        return _grouped((match_key(unit.full_name), unit) for unit in self.by_id.values())

    @cached_property
    def by_short_name(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by the match key of type word and name: ``xã bình minh``."""
        return _grouped((match_key(unit.short_name), unit) for unit in self.by_id.values())

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by the match key of the bare name: ``bình minh``."""
        return _grouped((match_key(unit.name), unit) for unit in self.by_id.values())

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by official code; codes were reused, so several may share one."""
        return _grouped((unit.code, unit) for unit in self.by_id.values())

    @cached_property
    def by_folded(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by canonical name without diacritics, for suggestions."""
        return _grouped((folded(unit.full_name), unit) for unit in self.by_id.values())

    @cached_property
    def children(self) -> Mapping[str, tuple[Locality, ...]]:
        """Units by the id of their parent."""
        return _grouped((unit.parent, unit) for unit in self.by_id.values() if unit.parent)

    def ancestors(self, unit: Locality) -> Iterator[Locality]:
        """Yield the parent of ``unit``, its parent, and so on up to the province."""
        while unit.parent:
            unit = self.by_id[unit.parent]
            yield unit

    def province(self, unit: Locality) -> Locality:
        """Return the province ``unit`` lies in (itself for a province)."""
        return next((a for a in self.ancestors(unit) if a.level is Level.PROVINCE), unit)

    def province_today(self, unit: Locality) -> Locality:
        """Return the province ``unit`` lies in now: its own, or the one that took over from it."""
        province = self.province(unit)
        while province.until and province.successors:
            province = self.by_id[province.successors[0]]
        return province

    def unlisted_commune(self, kind: str, name: str, parent: Locality) -> Locality:
        """Return a commune that the register lacks, below ``parent``: most were merged into others before 2025."""
        full = f"{kind} {name}, {parent.full_name[:1].lower()}{parent.full_name[1:]}"
        return Locality(slug(full), "", kind, name, full, Level.COMMUNE, parent.id, None, None, None, None)

    def named(self, text: str, on: date | None = None) -> tuple[Locality, ...]:
        """Return the units ``text`` may mean: an id, a code, a canonical name, or type word and name.

        With ``on``, only units that existed that day remain if any did.
        """
        key = match_key(text)
        found = (
            ((self.by_id[text],) if text in self.by_id else ())
            or self.by_code.get(text, ())
            or self.by_full_name.get(key, ())
            or self.by_short_name.get(key, ())
        )
        then = tuple(unit for unit in found if on is not None and unit.exists_on(on))
        return then or found

    def written(self, unit: Locality, on: date) -> str:
        """Return the full name of ``unit``, or its id where that name means another unit on that day."""
        return unit.full_name if self.named(unit.full_name, on) == (unit,) else unit.id


def _grouped(pairs: Iterable[tuple[_Key, Locality]]) -> Mapping[_Key, tuple[Locality, ...]]:
    groups: dict[_Key, list[Locality]] = defaultdict(list)
    for key, unit in pairs:
        groups[key].append(unit)
    return {key: tuple(units) for key, units in groups.items()}
