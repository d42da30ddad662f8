"""Edges that front matter states: each reference is resolved, or blamed with the line it stands on."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import process

from generator.diagnostics import Diagnostic, Location, complain
from generator.entities import Edge, Kind, Locality, Ref, Relation
from generator.read.content import line_of
from generator.records import DirectiveRecord, Entry, LocalityRecord, ModelRecord, MovementRecord, Record, ReportRecord
from generator.resolve.index import Index
from generator.text import folded

Found = Iterator[Edge | Diagnostic]

_DIRECTIVE_FIELDS = {
    "based_on": Relation.BASED_ON,
    "carries_out": Relation.CARRIES_OUT,
    "guides": Relation.GUIDES,
    "amends": Relation.AMENDS,
    "replaces": Relation.REPLACES,
    "repeals": Relation.REPEALS,
    "reviews": Relation.REVIEWS,
}


def front_matter_edges(entry: Entry[Record], index: Index) -> Found:
    """Yield the edges ``entry`` states in its front matter, and a complaint for each that leads nowhere."""
    match entry.record:
        case ModelRecord() as model:
            yield from _places(entry, index, "localities", model.localities, Relation.LOCATED_IN)
            yield from _directives(entry, index, "directives", model.directives, Relation.CARRIES_OUT)
            yield from _ids(entry, index, "movements", Kind.MOVEMENT, model.movements, Relation.JOINS)
            yield from _ids(entry, index, "reports", Kind.REPORT, model.reports, Relation.REPORTED_IN)
            yield from _ids(entry, index, "copy_of", Kind.MODEL, model.copy_of, Relation.COPY_OF)
            yield from _decisions(entry, index, model)
        case DirectiveRecord() as directive:
            yield from _places(entry, index, "locality", _one(directive.locality), Relation.LOCATED_IN)
            for name, relation in _DIRECTIVE_FIELDS.items():
                yield from _directives(entry, index, name, getattr(directive, name), relation)
        case MovementRecord() as movement:
            yield from _places(entry, index, "localities", movement.localities, Relation.LOCATED_IN)
            yield from _directives(entry, index, "directives", movement.directives, Relation.CARRIES_OUT)
            yield from _ids(entry, index, "part_of", Kind.MOVEMENT, _one(movement.part_of), Relation.PART_OF)
        case ReportRecord() as report:
            yield from _places(entry, index, "locality", _one(report.locality), Relation.ISSUED_IN)
            yield from _directives(entry, index, "about", report.about, Relation.REVIEWS)
            yield from _ids(entry, index, "retold_in", Kind.REPORT, _one(report.retold_in), Relation.RETOLD_IN)
        case LocalityRecord() as locality:
            if locality.id not in index.gazetteer.by_id:
                yield _unknown_place(Location(entry.file, line_of(entry, "id")), locality.id, index)
            yield from _ids(entry, index, "reports", Kind.REPORT, locality.reports, Relation.REPORTED_IN)


def _places(entry: Entry[Record], index: Index, field: str, names: Iterable[str], relation: Relation) -> Found:
    day = index.context(entry.record).day
    for number, name in enumerate(names):
        units = index.localities_named(name, day)
        if len(units) == 1:
            yield Edge(relation, entry.ref, units[0].ref)
            continue
        where = Location(entry.file, line_of(entry, field, number))
        yield _ambiguous(where, name, units) if units else _unknown_place(where, name, index)


def _decisions(entry: Entry[Record], index: Index, model: ModelRecord) -> Found:
    """Yield the decisions that made steps of the ladder; most decisions that praise are not on the site."""
    context = index.context(model)
    for number, status in enumerate(model.status):
        if status.directive is None:
            continue
        found = index.directives_named(status.directive, context)
        if len(found) == 1:
            yield Edge(Relation.DECIDED_BY, entry.ref, found[0])
            continue
        where = Location(entry.file, line_of(entry, "status", number, "directive"))
        if found:
            candidates = ", ".join(ref.id for ref in found)
            yield complain("DV302", where, target=status.directive, candidates=candidates)
        else:
            yield complain("DV314", where, target=status.directive)


def _directives(entry: Entry[Record], index: Index, field: str, names: Iterable[str], relation: Relation) -> Found:
    context = index.context(entry.record)
    yield from _linked(entry, field, names, relation, lambda name: index.directives_named(name, context))


def _ids(entry: Entry[Record], index: Index, field: str, kind: Kind, names: Iterable[str], relation: Relation) -> Found:
    def find(name: str) -> tuple[Ref, ...]:
        return (Ref(kind, name),) if Ref(kind, name) in index.entries else ()

    yield from _linked(entry, field, names, relation, find)


def _linked(
    entry: Entry[Record],
    field: str,
    names: Iterable[str],
    relation: Relation,
    find: Callable[[str], Sequence[Ref]],
) -> Found:
    for number, name in enumerate(names):
        found = find(name)
        if len(found) == 1:
            yield Edge(relation, entry.ref, found[0])
            continue
        where = Location(entry.file, line_of(entry, field, number))
        if found:
            yield complain("DV302", where, target=name, candidates=", ".join(ref.id for ref in found))
        else:
            yield complain("DV301", where, target=name, suggestion="")


def _ambiguous(where: Location, name: str, units: Sequence[Locality]) -> Diagnostic:
    candidates = "; ".join(f"{unit.full_name} ({unit.id})" for unit in units[:8])
    return complain("DV203", where, name=name, candidates=candidates)


def _unknown_place(where: Location, name: str, index: Index) -> Diagnostic:
    near = process.extractOne(folded(name), index.gazetteer.by_folded.keys(), score_cutoff=75)
    unit = index.gazetteer.by_folded[near[0]][0] if near else None
    return complain(
        "DV202",
        where,
        name=name,
        suggestion={"vi": f"Có phải «{unit.full_name}»?", "en": f"Did you mean “{unit.full_name}”?"} if unit else "",
    )


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
