"""Schemas of the tables that describe documents and the words around them.

Forms of numbers: Nghị định 30/2020/NĐ-CP (state), Hướng dẫn 36-HD/VPTW and 05-HD/VPTW (party).
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from generator.entities import Level, Relation

Family = Literal["party", "state", "front"]
Reach = Literal["central", "body", "seat", "office"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentType(_Entry):
    """A type of document: the codes it has in numbers, other words for it, examples as text -> canonical number.

    ``bare``: numbers of this type may carry no code of the type (``3922/UBND-VX``).
    """

    name: str
    party: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    bare: bool = False
    examples: Mapping[str, str] = {}

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.others)

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.party, *self.state)


class NumberForm(_Entry):
    """A shape of document numbers, such as ``n-LOẠI/CQ``.

    ``proof``: accepted only after a word that announces it: "số" or a type word (word), a type word (type).
    """

    form: str
    family: Family
    example: str
    number: str
    proof: Literal["word", "type"] | None = None


class Organ(_Entry):
    """An organ that issues documents.

    ``reach``: central; body (before the name of a unit); seat (its word says the level of its unit); office (of a
    party committee, before its seat). ``units``: type words of the units it belongs to. ``term``: "khóa XI" may follow.
    ``own``: its code alone means the organ of the unit that writes.
    ``examples``: words in a report of huyện Bình Sơn -> the issuer meant.
    """

    name: str
    reach: Reach
    family: Family
    written: tuple[str, ...]
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    term: bool = False
    own: bool = False
    examples: Mapping[str, str] = {}

    @property
    def is_committee(self) -> bool:
        """Whether offices serve it: the committee of a unit, of the party or its youth."""
        return self.reach == "seat" or (self.reach == "body" and self.family == "party" and bool(self.units))


class Laws(_Entry):
    """Titles of laws, words that are no title after "Luật", words a title ends before, examples: text -> title."""

    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    stops: tuple[str, ...]
    examples: Mapping[str, str] = {}


class CitationWords(_Entry):
    """Words around a cited number: before it, before its issuer, verbs of issuing, definitions, relations.

    ``agencies``: first words of organs no table lists; ``agency_levels``: where one that names no unit is, the first
    that the text's own unit is or lies in; ``leaders`` may stand before an organ; ``agency_ends`` go on no name.
    ``adverbs`` stand between who does something and the verb.

    ``repairs``: codes as bad recognition leaves them -> the code they were.
    """

    number: tuple[str, ...]
    damaged_number: tuple[str, ...]
    of: tuple[str, ...]
    agencies: tuple[str, ...]
    agency_levels: Mapping[str, tuple[Level, ...]]
    leaders: tuple[str, ...]
    agency_ends: tuple[str, ...]
    adverbs: tuple[str, ...]
    issue: tuple[str, ...]
    generic: tuple[str, ...]
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    title_ends: tuple[str, ...]
    relations: Mapping[Relation, tuple[str, ...]]
    relation_examples: Mapping[str, tuple[Relation, str, str]]
    repairs: Mapping[str, str]


class LocalityWords(_Entry):
    """Words that make a name a locality, or keep it from being one. Keys of ``types``, ``organs`` are type words.

    ``spellings``: a name as found -> as the register has it; ``syllables``: groups that stand for one another in names.
    """

    types: Mapping[str, tuple[str, ...]]
    organs: Mapping[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    not_before: tuple[str, ...]
    products: tuple[str, ...]
    before: tuple[str, ...]
    never_bare: tuple[str, ...]
    never_communes: tuple[str, ...]
    spellings: Mapping[str, str]
    syllables: tuple[tuple[str, ...], ...]
    former: tuple[str, ...]
