"""The JSON of an inspection: ``danvan-inspect/1``. Offsets are code points of the raw decoded file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.diagnostics import Diagnostic, Language
from generator.document import (
    NO_RAW,
    CleanText,
    FigureCheck,
    FoundDirective,
    FoundFigure,
    FoundLocality,
    FoundModel,
    FoundMovement,
)
from generator.entities import Span
from generator.inspection import Inspection
from generator.tables import Tables
from generator.text import slug

SCHEMA = "danvan-inspect/1"


def inspection_json(found: Inspection, tables: Tables, language: Language = "vi") -> dict[str, Any]:
    """Return ``found`` as JSON values; ``raw[start:end] == surface`` for every place given."""
    source = {"name": found.received.file, "sha256": found.received.sha256, "characters": len(found.received.text)}
    return {
        "schema": SCHEMA,
        "source": source,
        "report": _report(found),
        "text": printed_text(found.document.clean),
        "sections": [
            {"level": one.level, "numbering": one.numbering, "title": one.title, **_raw(one.span, found)}
            for one in found.document.sections
        ],
        "directives": [_directive(one, found) for one in found.directives],
        "localities": [_locality(one, found, tables) for one in found.places],
        "models": [_model(one, found, tables) for one in found.models],
        "movements": [_movement(one, found, tables) for one in found.movements],
        "figures": [_figure(figure, found) for figure in found.figures],
        "figure_checks": [_check(one) for one in found.checks],
        "diagnostics": [_diagnostic(one, language) for one in found.diagnostics],
    }


def printed_text(clean: CleanText) -> str:
    """Return the cleaned text; a table that had no "|" is told as it was printed, a row or a cell a line."""
    lines: list[str] = []
    start = 0
    for line in clean.text.split("\n"):
        origin = clean.origin[start : start + len(line)]
        if line.startswith("|") and origin[0] == NO_RAW:
            lines += _unruled(line, origin, clean.raw)
        else:
            lines.append(line)
        start += len(line) + 1
    return "\n".join(lines)


def _unruled(row: str, origin: Sequence[int], raw: str) -> Iterator[str]:
    """Yield what a row made by cleaning says: its cells in a line, or in as many as they were printed in."""
    cells: list[tuple[int, str]] = []
    start = 1
    for cell in row[1:-1].split("|"):
        places = [place for place in origin[start : start + len(cell)] if place != NO_RAW]
        cells += [(places[0], cell.strip())] if places else []
        start += len(cell) + 1
    said = ""
    for index, (place, words) in enumerate(cells):
        if index and "\n" in raw[cells[index - 1][0] : place]:
            yield said
            said = ""
        said = f"{said} {words}".strip()
    if said:
        yield said


def _report(found: Inspection) -> dict[str, Any]:
    facts, document = found.document.facts, found.document
    period = {"start": facts.period_start, "end": facts.period_end}
    return {
        "doc_type": facts.doc_type,
        "number": facts.number,
        "date": facts.date.isoformat() if facts.date else None,
        "issuer": facts.issuer,
        "title": facts.title,
        "signer": facts.signer,
        "signer_position": facts.signer_position,
        "level": facts.level.value if facts.level else None,
        "locality": facts.locality,
        "period": period if any(period.values()) else None,
        "quality": document.quality,
        "quality_score": round(document.quality_score, 4),
    }


def _directive(one: FoundDirective, found: Inspection) -> dict[str, Any]:
    return {
        "id": one.number or slug(f"{one.type} {one.title or ''}"),
        "number": one.number,
        "type": one.type,
        "date": one.date.isoformat() if one.date else None,
        "issuer": one.issuer,
        "title": one.title,
        "certain": one.certain,
        "mentions": _mentions(one.mentions, found),
    }


def _locality(one: FoundLocality, found: Inspection, tables: Tables) -> dict[str, Any]:
    unit = one.candidates[0]
    mentions = _mentions(one.mentions, found)
    known = unit.id if unit.id in tables.gazetteer.by_id else None
    return {"id": known, "name": unit.full_name, "level": unit.level.value, "mentions": mentions}


def _model(one: FoundModel, found: Inspection, tables: Tables) -> dict[str, Any]:
    return {
        "name": one.name,
        "locality": tables.gazetteer.by_id[one.locality].full_name if one.locality else one.unlisted,
        "field": tables.name_of("fields", one.field).lower() if one.field else None,
        "mentions": _mentions(one.mentions, found),
        "figures": [_figure(figure, found) for figure in one.figures],
    }


def _movement(one: FoundMovement, found: Inspection, tables: Tables) -> dict[str, Any]:
    kind = tables.name_of("movement_kinds", one.kind).lower()
    return {"name": one.name, "kind": kind, "mentions": _mentions(one.mentions, found)}


def _check(one: FigureCheck) -> dict[str, Any]:
    numbers = {"stated": one.stated, "computed": one.computed, "holds": one.holds}
    return {"kind": one.kind, "expression": one.expression, **numbers}


def _raw(span: Span, found: Inspection) -> dict[str, int]:
    raw = found.document.clean.raw_span(span)
    return {"start": raw.start, "end": raw.end}


def _mentions(spans: Iterable[Span], found: Inspection) -> list[dict[str, Any]]:
    return [_surface(span, found) for span in spans]


def _surface(span: Span, found: Inspection) -> dict[str, Any]:
    raw = found.document.clean.raw_span(span)
    return {"start": raw.start, "end": raw.end, "surface": found.received.text[raw.start : raw.end]}


def _figure(figure: FoundFigure, found: Inspection) -> dict[str, Any]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "what": figure.what,
        "qualifier": figure.qualifier,
        "scope": figure.scope,
        "period": figure.period,
        "value_min": figure.low,
        "value_max": figure.high,
        **_surface(figure.span, found),
    }


def _diagnostic(one: Diagnostic, language: Language) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message(language),
        "line": one.location.line,
        "column": one.location.column,
    }
