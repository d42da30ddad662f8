"""How many models the site holds, told apart as the reports tell them: built, recognised, replicated, effective.

Built are those that no source calls made after another model, replicated those that others were made after.

Only what records state is counted, each model once a column; columns are not sums of one another, and records that
were retired are not counted at all. Every table says as of which day. Sizes are bounded: a row a field or a province.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.entities import Relation
from generator.records import Entry, ModelRecord, Review
from generator.render.lists import field_list, list_path
from generator.render.markdown import link, small, table, words
from generator.render.number import day, number
from generator.render.views import Models, Views


def count_by_field(models: Models, page: str, views: Views, linked: bool = False) -> str:
    """Return ``models`` counted field by field with a last row of all; ``linked`` leads to the list of each field."""
    tables = views.site.tables
    rows = []
    for field in (*(choice.id for choice in tables.fields), None):
        own = [entry for entry in models if entry.record.field == field]
        if own:
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
    return [number(sum(measured(entry, views) for entry in models)) for measured in _MEASURED.values()]


def _is_recognised(entry: Entry[ModelRecord], _: Views) -> bool:
    return any(status.step == "recognised" for status in entry.record.status)


def _is_replicated(entry: Entry[ModelRecord], views: Views) -> bool:
    """True if a source says so, or if the site knows a model that was made after this one."""
    said = any(status.step == "replicated" for status in entry.record.status)
    copies = (views.site.entries[edge.source].record for edge in views.site.into(entry.ref, Relation.COPY_OF))
    return said or any(copy.review is not Review.RETIRED for copy in copies)


_MEASURED: Mapping[str, Callable[[Entry[ModelRecord], Views], bool]] = {
    "total": lambda *_: True,
    "built": lambda entry, _: not entry.record.copy_of,
    "recognised": _is_recognised,
    "replicated": _is_replicated,
    "effective": lambda entry, _: entry.record.effective is True,
}
