"""Pages of records that changed since the last build, as they will look when the next one is done.

A build at the scale of a province takes its time; what an editor has just written is shown before. A page is as in a
build but for what others say of its record: related models and what did not change are those of the last build.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.audience import shown_entry
from generator.audience.references import Hidden
from generator.entities import Edge, Kind
from generator.html import PageRenderer
from generator.memory import Memory, identity
from generator.read.content import ContentFile, content_files, read_content, read_entry
from generator.records import Entry, Record
from generator.relating import related_before
from generator.render import record_maker
from generator.render.views import Views
from generator.resolve import resolve_entry
from generator.resolve.index import Index
from generator.resolve.mentions import MentionFinder, Reading
from generator.site import Site
from generator.write import page_text

_MANY = 20
"""More records than these changed at once are not looked at one by one."""


class Preview:
    """What a build left, made ready to show a changed record within a moment."""

    def __init__(self, root: Path, docs: Path, site: Site, memory: Memory) -> None:
        """``site`` is that of the last build, which left its pages in ``docs`` and what it found in ``memory``."""
        tables = site.tables
        self._root, self._site = root, site
        self._states = {file.name: identity(file.path) for file in content_files(root)}
        self._hidden = Hidden.of(read_content(root, tables, memory).entries, tables.gazetteer)
        self._finder = MentionFinder(Index({**site.entries}, tables.gazetteer), tables)
        self._finder.prepare(texts=True)
        self._related = related_before(memory)
        self._renderer = PageRenderer(root / "mkdocs.yml", docs)

    def pages(self) -> Mapping[str, bytes]:
        """Return the HTML of the pages of records whose files changed, by address; none of a file that is wrong."""
        files = [file for file in content_files(self._root) if identity(file.path) != self._states.get(file.name)]
        if len(files) > _MANY:
            return {}
        found = [read for file in files for read in self._read(file)]
        views = Views(_with(self._site, found)) if found else None
        return {
            page.path.removesuffix(".md") + ".html": self._renderer.html(page.path, page_text(page))
            for entry, _, _ in found
            if views
            for page in record_maker(entry, self._related, views).pages()
        }

    def _read(self, file: ContentFile) -> Iterator[tuple[Entry[Record], tuple[Edge, ...], Reading]]:
        """Yield the entry of a file with its edges, if it can be read and its audience may see it."""
        try:
            data = file.path.read_bytes()
        except OSError:
            return
        written, _ = read_entry(data, *file, self._site.tables)
        entry = shown_entry(written, self._hidden, self._site.tables, self._site.audience) if written else None
        if entry is None or entry.ref.kind is Kind.LOCALITY:
            return
        edges, reading = resolve_entry(entry, self._finder)
        targets = [edge.target for edge in edges]
        if all(ref.kind is not Kind.LOCALITY or ref.id in self._site.localities for ref in targets):
            yield entry, edges, reading


def _with(site: Site, found: list[tuple[Entry[Record], tuple[Edge, ...], Reading]]) -> Site:
    """Return ``site`` with entries in the place of those of the same id."""
    entries = {**site.entries, **{entry.ref: entry for entry, _, _ in found}}
    bodies = {**site.bodies, **{entry.ref: reading.body for entry, _, reading in found}}
    changed = {entry.ref for entry, _, _ in found}
    kept = (edge for edge in site.edges if edge.source not in changed)
    return replace(site, entries=entries, bodies=bodies, edges=(*kept, *(e for _, edges, _ in found for e in edges)))
