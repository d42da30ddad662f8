"""The grammar of citations, compiled once from the tables: types, codes, forms of numbers, words around them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from generator.extract.aligned import bare_form, plain_form
from generator.tables import Tables
from generator.tables.documents import CitationWords, DocumentType, Family, NumberForm, Organ
from generator.text import strip_marks


class Code(NamedTuple):
    """A piece of a number as the tables know it; ``exact`` is False if it was read through damage."""

    text: str
    exact: bool


class Grammar:
    """Look-ups and expressions that reading numbers needs."""

    def __init__(self, tables: Tables) -> None:
        self.types: Mapping[str, DocumentType] = {kind.name: kind for kind in tables.document_types}
        self.forms: Mapping[str, NumberForm] = {form.form: form for form in tables.number_forms}
        self.organs: tuple[Organ, ...] = tables.organs
        self.words: CitationWords = tables.citation_words
        self._type_codes = _codes((c for kind in tables.document_types for c in kind.codes), self.words.repairs)
        self.offices = tuple(organ.name for organ in tables.organs if organ.reach == "office" and organ.name)
        self.organ_of = _organ_codes(tables.organs)
        self._organ_codes = _codes(self.organ_of, self.words.repairs)
        self.type_of_word = {plain_form(word): kind.name for kind in tables.document_types for word in kind.words}
        self.type_of_bare = {bare_form(word): name for word, name in self.type_of_word.items()}
        self.generic = frozenset(map(plain_form, self.words.generic))
        self.short_types = frozenset(plain_form(code) for kind in tables.document_types for code in kind.codes)
        self.sound = frozenset(map(plain_form, self.words.number))
        self.number_words = self.sound | frozenset(map(plain_form, self.words.damaged_number))
        self.earlier_type = re.compile(rf"({any_of(self.type_of_word)})(?!\w)")
        self.listed = re.compile(
            rf"(?<!\w)(?P<type>{any_of(self.type_of_word)})\s+(?:số\s*)?"
            r"(?P<numbers>(?:\d{1,4}[a-zđ]?\s*(?:,|;|và)\s*(?:số\s*)?){1,8})$"
        )

    def type_code(self, token: str) -> Code | None:
        return self._type_codes.get(token) or self._type_codes.get(token.upper())

    def organ_code(self, token: str) -> Code | None:
        base = token.rstrip("0123456789")
        known = self._organ_codes.get(base) or self._organ_codes.get(base.upper())
        return known and Code(known.text + token[len(base) :], known.exact)

    def type_of_code(self, code: str, family: Family, before: str) -> str | None:
        """Return the type a code stands for in ``family``; between several, the last one named in ``before``."""
        names = [kind.name for kind in self.types.values() if code in (kind.party if family == "party" else kind.state)]
        names = names or [kind.name for kind in self.types.values() if code in kind.codes]
        if len(names) > 1:
            named = [self.type_of_word[match[1]] for match in self.earlier_type.finditer(before)]
            names = [name for name in reversed(named) if name in names] or names
        return names[0] if names else None

    def organs_of(self, code: str, family: Family | None = None) -> tuple[Organ, ...]:
        """Return the organs, office before seat, that a code at the end of a number of ``family`` stands for."""
        meant = self.organ_of.get(code.rstrip("0123456789"), ((),))
        return next((organs for organs in meant if organs and organs[-1].family == family), meant[0])


@cache
def grammar_of(tables: Tables) -> Grammar:
    """Return the grammar of ``tables``, compiled at first use."""
    return Grammar(tables)


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of ``words``, the longest first; a space stands for any run of them."""
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


def _codes(codes: Iterable[str], repairs: Mapping[str, str]) -> Mapping[str, Code]:
    """Return how each code is written: as it is, in other case, without diacritics, or as bad recognition leaves it.

    The last two are not exact. A spelling that is itself a code is never read as another.
    """
    known = set(codes)
    found = {code: Code(code, True) for code in known}
    ways: tuple[tuple[Callable[[str], str], bool], ...] = ((str.upper, True), (_unmarked, False))
    for spell, exact in ways:
        spelled: dict[str, set[str]] = defaultdict(set)
        for code in known:
            spelled[spell(code)].add(code)
        found = {way: Code(next(iter(of)), exact) for way, of in spelled.items() if len(of) == 1} | found
    return {wrong: Code(right, False) for wrong, right in repairs.items() if right in known} | found


def _unmarked(code: str) -> str:
    return strip_marks(code).upper()


def _organ_codes(organs: tuple[Organ, ...]) -> Mapping[str, tuple[tuple[Organ, ...], ...]]:
    """Return all that a code stands for; an office's code joins that of the committee it serves (VP + TU).

    BTC is a ministry in a number of the state, an office of the committee in one of the party.
    """
    found: dict[str, list[tuple[Organ, ...]]] = defaultdict(list)
    committees = [(code, o) for o in organs for code in o.codes if o.is_committee]
    joint = {
        first + code: (office, seat)
        for office in organs
        if office.reach == "office"
        for first in office.codes
        for code, seat in reversed(committees)
    }
    for code, pair in joint.items():
        found[code].append(pair)
    for organ in sorted(organs, key=lambda organ: organ.reach == "office"):
        for code in organ.codes:
            found[code].append((organ,))
    return {"TW": ((),), **{code: tuple(meant) for code, meant in found.items()}}
