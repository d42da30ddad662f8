"""Bytes to Vietnamese text: UTF-8, UTF-16, Windows-1258, and the legacy TCVN3 (ABC) and VNI.

UTF-8 is taken wherever the bytes allow it. Among the others the one that gives most of the commonest words wins; a text
that already is Unicode but was typed in a legacy font (``huyÖn B×nh S¬n``) is recognised in the same way.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.safe_yaml import load_yaml

_TABLES = Path(__file__).with_name("encodings.yml")
_SAMPLE = 200_000
_GLANCE = 6_000  # characters looked at first
_WORD = re.compile(r"[^\W\d_]+")
_CLEARLY = 0.15
"""Share of common words among the accented ones from which a reading is right; bad OCR read as TCVN3 has 0.001."""
_LEGACY_LETTERS = re.compile("[\u00a1-\u00ff]")
_TWO_MARKS = re.compile("[\u1ea4-\u1eb7\u1ebe-\u1ec7\u1ed0-\u1ed9\u1eda-\u1ee3\u1ee8-\u1ef1]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Decoded(NamedTuple):
    """``text``, the name of its encoding for people, and how many bytes could not be read."""

    text: str
    encoding: str
    lost: int = 0


class _Tables(NamedTuple):
    tcvn3: dict[int, str]
    vni: re.Pattern[str]
    vni_letters: dict[str, str]
    vni_marks: dict[str, str]
    common: frozenset[str]


def decode(data: bytes) -> Decoded | None:
    """Return the text of ``data``, None if it is no text at all."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _counted(data, codec, "UTF-8" if "8" in codec else "UTF-16")
    wide = _wide_codec(data)
    if wide:
        return _counted(data, wide, "UTF-16")
    if _is_binary(data):
        return None
    try:
        return modernised(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(data)


def modernised(text: str) -> Decoded:
    """Return ``text`` with legacy font codes turned into letters, if that makes it Vietnamese."""
    legacy = legacy_of(text)
    return Decoded(legacy[1](text), legacy[0]) if legacy else Decoded(text, "UTF-8")


def legacy_of(text: str) -> tuple[str, Callable[[str], str]] | None:
    """Return the legacy encoding whose codes ``text`` holds, with what turns them into letters; None for Unicode."""
    if _is_vietnamese(text[:_GLANCE]):
        return None
    sample = text[:_SAMPLE]
    if len(_LEGACY_LETTERS.findall(sample)) * 40 < len(sample):
        return None
    choices = {"UTF-8": sample, "TCVN3 (ABC)": _from_tcvn3(sample), "VNI": _from_vni(sample)}
    best = max(choices, key=lambda name: (_likeness(choices[name]), name == "UTF-8"))
    changes: dict[str, Callable[[str], str]] = {"TCVN3 (ABC)": _from_tcvn3, "VNI": _from_vni}
    accented = sum(not word.isascii() for word in _WORD.findall(choices[best]))
    if _likeness(choices[best]) < _CLEARLY * accented:
        best = "UTF-8"
    return (best, changes[best]) if best in changes else None


def _is_vietnamese(text: str) -> bool:
    """Return True if enough letters have two marks (ấ, ợ, …): as one letter they stand in Unicode only."""
    return len(_TWO_MARKS.findall(text)) * 50 > len(text)


def _legacy(data: bytes) -> Decoded:
    """Return the text of bytes that are not UTF-8, or not all of them: the reading with most common words."""
    choices: dict[str, Callable[[bytes], str]] = {
        "UTF-8": lambda some: some.decode("utf-8", "replace"),
        "Windows-1258": lambda some: unicodedata.normalize("NFC", some.decode("cp1258", "replace")),
        "TCVN3 (ABC)": lambda some: _from_tcvn3(some.decode("latin-1")),
        "VNI": lambda some: _from_vni(some.decode("cp1252", "replace")),
    }
    best = max(choices, key=lambda name: _likeness(choices[name](data[:_SAMPLE])))
    text = choices[best](data)
    return Decoded(text, best, text.count("\ufffd"))


def _counted(data: bytes, codec: str, name: str) -> Decoded:
    text = data.decode(codec, "replace")
    return Decoded(text, name, text.count("\ufffd"))


def _wide_codec(data: bytes) -> str | None:
    """Return the UTF-16 codec of text without a mark: every second byte of Latin letters is zero."""
    head = data[:4000]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) / 2 and even < 0.02 * len(head):
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * len(head) / 2 and odd < 0.02 * len(head) else None


def _is_binary(data: bytes) -> bool:
    """True if control codes that no text holds are common, at the start or anywhere."""
    head = data[:_SAMPLE]
    control = sum(head.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return control > 0.003 * len(head) + 2


def _likeness(text: str) -> int:
    """Return how many of the words of ``text`` are common Vietnamese words with diacritics."""
    common = _tables().common
    return sum(word.lower() in common for word in _WORD.findall(text) if not word.isascii())


def _from_tcvn3(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_tables().tcvn3))


def _from_vni(text: str) -> str:
    tables = _tables()

    def letter(match: re.Match[str]) -> str:
        base, mark = match[1], match[2] or ""
        small = tables.vni_letters.get(base.lower(), base.lower())
        marks = tables.vni_marks.get(mark.lower(), "")
        return small.upper() + marks if base.isupper() else small + marks

    return unicodedata.normalize("NFC", tables.vni.sub(letter, text))


@cache
def _tables() -> _Tables:
    data = load_yaml(_TABLES.read_text(encoding="utf-8"))
    tcvn3 = {data["tcvn3"]["first"] + index: letter for index, letter in enumerate(data["tcvn3"]["letters"])}
    vni = data["vni"]
    marks, letters, bases = "".join(vni["marks"]), "".join(vni["letters"]), vni["bases"]
    return _Tables(
        tcvn3,
        re.compile(rf"([{bases}{bases.upper()}{letters}{letters.upper()}])([{marks}{marks.upper()}])?"),
        dict(vni["letters"]),
        dict(vni["marks"]),
        frozenset(data["common"]),
    )
