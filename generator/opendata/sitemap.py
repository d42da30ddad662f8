"""``sitemap.xml`` (sitemaps.org, version 0.9): every page with the day of its last change.

The protocol wants whole addresses; a site without one gets addresses relative to its root. More pages than one file may
list are shared among several, with an index of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from generator.render.address import page_path
from generator.site import Site

LIMIT = 50_000
"""Addresses that the protocol allows in one file."""
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(names: Iterable[str], site: Site, docs: Path) -> None:
    """Write the map of the pages (``names`` ending in ``.md``) of ``docs``; redirects at old addresses are none."""
    pages = sorted(name for name in names if name.endswith(".md"))
    parts = [pages[start : start + LIMIT] for start in range(0, len(pages), LIMIT)] or [[]]
    if len(parts) == 1:
        return _write(docs / "sitemap.xml", "urlset", _urls(parts[0], site))
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _write(docs / name, "urlset", _urls(part, site))
    return _write(docs / "sitemap.xml", "sitemapindex", (f"<sitemap>{_loc(name, site)}</sitemap>" for name in names))


def _urls(pages: Sequence[str], site: Site) -> Iterator[str]:
    changed = {
        page_path(entry.ref): f"<lastmod>{entry.record.updated.isoformat()}</lastmod>"
        for entry in site.entries.values()
        if entry.record.updated
    }
    for page in pages:
        yield f"<url>{_loc(page.removesuffix('.md') + '.html', site)}{changed.get(page, '')}</url>"


def _loc(name: str, site: Site) -> str:
    return f"<loc>{escape((site.tables.settings.address or './') + name)}</loc>"


def _write(path: Path, root: str, items: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_XMLNS}>\n')
        file.writelines(f"{item}\n" for item in items)
        file.write(f"</{root}>\n")
