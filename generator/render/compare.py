"""What the comparison says of each model, as scripts of a few models each.

A page loads a script with a ``<script>`` element, so that comparing works from a disk (file://) as well. Guarantees: a
model is always in the script its id leads to (``shard_of``), so that a changed model changes one script; the same
models in any order give the same bytes; plain text only.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.entities import Kind, Relation
from generator.markdown import BlockKind, heading_text, spoken
from generator.records import Entry, ModelRecord
from generator.render.number import day, quantity, years
from generator.render.sections import INTRO, OTHER, parts_of
from generator.render.views import Views
from generator.site import Body
from generator.text import squeeze

CALL = "danvanCompare"
"""Global function a script calls with its models; the page defines it before it loads one."""
SHARDS = 256
_LONGEST = 700
_SECTIONS = ("problem", "goals", "method", OTHER, "people", "force", "time", "resources", "results")
_LASTING = ("lasting", "lessons")


def shard_of(model_id: str) -> int:
    """Return the number of the script that holds a model: FNV-1a (32 bits) of its ASCII id, as the page computes it."""
    value = 0x811C9DC5
    for byte in model_id.encode("ascii"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % SHARDS


def shards(models: Iterable[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the number of each script that holds a model, with the ids of those it holds, in order."""
    held: dict[int, list[str]] = defaultdict(list)
    for model in models:
        held[shard_of(model)].append(model)
    for number, ids in sorted(held.items()):
        yield number, tuple(sorted(ids))


def compare_script(models: Sequence[str], views: Views) -> str:
    """Return the script that tells of the models of these ids, at least one."""
    told = {model: _compared(views.model(model), views) for model in models}
    labels = [label for label, _ in _rows(views.model(models[0]), views)]
    return f"{CALL}({_json(labels)},{_json(told)});\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _compared(entry: Entry[ModelRecord], views: Views) -> Mapping[str, object]:
    """Return the name of a model and the values of each row, in the order of its page, as many rows for every model."""
    return {
        "name": entry.record.name,
        "rows": [[value for value in values if value] for _, values in _rows(entry, views)],
    }


def _rows(entry: Entry[ModelRecord], views: Views) -> Iterator[tuple[str, Iterable[str]]]:
    record, labels, tables = entry.record, views.labels, views.site.tables
    told = parts_of(views.site.bodies[entry.ref], tables)
    yield labels["what_it_is"], [record.description or _words(told.get(INTRO))]
    places = views.targets(entry.ref, Relation.LOCATED_IN)
    yield labels["place"], [views.site.localities[ref.id].full_name for ref in places]
    yield labels["field"], [tables.name_of("fields", record.field)] if record.field else []
    yield labels["holder"], [labels[record.holder]] if record.holder else []
    yield labels["unit"], [record.unit or ""]
    yield labels["period"], [years(record.period)]
    yield from _told(told, _SECTIONS, views)
    yield labels["model_figures"], [f"{figure.what}: {quantity(figure)}" for figure in record.figures]
    yield from _told(told, _LASTING, views)
    for label, relation in (("carries_out", Relation.CARRIES_OUT), ("joins", Relation.JOINS)):
        yield labels[label], [views.site.label(ref) for ref in views.targets(entry.ref, relation)]
    yield labels["status"], [_step(status.step, status.date or status.year, views) for status in record.status]
    effective = "" if record.effective is None else labels["yes" if record.effective else "no"]
    yield labels["effective"], [effective]
    yield labels["sources"], [views.site.label(edge.source) for edge in views.citations(entry.ref, Kind.REPORT)]
    yield labels["completeness"], [labels[views.completeness(entry).level]]
    yield labels["review"], [labels[record.review]]


def _told(told: Mapping[str, Body], names: Iterable[str], views: Views) -> Iterator[tuple[str, list[str]]]:
    for name in names:
        label = views.labels["other_sections"] if name == OTHER else views.site.tables.name_of("model_sections", name)
        yield label, [_words(told.get(name))]


def _step(step: str, moment: object, views: Views) -> str:
    name = views.site.tables.name_of("steps", step)
    return f"{name} ({day(moment)})" if moment else name  # type: ignore[arg-type]


def _words(part: Body | None) -> str:
    """Return a part as running text without its headings, cut at the end of a word when it is long."""
    if part is None:
        return ""
    texts = [
        part.text[block.span.start : block.span.end] for block in part.blocks if block.kind is not BlockKind.HEADING
    ]
    text = squeeze(" ".join(heading_text(spoken(one)).lstrip("-*+> ") for one in texts))
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
