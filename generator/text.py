"""Vietnamese text as strings: normal form, folding for comparison, slugs, sort order.

Everything here is a pure ``str -> str`` (or ``str -> key``) function. Author's spelling is kept except for what
Unicode calls the same text: NFC, and U+00D0/U+00F0 typed in place of Đ/đ.
"""

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

_LOOKALIKE_D = str.maketrans("Ðð", "Đđ")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED_GLIDE = re.compile(rf"(?<![qQ])([oO][aAeE]|[uU][yY])([{_TONES}])(?!\w)")
_UNMARKED = {
    code: "".join(part for part in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(part))
    for code in (*range(0xC0, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00))
} | {ord("Đ"): "D", ord("đ"): "d"}
_LETTERS = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_LETTERS)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """Return ``text`` composed (NFC), with U+00D0/U+00F0 (eth) as Đ/đ."""
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_LOOKALIKE_D) if "Ð" in composed or "ð" in composed else composed


def squeeze(text: str) -> str:
    """Return ``text`` with every run of spaces and breaks as one space, ends trimmed, invisible characters gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


def strip_marks(text: str) -> str:
    """Return ``text`` without any diacritic, đ as d: the form people type in a hurry."""
    return nfc(text).translate(_UNMARKED)


def tone_placed(text: str) -> str:
    """Return ``text`` with the tone of an open oa, oe, uy on the first vowel (``hoà`` and ``hòa`` agree)."""
    decomposed = unicodedata.normalize("NFD", nfc(text))
    return nfc(_TONED_GLIDE.sub(lambda m: m[1][0] + m[2] + m[1][1], decomposed))


@cache
def match_key(text: str) -> str:
    """Return the form in which two names are the same name: case, spaces and tone placement do not count.

    Diacritics do count: xã Bình Thanh and xã Bình Thạnh are two places.
    """
    return tone_placed(squeeze(text)).casefold()


def folded(text: str) -> str:
    """Return ``text`` as search compares it: no diacritics, lower case, single spaces."""
    return squeeze(strip_marks(text)).lower()


def slug(text: str) -> str:
    """Return an ASCII identifier of ``text``: ``Đồng lòng`` -> ``dong-long``. Empty if nothing is left."""
    return _NOT_SLUG.sub("-", strip_marks(text).lower()).strip("-")


@cache
def sort_key(text: str) -> tuple[str, str, str]:
    """Return the key of Vietnamese dictionary order: letters a ă â b … d đ …, then tones.

    Tones rank as in school dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    plain = squeeze(nfc(text)).lower()
    return plain.translate(_LETTER_OF), plain.translate(_TONE_OF), text


class _Ranks(dict[int, str]):
    """A table for ``str.translate`` that works out what it says of a character when it is asked."""

    def __init__(self, rank: Callable[[str], int]) -> None:
        self._rank = rank

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, chr(self._rank(chr(code))))


def _letter(char: str) -> int:
    parts = unicodedata.normalize("NFD", char)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONE_RANK)) or char
    return _RANK.get(base, min(len(_RANK) + ord(base[0]), sys.maxunicode))


def _tone(char: str) -> int:
    return next((_TONE_RANK[part] for part in unicodedata.normalize("NFD", char) if part in _TONE_RANK), 0)


_LETTER_OF, _TONE_OF = _Ranks(_letter), _Ranks(_tone)
