"""What a handbook says, as plain data: cover, a chapter a field, models with their sources, directives and reports.

A model the sources say little of takes a few lines; sources are numbered, and told in full once, at the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.entities import Kind, Locality, Ref, Relation
from generator.handbook.prose import prose
from generator.records import Entry, Figure, ModelRecord, ReportRecord, Review, Status
from generator.render.number import day, number, quantity, years
from generator.render.parts import issue_words, quoted
from generator.render.views import Models, Views
from generator.site import Site
from generator.text import sort_key

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which models go into a handbook: of a place and the units below and before it, of a field; None means all."""

    place: Locality | None = None
    field: str | None = None


def chosen_models(site: Site, choice: Choice) -> Models:
    """Return the models of ``choice`` in Vietnamese alphabetical order; retired ones are left out."""
    views = Views(site)
    found = views.models
    if choice.place is not None:
        units = (choice.place.id, *choice.place.predecessors)
        here = {entry.ref for unit in units for entry in views.models_in.get(unit, ())}
        found = tuple(entry for entry in found if entry.ref in here)
    if choice.field is not None:
        found = tuple(entry for entry in found if entry.record.field == choice.field)
    return tuple(entry for entry in found if entry.record.review is not Review.RETIRED)


def handbook_data(site: Site, choice: Choice, models: Models) -> Data:
    """Return what the typesetter is given for a handbook of ``models``: strings, lists and mappings only."""
    views, tables = Views(site), site.tables
    reports = _reports(models, views)
    numbers = {entry.ref: number for number, entry in enumerate(reports, 1)}
    changed = [entry.record.updated for entry in models if entry.record.updated]
    return {
        "labels": {key: value for key, value in tables.labels.items() if key.startswith("handbook_")},
        "title": tables.labels["handbook"],
        "subject": [
            *([choice.place.full_name] if choice.place else []),
            *([f"{tables.labels['field']}: {tables.name_of('fields', choice.field)}"] if choice.field else []),
        ],
        "publisher": tables.settings.name,
        "count": tables.labels["handbook_count"].format(count=number(len(models))),
        "state": tables.labels["handbook_state"].format(day=day(max(changed))) if changed else "",
        "chapters": list(_chapters(models, numbers, views)),
        "directives": _directives(models, views),
        "reports": [_report(entry.record) for entry in reports],
    }


def _chapters(models: Models, numbers: Mapping[Ref, int], views: Views) -> Iterator[Data]:
    """Yield a chapter for each field in the order of its table, then the models of none."""
    names = {choice.id: choice.name for choice in views.site.tables.fields}
    for field in (*names, None):
        here = [entry for entry in models if entry.record.field == field]
        if here:
            title = names[field] if field else views.labels["handbook_other"]
            yield {"title": title, "models": [_model(entry, numbers, views) for entry in here]}


def _model(entry: Entry[ModelRecord], numbers: Mapping[Ref, int], views: Views) -> Data:
    record, told = entry.record, views.completeness(entry)
    missing = views.labels["incomplete"].format(parts=", ".join(told.missing)) if told.missing else ""
    return {
        "name": record.name,
        "lead": record.description or "",
        "facts": [[label, value] for label, value in _facts(entry, views) if value],
        "blocks": prose(entry.body),
        "figures": [_figure(figure) for figure in record.figures],
        "sources": list(_sources(entry.ref, numbers, views)),
        "missing": missing,
        "brief": told.level == "stub",
    }


def _facts(entry: Entry[ModelRecord], views: Views) -> Iterator[tuple[str, str]]:
    record, labels = entry.record, views.labels
    places = (views.site.localities[ref.id].full_name for ref in views.targets(entry.ref, Relation.LOCATED_IN))
    movements = (views.site.label(ref) for ref in views.targets(entry.ref, Relation.JOINS))
    yield labels["place"], "; ".join(places)
    yield labels["holder"], labels[record.holder] if record.holder else ""
    yield labels["unit"], record.unit or ""
    yield labels["period"], years(record.period)
    yield labels["status"], "; ".join(_step(status, views) for status in record.status)
    yield labels["joins"], "; ".join(movements)
    yield (
        labels["carries_out"],
        "; ".join(views.site.label(ref) for ref in views.targets(entry.ref, Relation.CARRIES_OUT)),
    )
    yield labels["contact"], record.contact or ""
    yield labels["review"], labels[record.review]


def _step(status: Status, views: Views) -> str:
    when = day(status.date or status.year)
    return views.site.tables.name_of("steps", status.step) + (f" ({when})" if when else "")


def _figure(figure: Figure) -> Mapping[str, str]:
    about = "; ".join(part for part in (figure.scope, years(figure.period)) if part)
    return {"what": figure.what, "value": quantity(figure), "about": about}


def _directives(models: Models, views: Views) -> list[str]:
    """Return every directive the models carry out as it is cited, each once."""
    refs = {ref for entry in models for ref in views.targets(entry.ref, Relation.CARRIES_OUT)}
    records = (views.site.entries[ref].record for ref in refs)
    return sorted((f"{record.label} {issue_words(record)}".strip() for record in records), key=sort_key)


def _sources(ref: Ref, numbers: Mapping[Ref, int], views: Views) -> Iterator[Data]:
    for edge in views.citations(ref, Kind.REPORT):
        sentence = quoted(edge.evidence.sentence) if edge.evidence else ""
        yield {"number": numbers[edge.source], "sentence": sentence}


def _reports(models: Models, views: Views) -> list[Entry[ReportRecord]]:
    """Return the reports that tell of ``models``, in Vietnamese order; their turn is the number sources go by."""
    refs = {edge.source for entry in models for edge in views.citations(entry.ref, Kind.REPORT)}
    found = (entry for entry in views.listed(ReportRecord) if entry.ref in refs)
    return sorted(found, key=lambda entry: (sort_key(entry.record.title), entry.record.id))


def _report(record: ReportRecord) -> str:
    named = " ".join(part for part in (record.doc_type, record.number) if part)
    issued = " ".join(part for part in (named, issue_words(record)) if part)
    return f"{record.title} ({issued})" if issued else record.title
