"""Small pieces of Markdown: escaped words, links, tables, fact lists, and bodies with their links put in.

What comes out is Python-Markdown with attribute lists, tables, definition lists and footnotes. Words of people never
become markup: HTML, attribute lists and links are written so that they show as text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from generator.entities import Ref, Span
from generator.markdown import Block, BlockKind, heading_words
from generator.render.address import link_from, page_path
from generator.site import Body, BodyLink
from generator.text import slug, squeeze

_UNSAFE = re.compile(
    r"(?P<code>(?<!\\)`[^`\n]*`)|\\(?P<sign>[:：~=<{&\[])|(?P<char>[<{&]|\[(?!\^[\w-]+\])|(?<!\\)!(?=\[))"
)
_SPECIAL = re.compile(r"([\\`*_\[\]#!])")
_OF_ADDRESSES = "/:#?=&;,+@%"
_ENTITY = {"&": "&amp;", "<": "&lt;", "{": "&#123;", "[": "&#91;", "!": "&#33;"}
_INDENT = re.compile(r"^ +(?=(?:[-*+]|\d+[.)])\s)")


def words(text: object) -> str:
    """Return ``text`` as Markdown that shows exactly these characters."""
    return _escaped(str(text))


@lru_cache(1 << 14)
def _escaped(text: str) -> str:
    """Return what ``words`` does: names of places, fields and parts stand on thousands of pages."""
    escaped = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
    return escaped.replace("<", "&lt;").replace("{", "&#123;")


def link(label: object, page: str, target: str, anchor: str = "") -> str:
    """Return a link from ``page`` to the page at ``target``."""
    return f"[{words(label)}]({link_from(page, target, anchor)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """Return a table of ready-made cells under words; columns in ``numeric`` align right. Empty without rows."""
    body = [_line(row) for row in rows]
    if not body:
        return ""
    marks = ["---:" if column in numeric else "---" for column in range(len(head))]
    return "\n".join([_line(map(words, head)), f"| {' | '.join(marks)} |", *body])


def _line(cells: Iterable[str]) -> str:
    return " | ".join(["", *(cell.replace("|", "&#124;") for cell in cells), ""]).strip()


def facts(pairs: Iterable[tuple[str, str | Sequence[str]]]) -> str:
    """Return a definition list of (term, ready-made value or values); pairs without a value are left out."""
    lines = []
    for term, value in pairs:
        values = [value] if isinstance(value, str) else list(value)
        if any(values):
            lines.append("\n".join([words(term), *(f":   {one}" for one in values if one)]))
    return "\n\n".join(lines)


def small(text: object) -> str:
    """Return words of less weight, such as the place and field under a model's name; empty for none."""
    return f"<small>{words(text)}</small>" if text else ""


def bullets(items: Iterable[str], css_class: str = "") -> str:
    """Return a list of ready-made items, each with the class if one is given; items may hold blocks of their own."""
    mark = f"\n    {{: .{css_class} }}" if css_class else ""
    ready = [f"- {item}{mark}" for item in items]
    return ("\n\n" if any("\n\n" in item for item in ready) else "\n").join(ready)


def heading(title: str) -> str:
    """Return the first heading of a page, with an id of our own: Python-Markdown's drops the letter đ."""
    return f"# {words(title)} {{: #dau-trang }}"


def section(title: str, *parts: str, level: int = 2, anchor: str = "") -> str:
    """Return a headed section of the parts that are not empty; empty if none is left.

    Its id is ``anchor``, else made of its title: Python-Markdown's own drops the letter đ.
    """
    kept = [part for part in parts if part]
    head = f"{'#' * level} {words(title)} {{: #{anchor or slug(title)} }}"
    return "\n\n".join([head, *kept]) if kept else ""


def body(written: Body, page: str, anchors: bool, labels: Mapping[str, str], demote: int = 0) -> str:
    """Return the text of an entry for ``page``, with its links; ``anchors`` gives every block an id of its own.

    ``demote`` lowers every heading by so many levels. Marks around internal text come out as the words of ``labels``.
    """
    pieces: list[str] = []
    before: Block | None = None
    position = 0
    shown = _Shown(page, anchors, demote, labels)
    for block in written.blocks:
        links = []
        while position < len(written.links) and written.links[position].span.start < block.span.end:
            links.append(written.links[position])
            position += 1
        if block.kind is BlockKind.MARK:
            continue
        band = _band(before, block, labels)
        together = before and not band and before.kind is block.kind in (BlockKind.ITEM, BlockKind.FOOTNOTE)
        pieces.append(("\n" if together else "\n\n") if pieces else "")
        pieces.append(band + _block(written.text, block, links, shown))
        before = block
    return "".join(pieces) + _band(before, None, labels)


def _band(before: Block | None, block: Block | None, labels: Mapping[str, str]) -> str:
    """Return the line that says that internal text begins or ends between two blocks; empty if neither."""
    was, becomes = (one is not None and one.internal for one in (before, block))
    if was and not becomes:
        return ("\n\n" if block is None else "") + _banner("end", labels) + ("" if block is None else "\n\n")
    return "" if was or not becomes else _banner("begin", labels) + "\n\n"


def _banner(side: str, labels: Mapping[str, str]) -> str:
    return f"{words(labels[f'internal_{side}'])}\n{{: .dv-internal .dv-internal--{side} }}"


class _Shown(NamedTuple):
    """How blocks are shown: on which page, with what."""

    page: str
    anchors: bool
    demote: int
    labels: Mapping[str, str]


def _block(text: str, block: Block, links: Sequence[BodyLink], shown: _Shown) -> str:
    if block.kind is BlockKind.CODE:
        return text[block.span.start : block.span.end]
    if block.kind is BlockKind.HEADING:
        inside = heading_words(text[block.span.start : block.span.end])
        span = Span(block.span.start + inside.start, block.span.start + inside.end)
        title = squeeze(_linked(text, span, [one._replace(target=None) for one in links], shown))
        return f"{'#' * min(6, block.level + shown.demote)} {title} {{: #{block.anchor} }}"
    linked = _linked(text, block.span, links, shown)
    if block.kind is BlockKind.ITEM:
        linked = _INDENT.sub(lambda m: " " * (-(-len(m[0]) // 2) * 4 if len(m[0]) < 4 else len(m[0])), linked)
    if not shown.anchors or not block.has_id:
        return linked
    indent = " " * (len(linked) - len(linked.lstrip(" ")) + (4 if block.kind is BlockKind.ITEM else 0))
    return f"{linked}\n{indent}{{: #{block.anchor} }}"


def _linked(text: str, span: Span, links: Sequence[BodyLink], shown: _Shown) -> str:
    pieces: list[str] = []
    position = span.start
    for one in links:
        pieces.append(safe(text[position : one.span.start]))
        label = safe(one.words.replace("\n", " "))
        if one.outside:
            pieces.append(_outside(label, one.outside, shown.page))
        elif one.doubt:
            pieces.append(_doubtful(label, one.doubt, shown.labels["doubtful"]))
        else:
            pieces.append(f"[{label}]({_target(one.target, shown.page, one.anchor)})" if one.target else label)
        position = one.span.end
    pieces.append(safe(text[position : span.end]))
    return "".join(pieces)


def _doubtful(label: str, raw: str, doubt: str) -> str:
    """Return ready-made words read with doubt: marked, and with the scanner's characters for whoever points at them.

    The characters stand in attributes, so that search and headings hold the words only; every one that could mean
    something to Markdown is written as its number.
    """
    coded = "".join(char if char.isalnum() else f"&#{ord(char)};" for char in raw if char.isprintable())
    return f'<mark class="dv-doubt" tabindex="0" title="{words(doubt)} {coded}" data-raw="{coded}">{label}</mark>'


def _outside(label: str, address: str, page: str) -> str:
    """Return a link to a page of another site; as HTML, since no such page is among this site's documents.

    Signs of Markdown are percent-encoded: they would be read as such inside the HTML, and what another site's
    inventory says is another's word.
    """
    up = "" if ":" in address else "../" * page.count("/")
    return f'<a class="dv-outside" href="{escape(quote(up + address, safe=_OF_ADDRESSES))}">{label}</a>'


def _target(ref: Ref, page: str, anchor: str) -> str:
    return link_from(page, page_path(ref), anchor)


def safe(text: str) -> str:
    """Return Markdown of an author with everything but emphasis, code and footnote marks as text.

    A backslash shows the sign after it as it is, also signs that Python-Markdown does not know to be escaped.
    """
    return _UNSAFE.sub(lambda m: m["code"] or (f"&#{ord(m['sign'])};" if m["sign"] else _ENTITY[m["char"]]), text)
