"""The text of a model as the parts of the registration form, whatever order it was written in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.markdown import Block, BlockKind, heading_text
from generator.site import Body
from generator.tables import Tables
from generator.text import match_key

INTRO, OTHER, LISTED = "", "other", "listed"
"""Keys of what stands before the first heading, of headings the form does not know, of what a list had no field for."""


def parts_of(body: Body, tables: Tables) -> Mapping[str, Body]:
    """Return the part of ``body`` under each heading of its highest level, by the id of the form's section.

    Each part is a body with its own links; headings that mean the same section are one part, in the order written.
    """
    level = min((block.level for block in body.blocks if block.kind is BlockKind.HEADING), default=0)
    groups: dict[str, list[Block]] = {}
    section = INTRO
    for block in body.blocks:
        if block.kind is BlockKind.HEADING and block.level == level:
            words = heading_text(body.text[block.span.start : block.span.end])
            key = match_key(words)
            unknown = LISTED if key == match_key(tables.list_words.other_heading) else OTHER
            section = tables.section_ids.get(key, unknown)
        groups.setdefault(section, []).append(block)
    return {name: _part(body, blocks) for name, blocks in groups.items()}


def _part(body: Body, blocks: Sequence[Block]) -> Body:
    """Return ``body`` with only ``blocks`` and the links in them."""
    links = tuple(link for link in body.links if any(b.span.start <= link.span.start < b.span.end for b in blocks))
    return replace(body, blocks=tuple(blocks), links=links)
