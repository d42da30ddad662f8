"""The page of a movement: what kind it is, where and when, its directives, its models, who writes of it."""

from collections.abc import Iterator

from generator.entities import Kind, Page, Relation
from generator.records import Entry, MovementRecord
from generator.render.lists import models_or_list
from generator.render.markdown import body, bullets, facts, heading, section, words
from generator.render.number import years
from generator.render.parts import (
    directive_line,
    entity_page,
    evidence_list,
    lead,
    place_link,
    retired_note,
    review_line,
    section_crumb,
    to,
)
from generator.render.views import Views


def movement_page(entry: Entry[MovementRecord], views: Views) -> Page:
    """Return the page of one movement."""
    record, labels = entry.record, views.labels
    page = f"phong-trao/{record.id}.md"
    models = views.models_of.get(entry.ref, ())
    parts = [
        heading(record.name),
        retired_note(record, views),
        lead(record),
        facts(_facts(entry, page, views)),
        body(views.site.bodies[entry.ref], page, anchors=False, labels=views.labels),
        section(
            labels["members"],
            models_or_list(entry.ref, models, page, views),
            anchor="mo-hinh",
        ),
        section(
            labels["movement_parts"],
            bullets(to(ref, page, views) for ref in views.sources(entry.ref, Relation.PART_OF)),
            anchor="thanh-phan",
        ),
        section(
            labels["cited_in"],
            evidence_list(views.citations(entry.ref, Kind.REPORT), page, views),
            anchor="nhac-den",
        ),
    ]
    return entity_page(
        entry.ref,
        record,
        views,
        title=record.name,
        body="\n\n".join(part for part in parts if part),
        crumbs=[section_crumb(Kind.MOVEMENT, views)],
    )


def _facts(entry: Entry[MovementRecord], page: str, views: Views) -> Iterator[tuple[str, str | list[str]]]:
    record, labels = entry.record, views.labels
    places = views.targets(entry.ref, Relation.LOCATED_IN)
    yield labels["kind"], words(views.site.tables.name_of("movement_kinds", record.movement_kind))
    yield labels["also_called"], words("; ".join(record.names))
    yield labels["locality"], [place_link(views.site.localities[ref.id], page, views) for ref in places]
    yield labels["launched_by"], words(record.launched_by or "")
    yield labels["period"], words(years(record.period))
    yield labels["part_of"], [to(ref, page, views) for ref in views.targets(entry.ref, Relation.PART_OF)]
    directives = views.targets(entry.ref, Relation.CARRIES_OUT)
    yield labels["carries_out"], [directive_line(ref, page, views) for ref in directives]
    yield labels["review"], review_line(record, views)
