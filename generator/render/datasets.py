"""The rows of the tables published as open data; what the columns mean stands in ``site_config/datasets.yml``.

Guarantees: the same site gives the same rows in the same order, whatever the order of its files; a row has every column
of its table; nothing is computed that a page does not show too, and what an audience may not see is not in the site.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

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


def dataset_rows(name: str, views: Views) -> Iterator[Row]:
    """Yield the rows of a table, with the columns ``datasets.yml`` gives it, in that order.

    Raises DanvanError (DV001) for a table or column that the program does not know.
    """
    columns = views.site.tables.datasets[name].columns
    if name not in _ROWS:
        raise _unknown(name)
    for row in _ROWS[name](views):
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


def _models(views: Views) -> Iterator[Row]:
    return (model_row(entry, views) for entry in sorted(views.site.of_kind(ModelRecord), key=_by_id))


def _directives(views: Views) -> Iterator[Row]:
    for entry in sorted(views.site.of_kind(DirectiveRecord), key=_by_id):
        record = entry.record
        unit = _unit(entry.ref, Relation.LOCATED_IN, views)
        yield {
            "label": record.label,
            **{name: getattr(record, name) for name in ("type", "number", "date", "system", "issuer", "title")},
            **_issued(unit),
            "models": len(views.models_of.get(entry.ref, ())),
            "cited": len({edge.source for edge in views.site.into(entry.ref)}),
            **_shared(record, views),
        }


def _localities(views: Views) -> Iterator[Row]:
    names = ("id", "code", "type", "name", "full_name", "parent", "since", "until", "latitude", "longitude")
    for unit in sorted(views.site.localities.values(), key=lambda one: one.id):
        yield {
            **{name: getattr(unit, name) for name in names},
            "level": unit.level.value,
            "predecessors": unit.predecessors,
            "successors": unit.successors,
            "models": len(views.models_in.get(unit.id, ())),
            "url": page_address(unit.ref, views),
        }


def _reports(views: Views) -> Iterator[Row]:
    for entry in sorted(views.site.of_kind(ReportRecord), key=_by_id):
        record = entry.record
        unit = _unit(entry.ref, Relation.ISSUED_IN, views)
        named = views.site.into(entry.ref, Relation.REPORTED_IN)
        cited = views.site.out(entry.ref, Relation.CITES)
        models = {edge.source for edge in named} | {edge.target for edge in cited}
        yield {
            **{name: getattr(record, name) for name in ("title", "doc_type", "number", "date", "issuer", "digest")},
            **_issued(unit),
            **_stretch(record.period),
            "about": _ids(views.targets(entry.ref, Relation.REVIEWS)),
            "source": record.source.file if record.source else None,
            "quality": record.source.quality if record.source else None,
            "models": sum(ref.kind is Kind.MODEL for ref in models),
            **_shared(record, views),
        }


def _movements(views: Views) -> Iterator[Row]:
    for entry in sorted(views.site.of_kind(MovementRecord), key=_by_id):
        record = entry.record
        yield {
            **{name: getattr(record, name) for name in ("name", "movement_kind", "names", "launched_by", "part_of")},
            **_placed([views.site.localities[ref.id] for ref in views.targets(entry.ref, Relation.LOCATED_IN)]),
            **_stretch(record.period),
            "directives": _ids(views.targets(entry.ref, Relation.CARRIES_OUT)),
            "models": len(views.models_of.get(entry.ref, ())),
            **_shared(record, views),
        }


def _figures(views: Views) -> Iterator[Row]:
    names = ("what", "qualifier", "value", "unit", "scope", "field", "measure")
    records = [entry.record for entry in views.site.entries.values()]
    told = [one for one in records if isinstance(one, LocalityRecord | ModelRecord | ReportRecord)]
    for record in sorted(told, key=lambda one: (one.kind.value, one.id)):
        for number, figure in enumerate(record.figures, start=1):
            yield {
                "record_kind": record.kind.value,
                "record": record.id,
                "record_name": views.site.label(record.ref),
                "row": number,
                **{name: getattr(figure, name) for name in names},
                **_stretch(figure.period),
            }


def _citations(views: Views) -> Iterator[Row]:
    for edge in _every_edge(views):
        evidence = edge.evidence
        yield {
            "source_kind": edge.source.kind.value,
            "source": edge.source.id,
            "source_name": views.site.label(edge.source),
            "relation": edge.relation.value,
            "target_kind": edge.target.kind.value,
            "target": edge.target.id,
            "target_name": views.site.label(edge.target),
            "url": page_address(edge.source, views, evidence.anchor if evidence else ""),
            "sentence": evidence.sentence if evidence else None,
        }


_ROWS: Mapping[str, Callable[[Views], Iterator[Row]]] = {
    "models": _models,
    "directives": _directives,
    "localities": _localities,
    "reports": _reports,
    "movements": _movements,
    "figures": _figures,
    "citations": _citations,
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


def _by_id(entry: Entry[Record]) -> str:
    return entry.record.id


def _every_edge(views: Views) -> Iterator[Edge]:
    units = (unit.ref for unit in views.site.localities.values())
    for source in sorted({*views.site.entries, *units}):
        yield from sorted(views.site.out(source), key=_edge_order)


def _edge_order(edge: Edge) -> tuple[str, ...]:
    evidence = (edge.evidence.anchor, edge.evidence.sentence) if edge.evidence else ("", "")
    return (edge.relation, edge.target.kind, edge.target.id, *evidence)


def _unknown(name: str) -> DanvanError:
    return DanvanError(complain("DV001", Location("datasets.yml"), table="datasets.yml", problem=name))
