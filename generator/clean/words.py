"""The words by which the blocks of an administrative document are known: ``site_config/blocks.yml``, ready to match.

Matching is on ``key`` forms: upper case, marks kept, tone placement equal, so that ``UỶ`` and ``ỦY`` are one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, model_validator

from generator.entities import Level
from generator.tables import load_table
from generator.text import match_key, squeeze

CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2))) + "]"
"""A character class of the capitals of Vietnamese, for patterns; ``re`` knows no classes by case."""


_SMALL = "[a-zà-öø-ýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2))) + "]"
_WORD_OF_NAME = rf"{CAPITAL}(?:[^\W\d_]|['’](?=\w))*"  # with the apostrophe of names such as H’Bia
_PERSON = re.compile(rf"{_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{1,4}}")


def _expression(pattern: str) -> str:
    """Return ``pattern`` if it is a regular expression; pydantic says the rest."""
    try:
        re.compile(pattern.replace("{CAPITAL}", CAPITAL))
    except re.error as problem:
        raise ValueError(f"no regular expression: {problem}") from problem
    return pattern


Expression = Annotated[str, AfterValidator(_expression)]


class ProvenPattern(BaseModel):
    """A regular expression, where ``{CAPITAL}`` is a capital letter, and texts that it must read whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: Expression
    examples: tuple[str, ...]

    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace("{CAPITAL}", CAPITAL), re.I)

    @model_validator(mode="after")
    def _reads_its_examples(self) -> Self:
        for text in self.examples:
            if not self.compiled().fullmatch(text):
                raise ValueError(f"the pattern does not read “{text}”")
        return self


class PeriodExample(BaseModel):
    """A text that a period pattern reads, and what it must read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: str | None
    end: str | None


class PeriodPattern(BaseModel):
    """A regular expression that reads a reporting period, with the example that proves it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: Expression
    example: PeriodExample

    @model_validator(mode="after")
    def _reads_its_example(self) -> Self:
        found = re.search(self.pattern, self.example.text, re.I)
        if not found or not {"start", "whole", "year"} & found.groupdict().keys():
            raise ValueError(f"the pattern reads no start, whole or year in “{self.example.text}”")
        return self


class UnitType(BaseModel):
    """A type word of ``site_config/locality_types.yml``; what else stands there is for others."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    level: Level


class BlockTable(BaseModel):
    """The schema of ``site_config/blocks.yml``; the meaning of each list stands in that file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mottoes: tuple[str, ...]
    marks: tuple[str, ...]
    doc_types: tuple[str, ...]
    closing_types: dict[str, tuple[str, ...]]
    closing_words: tuple[str, ...]
    reporting_verbs: tuple[str, ...]
    number: ProvenPattern
    dateline: ProvenPattern
    page_words: tuple[str, ...]
    addressee: str
    subjects: tuple[str, ...]
    letter_type: str
    recipients: str
    filing: str
    appendix: tuple[str, ...]
    on_behalf: tuple[str, ...]
    for_another: tuple[str, ...]
    positions: tuple[str, ...]
    deputy: str
    honours: tuple[str, ...]
    surnames: tuple[str, ...]
    organs: tuple[str, ...]
    mastheads: tuple[str, ...]
    within: tuple[str, ...]
    of_unit: tuple[str, ...]
    institutions: tuple[str, ...]
    organ_short: dict[str, str]
    committees: dict[str, tuple[str, ...]]
    openers: tuple[str, ...]
    run_in: tuple[str, ...]
    leads_on: tuple[str, ...]
    goes_on: tuple[str, ...]
    listed: tuple[str, ...]
    never_doubled: tuple[str, ...]
    letters: tuple[str, ...]
    parts: tuple[str, ...]
    ordinals: tuple[str, ...]
    numbered_columns: tuple[str, ...]
    totals: tuple[str, ...]
    not_marks: tuple[str, ...]
    dates: Expression
    periods: tuple[PeriodPattern, ...]
    month_words: dict[str, int]

    @model_validator(mode="after")
    def _names_its_groups(self) -> Self:
        for proven, groups in ((self.number, {"number"}), (self.dateline, {"place", "day", "month", "year"})):
            if missing := groups - proven.compiled().groupindex.keys():
                raise ValueError(f"the pattern names no {', '.join(sorted(missing))}")
        return self


def key(text: str) -> str:
    """Return ``text`` as blocks are matched: case, spaces and tone placement do not count."""
    return match_key(text)


@dataclass(frozen=True)
class Words:
    """The table with what is derived from it once."""

    table: BlockTable
    units: tuple[UnitType, ...]

    @cached_property
    def unit_types(self) -> tuple[str, ...]:
        """Type words of units in small letters, longest first."""
        return tuple(sorted({unit.name.lower() for unit in self.units}, key=len, reverse=True))

    @cached_property
    def number(self) -> re.Pattern[str]:
        return self.table.number.compiled()

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        return self.table.dateline.compiled()

    @cached_property
    def deputy(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=\s){re.escape(self.table.deputy)}\s", re.I)

    @cached_property
    def doubled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)({_any_of(self.table.never_doubled)}) \1(?!\w)", re.I)

    @cached_property
    def opens_list(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any_of(self.table.listed)})(?!\w)[^.;]*:\s*$", re.I)

    @cached_property
    def goes_on(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any_of(self.table.goes_on)})$")

    @cached_property
    def leads_on(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any_of(self.table.leads_on)})$")

    @cached_property
    def page_number(self) -> re.Pattern[str]:
        words = _any_of(self.table.page_words)
        return re.compile(rf"(?:[-–]\s*|(?:{words})\s+)?(\d{{1,3}})(?:\s*/\s*\d{{1,3}})?(?:\s*[-–])?", re.I)

    @cached_property
    def motto(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.table.mottoes), re.I)

    @cached_property
    def doc_types(self) -> dict[str, str]:
        """Type name by its key, spaces gone, so that ``B Á O  C Á O`` is found."""
        return {key(name).replace(" ", ""): name for name in self.table.doc_types}

    @cached_property
    def on_behalf(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.on_behalf)})\s*(?=[^\W\da-z_])")

    @cached_property
    def for_another(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.for_another)})\s*(?=[^\W\da-z_])")

    @cached_property
    def position(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any_of(self.table.positions)})(?!\w)", re.I)

    @cached_property
    def opener(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.openers)})(?!\w)")

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.ordinals)})(?!\w)", re.I)

    @cached_property
    def numbered_column(self) -> re.Pattern[str]:
        """The head of a column that numbers the rows of a table, at the start of a line."""
        return re.compile(rf"^[ \t]*(?:{_any_of(self.table.numbered_columns)})(?=\s|$)", re.I | re.M)

    @cached_property
    def total(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.totals)})(?!\w)", re.I)

    @cached_property
    def part(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.parts)})(?!\w)", re.I)

    @cached_property
    def run_in(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.run_in)})(?!\w)", re.I)

    @cached_property
    def appendix(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.appendix)})(?!\w)", re.I)

    @cached_property
    def addressee(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(self.table.addressee)}\s*:?", re.I)

    @cached_property
    def subject(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any_of(self.table.subjects)})\s*:?\s*")

    @cached_property
    def recipients(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(self.table.recipients)}\s*:?", re.I)

    @cached_property
    def filing(self) -> re.Pattern[str]:
        named = rf"(?-i:(?:\s+{CAPITAL}{_SMALL}+){{1,4}})\s*$"  # "Lưu Thị Hoa" signs, "Lưu Văn thư" files
        return re.compile(rf"-?\s*{re.escape(self.table.filing)}\b(?!{named})", re.I)

    def doc_type(self, line: str) -> str | None:
        """Return the document type that ``line`` is, printed in capitals on a line of its own."""
        if len(line) > 60 or not is_capitals(line):
            return None
        return self.doc_types.get(key(line).replace(" ", "").strip(":"))

    def names_organ(self, text: str) -> bool:
        """True if ``text`` starts with an organ, a position or a type of unit."""
        heads = (*self.table.organs, *self.table.organ_short, *self.table.positions, *self.unit_types)
        return key(text).startswith(tuple(key(head) for head in heads))

    def person(self, text: str) -> str | None:
        """Return the person ``text`` names, rank and degree left out; None if it can be no name."""
        bare = squeeze(text)
        for honour in self.table.honours:
            if bare.lower().startswith(honour.lower() + " "):
                bare = bare[len(honour) :].strip()
        if len(bare) > 40 or not _PERSON.fullmatch(bare) or self.position.search(bare):
            return None
        surnames = {key(surname) for surname in self.table.surnames}
        return None if is_capitals(bare) and key(bare.split()[0]) not in surnames else bare

    def has_position(self, line: str) -> bool:
        return is_capitals(line) and self.position.search(line) is not None


@cache
def load_words(folder: Path) -> Words:
    """Return the words of ``folder`` (``site_config/``). Raises DanvanError (DV001, DV002)."""
    units = load_table(folder / "locality_types.yml", TypeAdapter(tuple[UnitType, ...]))
    return Words(load_table(folder / "blocks.yml", TypeAdapter(BlockTable)), units)


def is_capitals(text: str) -> bool:
    """True if all of its letters (at least two) are capitals."""
    return text.upper() == text and sum(char.isalpha() for char in text) >= 2


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern of the phrases, longest first, where a space is any run of spaces."""
    ordered = sorted({form for phrase in phrases for form in (phrase, _tone_last(phrase))}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


def _tone_last(phrase: str) -> str:
    """Return ``phrase`` with the tone of an open oa, oe, uy on the second vowel: ``Cộng hoà``, ``uỷ``."""
    parts = unicodedata.normalize("NFD", phrase)
    return unicodedata.normalize(
        "NFC", re.sub(r"(?<!q)([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?!\w)", r"\1\3\2", parts, flags=re.I)
    )
