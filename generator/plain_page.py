"""A page of MkDocs filled from the plain forms of Markdown (``plain_html``), with all that MkDocs would have put in it.

Where the configuration asks for anything these do not know, or a link leads where only MkDocs can judge, nothing is
done, and MkDocs fills the page itself.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.plain_html import EXTENSIONS, Permalink, plain_html

_WRITTEN = re.compile(r"---\n((?:[a-z_]+: .+\n)+)---\n\n")
_TABLES = {"use_align_attribute": True}
_TOC = {"permalink", "permalink_title", "toc_depth"}


@dataclass(frozen=True)
class PlainPages:
    """Fills pages of one site. Addresses are looked up once for all pages of a folder."""

    files: Files
    permalink: Permalink
    depth: tuple[int, int]
    _addresses: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def fill(self, page: Page) -> bool:
        """Give ``page`` its front matter, content and headings; return False, and do nothing, if it is not plain."""
        source = page.file.content_string
        front = _WRITTEN.match(source)
        if not front:
            return False
        made = plain_html(source[front.end() :], self._resolver(page.file), self.permalink)
        meta = _meta(front[1])
        if made is None or meta is None:
            return False
        page.meta, page.markdown, page.content = meta, source[front.end() :], made.html
        first, last = self.depth
        tokens: list[Any] = [
            {"level": one.level, "id": one.id, "name": one.words} for one in made.headings if first <= one.level <= last
        ]
        page.toc = get_toc(nest_toc_tokens(tokens))
        page.present_anchor_ids = {one.id for one in made.headings}
        return True

    def _resolver(self, file: File) -> Callable[[str], str | None]:
        folder = dirname(file.src_uri)

        def resolve(target: str) -> str | None:
            path, mark, fragment = target.partition("#")
            if not path:
                return target
            if (folder, path) not in self._addresses:
                other = self.files.get_file_from_path(normpath(join(folder, path)))
                self._addresses[folder, path] = other.url_relative_to(file) if other else None
            address = self._addresses[folder, path]
            return None if address is None else f"{address}{mark}{fragment}"

        return resolve


def plain_pages(config: MkDocsConfig, files: Files) -> PlainPages | None:
    """Return what fills the pages of a site, None if its configuration makes of Markdown what we do not know."""
    options = config.mdx_configs
    toc = options.get("toc", {})
    known = set(config.markdown_extensions) == EXTENSIONS and options.keys() <= {
        "toc",
        "tables",
        "footnotes",
    }  # footnotes are not plain
    depth = re.fullmatch(r"([1-6])-([1-6])", str(toc.get("toc_depth", "")))
    if not known or options.get("tables") != _TABLES or toc.keys() != _TOC or not depth:
        return None
    if config.plugins or config.hooks or config.use_directory_urls:
        return None
    return PlainPages(files, Permalink(toc["permalink"], toc["permalink_title"]), (int(depth[1]), int(depth[2])))


def _meta(lines: str) -> dict[str, object] | None:
    """Return front matter as the build writes it, one JSON value a line, None if it is not that or has no title."""
    meta: dict[str, object] = {}
    for line in lines.splitlines():
        key, _, value = line.partition(": ")
        try:
            meta[key] = json.loads(value)
        except ValueError:
            return None
    return meta if "title" in meta else None
