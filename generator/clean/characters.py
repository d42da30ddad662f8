"""Cleaning steps on single characters: line breaks, invisible characters, composed letters, spaces.

Each step yields edits on the text it is given, in order; its docstring says what it repairs and is shown to people.
None changes a word: what Unicode holds for the same text becomes the same characters, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.clean.rewriting import Edit

_BREAK = re.compile(r"\r\n?|[\v\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
_MARKS = "\u0300-\u036f"
_PILED = re.compile(f"[{_MARKS}]{{5,}}")  # no letter of Vietnamese bears more than two
_DECOMPOSED = re.compile(f"[^{_MARKS}][{_MARKS}]{{1,4}}")
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def line_breaks(text: str) -> Iterator[Edit]:
    """Every kind of line break becomes one."""
    yield from (Edit(m.start(), m.end(), "\n") for m in _BREAK.finditer(text))


def invisible(text: str) -> Iterator[Edit]:
    """Characters nobody sees go: zero width, bidirectional controls, soft hyphens, control codes, piled-up marks."""
    found = sorted([*_INVISIBLE.finditer(text), *_PILED.finditer(text)], key=lambda match: match.start())
    yield from (Edit(m.start(), m.end()) for m in found)


def letters(text: str) -> Iterator[Edit]:
    """Letters typed as a base and marks become one character (NFC), and U+00D0/U+00F0 (eth) becomes Đ/đ."""
    for match in _LETTER.finditer(text):
        composed = unicodedata.normalize("NFC", match[0]).replace("Ð", "Đ").replace("ð", "đ")
        if composed != match[0]:
            yield Edit(match.start(), match.end(), composed)


_LETTER = re.compile(
    f"[^{_MARKS}][{_MARKS}]{{1,4}}|[Ðð\u0340-\u0344\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\uf900-\ufad9\ufb1d-\ufb4e\U0002f800-\U0002fa1d]"
)


def spaces(text: str) -> Iterator[Edit]:
    """No-break, thin and other spaces and tabs become plain spaces; their number stays, for it may draw columns."""
    yield from (Edit(m.start(), m.end(), "    " if m[0] == "\t" else " ") for m in _SPACE.finditer(text))


def squeeze(text: str) -> Iterator[Edit]:
    """Runs of spaces become one; spaces at line ends, form feeds and empty lines go."""
    for match in _SLACK.finditer(text):
        at_edge = match.start() == 0 or match.end() == len(text)
        wanted = "" if at_edge else "\n" if "\n" in match[0] else " "
        if match[0] != wanted:
            yield Edit(match.start(), match.end(), wanted)


_SLACK = re.compile(r"[ \f]*\n[ \n\f]*|[ \f]{2,}|\f|\A +| +\Z")
