"""References of public records to hidden ones: in front matter and in links of authors. They leave without a trace.

What a reference means is found among all records, hidden ones included: a number that means a hidden directive here
must not come to mean another one because the right one is gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.entities import Kind, Ref
from generator.markdown import author_links
from generator.records import Audience, DirectiveRecord, Entry, Item, Record
from generator.resolve.index import Index, number_key
from generator.tables import Gazetteer
from generator.text import slug
from generator.visibility import Place

REFERENCES = {
    "directives": Kind.DIRECTIVE,
    "directive": Kind.DIRECTIVE,
    "about": Kind.DIRECTIVE,
    "based_on": Kind.DIRECTIVE,
    "carries_out": Kind.DIRECTIVE,
    "guides": Kind.DIRECTIVE,
    "amends": Kind.DIRECTIVE,
    "replaces": Kind.DIRECTIVE,
    "repeals": Kind.DIRECTIVE,
    "reviews": Kind.DIRECTIVE,
    "movements": Kind.MOVEMENT,
    "part_of": Kind.MOVEMENT,
    "reports": Kind.REPORT,
    "retold_in": Kind.REPORT,
    "copy_of": Kind.MODEL,
}
"""Fields of records and of their items that name other records, and the kind of these."""


@dataclass(frozen=True)
class Hidden:
    """The records the public may not see, and the look-up of all records by what people write."""

    refs: frozenset[Ref]
    directive_keys: frozenset[str]
    index: Index

    @classmethod
    def of(cls, entries: Iterable[Entry[Record]], gazetteer: Gazetteer) -> "Hidden":
        """Return what is hidden among ``entries``. A locality is never hidden, only what people wrote about it."""
        known: dict[Ref, Entry[Record]] = {}
        for entry in entries:
            known.setdefault(entry.ref, entry)
        hidden = [entry.record for entry in known.values() if entry.record.audience is Audience.INTERNAL]
        keys = {key for record in hidden if isinstance(record, DirectiveRecord) for key in _keys(record)}
        refs = frozenset(record.ref for record in hidden if record.kind is not Kind.LOCALITY)
        return cls(refs, frozenset(keys), Index(known, gazetteer))

    @property
    def digest(self) -> object:
        """What tells whether the same is hidden; what a number means plays no part where nothing is."""
        return (sorted(self.refs), sorted(self.directive_keys), self.index.digest) if self.refs else ()

    def holds(self, kind: Kind, name: str, by: Record) -> bool:
        """Return whether ``name``, written in the record ``by`` for one of ``kind``, means hidden records only."""
        if kind is not Kind.DIRECTIVE:
            return Ref(kind, name) in self.refs
        if not self.directive_keys & {number_key(name), slug(name)}:
            return False
        found = self.index.directives_named(name, self.index.context(by))
        return bool(found) and self.refs.issuperset(found)


def pointing_places(record: Record, hidden: Hidden) -> Iterator[Place]:
    """Yield the places of ``record`` that name a hidden record."""
    if not hidden.refs:
        return
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in REFERENCES and isinstance(value, str) and hidden.holds(REFERENCES[name], value, record):
            yield (name,)
        elif isinstance(value, tuple):
            yield from ((name, *rest) for rest in _in_items(name, value, record, hidden))


def _in_items(name: str, items: tuple[object, ...], record: Record, hidden: Hidden) -> Iterator[Place]:
    for number, item in enumerate(items):
        if isinstance(item, str):
            if name in REFERENCES and hidden.holds(REFERENCES[name], item, record):
                yield (number,)
        elif isinstance(item, Item):
            for field in type(item).model_fields:
                value = getattr(item, field)
                if field in REFERENCES and isinstance(value, str) and hidden.holds(REFERENCES[field], value, record):
                    yield (number, field)


def without_links(entry: Entry[Record], hidden: Hidden) -> Entry[Record]:
    """Return ``entry`` with the words of each link to a hidden record in place of the link."""
    if not hidden.refs or "](" not in entry.body:
        return entry
    pieces, end = [], 0
    for link in author_links(entry.body):
        scheme, _, target = link.target.partition("#")[0].partition(":")
        if scheme in set(Kind) and hidden.holds(Kind(scheme), target, entry.record):
            pieces += [entry.body[end : link.span.start], link.words]
            end = link.span.end
    return replace(entry, body="".join([*pieces, entry.body[end:]])) if end else entry


def _keys(record: DirectiveRecord) -> tuple[str, ...]:
    """Return the forms in which a directive can be named: its id, its number, without a number its title."""
    return (slug(record.id), number_key(record.number) if record.number else slug(record.label))
