"""The page of a directive: facts, relations, its cascade from the centre to the communes, who cites and who acts."""

from collections.abc import Iterator

from generator.entities import Kind, Page, Ref, Relation
from generator.records import DirectiveRecord, Entry
from generator.render.cascade import cascade
from generator.render.lists import decided_list, models_or_list
from generator.render.markdown import body, bullets, facts, heading, section, words
from generator.render.parts import (
    date_words,
    directive_line,
    entity_page,
    evidence_list,
    place_link,
    retired_note,
    review_line,
    section_crumb,
    to,
)
from generator.render.views import Views

_RELATIONS = (
    Relation.BASED_ON,
    Relation.CARRIES_OUT,
    Relation.GUIDES,
    Relation.AMENDS,
    Relation.REPLACES,
    Relation.REPEALS,
    Relation.REVIEWS,
)
_CITING = (Kind.REPORT, Kind.MODEL, Kind.MOVEMENT, Kind.LOCALITY)


def directive_page(entry: Entry[DirectiveRecord], views: Views) -> Page:
    """Return the page of one directive."""
    record, labels = entry.record, views.labels
    page = f"van-ban/{record.id}.md"
    acting = (*views.sources(entry.ref, Relation.CARRIES_OUT), *views.sources(entry.ref, Relation.REVIEWS))
    models = views.models_of.get(entry.ref, ())
    parts = [
        heading(record.label),
        retired_note(record, views),
        words(record.title) + "\n{: .dv-lead }" if record.title and record.number else "",
        facts(_facts(entry, page, views)),
        body(views.site.bodies[entry.ref], page, anchors=False, labels=views.labels),
        section(labels["relations"], facts(_relations(entry, page, views)), anchor="quan-he"),
        section(labels["cascade"], cascade(entry, page, views), anchor="cac-cap"),
        section(labels["models_carrying_out"], models_or_list(entry.ref, models, page, views), anchor="mo-hinh"),
        section(labels["models_decided"], _decided(entry.ref, page, views), anchor="quyet-dinh"),
        section(
            labels["carried_out_by"],
            bullets(_acting(ref, page, views) for ref in acting if ref.kind not in (Kind.DIRECTIVE, Kind.MODEL)),
            anchor="thuc-hien",
        ),
        section(
            labels["cited_in"], evidence_list(views.citations(entry.ref, *_CITING), page, views), anchor="nhac-den"
        ),
    ]
    return entity_page(
        entry.ref,
        record,
        views,
        title=record.label,
        body="\n\n".join(part for part in parts if part),
        description=record.description or " ".join(filter(None, (record.label, record.title))),
        crumbs=[section_crumb(Kind.DIRECTIVE, views)],
    )


def _facts(entry: Entry[DirectiveRecord], page: str, views: Views) -> Iterator[tuple[str, str]]:
    record, labels = entry.record, views.labels
    place = next(iter(views.targets(entry.ref, Relation.LOCATED_IN)), None)
    yield labels["type"], words(record.type)
    yield labels["number"], words(record.number or labels["unnumbered"])
    yield labels["date"], date_words(record.date)
    yield labels["issuer"], words(record.issuer or "")
    yield labels["locality"], place_link(views.site.localities[place.id], page, views) if place else ""
    yield labels["system"], labels[record.system] if record.system else ""
    yield labels["review"], review_line(record, views)


def _relations(entry: Entry[DirectiveRecord], page: str, views: Views) -> Iterator[tuple[str, list[str]]]:
    for relation in _RELATIONS:
        targets = views.targets(entry.ref, relation)
        yield views.labels[relation.value], [directive_line(ref, page, views) for ref in targets]
        sources = [ref for ref in views.sources(entry.ref, relation) if ref.kind is Kind.DIRECTIVE]
        label = "carried_out_by" if relation is Relation.CARRIES_OUT else f"{relation.value}_by"
        yield views.labels[label], [directive_line(ref, page, views) for ref in sources]


def _decided(ref: Ref, page: str, views: Views) -> str:
    """Return the models that this directive recognised, spread or rewarded."""
    models = views.decided_by.get(ref, ())
    return models_or_list(ref, models, page, views, decided_list(ref))


def _acting(ref: Ref, page: str, views: Views) -> str:
    return f"{views.labels[ref.kind.value]}: {to(ref, page, views)}"
