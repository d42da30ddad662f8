"""The mark a paragraph starts with, as printed: ``II.``, ``2.1.``, ``a)``, ``-``, ``*``, ``(3)``, ``[1]``.

Reads one paragraph at a time and knows nothing of the document; whether a marked paragraph is a heading or an item is
for ``headings`` to say. What only looks like a mark (``V.I. Lênin``, ``24.814 mô hình``) is none.
"""

import re
from enum import IntEnum
from typing import NamedTuple

_ROMAN = {"I": 1, "V": 5, "X": 10}
_AFTER = r"(?=[\s“\"‘'(\[]|[^\W\d_]{2})"
_PATTERNS = (
    r"(?P<part>(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+\w+|[IVX]{1,4}|\d{1,2}))\s?[.:\-–]\s?(?=\S)",
    r"(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))\s?[.\-–/):]" + _AFTER,
    r"(?P<upper>[A-HK-UĐ])\s?(?:[.)/]\s(?=\S)|[-–]\s(?=[^\W\da-z_]))",
    r"(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s?(?:[.)/:]\s?(?!\d)|[-–]\s(?=\S)|\s(?=[^\W\d_a-z]|[“\"]))",
    r"(?P<arabic>\d{1,2})\s?(?:[.)]|[-/](?=\s))(?!\d|\s?[A-ZĐƯ]{2,6}/)(?=[\s“\"‘'(\[]|[^\W\d_])",
    r"(?P<letter>[a-zđ])\s?[.)/]" + _AFTER,
    r"\((?P<paren>\d{1,2})\)(?=\s?\S)",
    r"(?P<dash>[-–—])(?!\d)(?=\s?[^\s\-–—])",
    r"(?P<plus>\+)(?=\s?\S)",
    r"(?P<star>\*{1,3}|[•●○▪■◆►✓])(?=\s?[^\s*])",
)
_MARK = re.compile("|".join(_PATTERNS))
_COULD_BE = re.compile(r"[.\-–/):]")
_INITIALS = re.compile(r"[A-ZĐ]\.\s?[A-ZĐ]\.")


class Style(IntEnum):
    """Kinds of mark; a lower one never stands under a higher one, except stars, which stand anywhere."""

    PART = 0
    UPPER = 1
    ROMAN = 2
    ARABIC = 3
    DOTTED = 4
    DOTTED3 = 5
    LETTER = 6
    PAREN = 7
    STAR = 8
    DASH = 9
    PLUS = 10


class Marker(NamedTuple):
    """``label`` as printed without the closing dot (``2.1``, ``a)``, ``c.``); ``ordinal``: 0 if it does not count.

    ``length``: characters from the start of the paragraph to its first word.
    """

    style: Style
    label: str
    ordinal: int
    length: int

    @property
    def counts(self) -> bool:
        return self.ordinal > 0


def read_marker(paragraph: str, letters: tuple[str, ...] = ()) -> Marker | None:
    """Return the mark ``paragraph`` starts with; ``letters`` is the order of lettered marks (a, b, c, d, đ…)."""
    if paragraph[:1].isalpha() and not _COULD_BE.search(paragraph, 0, 7) and paragraph[1:4].lower() != "hần":
        return None
    match = _MARK.match(paragraph)
    if match is None or _INITIALS.match(paragraph):
        return None
    kind = match.lastgroup or ""
    label = match[kind]
    length = (
        match.end()
        + len(paragraph[match.end() : match.end() + 9])
        - len(paragraph[match.end() : match.end() + 9].lstrip())
    )
    if kind == "letter":
        ordinal = letters.index(label) + 1 if label in letters else 0
        return Marker(Style.LETTER, match[0].replace(" ", ""), ordinal, length)
    if kind == "dotted":
        style = Style.DOTTED if label.count(".") == 1 else Style.DOTTED3
        return Marker(style, label, int(label.rsplit(".", 1)[1]), length)
    ordinals = {"roman": lambda: _roman(label), "upper": lambda: "ABCDEFGHIJKLMNOPQRSTU".find(label) + 1}
    ordinal = ordinals.get(kind, lambda: int(label) if label.isdecimal() else 0)()
    return Marker(Style[kind.upper()], f"({label})" if kind == "paren" else label, ordinal, length)


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
