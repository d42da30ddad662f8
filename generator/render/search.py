"""The table of everything people search for by name, place, number, field or year, as one small script.

Guarantees: the same records in any order give the same bytes; columns are as long as the number of records; every
code of a column points into its dictionary; nothing in it can end the script or run (plain JSON). A page loads the
table with a ``<script>`` element, so that search works from a disk (file://) as well as over HTTP.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.entities import Kind, Locality
from generator.render.script import assignment
from generator.render.search_places import place_rows
from generator.render.search_urls import url_columns
from generator.text import nfc, sort_key, squeeze

TABLE_NAME = "danvanSearchTable"
"""Global name under which the scripts of ``overrides/assets/javascripts`` find the table."""

KINDS = (Kind.MODEL, Kind.LOCALITY, Kind.DIRECTIVE, Kind.MOVEMENT, Kind.REPORT, Kind.PAGE)
"""Order of the kinds in the table and of their groups among results."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One page that can be found. ``url`` is relative to the root of the site (``mo-hinh/x.html``).

    ``title`` is what the page is called and what a result shows; ``subtitle`` a second line, searched too (the title
    of a directive); ``names`` are further names, searched but not shown (aliases, other names of a movement, who
    carries a model out). ``places``, ``field``, ``status`` and ``movements`` are ids: of the localities it lies in
    (a locality's record names itself), of the field, of the highest step, of movements. ``holder``, ``told`` and
    ``directives`` are a model's: who holds it, how fully it is told, ids of what it carries out. ``years`` are the
    years it was carried out, issued or reported on. ``weight`` orders pages that match equally well: the better
    documented first (number of sources, backlinks, filled parts).
    """

    kind: Kind
    title: str
    url: str
    subtitle: str = ""
    names: tuple[str, ...] = ()
    number: str = ""
    places: tuple[str, ...] = ()
    field: str = ""
    years: tuple[int, ...] = ()
    status: str = ""
    movements: tuple[str, ...] = ()
    holder: str = ""
    told: str = ""
    directives: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class SearchLabels:
    """Names for people of the ids in records, in the order they are shown."""

    fields: Mapping[str, str]
    steps: Mapping[str, str]
    movements: Mapping[str, str]
    holders: Mapping[str, str] = field(default_factory=dict)
    tellings: Mapping[str, str] = field(default_factory=dict)
    directives: Mapping[str, str] = field(default_factory=dict)


def search_script(
    records: Iterable[SearchRecord],
    localities: Mapping[str, Locality],
    labels: SearchLabels,
    neighbours: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the JavaScript that gives the search its table: one assignment of plain JSON.

    ``neighbours`` are (name, address) of other sites whose tables the search puts into this one.

    ``localities`` are units by id; only those that records lie in, what these are part of and what replaced them or
    was replaced by them go into the table. Raises KeyError for an id without an entry.
    """
    table = search_table(records, localities, labels)
    return assignment(TABLE_NAME, {**table, "neighbours": [list(one) for one in neighbours]} if neighbours else table)


def search_table(
    records: Iterable[SearchRecord], localities: Mapping[str, Locality], labels: SearchLabels
) -> dict[str, object]:
    """Return the table as JSON values: text columns are lines of one string, coded columns are lists of integers."""
    rows = sorted(records, key=_order)
    places = place_rows(_used(rows), localities)
    movements = {key: index for index, key in enumerate(labels.movements)}
    directives = {key: index for index, key in enumerate(labels.directives)}
    return {
        "kinds": [kind.value for kind in KINDS],
        "fields": _choices(labels.fields),
        "steps": _choices(labels.steps),
        "movements": _choices(labels.movements),
        "holders": _choices(labels.holders),
        "tellings": _choices(labels.tellings),
        "directives": _choices(labels.directives),
        "places": places.columns,
        "kind": [KINDS.index(row.kind) for row in rows],
        "title": _lines(row.title for row in rows),
        "subtitle": _lines(row.subtitle for row in rows),
        "names": _lines("|".join(row.names) for row in rows),
        "number": _lines(row.number for row in rows),
        "url": url_columns([(row.url, _line(row.title)) for row in rows]),
        "place": _sets([tuple(places.code[place] for place in row.places) for row in rows]),
        "field": _codes([row.field for row in rows], labels.fields),
        "status": _codes([row.status for row in rows], labels.steps),
        "holder": _codes([row.holder for row in rows], labels.holders),
        "told": _codes([row.told for row in rows], labels.tellings),
        "directive": _sets([tuple(directives[key] for key in row.directives) for row in rows]),
        "movement": _sets([tuple(movements[key] for key in row.movements) for row in rows]),
        "year": _sets([tuple(sorted(set(row.years), reverse=True)) for row in rows]),
        "weight": [row.weight for row in rows],
    }


def _order(row: SearchRecord) -> tuple[object, ...]:
    """Dictionary order of the titles: lists without a query need no sorting, and like titles compress well."""
    return sort_key(row.title), KINDS.index(row.kind), row.url


def _used(rows: Iterable[SearchRecord]) -> list[str]:
    return sorted({place for row in rows for place in row.places})


def _choices(names: Mapping[str, str]) -> list[list[str]]:
    return [list(names), list(names.values())]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(_line, texts))


def _line(text: str) -> str:
    return squeeze(nfc(text))


def _codes(values: Sequence[str], names: Mapping[str, str]) -> list[int]:
    """Return the place of each value in ``names``, -1 where there is none. Raises KeyError for an unknown value."""
    code = {name: index for index, name in enumerate(names)} | {"": -1}
    return [code[value] for value in values]


def _sets(values: Sequence[tuple[int, ...]]) -> list[object]:
    """Return the distinct sets in order of their first row, and for each row the place of its set among them."""
    code = {value: index for index, value in enumerate(dict.fromkeys(values))}
    return [list(map(list, code)), [code[value] for value in values]]
