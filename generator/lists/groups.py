"""Rows that head a group of models: "I. Lĩnh vực kinh tế", "Xã Bình Minh", "Mô hình tập thể", "Năm 2023"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.lists.columns import choice_of, plain
from generator.tables import Tables

_NUMBERING = re.compile(r"^\s*\(?(?:[IVXLC]{1,6}|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,2})*)\s*[.)/:–-]+\s+|^\s*[-+*•]\s+")
_STYLED = re.compile(r"\s*\(?(?:(?P<roman>[IVX]{1,6})|[A-ZĐ])\s*(?:[.)/:–-]|$)")
_COUNTED = re.compile(
    r"\s*+[:(–-]?\s*+\(?\d++\s*+(?:mô hình|điển hình|mh|tập thể|cá nhân)?[^\w()]*+\)?\s*+$", re.IGNORECASE
)
_SHEET_JOINTS = re.compile(r"[()\[\]_–]|\s-\s|(?<!\d)(?:19|20)\d\d(?!\d)")
_SHEET_NUMBER = re.compile(r"\d{1,3}\s*[.)-]?\s*(?=[^\W\d])")
_YEAR = re.compile(r"(?:mo hinh )?(?:trong )?nam ((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """What a group's row says of the rows under it; ``kind``: field, place, holder, level, year, or other.

    ``value`` is empty for a field that is none of ours. ``style``: how its row is numbered: I, A, or not at all.
    """

    kind: str
    value: str
    style: str = ""


def style_of(number: str, words: str) -> str:
    """Return how a heading is numbered, in its own cell or before its words."""
    match = _STYLED.match(number) or (_STYLED.match(words) if not number else None)
    if match is None:
        return ""
    return "I" if match["roman"] else "A"


def unnumbered(words: str) -> str:
    """Return the words of a heading without its numbering and without the count of what it heads."""
    line = " ".join(words.split())
    bare = _NUMBERING.sub("", line, count=1).strip(" :;.-–")
    counted = _COUNTED.sub("", bare).strip(" :;.-–")
    return counted if counted and re.search(r"\d\s*(?:mô hình|điển hình|mh)\b|[:(]\s*\d+\D*$", bare, re.I) else bare


def group_of(words: str, is_place: Callable[[str], bool], tables: Tables) -> Group | None:
    """Return what a heading says of the rows under it, None if it is none that we know."""
    bare = unnumbered(words)
    key = plain(bare)
    if year := _YEAR.fullmatch(key):
        return Group("year", year[1])
    for name in ("holder", "level"):
        choice = choice_of(name, bare, tables) or choice_of(name, _led(key, tables), tables)
        if choice and key not in ("tinh", "huyen", "xa"):
            return Group(name, choice)
    if field := field_of(bare, tables):
        return Group("field", field)
    if key.startswith(tuple(f"{plain(head)} " for head in tables.list_words.columns["field"] if " " in head)):
        return Group("field", "")  # "Lĩnh vực khác": no field of ours, and no longer the one above
    whole = " ".join(words.split())  # what looks like a letter that numbers may be the first of a name: "B. Trị"
    return next((Group("place", name) for name in (bare, whole) if is_place(name)), None)


def groups_of_sheet(name: str, is_place: Callable[[str], bool], tables: Tables) -> tuple[Group, ...]:
    """Return what the name of a sheet says of all its models: "TT Châu Ổ", "1.Bình Minh (sửa)", "VH-XH - Bình Trị"."""
    if whole := group_of(name, is_place, tables):
        return (whole,)
    parts = (part.strip(" .-–") for part in _SHEET_JOINTS.split(name))
    found = (group_of(_SHEET_NUMBER.sub("", part), is_place, tables) for part in parts if part)
    return tuple({one.kind: one for one in found if one}.values())


def field_of(words: str, tables: Tables) -> str | None:
    """Return the field that words name, with or without "lĩnh vực" and the like before it."""
    key = plain(words)
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        if choice := choice_of("field", key.replace(" va ", " "), tables) or choice_of("field", key, tables):
            return choice
        key = _led(key, tables)
    return None


def _led(key: str, tables: Tables) -> str:
    """Return a key without the longest lead it begins with."""
    leads = sorted(map(plain, tables.list_words.field_leads), key=len, reverse=True)
    lead = next((lead for lead in leads if key.startswith(f"{lead} ")), "")
    return key[len(lead) :].strip()
