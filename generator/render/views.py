"""Groupings of the site that many pages show: models by place, field, year and step; who cites whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from generator.completeness import Completeness, completeness
from generator.entities import Edge, Kind, Level, Locality, Ref, Relation
from generator.reads import ALL, Noted
from generator.records import Entry, ModelRecord, Record, ReportRecord, Review
from generator.site import Site
from generator.text import sort_key

_R = TypeVar("_R", bound=Record)
Models = tuple[Entry[ModelRecord], ...]
LEVELS = ("level_central", "level_province", "level_district", "level_commune")
"""Levels of those who issue directives, from the centre down; the names are labels."""
GROUPS = ("models", "models_at", "models_in", "models_of", "copies_of", "decided_by", "by_field", "by_year", "by_step")
"""Names of the groupings of models; what is asked of them is noted, as what is asked of the site itself."""
_GROUPED_BY = {
    Relation.CARRIES_OUT: "models_of",
    Relation.JOINS: "models_of",
    Relation.COPY_OF: "copies_of",
    Relation.DECIDED_BY: "decided_by",
}


@dataclass(frozen=True)
class Views:
    """A site and what is computed from it once for all pages."""

    site: Site
    _told: dict[Ref, Completeness] = field(default_factory=dict, compare=False, repr=False)
    _chains: dict[str, tuple[Locality, ...]] = field(default_factory=dict, compare=False, repr=False)

    def ready(self) -> "Views":
        """Return these views with all that many pages ask for made, before processes part to make pages."""
        for owner in (self.site, self):
            for name, made in vars(type(owner)).items():
                if isinstance(made, cached_property):
                    getattr(owner, name)
        for entry in self.site.entries.values():
            self.completeness(entry)
        return self

    @property
    def labels(self) -> Mapping[str, str]:
        return self.site.tables.labels

    def listed(self, schema: type[_R]) -> tuple[Entry[_R], ...]:
        """Return the entries of one record class that lists and counts show: all but the retired."""
        return tuple(entry for entry in self.site.of_kind(schema) if entry.record.review is not Review.RETIRED)

    def completeness(self, entry: Entry[Record]) -> Completeness:
        """Return how much of a record is told."""
        if entry.ref not in self._told:
            self._told[entry.ref] = completeness(entry, self.site.tables)
        return self._told[entry.ref]

    @property
    def models(self) -> Models:
        """Every model that was not retired, in Vietnamese alphabetical order."""
        self.site.reads.note("models")
        return self._models

    @cached_property
    def _models(self) -> Models:
        return tuple(sorted(self.listed(ModelRecord), key=lambda e: (sort_key(e.record.name), e.record.id)))

    def model(self, model_id: str) -> Entry[ModelRecord]:
        """Return the model of that id. Raises KeyError for an unknown one."""
        return cast(Entry[ModelRecord], self.site.entries[Ref(Kind.MODEL, model_id)])

    @property
    def reports(self) -> tuple[Entry[ReportRecord], ...]:
        """Every report once, in the order of their files: of one with a digest, the digest."""
        self.site.reads.note("reports")
        return self._reports

    @cached_property
    def _reports(self) -> tuple[Entry[ReportRecord], ...]:
        every = self.listed(ReportRecord)
        return tuple(entry for entry in every if not self.targets(entry.ref, Relation.RETOLD_IN))

    @property
    def models_at(self) -> Mapping[str, Models]:
        """Models by the id of each unit they say they lie in."""
        return self._groups["models_at"]

    @property
    def models_in(self) -> Mapping[str, Models]:
        """Models by the id of each unit they lie in: their own and every unit above it."""
        return self._groups["models_in"]

    @property
    def models_of(self) -> Mapping[Ref, Models]:
        """Models by the directive they carry out or the movement they join."""
        return self._groups["models_of"]

    @property
    def copies_of(self) -> Mapping[Ref, Models]:
        """Models by the model they were made after."""
        return self._groups["copies_of"]

    @property
    def decided_by(self) -> Mapping[Ref, Models]:
        """Models by each decision that made a step of their ladder."""
        return self._groups["decided_by"]

    @property
    def by_field(self) -> Mapping[str | None, Models]:
        return self._groups["by_field"]

    @property
    def by_year(self) -> Mapping[int | None, Models]:
        return self._groups["by_year"]

    @property
    def by_step(self) -> Mapping[str | None, Models]:
        return self._groups["by_step"]

    def groups_of(self, entry: Entry[Record]) -> Iterator[tuple[str, Any]]:
        """Yield the groups that list an entry: what is asked for, and of whom."""
        record, ref = entry.record, entry.ref
        if not isinstance(record, ModelRecord) or record.review is Review.RETIRED:
            return
        yield "models", ALL
        above: dict[str, None] = {}
        for relation, target in dict.fromkeys((edge.relation, edge.target) for edge in self.site.out(ref)):
            if relation is Relation.LOCATED_IN:
                yield "models_at", target.id
                above |= dict.fromkeys(unit.id for unit in self.chain(self.site.localities[target.id]))
            elif relation in _GROUPED_BY:
                yield _GROUPED_BY[relation], target
        for place in above:
            yield "models_in", place
        yield "by_field", record.field
        yield "by_year", model_year(record)
        yield "by_step", self.step(record)

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[Any, Models]]:
        groups: dict[str, dict[Any, list[Entry[ModelRecord]]]] = {name: {} for name in GROUPS}
        for entry in self._models:
            for what, key in self.groups_of(entry):
                groups[what].setdefault(key, []).append(entry)
        return {
            name: Noted(name, {key: tuple(models) for key, models in group.items()}, self.site.reads)
            for name, group in groups.items()
        }

    def step(self, model: ModelRecord) -> str | None:
        """Return the highest step of the ladder a model is known to have reached."""
        order = [choice.id for choice in self.site.tables.steps]
        return max((status.step for status in model.status), key=order.index, default=None)

    def chain(self, unit: Locality) -> tuple[Locality, ...]:
        """Return ``unit`` and the units above it, nearest first."""
        if unit.id not in self._chains:
            self._chains[unit.id] = (unit, *self.site.tables.gazetteer.ancestors(unit))
        return self._chains[unit.id]

    def level_of(self, directive: Ref) -> str:
        """Return the level of the issuer of a directive, one of LEVELS."""
        place = next(iter(self.targets(directive, Relation.LOCATED_IN)), None)
        if place is None:
            return "level_central"
        level = self.site.localities[place.id].level
        return {Level.PROVINCE: "level_province", Level.DISTRICT: "level_district"}.get(level, "level_commune")

    def citations(self, ref: Ref, *kinds: Kind) -> tuple[Edge, ...]:
        """Return the edges that cite ``ref`` from pages of ``kinds``, each page once, in order of its name."""
        edges = (e for e in self.site.into(ref, Relation.CITES, Relation.REPORTED_IN) if e.source.kind in kinds)
        first: dict[Ref, Edge] = {}
        for edge in edges:
            if edge.source not in first or (edge.evidence and not first[edge.source].evidence):
                first[edge.source] = edge
        return tuple(sorted(first.values(), key=lambda edge: sort_key(self.site.label(edge.source))))

    def targets(self, ref: Ref, *relations: Relation) -> tuple[Ref, ...]:
        """Return the entities ``ref`` points to by ``relations``, each once, in the order stated."""
        return tuple(dict.fromkeys(edge.target for edge in self.site.out(ref, *relations)))

    def sources(self, ref: Ref, *relations: Relation) -> tuple[Ref, ...]:
        """Return the entities that point to ``ref`` by ``relations``, each once, in order of their names."""
        found = {edge.source for edge in self.site.into(ref, *relations)}
        return tuple(sorted(found, key=lambda one: (sort_key(self.site.label(one)), one.id)))


def model_year(model: ModelRecord) -> int | None:
    """Return the year a model is filed under: of its first step or of the beginning of its period."""
    days = [status.date or status.year for status in model.status]
    days += [model.period.start or model.period.end] if model.period else []
    return min((moment if isinstance(moment, int) else moment.year for moment in days if moment), default=None)
