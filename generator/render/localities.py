"""The page of an administrative unit: what it is part of, what it was and became, what was done and issued there."""

from collections.abc import Iterator

from generator.entities import Kind, Level, Locality, Page, Ref, Relation
from generator.records import Entry, LocalityRecord, ModelRecord
from generator.render.counts import count_by_field
from generator.render.feeds import locality_feed
from generator.render.lists import LISTED_ON_PAGE, model_list, models_or_list
from generator.render.markdown import body, bullets, facts, heading, section, words
from generator.render.number import day
from generator.render.parts import (
    date_words,
    entity_page,
    evidence_list,
    figure_table,
    lead,
    place_link,
    retired_note,
    section_crumb,
    to,
)
from generator.render.place_maps import province_map
from generator.render.views import Views
from generator.text import sort_key

_COUNTED_FROM = 5
"""Models from which a table of counts tells more than their list."""


def locality_page(unit: Locality, views: Views) -> Page:
    """Return the page of ``unit``, with what people wrote about it if they did."""
    entry = views.site.entries.get(unit.ref)
    record = entry.record if entry and isinstance(entry.record, LocalityRecord) else None
    page, labels = f"dia-phuong/{unit.id}.md", views.labels
    parts = [
        heading(unit.short_name),
        retired_note(record, views),
        _ended(unit, views),
        lead(record),
        facts(_facts(unit, page, views)),
        body(views.site.bodies[unit.ref], page, anchors=False, labels=views.labels) if entry else "",
        section(labels["models_here"], _counts(unit, page, views), _models(unit, page, views), anchor="mo-hinh"),
        _around(unit, views),
        section(labels["models_before"], _inherited(unit, page, views), anchor="mo-hinh-don-vi-cu"),
        province_map(unit, page, views) if unit.level is Level.PROVINCE else "",
        section(labels["figures_of"], figure_table(record.figures, views) if record else "", anchor="so-lieu"),
        section(labels["reports_here"], _linked(unit, Relation.ISSUED_IN, page, views), anchor="bao-cao"),
        section(labels["movements_here"], _located(unit, Kind.MOVEMENT, page, views), anchor="phong-trao"),
        section(labels["directives_here"], _located(unit, Kind.DIRECTIVE, page, views), anchor="van-ban"),
        section(labels["cited_in"], evidence_list(views.citations(unit.ref, Kind.REPORT), page, views), anchor="nhac"),
        section(labels["parts"], _parts(unit, page, views), anchor="don-vi-truc-thuoc"),
    ]
    crumbs = [section_crumb(Kind.LOCALITY, views)]
    crumbs += [(above.short_name, f"dia-phuong/{above.id}.md") for above in reversed(views.chain(unit)[1:])]
    return entity_page(
        unit.ref,
        record,
        views,
        title=unit.full_name,
        body="\n\n".join(part for part in parts if part),
        crumbs=crumbs,
        feed=locality_feed(unit, views),
    )


def _ended(unit: Locality, views: Views) -> str:
    if unit.until is None:
        return ""
    return words(views.labels["historic_note"].format(day=day(unit.until))) + "\n{: .dv-note }"


def _facts(unit: Locality, page: str, views: Views) -> Iterator[tuple[str, str | list[str]]]:
    labels, known = views.labels, views.site.localities
    above = views.chain(unit)[1:]
    yield labels["belongs_to"], place_link(above[0], page, views) if above else ""
    yield labels["replaced_by"], [place_link(known[name], page, views) for name in unit.successors if name in known]
    yield labels["replaced"], ", ".join(to(known[n].ref, page, views) for n in unit.predecessors if n in known)
    yield labels["existed_since"], date_words(unit.since)
    yield labels["existed_until"], date_words(unit.until)
    yield labels["code"], words(unit.code)
    if unit.latitude is not None and unit.longitude is not None:
        yield labels["coordinates"], words(f"{unit.latitude:.4f}, {unit.longitude:.4f}".replace(".", ","))


def _models(unit: Locality, page: str, views: Views) -> str:
    return models_or_list(unit.ref, views.models_in.get(unit.id, ()), page, views)


def _counts(unit: Locality, page: str, views: Views) -> str:
    """Return the models of ``unit`` counted by field, where there are enough to count."""
    models = views.models_in.get(unit.id, ())
    return count_by_field(models, page, views) if len(models) >= _COUNTED_FROM else ""


def _around(unit: Locality, views: Views) -> str:
    """Return the way to what was done near ``unit`` and in places like it."""
    return f'<p><a href="../xa-toi.html?noi={unit.id}">{words(views.labels["my_place_link"])}</a></p>'


def _inherited(unit: Locality, page: str, views: Views) -> str:
    """Return the models of the units this one was formed from, where they are not already its own."""
    own = {entry.ref for entry in views.models_in.get(unit.id, ())}
    found: dict[Ref, Entry[ModelRecord]] = {}
    for name in unit.predecessors:
        found |= {entry.ref: entry for entry in views.models_in.get(name, ()) if entry.ref not in own}
    if not found:
        return ""
    shown = list(found.values())[:LISTED_ON_PAGE]
    more = [to(Ref(Kind.LOCALITY, name), page, views) for name in unit.predecessors if name in views.models_in]
    rest = f"{words(views.labels['all'])}: {', '.join(more)}" if len(found) > len(shown) else ""
    return "\n\n".join(filter(None, [model_list(shown, page, views), rest]))


def _linked(unit: Locality, relation: Relation, page: str, views: Views) -> str:
    return bullets(to(ref, page, views) for ref in views.sources(unit.ref, relation))


def _located(unit: Locality, kind: Kind, page: str, views: Views) -> str:
    refs = [ref for ref in views.sources(unit.ref, Relation.LOCATED_IN) if ref.kind is kind]
    return bullets(to(ref, page, views) for ref in refs[:LISTED_ON_PAGE])


def _parts(unit: Locality, page: str, views: Views) -> str:
    children = [views.site.localities[ref.id] for ref in views.sources(unit.ref, Relation.PART_OF)]
    items = []
    for child in sorted(children, key=lambda one: (one.until is not None, sort_key(one.name), one.id)):
        count = len(views.models_in.get(child.id, ()))
        items.append(to(child.ref, page, views) + (f" ({count})" if count else ""))
    return bullets(items)
