"""The page of a report: facts box, the text with its headings and an anchor on every block, figures, what it cites."""

from collections.abc import Iterator

from generator.entities import Kind, Page, Ref, Relation
from generator.records import Entry, ReportRecord
from generator.render.markdown import body, bullets, facts, heading, link, section, small, words
from generator.render.number import years
from generator.render.originals import original_path
from generator.render.parts import (
    date_words,
    directive_line,
    entity_page,
    figure_table,
    lead,
    place_link,
    place_note,
    retired_note,
    review_line,
    section_crumb,
    to,
)
from generator.render.views import Views

_CITED = (
    (Kind.DIRECTIVE, "directives_cited"),
    (Kind.MODEL, "models_cited"),
    (Kind.MOVEMENT, "movements_cited"),
    (Kind.LOCALITY, "localities_cited"),
)


def report_page(entry: Entry[ReportRecord], views: Views) -> Page:
    """Return the page of one report."""
    record, labels = entry.record, views.labels
    page = f"bao-cao/{record.id}.md"
    notes = [labels["digest_note"]] if record.digest else []
    if record.source and record.source.quality == "ocr":
        notes.append(labels[_scan_note(entry, views)])
    parts = [
        heading(record.title),
        retired_note(record, views),
        lead(record),
        *(f"{words(note)}\n{{: .dv-note }}" for note in notes),
        facts(_facts(entry, page, views)),
        _switch(entry, page, views),
        body(views.site.bodies[entry.ref], page, anchors=True, labels=views.labels),
        section(labels["figures_of"], figure_table(record.figures, views), anchor="bang-so-lieu"),
        *(section(labels[name], _cited(entry, kind, page, views), anchor=f"vien-dan-{kind}") for kind, name in _CITED),
    ]
    return entity_page(
        entry.ref,
        record,
        views,
        title=record.title,
        body="\n\n".join(part for part in parts if part),
        crumbs=[section_crumb(Kind.REPORT, views)],
        fulltext=True,
    )


def _scan_note(entry: Entry[ReportRecord], views: Views) -> str:
    """Return which label says how the text of a scan was obtained."""
    if entry.record.digest:
        return "ocr_note"
    if any(link.doubt for link in views.site.bodies[entry.ref].links):
        return "restored_note"
    return "settled_note" if entry.record.id in views.site.originals else "scanned_note"


def _facts(entry: Entry[ReportRecord], page: str, views: Views) -> Iterator[tuple[str, str | list[str]]]:
    record, labels = entry.record, views.labels
    place = next(iter(views.targets(entry.ref, Relation.ISSUED_IN)), None)
    yield labels["doc_type"], words(record.doc_type or "")
    yield labels["number"], words(record.number or "")
    yield labels["date"], date_words(record.date)
    yield labels["issuer"], words(record.issuer or "")
    yield labels["locality"], place_link(views.site.localities[place.id], page, views) if place else ""
    yield labels["signer"], words(" – ".join(filter(None, (record.signer, record.signer_position))))
    yield labels["period"], words(years(record.period))
    about = views.targets(entry.ref, Relation.REVIEWS)
    yield labels["about_report"], [directive_line(ref, page, views) for ref in about]
    for label, refs in (
        ("digest", views.targets(entry.ref, Relation.RETOLD_IN)),
        ("full_text", views.sources(entry.ref, Relation.RETOLD_IN)),
    ):
        yield labels["same_report"], [to(ref, page, views, labels[label]) for ref in refs]
    if record.source:
        yield labels["source_file"], words(record.source.file)
        yield labels["quality"], labels[record.source.quality] if record.source.quality else ""
    yield labels["review"], review_line(record, views)


def _switch(entry: Entry[ReportRecord], page: str, views: Views) -> str:
    """Return the choice between the clean text and the lines of the scan, where these are kept."""
    if entry.record.id not in views.site.originals:
        return ""
    other = link(views.labels["line_by_line"], page, original_path(entry.record.id))
    return f"**{words(views.labels['clean_text'])}** · {other}\n{{: .dv-switch }}"


def _cited(entry: Entry[ReportRecord], kind: Kind, page: str, views: Views) -> str:
    named = {e.source: None for e in views.site.into(entry.ref, Relation.REPORTED_IN) if e.source.kind is kind}
    refs = [*(ref for ref in views.targets(entry.ref, Relation.CITES) if ref.kind is kind), *named]
    refs = list(dict.fromkeys(refs))
    if kind is Kind.DIRECTIVE:
        return bullets(directive_line(ref, page, views) for ref in refs)
    return bullets(f"{to(ref, page, views)} {small(_about(ref, views))}".rstrip() for ref in refs)


def _about(ref: Ref, views: Views) -> str:
    """Return what tells one entity from others of its name: the whole name of a place, where a model is."""
    if ref.kind is Kind.LOCALITY:
        return place_note(views.site.localities[ref.id], views)
    record = views.site.entries[ref].record
    place = next(iter(views.targets(ref, Relation.LOCATED_IN)), None)
    return record.description or (views.site.localities[place.id].full_name if place else "")
