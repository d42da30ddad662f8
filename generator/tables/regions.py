"""The socio-economic regions of Viet Nam and which one a unit lies in, also one that ended before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.entities import Locality
from generator.tables.gazetteer import Gazetteer


class Region(NamedTuple):
    """A region: its id, its name, the codes of its provinces since 2025-07-01."""

    id: str
    name: str
    provinces: tuple[str, ...]


@dataclass(frozen=True)
class Regions:
    """The regions in the order they are shown, and the way from a unit to its own."""

    all: Sequence[Region]
    gazetteer: Gazetteer

    def of(self, unit: Locality) -> Region | None:
        """Return the region of ``unit``: that of its province, or of the province that replaced it."""
        return self._by_code.get(self.gazetteer.province_today(unit).code)

    @cached_property
    def _by_code(self) -> Mapping[str, Region]:
        return {code: region for region in self.all for code in region.provinces}
