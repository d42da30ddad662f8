"""One model as JSON: all that its page tells, for programs. It stands beside the page under the same name."""

import json
from datetime import date

from generator.entities import Edge, Kind
from generator.records import Entry, Figure, ModelRecord, Period, Status
from generator.render.datasets import Row, Value, model_row, page_address
from generator.render.views import Views

_VALUE = json.JSONEncoder(ensure_ascii=False)


def model_json(entry: Entry[ModelRecord], views: Views) -> str:
    """Return the JSON of a model, a line a key: its row of the table ``models``, steps, figures and who cites it."""
    record, settings = entry.record, views.site.tables.settings
    published = views.site.tables.datasets["models"].columns
    row = model_row(entry, views)
    told: dict[str, object] = {
        **plain_row({name: row[name] for name in published if name in row}),
        "status": [_step(status) for status in record.status],
        "figures": [_figure(figure) for figure in record.figures],
        "cited_in": [_citation(edge, views) for edge in views.citations(entry.ref, Kind.REPORT)],
        "licence": settings.licence and settings.licence.name,
        "attribution": settings.attribution,
    }
    lines = (f"{_VALUE.encode(name)}: {_VALUE.encode(value)}" for name, value in _filled(told).items())
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def plain_row(row: Row) -> dict[str, object]:
    """Return a row with days as ISO 8601 and several values as lists: what JSON can hold."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _filled(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None and value not in ("", [])}


def _step(status: Status) -> dict[str, object]:
    return _filled(status.model_dump(mode="json", exclude={"audience"}))


def _figure(figure: Figure) -> dict[str, object]:
    period = figure.period or Period()
    return _filled(
        {
            **figure.model_dump(mode="json", exclude={"period", "audience"}),
            "period_start": period.start and str(period.start),
            "period_end": period.end and str(period.end),
        }
    )


def _citation(edge: Edge, views: Views) -> dict[str, object]:
    evidence = edge.evidence
    return _filled(
        {
            "report": edge.source.id,
            "name": views.site.label(edge.source),
            "url": page_address(edge.source, views, evidence.anchor if evidence else ""),
            "sentence": evidence.sentence if evidence else None,
        }
    )
