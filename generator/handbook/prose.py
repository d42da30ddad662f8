"""Markdown of a record as the tree of plain data that the handbook's typesetter takes.

What cannot be printed as words (raw HTML, images) is printed as it was typed; links keep their words only.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from generator.markdown import DOUBT

Node = dict[str, Any]
"""A block {"kind", "level"?, "runs"? | "items"? | "blocks"? | "rows"?}, or a run {"text"} with "strong",
"emphasis" or "doubtful" where it is so."""

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_TEXTS = ("text", "code_inline", "html_inline", "image")


def prose(body: str) -> list[Node]:
    """Return the blocks of ``body``: headings, paragraphs, lists, quotations, tables."""
    tokens = _READER.parse(body)
    for token in tokens:  # marks in a text may nest as deep as someone likes: only blocks become a tree
        token.meta["words"], token.children = token.children, None
    return list(_blocks(SyntaxTreeNode(tokens).children))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Node]:
    for node in nodes:
        match node.type:
            case "heading":
                yield {"kind": "heading", "level": int(node.tag[1:]), "runs": _runs(node)}
            case "bullet_list" | "ordered_list":
                items = [list(_blocks(item.children)) for item in node.children]
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
                yield {"kind": "list", "start": start, "items": items}
            case "blockquote":
                yield {"kind": "quotation", "blocks": list(_blocks(node.children))}
            case "table":
                rows = [row for part in node.children for row in part.children]
                yield {"kind": "table", "rows": [[_runs(cell) for cell in row.children] for row in rows]}
            case "fence" | "code_block" | "html_block":
                yield {"kind": "paragraph", "runs": [{"text": node.content.rstrip("\n")}]}
            case "hr":
                continue
            case _:
                yield {"kind": "paragraph", "runs": _runs(node)}


def _runs(node: SyntaxTreeNode) -> list[Node]:
    inline = next((child.token for child in node.children if child.type == "inline"), None)
    return list(_words(inline.meta["words"] or ())) if inline else []


def _words(tokens: Sequence[Token]) -> Iterator[Node]:
    open_marks: list[str] = []
    for token in tokens:
        if token.type.endswith("_open"):
            open_marks.append(_mark(token))
        elif token.type.endswith("_close"):
            open_marks.pop()
        elif token.type in _TEXTS and token.content:
            yield {"text": token.content} | {mark: True for mark in open_marks if mark}
        elif token.type in ("softbreak", "hardbreak"):
            yield {"text": " "}


def _mark(token: Token) -> str:
    if token.type == "link_open":
        return "doubtful" if str(token.attrs.get("href", "")).startswith(DOUBT) else ""
    return {"strong_open": "strong", "em_open": "emphasis"}.get(token.type, "")
