"""What of a model the comparison with others sees: subject words, movements, directives, field and kind of place."""

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from sys import intern

from generator.entities import Level, Locality, Relation
from generator.markdown import spoken
from generator.records import Entry, ModelRecord
from generator.render.related import Traits, Why
from generator.render.views import Views
from generator.text import match_key

_WORDS = re.compile(r"[\w-]+|[^\w\s]")
_BODY = 900
"""Characters of the text looked at: what a model is about is said at its beginning."""
_FAR = 2**16 - 1


def model_traits(entry: Entry[ModelRecord], views: Views) -> Traits:
    """Return the traits of one model."""
    record = entry.record
    units = [views.site.localities[ref.id] for ref in views.targets(entry.ref, Relation.LOCATED_IN)]
    first = units[0] if units else None
    linked, words = list(_linked(entry, views)), list(_words(entry, units, views))
    named = [*linked, *((at, pair) for at, pair, naming in words if naming)]
    said = [(at, pair) for at, pair, naming in words if not naming]
    return Traits(
        id=record.id,
        told=views.completeness(entry).percent * 100 + min(99, len(record.figures) + len(entry.body) // 200),
        features=tuple(name for _, name in (*named, *said)),
        naming=len(named),
        at=array("H", (min(at, _FAR) for at, _ in (*named, *said))),
        field=record.field or "",
        area=views.site.tables.gazetteer.province(first).id if first else "",
        place=_neighbourhood(first),
        kind=_kind(first, views),
    )


def kind_words(kind: str, views: Views) -> str:
    """Return a kind of place as people say it: "xã, vùng Bắc Trung Bộ"."""
    unit, _, region = kind.partition("|")
    names = {one.id: one.name for one in views.site.tables.regions.all}
    return views.labels["place_kind"].format(unit=unit.lower(), region=names[region])


def _neighbourhood(unit: Locality | None) -> str:
    """Return the id of the district of a commune, else of the unit itself; a province is no neighbourhood."""
    if unit is None or unit.level is Level.PROVINCE:
        return ""
    return unit.parent or "" if unit.level is Level.COMMUNE and unit.until else unit.id


def _kind(unit: Locality | None, views: Views) -> str:
    region = views.site.tables.regions.of(unit) if unit and unit.level is Level.COMMUNE else None
    return f"{unit.type}|{region.id}" if unit and region else ""


def _linked(entry: Entry[ModelRecord], views: Views) -> Iterator[tuple[int, str]]:
    for why, relation in ((Why.MOVEMENT, Relation.JOINS), (Why.DIRECTIVE, Relation.CARRIES_OUT)):
        for target in views.targets(entry.ref, relation):
            yield 0, f"{why}:{target.id}"


def _words(entry: Entry[ModelRecord], units: Iterable[Locality], views: Views) -> Iterator[tuple[int, str, bool]]:
    """Yield each pair of syllables that may name a subject: where it stands, and whether in a name or a tag."""
    record = entry.record
    places = {pair for unit in units for place in views.chain(unit) for pair in _pairs(place.short_name)}
    known = places | views.site.tables.related_words.common_keys
    joining = views.site.tables.related_words.joining_keys
    at = 0
    texts = [(record.name, True), *((tag, True) for tag in record.tags), (record.description or "", False)]
    for text, naming in [*texts, (spoken(entry.body[:_BODY]), False)]:
        at += 2
        for position, pair in _subject(text, joining):
            if pair not in known:
                yield at + position, intern(pair), naming
        at += len(text)


def _subject(text: str, joining: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield each pair of neighbouring syllables that may name a subject, with its place; headings are no subject."""
    before = ""
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    for position, match in enumerate(_WORDS.finditer(lines)):
        word = _syllable(match[0], joining)
        if before and word:
            yield position - 1, f"{before} {word}"
        before = word


@lru_cache(1 << 16)
def _syllable(word: str, joining: frozenset[str]) -> str:
    """Return the match key of a word that may name a subject, else nothing: a language has few words."""
    key = match_key(word)
    return key if key.replace("-", "").isalpha() and key not in joining else ""


def _pairs(name: str) -> Iterator[str]:
    syllables = match_key(name).split()
    yield from (f"{one} {two}" for one, two in pairwise(syllables))
