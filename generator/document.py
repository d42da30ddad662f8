"""A received document once read and cleaned, and what is found in it.

All spans are offsets into the cleaned text, in code points; ``CleanText.raw_span`` leads back to the decoded file.
What the text says (``Found…`` with its mentions) and which record it means (``entities.Resolution``) are kept apart.
"""

import datetime as dt
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Diagnostic
from generator.entities import Level, Locality, Relation, Span

NO_RAW = 2**32 - 1


@dataclass(frozen=True, slots=True)
class CleanText:
    """``text`` with, for every character of it, the offset in ``raw`` it comes from.

    ``origin`` has one entry a character of ``text``; ``NO_RAW`` marks a character that cleaning put in (a space where
    two lines were joined). One paragraph a line; footnotes stand at the end, their marks as ``[n]``.
    """

    raw: str
    text: str
    origin: Sequence[int]

    def raw_span(self, span: Span) -> Span:
        """Return the stretch of ``raw`` that ``span`` of ``text`` comes from; empty if all of it was put in.

        The marks of a letter that ``raw`` holds decomposed belong to the letter.
        """
        offsets = [offset for offset in self.origin[span.start : span.end] if offset != NO_RAW]
        if not offsets:
            return Span(0, 0)
        end = max(offsets) + 1
        while end < len(self.raw) and unicodedata.combining(self.raw[end]):
            end += 1
        return Span(min(offsets), end)

    @classmethod
    def verbatim(cls, text: str) -> "CleanText":
        """Return ``text`` as its own original."""
        return cls(text, text, array("L", range(len(text))))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as printed: ``numbering`` "II", "2.1", "a", "-", "*"; ``title`` without it; ``span`` of the heading.

    ``level``: 1 for I/II, 2 for 1/2, 3 for 1.1 or a)…, as the document nests them; 0 is the document's own title.
    """

    level: int
    numbering: str | None
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """What header, closing and body say of the document itself. None where it does not say: nothing is invented."""

    doc_type: str | None = None
    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_position: str | None = None
    level: Level | None = None
    locality: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """From where and when a text speaks: what "UBND tỉnh" or "Bình Minh" means depends on it.

    ``number`` is the document's own, which it never cites as another's; ``issuer`` is the organ that issued it.
    """

    locality: Locality | None = None
    day: dt.date | None = None
    number: str | None = None
    issuer: str | None = None


@dataclass(frozen=True)  # no slots: values with them are slow to send between processes
class FoundDirective:
    """A directive a text cites, with every place it does.

    ``number`` is canonical (``22-CT/TU``), None for documents cited by title; ``issuer`` is resolved in full
    ("Ban Thường vụ Tỉnh ủy Quảng Ngãi"), ``issuer_locality`` the id of its unit, None for central organs. ``certain``
    is False for numbers read from damaged text.
    """

    number: str | None
    type: str
    date: dt.date | None
    issuer: str | None
    issuer_locality: str | None
    title: str | None
    mentions: tuple[Span, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """What the joining words say: ``source`` (None: the text itself) stands in ``relation`` to ``target``.

    ``span`` runs from the joining word to the end of the target's mention.
    """

    relation: Relation
    source: FoundDirective | None
    target: FoundDirective
    span: Span


@dataclass(frozen=True, slots=True)
class FoundLocality:
    """Places of a text that name one unit. More than one candidate: ambiguous; the surface stays plain text."""

    candidates: tuple[Locality, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A quantity: ``value`` in full units (1,3 triệu is 1300000), None for a range, which has ``low`` and ``high``."""

    value: float | int | None
    unit: str
    what: str
    span: Span
    qualifier: str | None = None
    scope: str | None = None
    period: str | None = None
    low: float | int | None = None
    high: float | int | None = None


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model the text names: ``field`` and ``locality`` are ids, as its sentence and section say.

    ``unlisted`` is the full name of the unit said, where the register of units lacks it; ``locality`` is None then.
    """

    name: str
    locality: str | None
    field: str | None
    mentions: tuple[Span, ...]
    figures: tuple[FoundFigure, ...] = ()
    unlisted: str | None = None


@dataclass(frozen=True, slots=True)
class FoundMovement:
    """A movement, campaign or programme the text names; ``kind`` is an id of ``movement_kinds``."""

    name: str
    kind: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """A reconciliation: ``expression`` recomputed against what the text states.

    Rates are compared after half-up rounding to the printed precision; ``truncated`` tells that cutting off the
    decimals instead explains what is printed. The first of ``spans`` is the number stated, the others what it rests on.
    """

    kind: Literal["sum", "percent", "part_of", "list_count", "repeated"]
    expression: str
    stated: float
    computed: float
    holds: bool
    spans: tuple[Span, ...]
    truncated: bool = False


@dataclass(frozen=True)
class Document:
    """A received document, read and cleaned."""

    clean: CleanText
    facts: Facts
    sections: tuple[Section, ...]
    body: Span
    """The part of the text that is neither header nor closing block nor footnote."""
    quality: Literal["digital", "ocr"] = "digital"
    quality_score: float = 1.0
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)
    """How many places each cleaning step changed, in order."""
