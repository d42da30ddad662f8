"""What the site is about: entities, the references between them, and the evidence for each reference.

Frozen values only. Records (``records.py``) are what people write; the types here are what the program makes of them.
Those a site has millions of are tuples: made, compared and sent between processes several times as fast.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of entity that have a page of their own. The values are the link schemes authors write."""

    MODEL = "model"
    DIRECTIVE = "directive"
    LOCALITY = "locality"
    REPORT = "report"
    MOVEMENT = "movement"
    PAGE = "page"


class Ref(NamedTuple):
    """One entity: its kind and its permanent id."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class Relation(StrEnum):
    """What an edge says of its source and target; each edge is shown on both ends."""

    CITES = "cites"  # report, model, movement -> any entity named in its text
    CARRIES_OUT = "carries_out"  # model, directive, movement -> directive
    REVIEWS = "reviews"  # report, directive -> directive (sơ kết, tổng kết)
    GUIDES = "guides"  # directive -> directive (hướng dẫn)
    BASED_ON = "based_on"  # directive -> directive (căn cứ)
    AMENDS = "amends"  # directive -> directive (sửa đổi, bổ sung)
    REPLACES = "replaces"  # directive -> directive (thay thế)
    REPEALS = "repeals"  # directive -> directive (bãi bỏ)
    LOCATED_IN = "located_in"  # model, movement, directive (of the issuer) -> locality
    REPORTED_IN = "reported_in"  # model -> report that names it
    ISSUED_IN = "issued_in"  # report -> locality of its issuer
    PART_OF = "part_of"  # locality -> locality, movement -> movement
    REPLACED_BY = "replaced_by"  # locality -> locality
    JOINS = "joins"  # model -> movement
    RETOLD_IN = "retold_in"  # report -> its digest
    COPY_OF = "copy_of"  # model -> model it was replicated from
    DECIDED_BY = "decided_by"  # model -> directive that made a step of its ladder


class Span(NamedTuple):
    """A stretch of text, in code points: ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Mention(NamedTuple):
    """Words found in a text that name an entity of ``kind``; ``surface == text[span.start:span.end]``."""

    kind: Kind
    span: Span
    surface: str


class Resolution(NamedTuple):
    """What a mention means: resolved with one candidate, ambiguous with more, unresolved with none."""

    mention: Mention
    candidates: tuple[Ref, ...] = ()

    @property
    def entity(self) -> Ref | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


class Evidence(NamedTuple):
    """Where an edge is stated: the page it stands on, the anchor of the paragraph, and the sentence."""

    page: Ref
    anchor: str
    sentence: str


class Edge(NamedTuple):
    """``source`` is in ``relation`` to ``target``; ``evidence`` is None for what front matter or a table states."""

    relation: Relation
    source: Ref
    target: Ref
    evidence: Evidence | None = None


class Level(StrEnum):
    """Level of an administrative unit. Districts ended on 2025-06-30."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Locality:
    """An administrative unit for the time it existed.

    ``type`` is the type word as written before a name ("Xã"), ``name`` the bare name ("Bình Trị"), ``full_name`` the
    canonical one ("Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"). ``parent``, ``predecessors`` and ``successors`` are
    ids. ``until`` is the last day, None while it stands; ``since`` is None where the data does not say. Coordinates
    are degrees (WGS 84) of a point inside the unit.
    """

    id: str
    code: str
    type: str
    name: str
    full_name: str
    level: Level
    parent: str | None
    since: date | None
    until: date | None
    latitude: float | None
    longitude: float | None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref(Kind.LOCALITY, self.id)

    @property
    def short_name(self) -> str:
        """Type word and name: "Xã Bình Trị"."""
        return f"{self.type} {self.name}"

    def exists_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as written to the generated documents: its address (``mo-hinh/x.md``), front matter and Markdown body.

    ``data`` is the JSON that stands beside it as ``mo-hinh/x.json``; none where it is empty.
    """

    path: str
    meta: Mapping[str, object]
    body: str
    ref: Ref | None = None
    redirects: tuple[str, ...] = field(default=())
    data: str = ""
