"""Names of organs as headers print them in capitals, written as in a sentence, and the locality they speak for."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from generator.clean.words import CAPITAL, Words, is_capitals, key
from generator.entities import Level, Locality
from generator.tables import Tables
from generator.tables.units import FIRST_DAY
from generator.text import match_key, squeeze, tone_placed

_COMMUNES = ("Xã", "Phường", "Thị trấn")
_SOCIETY = re.compile(r"(?i:xã hội)(?!\w)")  # names no xã
_SHORT = re.compile(r"[BCDĐFGHJKLMNPQRSTVWXZ&]{3,}")  # a word without a vowel is an abbreviation
_HAYSTACK = 200_000  # characters of a document read for the names of the units above its own


def group_organs(lines: Sequence[str], words: Words) -> list[str]:
    """Return the organs of a header, the issuing one last: a line that names no organ goes on the one before."""
    organs: list[str] = []
    for line in lines:
        if organs and not starts_organ(line, words):
            organs[-1] += " " + line
        else:
            organs.append(line)
    return [sentence_case(organ, words) for organ in organs]


def starts_organ(line: str, words: Words) -> bool:
    """True if ``line`` starts with an organ of the table, spelt out or short."""
    return _organ_at(key(line), words) is not None


def _organ_at(text: str, words: Words) -> tuple[str, str] | None:
    """Return the organ ``text`` (a key) starts with: its key and its proper spelling."""
    names = {key(name): name for name in words.table.organs} | {
        key(s): long for s, long in words.table.organ_short.items()
    }
    found = [name for name in names if text.startswith(name) and not text[len(name) : len(name) + 1].isalpha()]
    longest = max(found, key=len, default=None)
    return (longest, names[longest]) if longest else None


def sentence_case(organ: str, words: Words) -> str:
    """Return ``ỦY BAN NHÂN DÂN XÃ BÌNH TRỊ`` as ``Ủy ban nhân dân xã Bình Trị``."""
    text = squeeze(organ).strip(" .,;:-–*‘’'")
    parts: list[str] = []
    place = typed = False
    while text:
        if society := _SOCIETY.match(text):
            parts, text = [*parts, "Xã hội"], text[society.end() :].strip()
            continue
        found = _organ_at(key(text), words)
        if found and not (typed and " " not in found[0]):  # "XÃ TRƯỜNG XUÂN" names no school
            parts.append(found[1])
            place, typed = any(key(name) == found[0] for name in words.table.committees), False
            text = text[_length(text, found[0]) :].strip()
            continue
        unit = next((t for t in words.unit_types if key(text).startswith(t + " ")), None)
        if unit:
            parts.append(unit if parts else unit.capitalize())
            text, place, typed = text[_length(text, unit) :].strip(), True, True
            continue
        word, _, text = text.partition(" ")
        parts.append(_cased(word, place=place, first=not parts))
        typed = False
        text = text.strip()
    return " ".join(parts)


def _length(text: str, found: str) -> int:
    """Return how many characters of ``text`` the key ``found`` stands for; keys keep one character a letter."""
    return len(" ".join(text.split()[: len(found.split())]))


def _cased(word: str, *, place: bool, first: bool) -> str:
    if not is_capitals(word) or _SHORT.fullmatch(word):
        return word
    bare = word.lstrip("“\"‘'(")
    head = word[: len(word) - len(bare)]
    return head + (bare.capitalize() if place or first or head else bare.lower())


def issuer_of(organs: Sequence[str], words: Words) -> str | None:
    """Return the issuing organ in full: ``Ban Dân vận Huyện ủy …``, ``Phòng Nội vụ huyện …``."""
    if not organs:
        return None
    own = organs[-1]
    if len(organs) == 1 or unit_named(own, words):
        return own
    parent = organs[-2]
    above = unit_named(parent, words)
    if above and key(own).endswith(tuple(f" {kind}" for kind in words.unit_types)):
        kind = next(kind for kind in words.unit_types if key(own).endswith(f" {kind}"))
        return own[: -len(kind)] + above[:1].lower() + above[1:] if key(above).startswith(f"{kind} ") else own
    part = key(own).startswith(tuple(key(name) for name in words.table.within))
    if any(f" {key(name)} " in f" {key(own)} " for name in words.table.institutions):
        return own  # "Đảng ủy Bệnh viện …" below "Thị ủy …"
    party = key(parent).startswith(tuple(key(name) for name in words.table.committees))
    whole = key(own).startswith(tuple(key(name) for name in words.table.of_unit))
    if not (part or party or unit_named(parent, words)):
        return own
    unit = None if part or (party and not whole) else unit_named(parent, words)
    return f"{own} {unit[0].lower()}{unit[1:]}" if unit else f"{own} {parent}"


def as_written(organ: str, text: str, words: Words) -> str:
    """Return ``organ`` as ``text`` writes it within its sentences, which print no name in capitals throughout.

    Where the text has only the institution of it, "Bệnh viện …" of "Đảng ủy bệnh viện …", that part is written so.
    """
    parts = organ.split()
    named = tuple(f"{key(name)} " for name in words.table.institutions)
    inner = (first for first in range(1, len(parts) - 1) if key(" ".join(parts[first:])).startswith(named))
    for first in (0, *inner):
        letters = r"\s+".join(map(re.escape, parts[first:]))
        written = (squeeze(match[0]) for match in re.finditer(rf"(?<!\w){letters}(?!\w)", text[:_HAYSTACK], re.I))
        if name := next((name for name in written if name[0].isupper() and not is_capitals(name)), None):
            return " ".join([*parts[:first], name])
    return organ


def unit_named(organ: str, words: Words) -> str | None:
    """Return the unit in an organ's name: ``Huyện ủy Bình Sơn`` and ``UBND huyện Bình Sơn`` -> ``Huyện Bình Sơn``."""
    for name, types in words.table.committees.items():
        match = re.search(rf"{re.escape(name)}\s+((?:{CAPITAL}[^\W\d_]*\s?){{1,5}})", organ)
        if match:
            return f"{types[0]} {match[1].strip()}"
    match = re.search(
        rf"(?<!\w)(?!{_SOCIETY.pattern})((?i:{'|'.join(words.unit_types)}))\s+((?:(?:{CAPITAL}[^\W\d_]*|\d+)\s?){{1,5}})",
        organ,
    )
    if match:
        return f"{match[1].capitalize()} {match[2].strip()}"
    return None


def locality_of(units: Iterable[str], text: str, tables: Tables, day: date | None) -> Locality | None:
    """Return the unit the first of ``units`` means on ``day``; among homonyms, the one whose parents ``text`` names."""
    names = [unit for unit in units if unit]
    if not names:
        return None
    candidates = tables.gazetteer.named(names[0], day)
    if len(candidates) > 1:
        candidates = tuple(_supported(candidates, names[1:], text, tables))
    return candidates[0] if len(candidates) == 1 else None


def own_unit(units: Sequence[str], text: str, tables: Tables, day: date | None) -> Locality | None:
    """Return the unit a document speaks for, the first of ``units``; the others are those of the organs above its own.

    A commune that is not in the district printed above it was merged before the register begins: it is named so.
    """
    found = locality_of(units, text, tables, day)
    if day is None or day >= FIRST_DAY:
        return found
    above = (locality_of(units[index:], text, tables, day) for index in range(1, len(units)))
    district = next((unit for unit in above if unit and unit.level is Level.DISTRICT), None)
    kind = next((kind for kind in _COMMUNES if units and units[0].startswith(f"{kind} ")), None)
    if kind is None or district is None or (found and _lies_in(found, district, tables)):
        return found
    return tables.gazetteer.unlisted_commune(kind, units[0][len(kind) + 1 :], district)


def _lies_in(unit: Locality, district: Locality, tables: Tables) -> bool:
    """Tell whether ``unit`` lies in ``district``, or in one of its name: a district may have become a town."""
    names = {match_key(parent.name) for parent in tables.gazetteer.ancestors(unit)}
    return unit.level is not Level.COMMUNE or match_key(district.name) in names


def _supported(candidates: Sequence[Locality], above: Sequence[str], text: str, tables: Tables) -> Sequence[Locality]:
    """Return the candidates whose parents are named most: by the header, by type word and name, by name."""
    haystack = tone_placed(squeeze(text[:_HAYSTACK])).casefold()
    keys = {match_key(unit) for unit in above}

    def support(unit: Locality) -> int:
        points = 0
        for parent in tables.gazetteer.ancestors(unit):
            short = match_key(parent.short_name)
            points += (
                50 * (short in keys)
                + min(9, 3 * haystack.count(short))
                + min(3, haystack.count(match_key(parent.name)))
            )
        return points

    ranked = sorted(candidates, key=support, reverse=True)
    best = support(ranked[0])
    top = [unit for unit in ranked if support(unit) == best]
    if best == 0 or (len(top) > 1 and top[0].level is not Level.PROVINCE):
        return ()
    return top[:1] if len(top) == 1 else ()
