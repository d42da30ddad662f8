"""Addresses of the search table: most are a folder, a place and the slug of the title, so only the rest is stored.

``head + slug(title)[:cut] + tail == url`` for every row; the script computes the slug with the same rule
(``generator.text.slug``). Heads and tails are few, so they are coded.
"""

from collections.abc import Sequence

from generator.text import slug

SHORTEST_CUT = 4
"""A shorter piece of the title found in an address is chance, and saves nothing."""


def url_columns(rows: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return the columns for ``(url, title)`` rows: distinct ``heads`` and ``tails``; their codes; ``cut``."""
    parts = [_split(url, slug(title)) for url, title in rows]
    heads = {head: index for index, head in enumerate(dict.fromkeys(head for head, _, _ in parts))}
    tails = {tail: index for index, tail in enumerate(dict.fromkeys(tail for _, _, tail in parts))}
    return {
        "heads": "\n".join(heads),
        "tails": "\n".join(tails),
        "head": [heads[head] for head, _, _ in parts],
        "cut": [cut for _, cut, _ in parts],
        "tail": [tails[tail] for _, _, tail in parts],
    }


def _split(url: str, name: str) -> tuple[str, int, str]:
    """Return head, length of the piece of ``name``, and tail; the piece is the longest start of ``name`` in ``url``.

    -1 in place of the length stands for the whole name, which keeps the column short.
    """
    start = url.find(name[:SHORTEST_CUT]) if len(name) >= SHORTEST_CUT else -1
    best = (url, 0, "")
    while start >= 0:
        cut = _shared(name, url[start:])
        if cut > (len(name) if best[1] == -1 else best[1]):
            best = (url[:start], -1 if cut == len(name) else cut, url[start + cut :])
        start = url.find(name[:SHORTEST_CUT], start + 1)
    return best


def _shared(one: str, other: str) -> int:
    """Return how many characters two strings share from their start."""
    if other.startswith(one):
        return len(one)
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
