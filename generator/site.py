"""The whole site as one immutable value: every entity, every edge between them, and both ends of each edge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from generator.entities import Edge, Kind, Locality, Ref, Relation, Span
from generator.markdown import Block
from generator.reads import Noted, Reads
from generator.records import Audience, Entry, Record
from generator.tables import Tables

_R = TypeVar("_R", bound=Record)


class BodyLink(NamedTuple):
    """Words of a body that become a link: ``words`` stand at ``span``; ``target`` None takes an author's link away.

    ``outside``: the address of a page of a neighbour, whole or relative to the root of the site.
    ``doubt``: the words were read with doubt from these characters of a scan; they are shown so, and lead nowhere.
    """

    span: Span
    words: str
    target: Ref | None
    anchor: str = ""
    doubt: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an entry, with its blocks and the links it will carry, in order and without overlap."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[BodyLink, ...]


Lines = tuple[tuple[str, str], ...]
"""Lines of a scan: (what was read, the characters received)."""


@dataclass(frozen=True)
class Site:
    """Everything pages are made from. ``localities`` are those that have a page.

    ``originals``: lines of the scans that are kept, by the id of their report. What is asked of a site is noted in
    ``reads``; pages ask for the edges of an entity (``out``, ``into``), never for ``edges``.
    """

    tables: Tables
    entries: Mapping[Ref, Entry[Record]]
    localities: Mapping[str, Locality]
    bodies: Mapping[Ref, Body]
    edges: tuple[Edge, ...]
    audience: Audience = Audience.PUBLIC
    """For whom it is made: what that audience may not see is not in it."""
    originals: Mapping[str, Lines] = field(default_factory=dict)
    reads: Reads = field(default_factory=Reads, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("entries", "localities", "bodies", "originals"):
            held = getattr(self, name)
            if not isinstance(held, Noted):  # as it is where a site is made from another
                object.__setattr__(self, name, Noted(name, held, self.reads))

    def of_kind(self, schema: type[_R]) -> tuple[Entry[_R], ...]:
        """Return the entries of one record class, in the order of their files."""
        self.reads.note("of_kind", schema)
        return cast(tuple[Entry[_R], ...], self._by_class.get(schema, ()))

    def out(self, ref: Ref, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges that start at ``ref``, of the given relations if any are given."""
        self.reads.note("out", ref)
        return _only(self._outgoing.get(ref, ()), relations)

    def into(self, ref: Ref, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges that end at ``ref``, of the given relations if any are given."""
        self.reads.note("into", ref)
        return _only(self._incoming.get(ref, ()), relations)

    def entity(self, ref: Ref) -> Entry[Record] | Locality:
        """Return what ``ref`` leads to. Raises KeyError where it leads nowhere."""
        return self.localities[ref.id] if ref.kind is Kind.LOCALITY else self.entries[ref]

    def label(self, ref: Ref) -> str:
        """Return the name by which people know an entity."""
        if ref.kind is Kind.LOCALITY:
            return self.localities[ref.id].short_name
        return self.entries[ref].record.label

    @cached_property
    def _by_class(self) -> Mapping[type[Record], tuple[Entry[Record], ...]]:
        groups: dict[type[Record], list[Entry[Record]]] = defaultdict(list)
        for entry in self.entries.values():
            groups[type(entry.record)].append(entry)
        return {schema: tuple(entries) for schema, entries in groups.items()}

    @cached_property
    def _outgoing(self) -> Mapping[Ref, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> Mapping[Ref, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)


def _only(edges: tuple[Edge, ...], relations: tuple[Relation, ...]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if edge.relation in relations) if relations else edges


def _grouped(pairs: Iterable[tuple[Ref, Edge]]) -> Mapping[Ref, tuple[Edge, ...]]:
    groups: dict[Ref, list[Edge]] = defaultdict(list)
    for ref, edge in pairs:
        groups[ref].append(edge)
    return {ref: tuple(edges) for ref, edges in groups.items()}
