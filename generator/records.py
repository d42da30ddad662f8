"""The front matter of ``content/``: one class a kind of record, every field typed and explained.

These classes are the schema: they check what people write and they are published as JSON Schema for editors' YAML
plug-ins. Values taken from a table of ``site_config/`` carry the name of that vocabulary. The meaning of the fields of
a model follows the registration form in use (văn bản 249/MTTQ-BTT of phường Thanh Khê, 2026) and district summaries.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from generator.entities import Kind, Ref
from generator.vocabulary import Vocabulary

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
_LINE = r"^[^\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$"
"""One line; nothing that ends it, rings a bell or turns the direction of reading."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=_LINE, strip_whitespace=True)]
Year = Annotated[int, Field(ge=1945, le=2100)]


class Audience(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


INTERNAL = Field(json_schema_extra={"x-audience": Audience.INTERNAL.value})
"""Marks a field that is internal unless its record says otherwise."""


class Review(StrEnum):
    DRAFT = "draft"
    VERIFIED = "verified"
    RETIRED = "retired"


class Part(BaseModel):
    """Base of everything in front matter: frozen, and a field nobody declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Item(Part):
    """Base of what stands in lists of its own in a record and may be internal by itself."""

    audience: Audience = Audience.PUBLIC
    """Who may see it: public or internal."""


class Period(Part):
    """A stretch of time; days or whole years as the source says."""

    start: dt.date | Year | None = None
    """First day or year."""
    end: dt.date | Year | None = None
    """Last day or year."""


class Status(Item):
    """One step of the ladder a model climbed: đăng ký, công nhận, nhân rộng, tiêu biểu, khen thưởng."""

    step: Annotated[str, Vocabulary("steps")]
    """Step of the ladder."""
    year: Year | None = None
    """Year, where the day is not known."""
    date: dt.date | None = None
    """Day of the decision."""
    directive: Line | None = None
    """Number or id of the decision or directive that made it."""
    note: Line | None = None
    """What else the source says of it."""


class Figure(Item):
    """A quantity with its meaning. Exactly as the source states it; nothing is computed."""

    value: Annotated[float | int, Field(ge=-1e18, le=1e18)]
    """The number in full: 31,2 tấn is 31.2; 3 tỷ đồng is 3000000000."""
    unit: Line
    """Unit: đồng, m, tấn, mô hình, %…"""
    what: Line
    """What is counted."""
    qualifier: Line | None = None
    """Word that loosens the number: hơn, gần, trên, khoảng."""
    scope: Line | None = None
    """Whom or where it covers, if not the record itself."""
    period: Period | None = None
    """Time it covers."""
    field: Annotated[str, Vocabulary("fields")] | None = None
    """Field it belongs to, in counts of models."""
    measure: Annotated[str, Vocabulary("measures")] | None = None
    """In counts of models: what was counted (total, built, replicated, effective, recognised…)."""


class Origin(Item):
    """The received file a record was made from."""

    file: Line
    """Name of the file."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of its bytes."""
    quality: Literal["digital", "ocr"] | None = None
    """How its text was obtained: from a digital file, or read by a scanner."""
    raw_pages: Annotated[str, StringConstraints(pattern=r"^(all|\d+(-\d+)?(\s*,\s*\d+(-\d+)?)*)$")] | None = None
    """Misread pages that are left as the scanner gave them (3,5-7), or all."""
    sheet: Line | None = None
    """Sheet of a workbook."""
    row: int | None = None
    """Row in that sheet."""


class Allowance(Part):
    """Personal data that may be published, and why."""

    what: Line
    """The number, address or home as the text has it; spaces, dots and hyphens do not count."""
    because: Line
    """Who allowed it, or why nobody has to."""


class Record(Part):
    """What every record has."""

    kind: ClassVar[Kind]
    folder: ClassVar[str]
    """Folder of ``content/``."""

    id: Slug
    """Permanent id; the same as the file's name. An id that changed stands under ``aliases``."""
    description: Line | None = None
    """One or two sentences for lists and search results."""
    tags: tuple[Line, ...] = ()
    """Free key words."""
    aliases: tuple[Slug, ...] = ()
    """Former ids; their addresses redirect here."""
    audience: Audience = Audience.PUBLIC
    """Who may see it: public or internal."""
    field_audience: Mapping[str, Audience] = {}
    """Who may see single fields, by their names, where that differs from what is usual for them."""
    allow_personal: tuple[Allowance, ...] = ()
    """Personal data in it that the public may read."""
    review: Review = Review.DRAFT
    """draft, verified (by whom and when) or retired (and why)."""
    reviewed_by: Line | None = None
    """Who verified or retired it."""
    reviewed_on: dt.date | None = None
    """When."""
    retired_because: Line | None = None
    """Why it was retired."""
    updated: dt.date | None = None
    """Day of the last change worth telling readers."""

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.id)

    @property
    def label(self) -> str:
        """The name by which people know it."""
        return self.id

    @model_validator(mode="after")
    def _reviewed(self) -> "Record":
        if self.review is Review.RETIRED and not self.retired_because:
            raise ValueError("retired_because")
        return self


class ModelRecord(Record):
    """An exemplary model or case (mô hình, điển hình)."""

    kind = Kind.MODEL
    folder = "models"

    name: Line
    """Name as the source gives it."""
    localities: tuple[Line, ...] = ()
    """Full names or ids of the localities where it is carried out."""
    field: Annotated[str, Vocabulary("fields")] | None = None
    """Field (lĩnh vực)."""
    holder: Literal["collective", "individual"] | None = None
    """Whether a collective or a person holds it (tập thể, cá nhân)."""
    unit: Line | None = None
    """The organisation or person that carries it out (đơn vị)."""
    period: Period | None = None
    """Time it has been carried out."""
    status: tuple[Status, ...] = ()
    """Steps of the ladder, as known."""
    effective: bool | None = None
    """Judged effective (phát huy hiệu quả), where a source says so."""
    directives: tuple[Line, ...] = ()
    """Numbers or ids of the directives it carries out."""
    movements: tuple[Slug, ...] = ()
    """Ids of the movements it belongs to."""
    reports: tuple[Slug, ...] = ()
    """Ids of the reports that name it."""
    copy_of: tuple[Slug, ...] = ()
    """Ids of the models it was replicated from."""
    figures: tuple[Figure, ...] = ()
    """Quantities the sources give for it."""
    contact: Annotated[Line | None, INTERNAL] = None
    """Whom to ask. Internal unless ``field_audience`` says otherwise."""
    sources: tuple[Origin, ...] = ()
    """Received files the record comes from."""

    @property
    def label(self) -> str:
        return self.name


class DirectiveRecord(Record):
    """A legal, state or party document that others carry out or cite."""

    kind = Kind.DIRECTIVE
    folder = "directives"

    type: Line
    """Type in words: Chỉ thị, Kế hoạch, Nghị quyết, Luật…"""
    number: Line | None = None
    """Number and symbol as printed on it: 22-CT/TU. Empty for documents cited by title."""
    date: dt.date | None = None
    """Day it was issued."""
    system: Literal["party", "state", "front"] | None = None
    """Whose document it is: the Party's, the State's, the Fatherland Front's or a mass organisation's."""
    issuer: Line | None = None
    """Who issued it, in full."""
    locality: Line | None = None
    """Locality of the issuer (full name or id); empty for central organs."""
    title: Line | None = None
    """What it is about, as cited: "về đẩy mạnh …"."""
    based_on: tuple[Line, ...] = ()
    """Directives it names as its ground (căn cứ)."""
    carries_out: tuple[Line, ...] = ()
    """Directives it carries out (thực hiện)."""
    guides: tuple[Line, ...] = ()
    """Directives it gives guidance on (hướng dẫn)."""
    amends: tuple[Line, ...] = ()
    """Directives it amends (sửa đổi, bổ sung)."""
    replaces: tuple[Line, ...] = ()
    """Directives it replaces (thay thế)."""
    repeals: tuple[Line, ...] = ()
    """Directives it repeals (bãi bỏ)."""
    reviews: tuple[Line, ...] = ()
    """Directives whose carrying out it reviews (sơ kết, tổng kết)."""

    @property
    def label(self) -> str:
        if self.number:
            return f"{self.type} số {self.number}" if not self.type.startswith("Luật") else f"{self.type} {self.number}"
        if self.title and not self.title.startswith("về "):
            return self.title
        return f"{self.type} {self.title or self.id}"


class LocalityRecord(Record):
    """What people add to an administrative unit; name, level, parents, codes and history come from the gazetteer."""

    kind = Kind.LOCALITY
    folder = "localities"

    figures: tuple[Figure, ...] = ()
    """Quantities reports give for it."""
    reports: tuple[Slug, ...] = ()
    """Ids of the reports the text draws on."""


class MovementRecord(Record):
    """An emulation movement, campaign or programme."""

    kind = Kind.MOVEMENT
    folder = "movements"

    name: Line
    """Name without the words "phong trào"."""
    movement_kind: Annotated[str, Vocabulary("movement_kinds")]
    """phong trào thi đua, phong trào, cuộc vận động, chương trình…"""
    names: tuple[Line, ...] = ()
    """Other forms of the name found in texts."""
    localities: tuple[Line, ...] = ()
    """Localities it belongs to; empty when it is nationwide."""
    launched_by: Line | None = None
    """Who launched it."""
    period: Period | None = None
    """Time it runs."""
    directives: tuple[Line, ...] = ()
    """Directives that launched it or that it carries out."""
    part_of: Slug | None = None
    """Movement it is part of."""

    @property
    def label(self) -> str:
        return self.name


class ReportRecord(Record):
    """A report or notice received and published whole, or retold as a digest."""

    kind = Kind.REPORT
    folder = "reports"

    title: Line
    """Title: what it reports on."""
    doc_type: Line | None = None
    """Báo cáo, Thông báo…"""
    number: Line | None = None
    """Its own number."""
    date: dt.date | None = None
    """Day it was signed."""
    issuer: Line | None = None
    """Organ that issued it."""
    locality: Line | None = None
    """Locality of the issuer (full name or id)."""
    signer: Line | None = None
    """Who signed it."""
    signer_position: Line | None = None
    """In what position."""
    period: Period | None = None
    """Time it reports on."""
    about: tuple[Line, ...] = ()
    """Directives whose carrying out it reviews."""
    digest: bool = False
    """True when the text is retold in the editors' words, not the document itself."""
    retold_in: Slug | None = None
    """Id of the digest of this report."""
    figures: tuple[Figure, ...] = ()
    """Quantities worth a table."""
    source: Origin | None = None
    """Received file."""

    @property
    def label(self) -> str:
        return self.title


class PageRecord(Record):
    """A page of the editors' own: glossary, about, how to contribute."""

    kind = Kind.PAGE
    folder = "pages"

    title: Line
    """Title."""

    @property
    def label(self) -> str:
        return self.title


RECORDS: tuple[type[Record], ...] = (
    ReportRecord,
    ModelRecord,
    DirectiveRecord,
    LocalityRecord,
    MovementRecord,
    PageRecord,
)

_R = TypeVar("_R", bound=Record, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[_R]):
    """A record with the Markdown text under it and the place it was read from.

    ``file`` is relative to the site's root with forward slashes; ``body_line`` is the line of it, from 1, on which
    ``body`` begins. ``header`` is the front matter as written; it begins on line 2. ``left_out`` says where lines of
    the file are missing in ``body``: (how many of its lines stand before the gap, how many are missing there).
    """

    record: _R
    header: str
    body: str
    file: str
    body_line: int
    left_out: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which the character of ``body`` at ``offset`` stands."""
        before = self.body.count("\n", 0, offset)
        return self.body_line + before + sum(missing for kept, missing in self.left_out if kept <= before)

    @cached_property
    def ref(self) -> Ref:
        return self.record.ref
