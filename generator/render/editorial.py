"""The editors' own pages: about, glossary, how to contribute."""

from generator.entities import Page
from generator.records import Entry, PageRecord
from generator.render.markdown import body, heading
from generator.render.parts import entity_page
from generator.render.views import Views


def editorial_page(entry: Entry[PageRecord], views: Views) -> Page:
    """Return a page of the editors' own."""
    path = f"{entry.record.id}.md"
    text = body(views.site.bodies[entry.ref], path, anchors=False, labels=views.labels)
    return entity_page(
        entry.ref, entry.record, views, title=entry.record.title, body=f"{heading(entry.record.title)}\n\n{text}"
    )
