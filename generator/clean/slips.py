"""Slips of the author that a reader must know of: quotations that do not close, small words written twice.

They are kept in the text; here they are only found. A name in a quotation that does not close may be read wrongly.
"""

import re
from collections.abc import Iterator

from generator.clean.headings import Anomaly
from generator.clean.words import Words
from generator.entities import Span

_QUOTE = re.compile('[“”"]')
_SHOWN = 40


def find_slips(text: str, body: Span, words: Words) -> Iterator[Anomaly]:
    """Yield the slips of the stretch ``body`` of a cleaned text (DV518, DV519), in order within a paragraph."""
    start = body.start
    for paragraph in text[body.start : body.end].split("\n"):
        for offset in unclosed_quotes(paragraph):
            yield Anomaly("DV518", start + offset, {"words": paragraph[offset + 1 : offset + 1 + _SHOWN]})
        for match in words.doubled.finditer(paragraph):
            yield Anomaly("DV519", start + match.start(), {"words": match[1]})
        start += len(paragraph) + 1


def unclosed_quotes(paragraph: str) -> Iterator[int]:
    """Yield where quotations open that another opens inside of, or that the paragraph does not close.

    A straight quote closes what is open, and opens otherwise.
    """
    opened: int | None = None
    for match in _QUOTE.finditer(paragraph):
        opens = match[0] == "“" or (match[0] == '"' and opened is None)
        if opens and opened is not None:
            yield opened
        opened = match.start() if opens else None
    if opened is not None:
        yield opened
