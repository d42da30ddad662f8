"""Lists of models, as many pages as they need: no page grows with the number of models."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.entities import Kind, Page, Ref, Relation
from generator.records import Entry, ModelRecord
from generator.render.address import FOLDERS
from generator.render.markdown import bullets, link, small, words
from generator.render.number import number
from generator.render.parts import hub_page, section_crumb, to
from generator.render.views import Models, Views

PER_PAGE = 100
LISTED_ON_PAGE = 30
"""Models shown on a page about something else before it leads to a list of its own."""


def list_path(name: str, turn: int) -> str:
    """Return the path of one page of a list."""
    return f"danh-sach/{name}-{turn}.md"


def model_list(models: Iterable[Entry[ModelRecord]], page: str, views: Views) -> str:
    """Return a list of models: the name, linked, and under it the place and field."""
    return bullets((model_item(entry, page, views) for entry in models), "dv-item")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: the ``turn``-th of ``turns``, from 1, with the ids of the models it shows."""

    name: str
    title: str
    turn: int
    turns: int
    models: tuple[str, ...]

    @property
    def path(self) -> str:
        return list_path(self.name, self.turn)


def list_page(shown: ListPage, views: Views) -> Page:
    """Return one page of a list of models, linked to the one before and after."""
    heading = shown.title if shown.turns == 1 else f"{shown.title} ({shown.turn}/{shown.turns})"
    parts = [
        model_list(map(views.model, shown.models), shown.path, views) or words(views.labels["list_empty"]),
        _turning(shown, views),
    ]
    crumbs = [list(section_crumb(Kind.MODEL, views))]
    return hub_page(shown.path, heading, parts, kind="list", breadcrumbs=crumbs)


def model_lists(views: Views) -> Iterator[ListPage]:
    """Yield the pages of every list: all models, and those of each field, place with many, year and step."""
    for name, title, models in _lists(views):
        turns = max(1, -(-len(models) // PER_PAGE))
        for turn in range(1, turns + 1):
            shown = models[(turn - 1) * PER_PAGE : turn * PER_PAGE]
            yield ListPage(name, title, turn, turns, tuple(entry.record.id for entry in shown))


def _lists(views: Views) -> Iterator[tuple[str, str, Models]]:
    tables, labels = views.site.tables, views.labels
    yield "mo-hinh", labels["all_models"], views.models
    for field in (*(choice.id for choice in tables.fields), None):
        name = tables.name_of("fields", field) if field else labels["field_unknown"]
        yield field_list(field), f"{labels['models']}: {name}", views.by_field.get(field, ())
    for year, models in sorted(views.by_year.items(), key=lambda pair: pair[0] or 0):
        title = f"{labels['models']}: {year or labels['year_unknown']}"
        yield year_list(year), title, models
    for step, models in sorted(views.by_step.items(), key=lambda pair: pair[0] or ""):
        name = tables.name_of("steps", step) if step else labels["status_unknown"]
        yield step_list(step), f"{labels['models']}: {name}", models
    groups = {Ref(Kind.LOCALITY, place): models for place, models in views.models_in.items()} | {**views.models_of}
    for ref, models in groups.items():
        if len(models) > LISTED_ON_PAGE:
            unit = views.site.localities.get(ref.id) if ref.kind is Kind.LOCALITY else None
            title = f"{labels['models']}: {unit.full_name if unit else views.site.label(ref)}"
            yield _list_of(ref), title, models
    for ref, models in views.decided_by.items():
        if len(models) > LISTED_ON_PAGE:
            title = f"{labels['models_decided']}: {views.site.label(ref)}"
            yield decided_list(ref), title, models


def models_or_list(ref: Ref, models: Models, page: str, views: Views, name: str = "") -> str:
    """Return the models that belong to ``ref``, or the first of them and the way to a list of their own (``name``)."""
    shown = model_list(models[:LISTED_ON_PAGE], page, views)
    if len(models) <= LISTED_ON_PAGE:
        return shown
    label = f"{views.labels['all_models']} ({number(len(models))})"
    return f"{shown}\n\n{link(label, page, list_path(name or _list_of(ref), 1))}"


def field_list(field: str | None) -> str:
    return f"linh-vuc-{field or 'chua-ro'}"


def year_list(year: int | None) -> str:
    return f"nam-{year or 'chua-ro'}"


def step_list(step: str | None) -> str:
    return f"trang-thai-{step or 'chua-ro'}"


def decided_list(ref: Ref) -> str:
    return f"quyet-dinh-{ref.id}"


def _list_of(ref: Ref) -> str:
    return f"{FOLDERS[ref.kind]}-{ref.id}"


def _turning(shown: ListPage, views: Views) -> str:
    links: Sequence[str] = [
        link(views.labels[label], shown.path, list_path(shown.name, other))
        for label, other in (("previous", shown.turn - 1), ("next", shown.turn + 1))
        if 1 <= other <= shown.turns
    ]
    return " · ".join(links) + "\n{: .dv-turning }" if links else ""


def model_item(entry: Entry[ModelRecord], page: str, views: Views) -> str:
    """Return one line of a list: the name of a model, linked, its place and field."""
    place = next(iter(views.targets(entry.ref, Relation.LOCATED_IN)), None)
    more = [views.site.localities[place.id].full_name] if place else []
    if entry.record.field:
        more.append(views.site.tables.name_of("fields", entry.record.field))
    more.append(views.labels[views.completeness(entry).level].lower())
    return f"{to(entry.ref, page, views)} {small(' · '.join(more))}".rstrip()
