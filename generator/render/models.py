"""The page of a model, in the order people ask: what it is; where, when, who; why; how; with what; what came of it;
what keeps it going; which directive it carries out; sources with their sentences; whom to ask; status and review.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.entities import Kind, Page, Relation
from generator.markdown import spoken
from generator.records import Entry, ModelRecord
from generator.render.copies import copies
from generator.render.ladder import current_step, ladder
from generator.render.linked_data import model_node
from generator.render.markdown import body, bullets, facts, heading, section, small, words
from generator.render.number import years
from generator.render.parts import (
    completeness_line,
    directive_line,
    entity_page,
    evidence_list,
    field_link,
    figure_table,
    lead,
    place_link,
    retired_note,
    review_line,
    section_crumb,
    to,
)
from generator.render.record_json import model_json
from generator.render.related import Related
from generator.render.related_section import related_section
from generator.render.sections import INTRO, LISTED, OTHER, parts_of
from generator.render.views import Views
from generator.site import Body
from generator.text import squeeze

_BEFORE = ("problem", "goals", "method", OTHER, "people", "force", "time", "resources", "results")
_AFTER = ("lasting", "lessons", LISTED)
"""Sections of the text before and after the table of figures: in the order people ask about another place's model."""


def model_page(entry: Entry[ModelRecord], related: Sequence[Related], views: Views) -> Page:
    """Return the page of one model, which names those ``related`` to it.

    Empty parts are named in one line, not shown as empty headings.
    """
    record, labels = entry.record, views.labels
    page = f"mo-hinh/{record.id}.md"
    told = parts_of(views.site.bodies[entry.ref], views.site.tables)
    parts = [
        heading(record.name),
        retired_note(record, views),
        lead(record),
        facts(_facts(entry, page, views)),
        _text(told, (INTRO, *_BEFORE), page, views),
        section(labels["model_figures"], figure_table(record.figures, views), anchor="so-lieu"),
        _text(told, _AFTER, page, views),
        section(labels["carries_out"], _directives(entry, page, views), anchor="van-ban"),
        copies(entry.ref, page, views),
        section(labels["sources"], _sources(entry, page, views), anchor="nguon"),
        section(labels["contact"], _contact(record), anchor="lien-he"),
        _state(entry, page, views),
        related_section(entry, related, page, views),
    ]
    unit = next(iter(views.targets(entry.ref, Relation.LOCATED_IN)), None)
    crumbs = [section_crumb(Kind.MODEL, views)]
    if record.field:
        crumbs.append((views.site.tables.name_of("fields", record.field), f"linh-vuc/{record.field}.md"))
    description = record.description or _first_words(entry)
    return entity_page(
        entry.ref,
        record,
        views,
        title=record.name,
        body="\n\n".join(part for part in parts if part),
        description=description,
        crumbs=crumbs,
        nodes=[model_node(entry, description, views)],
        data=model_json(entry, views),
        completeness=views.completeness(entry).level,
        place=views.site.localities[unit.id].full_name if unit else "",
    )


def _text(told: Mapping[str, Body], names: Iterable[str], page: str, views: Views) -> str:
    """Return the parts of the text that are there, in the order of ``names``."""
    return "\n\n".join(body(told[name], page, anchors=False, labels=views.labels) for name in names if name in told)


def _facts(entry: Entry[ModelRecord], page: str, views: Views) -> Iterator[tuple[str, str | list[str]]]:
    record, labels = entry.record, views.labels
    places = views.targets(entry.ref, Relation.LOCATED_IN)
    yield labels["place"], [place_link(views.site.localities[ref.id], page, views) for ref in places]
    yield labels["field"], field_link(record.field, page, views)
    yield labels["holder"], labels[record.holder] if record.holder else ""
    yield labels["unit"], words(record.unit or "")
    yield labels["period"], words(years(record.period))
    yield labels["joins"], [to(ref, page, views) for ref in views.targets(entry.ref, Relation.JOINS)]


def _state(entry: Entry[ModelRecord], page: str, views: Views) -> str:
    told = (facts(_standing(entry, views)), ladder(entry, page, views), _missing(entry, views))
    return section(views.labels["standing"], *told, anchor="trang-thai")


def _standing(entry: Entry[ModelRecord], views: Views) -> Iterator[tuple[str, str | list[str]]]:
    """Yield how far the model has come and how far its page can be trusted."""
    record, labels = entry.record, views.labels
    yield labels["status"], current_step(record, views)
    yield labels["effective"], "" if record.effective is None else labels["yes" if record.effective else "no"]
    yield labels["completeness"], completeness_line(entry, views)
    yield labels["review"], review_line(record, views)


def _contact(record: ModelRecord) -> str:
    return words(record.contact) if record.contact else ""


def _directives(entry: Entry[ModelRecord], page: str, views: Views) -> str:
    refs = views.targets(entry.ref, Relation.CARRIES_OUT)
    return bullets(directive_line(ref, page, views) for ref in refs)


def _sources(entry: Entry[ModelRecord], page: str, views: Views) -> str:
    cited = evidence_list(views.citations(entry.ref, Kind.REPORT), page, views)
    files = [
        " · ".join(str(x) for x in (origin.file, origin.sheet, origin.row and f"dòng {origin.row}") if x)
        for origin in entry.record.sources
    ]
    received = small(f"{views.labels['originals']}: {'; '.join(files)}") if files else ""
    return "\n\n".join(part for part in (cited, received) if part)


def _missing(entry: Entry[ModelRecord], views: Views) -> str:
    """Return one honest line that names what the sources do not say."""
    absent = views.completeness(entry).missing
    return words(views.labels["incomplete"].format(parts=", ".join(absent))) + "\n{: .dv-missing }" if absent else ""


def _first_words(entry: Entry[ModelRecord]) -> str:
    first = next((line for line in entry.body.split("\n\n") if line.strip() and not line.startswith("#")), "")
    return squeeze(spoken(first).removeprefix("> "))[:300]
