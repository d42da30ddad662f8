"""How many models the site holds, told apart as the reports tell them: built, recognised, replicated, effective.

Built are those that no source calls made after another model, replicated those that others were made after.

Only what records state is counted, each model once a column; columns are not sums of one another, and records that
were retired are not counted at all. Every table says as of which day. Sizes are bounded: a row a field or a province.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.records import Entry, ModelRecord
from generator.render.lists import field_list, list_path
from generator.render.markdown import link, small, table, words
from generator.render.number import day, number
from generator.render.views import Models, Views

_MEASURED = ("total", "built", "recognised", "replicated", "effective")
"""Columns of every table; their names are labels ``count_…``."""


def count_by_field(models: Models, page: str, views: Views, linked: bool = False) -> str:
    """Return ``models`` counted field by field with a last row of all; ``linked`` leads to the list of each field."""
    tables = views.site.tables
    rows = []
    by_field: dict[str | None, list[Entry[ModelRecord]]] = defaultdict(list)
    for entry in models:
        by_field[entry.record.field].append(entry)
    for field in (*(choice.id for choice in tables.fields), None):
        if own := by_field.get(field):
            name = tables.name_of("fields", field) if field else views.labels["field_unknown"]
            head = link(name, page, list_path(field_list(field), 1)) if linked else words(name)
            rows.append([head, *_counted(own, views)])
    if len(rows) > 1:
        rows.append([f"**{words(views.labels['all'])}**", *_counted(models, views)])
    return _table(views.labels["field"], rows, models, views)


def count_by(rows: Iterable[tuple[str, Models]], head: str, models: Models, views: Views) -> str:
    """Return a row of counts for each of ``rows`` (ready-made name, its models); ``models`` are all of them."""
    return _table(head, [[name, *_counted(own, views)] for name, own in rows if own], models, views)


def as_of(models: Iterable[Entry[ModelRecord]], views: Views) -> str:
    """Return the day of the last change to any of ``models``, as words; empty where no record tells."""
    days = [moment for one in models for moment in (one.record.updated, one.record.reviewed_on) if moment]
    return views.labels["as_of"].format(day=day(max(days))) if days else ""


def _table(head: str, rows: Sequence[Sequence[str]], models: Models, views: Views) -> str:
    if not rows:
        return ""
    labels = views.labels
    columns = [labels[f"count_{name}"] for name in _MEASURED]
    note = " ".join(filter(None, (as_of(models, views), labels["counts_note"])))
    return f"{table([head, *columns], rows, numeric=range(1, len(columns) + 1))}\n\n{small(note)}"


def _counted(models: Sequence[Entry[ModelRecord]], views: Views) -> list[str]:
    """Return how many ``models`` are what each column counts; replicated is also what another model was made after."""
    copied = views.copies_of
    counts = dict.fromkeys(_MEASURED, 0) | {"total": len(models)}
    for entry in models:
        record = entry.record
        steps = {status.step for status in record.status}
        counts["built"] += not record.copy_of
        counts["recognised"] += "recognised" in steps
        counts["replicated"] += "replicated" in steps or entry.ref in copied
        counts["effective"] += record.effective is True
    return [number(count) for count in counts.values()]
