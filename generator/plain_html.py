"""The few forms of Markdown that our own pages are made of, as HTML: byte for byte that of Python-Markdown, or None.

Nearly every page of a large site is headings, paragraphs, facts, lists and tables with links in them, written by
``render``. Python-Markdown spends most of a build on finding that out. Whatever is not exactly one of these forms makes
the whole page None, and Python-Markdown has the last word; a test compares the two on every page and on random ones.
Holds for the extensions ``EXTENSIONS`` alone.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

EXTENSIONS = frozenset({"toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes"})
"""Extensions of Python-Markdown under which the forms mean what is made of them here."""

Resolve = Callable[[str], str | None]
"""Gives the address a link gets on the page, None if only MkDocs can say."""


class Heading(NamedTuple):
    """A heading of a page, as its table of contents needs it."""

    level: int
    id: str
    words: str


class Plain(NamedTuple):
    """A page in HTML and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


class Permalink(NamedTuple):
    """The link beside each heading: what it shows and what it says."""

    sign: str
    title: str


_HEADING = re.compile(r"(#{1,6}) ([^ #].*) \{: #([\w-]+) \}", re.ASCII)
_ATTRIBUTES = re.compile(r"\{: ((?:[.#][\w-]+ )+)\}", re.ASCII)
_ITEM = re.compile(r"(- |1\. )(.+)")
_QUOTED = re.compile(r"    > (.+)")
_ANCHOR = r'<a(?: (?:class|href)="[A-Za-z0-9_./?=&;#%-]*")+>'
_RAW = re.compile(
    rf'<script type="application/ld\+json">(?:(?!</|<!--|\n).)*</script>|<p>{_ANCHOR}[^<>&`\\\n]+</a></p>'
)
"""A line of HTML that stays as it is."""
_PLAIN_START = re.compile(r"(?:[^\W\d_]|[“«(‘…–]|\d+(?![\d.)])|\d+[.)](?! )|\[(?!\^)|\*\*|\\[#*_\[]|<small>)")
"""How a line begins that continues or opens a paragraph: with nothing that might open another block."""
_TOKEN = re.compile(
    rf"\\(?P<sign>[\\`*_\[\]#!])|(?P<entity>&(?:[a-zA-Z0-9]+|#[0-9]+);)|(?P<html></?small>|{_ANCHOR}|</a>)"
    r"|\[(?P<label>(?:[^\[\]\\`<]|\\[\\`*_\[\]#!])+)\]\((?P<target>[A-Za-z0-9_./#-]+)\)"
    r"|\*\*(?P<strong>(?! )[^*_\\`\[\]<\n]+)(?<! )\*\*(?!\*)|`(?P<code>[^`\\&<>\n|]+)`(?!`)"
    r"|(?P<special>[\\*_`<>&\[\]{}!])|(?P<text>[^\\*_`<>&\[\]{}!]+)"
)
_RULE = re.compile(r"\|(?: (?:---:?) \|)+")


class _NotPlainError(ValueError):
    """Something stands there that is not one of the plain forms."""


def plain_html(markdown: str, resolve: Resolve, permalink: Permalink) -> Plain | None:
    """Return ``markdown`` as HTML, or None if anything in it is not one of the plain forms."""
    if "\t" in markdown or "\r" in markdown or "\x02" in markdown or "\x03" in markdown or " \n" in markdown:
        return None
    page = _Page(resolve, permalink)
    try:
        return page.converted(re.split(r"\n\n+", markdown.strip("\n")))
    except _NotPlainError:
        return None


class _Page:
    """One page under conversion."""

    def __init__(self, resolve: Resolve, permalink: Permalink) -> None:
        self._resolve = resolve
        self._permalink = permalink
        self._headings: list[Heading] = []

    def converted(self, blocks: Sequence[str]) -> Plain:
        pieces: list[str] = []
        kind = ""
        position = 0
        while position < len(blocks):
            before, kind = kind, _kind(blocks[position])
            taken = 1
            if kind == "list":
                if before == "list":
                    raise _NotPlainError
                while position + taken < len(blocks) and _kind(blocks[position + taken]) in ("list", "quoted"):
                    taken += 1
            elif kind == "facts":
                while position + taken < len(blocks) and _kind(blocks[position + taken]) == "facts":
                    taken += 1
            pieces.append(self._made(kind, blocks[position : position + taken]))
            position += taken
        return Plain("\n".join(pieces).rstrip("\n"), tuple(self._headings))

    def _made(self, kind: str, blocks: Sequence[str]) -> str:
        match kind:
            case "heading":
                return self._heading(blocks[0])
            case "facts":
                return "\n".join(["<dl>", *(self._facts(block) for block in blocks), "</dl>"])
            case "table":
                return self._table(blocks[0].split("\n"))
            case "list":
                return self._list(blocks[0]) if len(blocks) == 1 else self._evidence(blocks)
            case "raw":
                return blocks[0] + "\n"
            case "paragraph":
                return self._paragraph(blocks[0])
        raise _NotPlainError

    def _heading(self, block: str) -> str:
        found = _HEADING.fullmatch(block)
        if not found or re.search(r"[\\&<>*_`\[\]{}]|#$| $", found[2]) or any(h.id == found[3] for h in self._headings):
            raise _NotPlainError
        level, words, anchor = len(found[1]), found[2], found[3]
        self._headings.append(Heading(level, anchor, words))
        sign, title = self._permalink
        link = f'<a class="headerlink" href="#{anchor}" title="{title}">{sign}</a>'
        return f'<h{level} id="{anchor}">{words}{link}</h{level}>'

    def _paragraph(self, block: str) -> str:
        lines = block.split("\n")
        attributes = _attributes(lines.pop()) if len(lines) > 1 and lines[-1].startswith("{:") else ""
        return f"<p{attributes}>{self._words(_prose(lines))}</p>"

    def _facts(self, block: str) -> str:
        term, *values = block.split("\n")
        cells = [value.removeprefix(":   ") for value in values if value.startswith(":   ")]
        if len(cells) != len(values):
            raise _NotPlainError
        found = [f"<dt>{self._words(_prose([term]))}</dt>"]
        return "\n".join([*found, *(f"<dd>{self._words(_prose([cell]))}</dd>" for cell in cells)])

    def _list(self, block: str) -> str:
        items: list[str] = []
        marks: set[str] = set()
        lines = block.split("\n")
        for number, line in enumerate(lines):
            if line.startswith("    {:"):
                continue
            mark, words = self._item(line)
            marks.add(mark)
            after = lines[number + 1] if number + 1 < len(lines) else ""
            attributes = _attributes(after[4:]) if after.startswith("    {:") else ""
            items.append(f"<li{attributes}>{words}</li>")
        return _whole(marks, items)

    def _evidence(self, blocks: Sequence[str]) -> str:
        """Return a list of which every item is one line with one quoted line under it."""
        items: list[str] = []
        marks: set[str] = set()
        for line, under in zip(blocks[::2], blocks[1::2], strict=False):
            found = _QUOTED.fullmatch(under)
            if "\n" in line or not found:
                raise _NotPlainError
            mark, words = self._item(line)
            marks.add(mark)
            quote = self._words(_prose([found[1]]))
            items.append(f"<li>\n<p>{words}</p>\n<blockquote>\n<p>{quote}</p>\n</blockquote>\n</li>")
        if len(blocks) % 2:
            raise _NotPlainError
        return _whole(marks, items)

    def _item(self, line: str) -> tuple[str, str]:
        found = _ITEM.fullmatch(line)
        if not found:
            raise _NotPlainError
        return found[1], self._words(_prose([found[2]]))

    def _table(self, lines: Sequence[str]) -> str:
        if len(lines) < 3 or not _RULE.fullmatch(lines[1]) or any("`" in line or "\\|" in line for line in lines):
            raise _NotPlainError
        aligned = [' align="right"' if mark == "---:" else "" for mark in _cells(lines[1])]
        rows = [_cells(line) for line in (lines[0], *lines[2:])]
        if any(len(row) != len(aligned) for row in rows):
            raise _NotPlainError
        head, *body = ([self._words(cell) for cell in row] for row in rows)
        made = ["<table>", "<thead>", *_row("th", head, aligned), "</thead>", "<tbody>"]
        return "\n".join([*made, *(line for row in body for line in _row("td", row, aligned)), "</tbody>", "</table>"])

    def _words(self, text: str) -> str:
        """Return the words of one block with their links and marks."""
        pieces: list[str] = []
        for token in _TOKEN.finditer(text):
            kind, value = token.lastgroup or "", token[0]
            if kind == "target":
                address = self._resolve(token["target"])
                if address is None:
                    raise _NotPlainError
                value = f'<a href="{address}">{self._words(token["label"])}</a>'
            elif kind == "sign":
                value = token["sign"]
            elif kind == "strong":
                value = f"<strong>{self._words(token['strong'])}</strong>"
            elif kind == "code":
                value = f"<code>{token['code'].strip()}</code>"
            elif kind == "special":
                value = _sign(value)
            pieces.append(value)
        return "".join(pieces)


def _kind(block: str) -> str:
    if block.startswith("#"):
        return "heading"
    if block.startswith(("- ", "1. ")):
        return "list"
    if block.startswith("    "):
        return "quoted"
    if block.startswith("| "):
        return "table"
    if "\n:   " in block:
        return "facts"
    return "raw" if _RAW.fullmatch(block) else "paragraph"


def _prose(lines: Sequence[str]) -> str:
    """Return lines that are nothing but words, as one text."""
    if not lines or not all(_PLAIN_START.match(line) and not line.endswith((" ", "}")) for line in lines):
        raise _NotPlainError
    return "\n".join(lines)


def _attributes(line: str) -> str:
    """Return ``{: .one .two }`` as attributes of an element."""
    found = _ATTRIBUTES.fullmatch(line)
    names = found[1].split() if found else []
    ids, classes = ([name[1:] for name in names if name[0] == sign] for sign in "#.")
    if not names or len(ids) > 1 or (ids and classes):
        raise _NotPlainError
    return f' id="{ids[0]}"' if ids else f' class="{" ".join(classes)}"'


def _cells(line: str) -> list[str]:
    if not (line.startswith("| ") and line.endswith(" |")):
        raise _NotPlainError
    return [cell.strip() for cell in line[1:-1].split("|")]


def _row(tag: str, cells: Sequence[str], aligned: Sequence[str]) -> list[str]:
    made = (f"<{tag}{align}>{cell}</{tag}>" for cell, align in zip(cells, aligned, strict=True))
    return ["<tr>", *made, "</tr>"]


def _whole(marks: set[str], items: Sequence[str]) -> str:
    if len(marks) != 1:
        raise _NotPlainError
    tag = "ul" if marks == {"- "} else "ol"
    return "\n".join([f"<{tag}>", *items, f"</{tag}>"])


def _sign(sign: str) -> str:
    """Return a sign that stands alone in a text; one that may mean something is not plain."""
    if sign == "&":
        return "&amp;"
    if sign == ">":
        return "&gt;"
    if sign in "]!":
        return sign
    raise _NotPlainError
