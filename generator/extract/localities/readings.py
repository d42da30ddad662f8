"""Reads what stands around each name: a type word, an organ, a list, or nothing.

A reading carries every unit it may mean; choosing among them is done once the whole text is read.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from generator.entities import Level, Locality, Span
from generator.extract.aligned import phrases_before
from generator.extract.sentences import UPPER
from generator.tables import Tables
from generator.tables.documents import LocalityWords
from generator.tables.place_names import Hit, PlaceNames, Setting
from generator.text import match_key

_COMMUNES = frozenset(("Xã", "Phường", "Thị trấn", "Đặc khu"))
_WINDOW = 64
LINK = re.compile(r"\s*+(?:\([^()\n]{0,80}\))?\s*+(?:[,;&/+]|-|,?\s*(?:và|hoặc|cùng|với))\s*+(?:các\s)?\s*+")
_WHITHER = (("ở",), ("tại",), ("sang",), ("về",), ("đến",), ("từ",))
_PARTY = frozenset(("đảng ủy", "đảng bộ"))
_STOPS = ",;:.!?)-+/…|"
_NUMBERED = re.compile(r" [1-9](?=[,;.)\n]|\s+và\s|$)")  # "Tam Xuân 1" is not Tam Xuân
_ITEM = re.compile(r"(?:^|\n|[|+:;,(-] ?)$")
_ENDED = re.compile(r" ?(?:[|:;,()\n]|$)")
BREAKS = re.compile(r"\s*(?:[|:;,.()\n]|và(?!\w)|$)")  # "phường 3, 10 và 11", but "phường 3, 10 tổ dân phố"
_CAPITALISED = re.compile(rf"(?: [{UPPER}](?![{UPPER}])[^\W\d_]*)+(?![\w’'])")
_PAIRED = re.compile(r"\s*-\s*|\s+và\s+")
_MODIFIERS = (
    "trên|gồm|bao gồm|gồm có|như|sau|sau đây|là|bạn|giáp ranh|lân cận|trọng điểm|điểm|miền núi|ven biển|còn lại|khác"
)
_INTRO = rf"(?:\s+(?:{_MODIFIERS}))"


class Reading(NamedTuple):
    """A name at ``span`` that may mean any of ``units``. ``types`` is what the words around say of the type.

    ``ordinary``: the name is also a word or a person's name, so that only a unit nearby can be meant.
    """

    span: Span
    name: str
    units: tuple[Locality, ...]
    types: frozenset[str]
    bare: bool
    list_id: int
    ordinary: bool = False


class Lead(NamedTuple):
    """What the words before a name say: where its surface starts, the types it may have, if they stand adjacent."""

    start: int
    types: frozenset[str]


class _Patterns:
    """The expressions made from the tables, once."""

    def __init__(self, words: LocalityWords) -> None:
        self.type_of = {short: name for name, shorts in words.types.items() for short in shorts}
        kinds = _any(self.type_of)
        run = rf"(?:{kinds})(?:(?:\s*[,/]\s*|\s+và\s+|\s*-\s*)(?:{kinds}))*"
        self.adjacent = re.compile(rf"(?<![\w/])(?P<run>{run})(?<=[\s.\w])\s*$")
        self.intro = re.compile(rf"(?<![\w/])(?P<run>{run})(?:{_INTRO}{{0,2}}\s*[:(]\s*(?:-\s*)?|{_INTRO}{{1,2}}\s+)$")
        self.modifiers = frozenset(_MODIFIERS.split("|"))
        self.last = re.compile(rf"(?:{kinds})\s*$")
        self.kinds = re.compile(kinds)
        self.endings = tuple(kind.split()[-1] for kind in self.type_of)
        self.organ_of = {word: name for name, shorts in words.organs.items() for word in shorts}
        self.refused = frozenset(words.not_before)
        self.products = frozenset(words.products)
        self.bodies = frozenset(words.bodies)
        self.before = self.bodies | frozenset(words.before)
        self.former = re.compile(rf"\s*\(?(?:{'|'.join(words.former)})(?!\w)")
        self.never = frozenset(map(match_key, words.never_bare))


@cache
def _patterns_of(tables: Tables) -> _Patterns:
    return _Patterns(tables.locality_words)


def read(text: str, plain: str, names: PlaceNames, setting: Setting, tables: Tables) -> list[Reading]:
    """Return the readings of ``text`` in order; none overlaps another."""
    patterns = _patterns_of(tables)
    readings: list[Reading] = []
    told: dict[str, tuple[Locality, ...]] = {}  # units a type word has named, which may stand bare from then on
    refused = 0
    for hits in _by_start(names.hits(text, plain)):
        if readings and hits[0].start < readings[-1].span.end:
            continue
        previous = readings[-1] if readings else None
        before = plain[max(0, hits[0].start - _WINDOW) : hits[0].start]
        phrases = phrases_before(plain, hits[0].start)
        lead = _lead(text, before, phrases, hits[0].start, patterns)
        paired = refused and _PAIRED.fullmatch(plain, refused, hits[0].start)
        if not lead and (paired or not patterns.refused.isdisjoint(phrases) or _is_kind(phrases, patterns)):
            refused = hits[0].end
            continue
        for hit in hits:
            if _NUMBERED.match(plain, hit.end):
                continue
            reading = _reading(text, plain, hit, lead, phrases, names, setting, patterns, previous, told)
            if reading:
                readings.append(reading)
                if not reading.bare and not reading.name.isdigit():
                    told.setdefault(reading.name, reading.units)
                break
    return readings


def _is_kind(phrases: tuple[str, ...], patterns: _Patterns) -> bool:
    """Return True for a product with one more word to it before the name: "gà đồi Yên Thế", "cam sành Hàm Yên"."""
    if len(phrases) < 2 or phrases[0] in patterns.before or phrases[0][-1:] in _STOPS:
        return False
    return phrases[1].partition(" ")[0] in patterns.products


def _by_start(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Yield the hits that start at one place, the longest first, in order of their start."""
    for _, group in groupby(sorted(hits, key=lambda hit: (hit.start, -hit.end)), key=lambda hit: hit.start):
        yield list(group)


def _reading(
    text: str,
    plain: str,
    hit: Hit,
    lead: Lead | None,
    phrases: tuple[str, ...],
    names: PlaceNames,
    setting: Setting,
    patterns: _Patterns,
    previous: Reading | None,
    told: dict[str, tuple[Locality, ...]],
) -> Reading | None:
    units = names.units(hit.name)
    if _is_cut(text, hit):
        return None
    if lead and (meant := _of_type(units, lead.types) or _of_type(names.units_respelt(hit.name), lead.types)):
        ordinary = hit.name in patterns.never
        return Reading(Span(lead.start, hit.end), hit.name, meant, lead.types, False, hit.start, ordinary)
    chained = previous and LINK.fullmatch(plain, previous.span.end, hit.start)
    if hit.name.isdigit() and not (chained and previous and previous.name.isdigit() and BREAKS.match(plain, hit.end)):
        return None
    if (
        previous
        and chained
        and previous.types
        and (meant := _of_type(units, previous.types))
        and _plausible(meant, previous, setting)
    ):
        return Reading(Span(hit.start, hit.end), hit.name, meant, previous.types, False, previous.list_id)
    if not _stands_alone(text, hit, phrases, patterns, bool(chained)):
        return None
    opens = bool(chained) or not phrases or phrases[0][-1:] in _STOPS or not patterns.before.isdisjoint(phrases)
    opens = opens and not text[hit.start : hit.end].isupper()
    item = bool(
        opens and (chained or _ITEM.search(plain, max(0, hit.start - 3), hit.start)) and _ENDED.match(plain, hit.end)
    )
    former = patterns.former.match(plain, hit.end) is not None
    item = item or phrases[:1] in (("ở",), ("tại",))
    ordinary = hit.name in patterns.never
    known = told.get(hit.name, ()) if (phrases[:1] in _WHITHER if ordinary else opens) else ()
    known = () if ordinary and any(unit.level is Level.PROVINCE for unit in units) else known
    meant = _bare(units, hit.name, setting, patterns, opens, item, former) or known
    return Reading(Span(hit.start, hit.end), hit.name, meant, frozenset(), True, hit.start) if meant else None


def _plausible(units: tuple[Locality, ...], previous: Reading, setting: Setting) -> bool:
    """Return True if a list can go on with one of ``units``: near the text, or as far as the list is."""
    meant = setting.meant(units)
    return setting.is_near(meant) or (len(meant) == 1 and not setting.is_near(previous.units))


def _lead(text: str, before: str, phrases: tuple[str, ...], start: int, patterns: _Patterns) -> Lead | None:
    """Return what a type word or an organ before the name says, None if there is none."""
    for phrase in phrases[:2]:
        if phrase in patterns.organ_of:
            return Lead(start, frozenset((patterns.organ_of[phrase],)))
        if phrase in _PARTY:
            return Lead(start, _COMMUNES)
    if before.rstrip().endswith(patterns.endings):
        match = patterns.adjacent.search(before)
        if (
            match
            and not before[: match.start()].endswith("hợp tác ")
            and not _is_loose_short(text, before, match, start)
        ):
            final = patterns.last.search(before)
            here = start - len(before) + (final.start() if final else match.start())
            return Lead(here, _types(match["run"], patterns))
    if before.rstrip(" -\n")[-1:] in (":", "(") or not patterns.modifiers.isdisjoint(phrases[:2]):
        match = patterns.intro.search(before)
        return Lead(start, _types(match["run"], patterns)) if match else None
    return None


def _is_loose_short(text: str, before: str, match: re.Match[str], start: int) -> bool:
    """Return True for a short type word in lower case or of one letter without a dot: no type word then."""
    word = match["run"]
    here = start - len(before) + match.start()
    return len(word) <= 2 and word.isalpha() and word != "xã" and (len(word) == 1 or not text[here].isupper())


def _types(run: str, patterns: _Patterns) -> frozenset[str]:
    return frozenset(patterns.type_of[kind] for kind in patterns.kinds.findall(run))


def _of_type(units: tuple[Locality, ...], types: frozenset[str]) -> tuple[Locality, ...]:
    return tuple(unit for unit in units if unit.type in types)


def _stands_alone(text: str, hit: Hit, phrases: tuple[str, ...], patterns: _Patterns, chained: bool) -> bool:
    """Return False if the name is part of a longer name: a capital stands right before or after it."""
    rest = text[hit.end : hit.end + 2]
    if len(rest) == 2 and rest[0] == " " and rest[1].isupper() and not text[hit.start : hit.end].isupper():
        return False
    if chained or not phrases or phrases[0][-1:] in _STOPS or not patterns.before.isdisjoint(phrases):
        return True
    first = text[hit.start - 1 - len(phrases[0]) : hit.start][:1]
    return not first.isupper()


def _is_cut(text: str, hit: Hit) -> bool:
    """Return True if one more capitalised word belongs to the name, which then is another: "xã Bình Thanh Đông".

    Two or more are a person's name: "UBND xã Bình Trị Nguyễn Văn An".
    """
    if text[hit.start : hit.end].isupper() or not text[hit.end : hit.end + 2].strip()[:1].isupper():
        return False
    more = _CAPITALISED.match(text, hit.end)
    return more is not None and more[0].count(" ") == 1


def _bare(
    units: tuple[Locality, ...], name: str, setting: Setting, patterns: _Patterns, opens: bool, item: bool, former: bool
) -> tuple[Locality, ...]:
    """Return the units a bare name may mean here: the context's own; where words ``open`` it, more than that.

    A name that is also a word counts only as an ``item`` of a list or a table. A province elsewhere may share its name
    with a unit nearby ("Bình Thuận"): then both are candidates.
    """
    name = match_key(units[0].name) if units else name
    if name in patterns.never and name not in setting.own_names:
        return setting.children.get(name, ()) if item else ()
    if setting.unit and match_key(setting.unit.name) == name:
        return (setting.unit,)
    own = tuple(unit for unit in (setting.own_names.get(name),) if unit)
    if not opens:
        return own
    inside = setting.children.get(name, ())
    then = units if former else setting.of_its_day(units)
    provinces = tuple(unit for unit in then if unit.level is Level.PROVINCE)
    near = tuple(unit for unit in setting.of_its_day(units) if setting.unit and setting.is_near((unit,)))
    found = (*own, *inside, *(() if own or inside or not provinces else near), *provinces)
    return tuple({unit.id: unit for unit in found}.values())


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
