"""What each column of a list holds, told by its head against the wordings of ``site_config/list_words.yml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.tables import Tables
from generator.tables.lists import ListWords
from generator.text import folded

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NO_WORD = re.compile(r"[\W_]+")
_JOINTS = re.compile(r"[/,;\n]|\s[-–]\s")
_SIMILAR = 90
_LONGEST_HEAD = 200
HEAD_JOINT = " / "
MARKED = ("field", "holder", "level")
"""What a column of marks may stand for: under "Lĩnh vực", one column for each field."""


@dataclass(frozen=True, slots=True)
class Column:
    """Column ``at`` with its head as printed; ``holds`` is a name of ``ListWords.columns``, empty if not understood.

    ``choice``: the value that a mark in this column stands for. ``unit``: the words the head has in brackets.
    """

    at: int
    head: str
    holds: str
    choice: str = ""
    unit: str = ""


@lru_cache(maxsize=50_000)
def plain(words: str) -> str:
    """Return words as heads are compared: no brackets, diacritics, capitals or punctuation."""
    return _NO_WORD.sub(" ", folded(_BRACKETS.sub(" ", words))).strip()


def columns_of(heads: Mapping[int, Sequence[str]], tables: Tables) -> tuple[Column, ...]:
    """Return the columns with these heads; a head printed in two rows has the upper words first.

    Where no wording is that of names, a head made of nothing but such words is: "Nội dung đăng ký mô hình".
    """
    told = [(at, tuple(parts)) for at, parts in sorted(heads.items()) if any(parts)]
    columns = tuple(_column(at, parts, tables, is_composed=False) for at, parts in told)
    if any(one.holds == "name" for one in columns):
        return columns
    return tuple(_column(at, parts, tables, is_composed=True) for at, parts in told)


def _column(at: int, parts: tuple[str, ...], tables: Tables, is_composed: bool) -> Column:
    distinct = [part for index, part in enumerate(parts) if part and part not in parts[:index]]
    head = HEAD_JOINT.join(" ".join(part.split()) for part in distinct)
    bracketed = [(match[1] or match[2] or "").strip() for match in _BRACKETS.finditer(head)]
    unit = next((words for words in reversed(bracketed) if words), "")
    holds, choice = _meaning(tuple(map(plain, distinct)), tables.list_words, tables)
    if is_composed and distinct and _is_composed(distinct[-1], tables.list_words):
        holds, choice = "name", ""
    return Column(at, head, holds, choice, unit)


def _meaning(parts: tuple[str, ...], words: ListWords, tables: Tables) -> tuple[str, str]:
    """Return what a head says the column holds: by all its words, by its last part, by the beginning of it."""
    known = _wordings(words)
    last = parts[-1] if parts else ""
    if not last or len(last) > _LONGEST_HEAD:
        return "", ""
    for whole in (" ".join(reversed(parts)), " ".join(parts)):
        if whole in known:
            return known[whole], ""
    above = next((known[part] for part in reversed(parts[:-1]) if part in known), "")
    if (found := _choice(last, above, tables)) is not None:
        return found
    return known.get(last) or _beginning(last, known) or _nearly(last, known), ""


def holds_of(head: str, tables: Tables) -> str:
    """Return what a column with just this head (as ``plain`` gives it) holds, empty if no wording is the same."""
    return _wordings(tables.list_words).get(head, "")


def is_name(head: str, words: ListWords) -> bool:
    """True if a head (as ``plain`` gives it) says nothing but what models are called: "Nội dung đăng ký mô hình"."""
    core, known = _name_patterns(words)
    return bool(core.search(head)) and not known.sub("", head).strip()


def _is_composed(head: str, words: ListWords) -> bool:
    """True for such a head, and for "Địa phương, đơn vị/ Tên mô hình": places head their models in one column."""
    if is_name(plain(head), words) and plain(head) not in _wordings(words):
        return True
    parts = list(map(plain, _JOINTS.split(_BRACKETS.sub(" ", head))))
    leads = tuple(f"{plain(lead)} " for lead in words.name_words.leads)
    return len(parts) > 1 and any(part.startswith(leads) and is_name(part, words) for part in parts)


@lru_cache(maxsize=8)
def _name_patterns(words: ListWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the nouns of a name's head, and what finds every word such a head may have."""
    names = words.name_words
    every = sorted(map(plain, (*names.leads, *names.around, *names.cores)), key=len, reverse=True)
    cores, known = ("|".join(map(re.escape, found)) or "(?!)" for found in (map(plain, names.cores), every))
    return re.compile(rf"\b(?:{cores})\b"), re.compile(rf"\b(?:{known})\b")


def _choice(last: str, above: str, tables: Tables) -> tuple[str, str] | None:
    """Return the value a column of marks stands for; without a head above that says so, only where it is plain."""
    for name in (above,) if above in MARKED else () if above not in ("", "name") else ("field", "holder"):
        if choice := choice_of(name, last, tables):
            return f"mark {name}", choice
    return None


def choice_of(name: str, words: str, tables: Tables) -> str | None:
    """Return the value of field, holder or level that ``words`` are, None if they are none; "QPAN" is "QP-AN"."""
    key = plain(words)
    if name == "level":
        return _levels(tables).get(key)
    return _choices(name, tables).get(key.replace(" ", ""))


@lru_cache(maxsize=8)
def _levels(tables: Tables) -> Mapping[str, str]:
    return {plain(word): word[:1].upper() + word[1:] for word in tables.list_words.levels}


@lru_cache(maxsize=8)
def _choices(name: str, tables: Tables) -> Mapping[str, str]:
    """Return the values by their words, written together."""
    if name == "holder":
        found = {word: one for one, words in tables.list_words.holders.items() for word in words}
    else:
        found = {word: one for one, words in tables.model_words.fields.items() for word in words}
        found |= {word: one.id for one in tables.fields for word in (one.id, one.name, *one.others)}
    return {plain(word).replace(" ", ""): one for word, one in found.items()}


@lru_cache(maxsize=8)
def _wordings(words: ListWords) -> Mapping[str, str]:
    return {plain(word): holds for holds, wordings in words.columns.items() for word in wordings}


def _beginning(head: str, known: Mapping[str, str]) -> str:
    """Return the meaning of the longest wording of two words or more that ``head`` begins with."""
    parts = head.split(" ")
    for count in range(len(parts) - 1, 1, -1):
        if (found := known.get(" ".join(parts[:count]))) is not None:
            return found
    return ""


def _nearly(head: str, known: Mapping[str, str]) -> str:
    """Return the meaning of a wording mistyped by a letter or so; short heads must be right."""
    if len(head) < 6:
        return ""
    found = process.extractOne(head, list(known), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return known[found[0]] if found else ""
