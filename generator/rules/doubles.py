"""One model written twice: the same place, and a name that differs by marks, spaces or one misspelt syllable.

Linear in the number of models: two names are compared only if they share a place and, but for one syllable, every
syllable. Names that differ in a number are two models ("Tổ tự quản số 1", "số 2").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from generator.diagnostics import Diagnostic, Location, complain
from generator.entities import Locality, Ref, Relation
from generator.read.content import line_of
from generator.records import Entry, ModelRecord, Review
from generator.site import Site
from generator.text import slug

_COMPARED = 50
"""Models of one key that a model is compared with: where more share all but a syllable, it is a number that differs."""

_Model = Entry[ModelRecord]
Key = tuple[str, str]
"""Place and name, or place and name without one syllable."""


class Filed(NamedTuple):
    """A model as it is compared: the syllables of its name, folded; its places; what became of them."""

    name: tuple[str, ...]
    places: frozenset[str]
    later: frozenset[str]


Names = dict[Ref, Filed]


def doubles(site: Site) -> Iterator[Diagnostic]:
    """Yield, for each model that may be another one written again, a complaint that names one such."""
    groups: dict[Key, list[_Model]] = defaultdict(list)
    names: Names = {}
    for entry in site.of_kind(ModelRecord):
        if entry.record.review is not Review.RETIRED:
            units = [site.localities[edge.target.id] for edge in site.out(entry.ref, Relation.LOCATED_IN)]
            syllables = tuple(slug(entry.record.name).split("-"))
            names[entry.ref] = Filed(syllables, frozenset(u.id for u in units), _later(units))
            for key in _keys(names[entry.ref]):
                groups[key].append(entry)
    told: set[Ref] = set()
    for group in groups.values():
        for number, entry in enumerate(group[1:], start=1):
            before = group[max(0, number - _COMPARED) : number]
            other = next((one for one in before if _may_be_one(one, entry, names)), None)
            if other is not None and entry.ref not in told:
                told.add(entry.ref)
                where = Location(entry.file, line_of(entry, "name"))
                yield complain("DV230", where, other=other.record.name, file=other.file)


def _later(units: Iterable[Locality]) -> frozenset[str]:
    return frozenset(name for unit in units for name in unit.successors)


def _keys(filed: Filed) -> Iterator[Key]:
    """Yield where a model is filed: under its places and what became of them, by its name less any one syllable."""
    name = filed.name
    shorter = [name[:i] + name[i + 1 :] for i in range(len(name))] if len(name) > 2 else []
    for place in sorted(filed.places | filed.later):
        for one in dict.fromkeys((name, *shorter)):
            yield place, "-".join(one)


def _may_be_one(one: _Model, other: _Model, names: Names) -> bool:
    if one.ref == other.ref or other.record.id in one.record.copy_of or one.record.id in other.record.copy_of:
        return False
    a, b = names[one.ref], names[other.ref]
    return _same_place(a, b) and _same_name(a.name, b.name)


def _same_place(a: Filed, b: Filed) -> bool:
    """True for one place under one name or under an old and a new one; two old ones that were merged are two."""
    return not (a.places.isdisjoint(b.places | b.later) and b.places.isdisjoint(a.later))


def _same_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if first == second:
        return True
    if len(first) == len(second):
        odd = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        return len(odd) == 1 and _misspelt(*odd[0])
    longer, shorter = sorted((first, second), key=len, reverse=True)
    extra = _extra(longer, shorter)
    return extra is not None and (extra in shorter or len(extra) == 1) and not extra.isdigit()


def _misspelt(one: str, other: str) -> bool:
    """True if one syllable may be a slip for the other; short words one letter apart are too often two words."""
    if any(char.isdigit() for char in one + other) or min(len(one), len(other)) < 3:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _extra(longer: tuple[str, ...], shorter: tuple[str, ...]) -> str | None:
    """Return the one syllable that ``longer`` has more than ``shorter``, None if they differ otherwise."""
    if len(longer) != len(shorter) + 1:
        return None
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[at] if longer[:at] + longer[at + 1 :] == shorter else None
