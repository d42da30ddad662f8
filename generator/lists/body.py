"""The text under a model's front matter: its sections as cells give them, and what has no field of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.importing.body import escaped as without_signs
from generator.tables import Tables

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_ITEM = re.compile(r"\s*[-+*•–]\s+(?=\S)")


def body_of(sections: Mapping[str, str], others: Iterable[tuple[str, str]], tables: Tables) -> str:
    """Return the Markdown of ``sections`` (id -> words, a paragraph a line) and ``others`` (head, words)."""
    parts = [
        f"## {part.name}\n\n{paragraphs(sections[part.id])}"
        for part in tables.model_sections
        if sections.get(part.id, "").strip()
    ]
    if lines := [f"- {escaped(head)}: {escaped(_one_line(words))}" for head, words in others]:
        parts.append(f"## {tables.list_words.other_heading}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def paragraphs(words: str) -> str:
    """Return the lines of a cell as paragraphs; lines that begin with a dash are a list."""
    blocks: list[tuple[bool, str]] = list(_blocks(words))
    out: list[str] = []
    for index, (item, block) in enumerate(blocks):
        together = index > 0 and item and blocks[index - 1][0]
        out.append(("\n" if together else "\n\n" if index else "") + block)
    return "".join(out)


def _blocks(words: str) -> Iterator[tuple[bool, str]]:
    for line in words.split("\n"):
        bare = " ".join(line.split())
        if match := _ITEM.match(f"{bare} "):
            yield True, f"- {escaped(bare[match.end() :], opening=True)}"
        elif bare:
            yield False, escaped(bare, opening=True)


def _one_line(words: str) -> str:
    return "; ".join(" ".join(line.split()).rstrip(";") for line in words.split("\n") if line.strip())


def escaped(words: str, opening: bool = False) -> str:
    """Return the words of a cell as Markdown that shows them; tags and entities are words as well."""
    plain = _MARKUP.sub(lambda match: "&lt;" if match[0] == "<" else "&amp;", words)
    return without_signs(plain, opening)
