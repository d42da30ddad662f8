"""The page of a scan: what was read in it beside the characters received, line by line, and the way to the report."""

from collections.abc import Iterator

from generator.entities import Kind, Page
from generator.records import Entry, ReportRecord
from generator.render.address import page_path
from generator.render.markdown import heading, table, words
from generator.render.parts import hub_page, section_crumb, to
from generator.render.views import Views
from generator.site import Lines


def original_path(report: str) -> str:
    """Return the path of the page with the lines of a report's scan."""
    return f"bao-cao/tung-dong/{report}.md"


def original_page(entry: Entry[ReportRecord], lines: Lines, views: Views) -> Page:
    """Return the page with the lines of a report's scan."""
    labels, page = views.labels, original_path(entry.record.id)
    switch = f"{to(entry.ref, page, views, labels['clean_text'])} · **{words(labels['line_by_line'])}**"
    head = (labels["line"], labels["line_read"], labels["line_raw"])
    parts = [
        heading(labels["line_by_line"]),
        f"{switch}\n{{: .dv-switch }}",
        words(labels["line_note"]),
        table(head, _rows(lines)),
    ]
    crumbs = [list(section_crumb(Kind.REPORT, views)), [entry.record.title, page_path(entry.ref)]]
    title = f"{labels['line_by_line']}: {entry.record.title}"
    return hub_page(page, title, parts, titled=False, kind="lines", breadcrumbs=crumbs, audience=entry.record.audience)


def _rows(lines: Lines) -> Iterator[tuple[str, str, str]]:
    for number, (read, raw) in enumerate(lines, 1):
        if raw.strip():
            yield str(number), words(" ".join(read.split())), words(" ".join(raw.split()))
