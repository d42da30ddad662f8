"""Which rows tell of one model: within a file, against what the list gave before, and against the rest of the site.

Two names are the same if only capitals, diacritics or punctuation differ; nearly the same if a letter or two do and
every number in them agrees ("Tổ tự quản số 1" is not "số 2").
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from generator.lists.ledger import Ledger, Listed
from generator.text import slug

NEARLY = 90.0
"""Similarity (0..100) from which two names of one place may be the same, misspelt."""
_RENAMED = 75.0
"""Similarity from which a row that is new and one that is missing, of one place, are one model under a new name."""
_WINDOW = 12
_SAME_LIST = 0.5
_Key = TypeVar("_Key")

Named = tuple[str, str]
"""The slug of a name, and the id of its place."""


def key_of(name: str, place: str) -> Named:
    """Return the form in which two rows tell of one model."""
    return slug(name), place


def nearly_same(pairs: Mapping[_Key, Named], new: frozenset[_Key]) -> Iterator[tuple[_Key, _Key]]:
    """Yield pairs of one place with names misspelt by a letter or so; at least the first of each is ``new``.

    Names are compared with their neighbours in alphabetical order, read from the front and from the back: linear in
    their number but for sorting.
    """
    by_place: dict[str, list[_Key]] = defaultdict(list)
    for key, (_, place) in pairs.items():
        by_place[place].append(key)
    seen: set[frozenset[_Key]] = set()
    for place, keys in by_place.items():
        if not place or not new & set(keys):
            continue
        for order in (lambda key: pairs[key][0], lambda key: pairs[key][0][::-1]):
            ordered = sorted(keys, key=order)
            for index, one in enumerate(ordered):
                for other in ordered[index + 1 : index + 1 + _WINDOW]:
                    pair = frozenset((one, other))
                    if pair & new and pair not in seen and _alike(pairs[one][0], pairs[other][0]):
                        seen.add(pair)
                        yield (one, other) if one in new else (other, one)


def _alike(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and fuzz.ratio(one, other) >= NEARLY


def ledger_of(file: str, keys: Iterable[Named], ledgers: Mapping[str, Ledger]) -> Ledger | None:
    """Return what this list gave before: the ledger of its file's name, or one that shares half its models with it.

    A file of the same name that shares nothing is another list.
    """
    wanted = set(keys)
    shared = {name: len(wanted & set(_keys(ledger))) for name, ledger in ledgers.items()}
    namesakes = (ledger for ledger in ledgers.values() if file in ledger.files)
    named = [ledger for ledger in namesakes if shared[ledger.name] or not ledger.models]
    if named:
        return max(named, key=lambda ledger: shared[ledger.name])
    alike = [
        ledger
        for ledger in ledgers.values()
        if shared[ledger.name] >= max(2, _SAME_LIST * len(wanted), _SAME_LIST * len(ledger.models))
    ]
    return max(alike, key=lambda ledger: shared[ledger.name], default=None)


def _keys(ledger: Ledger) -> Iterator[Named]:
    return (key_of(one.name, one.place) for one in ledger.models.values())


def matched(rows: Sequence[Named], known: Sequence[Listed], similar: Callable[[int, int], bool]) -> dict[int, int]:
    """Return which row (index) is which model the list gave before (index).

    By name and place; then by name alone, where one of each is left; then by a name that changed, of one place, if
    ``similar`` says that the rest of the row and of the model agree or their names are near.
    """
    pairs: dict[int, int] = {}
    names = [key_of(one.name, one.place) for one in known]
    _pair_off(dict(enumerate(rows)), dict(enumerate(names)), pairs)
    left_rows = {index: row[0] for index, row in enumerate(rows) if index not in pairs}
    taken = set(pairs.values())
    left_known = {index: name[0] for index, name in enumerate(names) if index not in taken}
    _pair_off(left_rows, left_known, pairs)
    _pair_renamed(rows, names, similar, pairs)
    return pairs


def _pair_off(rows: Mapping[int, object], known: Mapping[int, object], pairs: dict[int, int]) -> None:
    """Pair what is unique on both sides."""
    by_row, by_known = _unique(rows), _unique(known)
    pairs.update({by_row[key]: by_known[key] for key in by_row if key in by_known})


def _unique(values: Mapping[int, object]) -> dict[object, int]:
    found: dict[object, list[int]] = defaultdict(list)
    for index, value in values.items():
        found[value].append(index)
    return {value: indexes[0] for value, indexes in found.items() if len(indexes) == 1}


def _pair_renamed(
    rows: Sequence[Named], names: Sequence[Named], similar: Callable[[int, int], bool], pairs: dict[int, int]
) -> None:
    taken = set(pairs.values())
    by_place: dict[str, list[int]] = defaultdict(list)
    for index, (_, place) in enumerate(names):
        if index not in taken:
            by_place[place].append(index)
    scored: list[tuple[float, int, int]] = []
    for index, (name, place) in enumerate(rows):
        if index not in pairs:
            scored += [(fuzz.ratio(name, names[one][0]), index, one) for one in by_place[place][:200]]
    for score, row, one in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if row not in pairs and one not in taken and (_renamed(score, rows[row], names[one]) or similar(row, one)):
            pairs[row] = one
            taken.add(one)


def _renamed(score: float, row: Named, known: Named) -> bool:
    return score >= _RENAMED and re.findall(r"\d+", row[0]) == re.findall(r"\d+", known[0])
