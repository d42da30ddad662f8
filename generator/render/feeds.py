"""Which news feeds the site has and what stands in each: models new or changed, the latest first.

A model stands under the day that front matter gives its last change, its review or its last step; one without any day
is no news. The same site gives the same feeds: no clock is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator.entities import Level, Locality, Ref
from generator.records import Entry, ModelRecord
from generator.render.number import day
from generator.render.views import Models, Views
from generator.text import sort_key

LENGTH = 50
"""Entries of one feed: a reader asks again long before so many are new."""


@dataclass(frozen=True, slots=True)
class Feed:
    """``path`` is where it stands below the site's root, ``page`` the page it is the news of."""

    path: str
    title: str
    page: str
    entries: tuple[tuple[date, Entry[ModelRecord]], ...]


def feeds(views: Views) -> Iterator[Feed]:
    """Yield every feed: of all models, of each field, of each province with models."""
    yield whole_feed(views)
    for field in views.site.tables.fields:
        yield field_feed(field.id, views)
    for unit in sorted(views.site.localities.values(), key=lambda one: (sort_key(one.name), one.id)):
        if feed := locality_feed(unit, views):
            yield feed


def whole_feed(views: Views) -> Feed:
    """Return the feed of all models."""
    title = f"{views.site.tables.settings.name}: {views.labels['models']}"
    return Feed("tin/mo-hinh.xml", title, "mo-hinh/index.md", _latest(views.models))


def field_feed(field: str, views: Views) -> Feed:
    """Return the feed of one of the four fields."""
    title = f"{views.site.tables.settings.name}: {views.site.tables.name_of('fields', field)}"
    return Feed(f"tin/linh-vuc-{field}.xml", title, f"linh-vuc/{field}.md", _latest(views.by_field.get(field, ())))


def locality_feed(unit: Locality, views: Views) -> Feed | None:
    """Return the feed of a province, models of the provinces it was formed from included; None without models."""
    if unit.level is not Level.PROVINCE:
        return None
    places = (unit.id, *unit.predecessors)
    models: dict[Ref, Entry[ModelRecord]] = {
        entry.ref: entry for entry in chain.from_iterable(views.models_in.get(place, ()) for place in places)
    }
    if not models:
        return None
    ended = f" ({views.labels['until']} {day(unit.until)})" if unit.until else ""
    title = f"{views.site.tables.settings.name}: {unit.full_name}{ended}"
    return Feed(f"tin/{unit.id}.xml", title, f"dia-phuong/{unit.id}.md", _latest(tuple(models.values())))


def feed_facts(feed: Feed | None) -> dict[str, object]:
    """Return the front matter by which a page tells of its feed."""
    return {"feed": feed.path, "feed_title": feed.title} if feed else {}


def changed_on(record: ModelRecord) -> date | None:
    """Return the day of the last news of a model."""
    steps = [status.date for status in record.status if status.date]
    return record.updated or record.reviewed_on or max(steps, default=None)


def _latest(models: Models) -> tuple[tuple[date, Entry[ModelRecord]], ...]:
    dated = [(day, entry) for entry in models if (day := changed_on(entry.record))]
    return tuple(sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].record.id))[:LENGTH])
