"""The full text of reports as a table that a page loads by <script>: it is searched where fetch() is refused (file://).

Taken from the same parts of the same pages that Pagefind indexes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from generator.text import squeeze

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED = "dl, .headerlink"
Section = tuple[str, str, str]
"""Anchor (or nothing), heading, text."""


def fulltext_script(site: Path) -> str:
    """Return the script that gives the search its table: [[address, title, [[anchor, heading, text], …]], …]."""
    pages = [[f"bao-cao/{path.name}", *found] for path in _report_pages(site) if (found := _page(path))]
    table = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.danvanFullText = {table}\n"


def _report_pages(site: Path) -> list[Path]:
    return sorted((site / "bao-cao").glob("*.html"))


def _page(path: Path) -> tuple[str, list[Section]] | None:
    """Return title and sections of a page, or None if its text is not to be searched."""
    root = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    body = next(iter(root.xpath("//*[@data-pagefind-body]")), None)
    if body is None:
        return None
    for part in body.cssselect(_SKIPPED):
        part.drop_tree()
    sections = list(_sections(body))
    return next((heading for _, heading, _ in sections if heading), path.stem), sections


def _sections(body: HtmlElement) -> Iterator[Section]:
    """Yield the parts of a page from heading to heading; what has no words is left out."""
    anchor, heading, texts = "", "", list[str]()
    for part in _parts(body):
        if part.tag in _HEADINGS:
            if heading or texts:
                yield anchor, heading, " ".join(texts)
            anchor, heading, texts = part.get("id") or "", squeeze(part.text_content()), []
        elif text := squeeze(" ".join(part.itertext())):
            texts.append(text)
    if heading or texts:
        yield anchor, heading, " ".join(texts)


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the headings below ``element`` and the largest parts without a heading, in order."""
    for child in element:
        if child.tag not in _HEADINGS and child.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
            yield from _parts(child)
        elif isinstance(child.tag, str):
            yield child
