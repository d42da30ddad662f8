"""The grammar of citations, compiled once from the tables: types, codes, forms of numbers, words around them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from generator.extract.aligned import bare_form, plain_form
from generator.tables import Tables
from generator.tables.documents import CitationWords, DocumentType, Family, NumberForm, Organ

_LOOKALIKES = str.maketrans("bp0165", "ddoil5")


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
        self.type_codes = _by_skeleton(code for kind in tables.document_types for code in kind.codes)
        self.organ_of = _organ_codes(tables.organs)
        self.organ_codes = _by_skeleton(self.organ_of)
        self.type_of_word = {plain_form(word): kind.name for kind in tables.document_types for word in kind.words}
        self.type_of_bare = {bare_form(word): name for word, name in self.type_of_word.items()}
        number = any_of(map(plain_form, self.words.number))
        generic = any_of(map(plain_form, self.words.generic))
        self.announced = {
            False: _announcer(any_of(self.type_of_word), number, generic),
            True: _announcer(any_of(self.type_of_bare), any_of(map(bare_form, self.words.number)), generic),
        }
        self.numbered = re.compile(rf"(?<!\w)(?:{number})\s*:?\s*$")
        self.earlier_type = re.compile(rf"(?<!\w)({any_of(self.type_of_word)})(?!\w)")
        self.listed = re.compile(
            rf"(?<!\w)(?P<type>{any_of(self.type_of_word)})\s+(?:số\s*)?"
            r"(?P<numbers>(?:\d{1,4}[a-zđ]?\s*(?:,|;|và)\s*(?:số\s*)?){1,8})$"
        )

    def type_code(self, token: str) -> Code | None:
        return _known(token, self.type_codes)

    def organ_code(self, token: str) -> Code | None:
        base = token.rstrip("0123456789")
        known = _known(base, self.organ_codes)
        return known and Code(known.text + token[len(base) :], known.exact)

    def type_of_code(self, code: str, family: Family, before: str) -> str | None:
        """Return the type a code stands for in ``family``; between several, the last one named in ``before``."""
        names = [kind.name for kind in self.types.values() if code in (kind.party if family == "party" else kind.state)]
        names = names or [kind.name for kind in self.types.values() if code in kind.codes]
        if len(names) > 1:
            named = [self.type_of_word[match[1]] for match in self.earlier_type.finditer(before)]
            names = [name for name in reversed(named) if name in names] or names
        return names[0] if names else None

    def organs_of(self, code: str) -> tuple[Organ, ...]:
        """Return the organs, office before seat, that a code at the end of a number stands for."""
        return self.organ_of.get(code.rstrip("0123456789"), ())


@cache
def grammar_of(tables: Tables) -> Grammar:
    """Return the grammar of ``tables``, compiled at first use."""
    return Grammar(tables)


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of ``words``, the longest first; a space stands for any run of them."""
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


def skeleton(code: str) -> str:
    """Return the form in which a damaged code still equals the code: ``Qb``, ``QD`` and ``QĐ`` agree."""
    return bare_form(plain_form(code)).translate(_LOOKALIKES)


def _announcer(types: str, number: str, generic: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{types}|{generic})\s*\(?(?:(?<=[\s(])(?P<number>{number})\s*:?\s*)?$")


def _by_skeleton(codes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        found[skeleton(code)].add(code)
        found[code].add(code)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _known(token: str, codes: Mapping[str, tuple[str, ...]]) -> Code | None:
    if token in codes.get(token, ()):
        return Code(token, True)
    near = codes.get(skeleton(token), ())
    same = [code for code in near if plain_form(code) == plain_form(token)]
    if len(same) == 1:
        return Code(same[0], True)
    return Code(near[0], False) if len(near) == 1 else None


def _organ_codes(organs: tuple[Organ, ...]) -> Mapping[str, tuple[Organ, ...]]:
    """Return the organs of every code; an office's code joins that of the committee it serves (VP + TU)."""
    found: dict[str, tuple[Organ, ...]] = {}
    committees = [(code, o) for o in organs for code in o.codes if o.reach == "seat" or o.name == "Đảng ủy"]
    for office in organs:
        if office.reach == "office":
            found |= {first + code: (office, seat) for first in office.codes for code, seat in reversed(committees)}
            found |= {first: (office,) for first in office.codes}
    for organ in organs:
        if organ.reach != "office":
            found = {code: (organ,) for code in organ.codes} | found
    return {"TW": (), **found}
