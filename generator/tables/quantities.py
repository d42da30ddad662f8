"""Schemas of the tables that tell a quantity from other numbers and a sound sum from a wrong one.

Words are written as people read them; case and tone placement do not count.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """Base of a table: frozen, compared by identity, a key nobody declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __hash__(self) -> int:  # tables are loaded once: identity is enough, and cheap
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class FigureWords(Entry):
    """Words around a number.

    ``scales``: word -> factor. ``measures``: unit as found -> as shown; they make any number a figure. ``nouns``: what
    is counted, in several words; ``short_nouns``: abbreviations of such. ``not_counted``: a word that is nothing
    counted. ``ordinals`` (``weak_ordinals``, unless a measure follows): before a number that names or orders;
    ``not_ordinals``: longer wordings that end in one of them and are none. ``stops``: what is counted ends before them.
    ``places``: type words of what a figure may be told for. ``not_columns``: columns with such a head hold no figures.
    ``time_columns``: heads of a first column that says the time of each row.
    """

    scales: Mapping[str, int]
    not_scales: tuple[str, ...]
    measures: Mapping[str, str]
    per: tuple[str, ...]
    nouns: tuple[str, ...]
    short_nouns: tuple[str, ...]
    not_counted: tuple[str, ...]
    ordinals: tuple[str, ...]
    weak_ordinals: tuple[str, ...]
    not_ordinals: tuple[str, ...]
    qualifiers: tuple[str, ...]
    links: tuple[str, ...]
    stops: tuple[str, ...]
    periods: tuple[str, ...]
    places: tuple[str, ...]
    not_columns: tuple[str, ...]
    time_columns: tuple[str, ...]
    ranges: tuple[str, ...]


class ReconcileWords(Entry):
    """Words that join figures.

    After one of ``all`` every part of a total follows, after one of ``some`` perhaps only some, after ``rest`` the
    last; ``apart`` sets one part off from the others. ``total_rows`` head the row of totals of a table; ``totals``
    stand before the number that rates of the sentence are of. ``partitions``: ways to divide a total, each part with
    its wordings. ``overlapping``: parts that may share members. ``shares`` make a rate one of a number before it,
    unless one of ``other_bases`` follows. ``open``: the list goes on. ``levels``: units of a level as they are
    counted -> their type words. ``not_same``: figures after such a word are not the same figure told twice.
    """

    all: tuple[str, ...]
    some: tuple[str, ...]
    rest: tuple[str, ...]
    apart: tuple[str, ...]
    total_rows: tuple[str, ...]
    totals: tuple[str, ...]
    partitions: tuple[tuple[tuple[str, ...], ...], ...]
    overlapping: tuple[str, ...]
    shares: tuple[str, ...]
    other_bases: tuple[str, ...]
    approximate: tuple[str, ...]
    grown: tuple[str, ...]
    shrunk: tuple[str, ...]
    open: tuple[str, ...]
    numerals: Mapping[str, int]
    levels: Mapping[str, tuple[str, ...]]
    not_same: tuple[str, ...]
