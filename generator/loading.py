"""From the files of a site to what they say: content read, what is internal left out, references resolved."""

from dataclasses import replace
from pathlib import Path

from generator.audience import for_audience
from generator.audience.originals import originals_for
from generator.diagnostics import Diagnostic, in_order
from generator.memory import Memory
from generator.read.content import read_content
from generator.read.originals import read_originals
from generator.records import Audience
from generator.resolve import resolve_site
from generator.site import Site
from generator.tables import Tables, load_tables


def load_site(
    root: Path, audience: Audience = Audience.PUBLIC, memory: Memory | None = None, tables: Tables | None = None
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the site for ``audience`` that the content and tables below ``root`` make, with complaints about them.

    ``tables`` are those of ``root`` where they are loaded already.
    """
    tables = tables or load_tables(root / "site_config")
    content = read_content(root, tables, memory)
    entries, marks = for_audience(content.entries, tables, audience, memory)
    site, found = resolve_site(entries, tables, audience, memory)
    site = replace(site, originals=originals_for(read_originals(root), content.entries, entries, tables, audience))
    return site, in_order((*content.diagnostics, *marks, *found))
