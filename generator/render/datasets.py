"""The rows of the tables published as open data; what the columns mean stands in ``site_config/datasets.yml``.

Guarantees: the same site gives the same rows in the same order, whatever the order of its files; a row has every column
of its table; nothing is computed that a page does not show too, and what an audience may not see is not in the site.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from generator.diagnostics import DanvanError, Location, complain
from generator.entities import Edge, Kind, Locality, Ref, Relation
from generator.records import (
    DirectiveRecord,
    Entry,
    LocalityRecord,
    ModelRecord,
    MovementRecord,
    Origin,
    Period,
    Record,
    ReportRecord,
    Status,
)
from generator.render.address import page_path
from generator.render.views import Views, model_year

Value = str | int | float | bool | date | tuple[str, ...] | None
Row = Mapping[str, Value]


def dataset_subjects(name: str, views: Views) -> Sequence[Ref]:
    """Return whom the rows of a table tell of, in the order of the rows; of some there may be no row, of some several.

    Raises DanvanError (DV001) for a table that the program does not know.
    """
    if name not in _TABLES:
        raise _unknown(name)
    return sorted(_TABLES[name].subjects(views))


def dataset_rows(name: str, subjects: Iterable[Ref], views: Views) -> Iterator[Row]:
    """Yield the rows of a table that tell of ``subjects``, with the columns ``datasets.yml`` gives it, in that order.

    Raises DanvanError (DV001) for a column that the program does not know.
    """
    columns = views.site.tables.datasets[name].columns
    for ref in subjects:
        for row in _TABLES[name].rows(ref, views):
            if unknown := columns.keys() - row.keys():
                raise _unknown(f"{name}.{min(unknown)}")
            yield {column: row[column] for column in columns}


def page_address(ref: Ref, views: Views, anchor: str = "") -> str:
    """Return the address of an entity's page: whole where the site has one, else from the root of the site."""
    path = page_path(ref).removesuffix(".md") + ".html"
    return f"{views.site.tables.settings.address or ''}{path}" + (f"#{anchor}" if anchor else "")


def model_row(entry: Entry[ModelRecord], views: Views) -> Row:
    """Return what is published of one model, by column."""
    record, ref = entry.record, entry.ref
    units = [views.site.localities[place.id] for place in views.targets(ref, Relation.LOCATED_IN)]
    return {
        "name": record.name,
        "field": record.field,
        "holder": record.holder,
        "unit": record.unit,
        **_placed(units),
        "province": views.site.tables.gazetteer.province(units[0]).full_name if units else None,
        "year": model_year(record),
        **_stretch(record.period),
        "step": views.step(record),
        "status": tuple(map(_step, record.status)),
        "effective": record.effective,
        "directives": _ids(views.targets(ref, Relation.CARRIES_OUT)),
        "movements": _ids(views.targets(ref, Relation.JOINS)),
        "reports": _ids(views.targets(ref, Relation.REPORTED_IN)),
        "copy_of": _ids(views.targets(ref, Relation.COPY_OF)),
        "contact": record.contact,
        "sources": tuple(map(_origin, record.sources)),
        "completeness": views.completeness(entry).level,
        "text": entry.body,
        **_shared(record, views),
    }


def _models(ref: Ref, views: Views) -> Iterator[Row]:
    yield model_row(views.model(ref.id), views)


def _directives(ref: Ref, views: Views) -> Iterator[Row]:
    record = cast(DirectiveRecord, views.site.entries[ref].record)
    yield {
        "label": record.label,
        **{name: getattr(record, name) for name in ("type", "number", "date", "system", "issuer", "title")},
        **_issued(_unit(ref, Relation.LOCATED_IN, views)),
        "models": len(views.models_of.get(ref, ())),
        "cited": len({edge.source for edge in views.site.into(ref)}),
        **_shared(record, views),
    }


def _localities(ref: Ref, views: Views) -> Iterator[Row]:
    names = ("id", "code", "type", "name", "full_name", "parent", "since", "until", "latitude", "longitude")
    unit = views.site.localities[ref.id]
    yield {
        **{name: getattr(unit, name) for name in names},
        "level": unit.level.value,
        "predecessors": unit.predecessors,
        "successors": unit.successors,
        "models": len(views.models_in.get(unit.id, ())),
        "url": page_address(unit.ref, views),
    }


def _reports(ref: Ref, views: Views) -> Iterator[Row]:
    record = cast(ReportRecord, views.site.entries[ref].record)
    named = views.site.into(ref, Relation.REPORTED_IN)
    cited = views.site.out(ref, Relation.CITES)
    models = {edge.source for edge in named} | {edge.target for edge in cited}
    yield {
        **{name: getattr(record, name) for name in ("title", "doc_type", "number", "date", "issuer", "digest")},
        **_issued(_unit(ref, Relation.ISSUED_IN, views)),
        **_stretch(record.period),
        "about": _ids(views.targets(ref, Relation.REVIEWS)),
        "source": record.source.file if record.source else None,
        "quality": record.source.quality if record.source else None,
        "models": sum(ref.kind is Kind.MODEL for ref in models),
        **_shared(record, views),
    }


def _movements(ref: Ref, views: Views) -> Iterator[Row]:
    record = cast(MovementRecord, views.site.entries[ref].record)
    yield {
        **{name: getattr(record, name) for name in ("name", "movement_kind", "names", "launched_by", "part_of")},
        **_placed([views.site.localities[place.id] for place in views.targets(ref, Relation.LOCATED_IN)]),
        **_stretch(record.period),
        "directives": _ids(views.targets(ref, Relation.CARRIES_OUT)),
        "models": len(views.models_of.get(ref, ())),
        **_shared(record, views),
    }


def _figures(ref: Ref, views: Views) -> Iterator[Row]:
    names = ("what", "qualifier", "value", "unit", "scope", "field", "measure")
    record = views.site.entries[ref].record
    if not isinstance(record, LocalityRecord | ModelRecord | ReportRecord):
        return
    for number, figure in enumerate(record.figures, start=1):
        yield {
            "record_kind": ref.kind.value,
            "record": ref.id,
            "record_name": views.site.label(ref),
            "row": number,
            **{name: getattr(figure, name) for name in names},
            **_stretch(figure.period),
        }


def _citations(ref: Ref, views: Views) -> Iterator[Row]:
    for edge in sorted(views.site.out(ref), key=_edge_order):
        evidence = edge.evidence
        yield {
            "source_kind": ref.kind.value,
            "source": ref.id,
            "source_name": views.site.label(ref),
            "relation": edge.relation.value,
            "target_kind": edge.target.kind.value,
            "target": edge.target.id,
            "target_name": views.site.label(edge.target),
            "url": page_address(ref, views, evidence.anchor if evidence else ""),
            "sentence": evidence.sentence if evidence else None,
        }


class _Table(NamedTuple):
    """Whom a table tells of, in any order, and the rows that tell of one of them."""

    subjects: Callable[[Views], Iterable[Ref]]
    rows: Callable[[Ref, Views], Iterable[Row]]


def _of(schema: type[Record]) -> Callable[[Views], Iterable[Ref]]:
    return lambda views: (entry.ref for entry in views.site.of_kind(schema))


def _units(views: Views) -> Iterator[Ref]:
    return (unit.ref for unit in views.site.localities.values())


def _records(views: Views) -> Iterator[Ref]:
    return iter(views.site.entries)


def _everything(views: Views) -> Iterable[Ref]:
    return {*views.site.entries, *_units(views)}


_TABLES: Mapping[str, _Table] = {
    "models": _Table(_of(ModelRecord), _models),
    "directives": _Table(_of(DirectiveRecord), _directives),
    "localities": _Table(_units, _localities),
    "reports": _Table(_of(ReportRecord), _reports),
    "movements": _Table(_of(MovementRecord), _movements),
    "figures": _Table(_records, _figures),
    "citations": _Table(_everything, _citations),
}


def _shared(record: Record, views: Views) -> Row:
    names = ("id", "description", "tags", "review", "reviewed_by", "reviewed_on", "updated")
    return {**{name: getattr(record, name) for name in names}, "url": page_address(record.ref, views)}


def _placed(units: Sequence[Locality]) -> Row:
    return {"localities": tuple(unit.id for unit in units), "places": tuple(unit.full_name for unit in units)}


def _issued(unit: Locality | None) -> Row:
    return {"locality": unit.id if unit else None, "place": unit.full_name if unit else None}


def _stretch(period: Period | None) -> Row:
    start, end = (period.start, period.end) if period else (None, None)
    return {"period_start": None if start is None else str(start), "period_end": None if end is None else str(end)}


def _step(status: Status) -> str:
    return " ".join(str(part) for part in (status.step, status.date or status.year) if part)


def _origin(origin: Origin) -> str:
    return ":".join(str(part) for part in (origin.file, origin.sheet, origin.row) if part)


def _unit(ref: Ref, relation: Relation, views: Views) -> Locality | None:
    place = next(iter(views.targets(ref, relation)), None)
    return views.site.localities[place.id] if place else None


def _ids(refs: Sequence[Ref]) -> tuple[str, ...]:
    return tuple(ref.id for ref in refs)


def _edge_order(edge: Edge) -> tuple[str, ...]:
    evidence = (edge.evidence.anchor, edge.evidence.sentence) if edge.evidence else ("", "")
    return (edge.relation, edge.target.kind, edge.target.id, *evidence)


def _unknown(name: str) -> DanvanError:
    return DanvanError(complain("DV001", Location("datasets.yml"), table="datasets.yml", problem=name))
