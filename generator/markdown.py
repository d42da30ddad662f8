"""Markdown bodies as blocks of lines: where text stands that may hold mentions, and where links already are.

Everything is measured in offsets of the body as written, so that nothing of an author's text is rewritten. The dialect
is Python-Markdown's, less raw HTML: people's content is text.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.entities import Span
from generator.text import slug, squeeze


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CODE = "code"
    RULE = "rule"
    MARK = "mark"  # a line that begins with :::, around text for one audience


class Block(NamedTuple):
    """One block. ``anchor`` is the id it gets on its page, if it ``has_id``; ``level`` is that of a heading, else 0.

    ``internal``: it stands between marks around text for the internal audience.
    """

    kind: BlockKind
    span: Span
    anchor: str
    level: int = 0
    internal: bool = False

    @property
    def has_id(self) -> bool:
        """True where Markdown can give the block an id: tables and notes can have none."""
        return self.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM)


class AuthorLink(NamedTuple):
    """A link written by an author: ``[words](target)`` at ``span``."""

    span: Span
    words: str
    target: str


_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^(#{1,6})\s++(.*?)(?:\s*#+)?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:")
_MARK = re.compile(r"^\s*:{3,}")
_RULE = re.compile(r"^ {0,3}([-*_])(?: *\1){2,} *$")
_LINK = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_SIGN_FIRST = frozenset("`~#-*+_[:|")
"""What a line that is more than words begins with, if not with a digit."""
_SIGN = re.compile(r"[\[`*_\\#]")
_WORDLESS = (BlockKind.HEADING, BlockKind.CODE, BlockKind.RULE, BlockKind.MARK)
DOUBT = "doubt:"
"""Scheme of words read with doubt: ``[word](doubt:RAW)``, RAW the scanner's characters, percent-encoded."""
_BLANKED = re.compile(
    r"(?P<link>!?\[(?:[^\[\]\\]|\\.)*\]\([^()\s]*\))|(?P<code>(?<!\\)`[^`\n]*`)|(?P<mark>[*_\\#]+|^\s*(?:[-+]|\d+[.)])\s)",
    re.MULTILINE,
)


def blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of ``body`` in order. Anchors are unique: headings by their words, the rest ``p1``, ``p2``…"""
    found: list[Block] = []
    taken: set[str] = set()
    internal = False
    for kind, span, level in _merged(body):
        if kind is BlockKind.HEADING:
            anchor = _free(_heading_slug(body[span.start : span.end]), taken)
        else:
            anchor = f"p{len(found) + 1}"
        if kind is BlockKind.MARK:
            internal = bool(body[span.start : span.end].strip().strip(":"))
        taken.add(anchor)
        found.append(Block(kind, span, anchor, level, internal and kind is not BlockKind.MARK))
    return tuple(found)


@lru_cache(maxsize=1024)  # most records have the headings of one form
def _heading_slug(line: str) -> str:
    return slug(spoken(heading_text(line))) or "muc"


def heading_text(line: str) -> str:
    """Return the words of a heading line."""
    return squeeze(line[heading_words(line).start : heading_words(line).end])


def heading_words(line: str) -> Span:
    """Return where the words of a heading line stand in it."""
    match = _HEADING.match(line)
    return Span(*match.span(2)) if match else Span(0, len(line))


def spoken(text: str) -> str:
    """Return Markdown as it is read aloud: words of links and images without their targets."""
    return _LINK.sub(r"\2", text) if "](" in text else text


def author_links(body: str) -> tuple[AuthorLink, ...]:
    """Return the inline links of ``body``; images and code are none."""
    if "](" not in body:
        return ()
    code = [Span(*match.span()) for match in re.finditer(r"(?<!\\)`[^`\n]*`", body)]
    links = ((Span(*match.span()), match) for match in _LINK.finditer(body) if not match[1])
    return tuple(
        AuthorLink(span, match[2], match[3]) for span, match in links if not any(span.overlaps(c) for c in code)
    )


def plain(body: str, parts: tuple[Block, ...]) -> str:
    """Return a text as long as ``body`` in which only prose is left, one block a line.

    Headings, code, links (no link inside a link) and marks are blanked, cells of tables parted by ``;``. Words read
    with doubt stay, for the words around them to be understood; the spaces after them make up the length. A quotation
    (``> …``) is evidence from another page, where its words are linked: it is blanked too.
    """
    text: list[str] = []
    written = 0
    for part in parts:
        start, end = part.span
        text.append(" " * (start - written))
        words = body[start:end]
        if part.kind in _WORDLESS or words.startswith("> "):
            words = " " * (end - start)
        elif part.kind is not BlockKind.PARAGRAPH or "\n" in words or _SIGN.search(words):
            words = _BLANKED.sub(_blank, words).replace("\n", " ")
        text.append(words.replace("|", ";") if part.kind is BlockKind.TABLE else words)
        text.append("\n" if end < len(body) else "")
        written = end + 1
    text.append(" " * (len(body) - written))
    return "".join(text)


def _blank(match: re.Match[str]) -> str:
    words, _, target = match[0].rpartition("](")
    word = words[1:] if match["link"] and target.startswith(DOUBT) and words.startswith("[") else ""
    return f" {word}".ljust(len(match[0])) if word else " " * len(match[0])


def _merged(body: str) -> Iterator[tuple[BlockKind, Span, int]]:
    """Yield blocks: lines that continue a paragraph, an item or a table go with it."""
    current: tuple[BlockKind, int, int, int] | None = None
    for kind, start, end, level in _lines(body):
        if current and kind is not None and _continues(current[0], kind):
            current = (current[0], current[1], end, current[3])
            continue
        if current:
            yield current[0], Span(current[1], current[2]), current[3]
        current = (kind, start, end, level) if kind else None
    if current:
        yield current[0], Span(current[1], current[2]), current[3]


def _continues(block: BlockKind, line: BlockKind) -> bool:
    if line is BlockKind.PARAGRAPH:
        return block in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE)
    return block is line and line in (BlockKind.TABLE, BlockKind.CODE)


def _lines(body: str) -> Iterator[tuple[BlockKind | None, int, int, int]]:
    """Yield (kind, start, end, heading level) of every line; kind None for a blank one."""
    position, fence = 0, ""
    for line in body.split("\n"):
        end = position + len(line)
        first = line.lstrip()[:1]
        match = _FENCE.match(line) if first and first in "`~" else None
        if fence or match:
            yield BlockKind.CODE, position, end, 0
            fence = "" if fence and match and match[1].startswith(fence) else fence or (match[1] if match else "")
        elif first in _SIGN_FIRST or first.isdecimal():
            yield *_kind(line, position, end), 0 if not (found := _HEADING.match(line)) else len(found[1])
        else:
            yield BlockKind.PARAGRAPH if first else None, position, end, 0
        position = end + 1


def _kind(line: str, start: int, end: int) -> tuple[BlockKind, int, int]:
    """Return the kind of a line that begins with a sign or a digit."""
    kind = BlockKind.PARAGRAPH
    if _HEADING.match(line):
        kind = BlockKind.HEADING
    elif _RULE.match(line):
        kind = BlockKind.RULE
    elif _MARK.match(line):
        kind = BlockKind.MARK
    elif line.lstrip().startswith("|"):
        kind = BlockKind.TABLE
    elif _FOOTNOTE.match(line):
        kind = BlockKind.FOOTNOTE
    elif _ITEM.match(line):
        kind = BlockKind.ITEM
    return kind, start, end


def _free(wanted: str, taken: set[str]) -> str:
    number, anchor = 2, wanted
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    return anchor
