"""Digests of what can be read of a site: equal if and only if a page made from it would find the same."""

from collections.abc import Iterable
from hashlib import blake2b

from generator.entities import Edge, Locality, Ref
from generator.reads import ALL, Read
from generator.records import Entry, Record
from generator.render.lists import ListPage
from generator.render.views import GROUPS, Views
from generator.site import Body

Digest = bytes
_ABSENT = b"absent"


class Fingerprints:
    """Digests of one site, each made once. What tables say is no part of them: no page outlives a changed table."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self._made: dict[Read, Digest] = {}
        self._entries: dict[Ref, Digest] = {}

    def of(self, reads: Iterable[Read]) -> Digest:
        """Return one digest of all that ``reads`` found, whatever their order."""
        return _digest(*sorted(map(self._of, reads)))

    def of_told(self, told: Iterable[object]) -> Digest:
        """Return a digest of what a maker is given: entries and units as they are, anything else as its ``repr``."""
        return _digest(*map(self._told, told))

    def _of(self, read: Read) -> Digest:
        if read not in self._made:
            self._made[read] = self._make(*read)
        return self._made[read]

    def _make(self, what: str, name: object) -> Digest:
        site = self.views.site
        match what, name:
            case ("out", Ref()):
                return _edges(site.out(name))
            case ("into", Ref()):
                return _edges(site.into(name))
            case ("entries", Ref()):
                return self._entry(site.entries[name]) if name in site.entries else _ABSENT
            case ("bodies", Ref()):
                return _body(site.bodies[name]) if name in site.bodies else _ABSENT
            case ("localities", str()) if name != ALL:
                return b"there" if name in site.localities else _ABSENT
            case ("originals", str()) if name != ALL:
                return _digest(repr(site.originals.get(name)))
            case ("of_kind", type()):
                return self._group(site.of_kind(name))
            case ("entries", _):
                return self._group(site.entries.values())
            case (("localities" | "originals" | "bodies"), _):
                return _digest(*map(str, getattr(site, what)))
        assert what in GROUPS, what
        groups = getattr(self.views, what)
        if name != ALL:
            return self._group(groups[name]) if name in groups else _ABSENT
        if isinstance(groups, tuple):
            return self._group(groups)
        return _digest(*(part for key in groups for part in (repr(key), self._of((what, key)))))

    def _group(self, entries: Iterable[Entry[Record]]) -> Digest:
        return _digest(*map(self._entry, entries))

    def _entry(self, entry: Entry[Record]) -> Digest:
        found = self._entries.get(entry.ref)
        if found is None:
            record = entry.record.model_dump_json()
            found = self._entries[entry.ref] = _digest(record, entry.body, entry.header, entry.file)
        return found

    def _told(self, one: object) -> Digest:
        match one:
            case Entry():
                return self._entry(one)
            case Locality():
                return _digest(one.id)
            case tuple():
                return self.of_told(one)
            case ListPage():
                return _digest(repr((one.name, one.title, one.turn, one.turns)), self._group(one.models))
        return _digest(repr(one))


def _edges(edges: Iterable[Edge]) -> Digest:
    return _digest(*(part for edge in edges for part in _edge(edge)))


def _edge(edge: Edge) -> tuple[str, ...]:
    ends = (edge.relation, edge.source.kind, edge.source.id, edge.target.kind, edge.target.id)
    if edge.evidence is None:
        return ends
    return (*ends, edge.evidence.page.kind, edge.evidence.page.id, edge.evidence.anchor, edge.evidence.sentence)


def _body(body: Body) -> Digest:
    return _digest(body.text, repr(body.links))


def _digest(*parts: str | bytes) -> Digest:
    whole = blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(4, "little"))
        whole.update(data)
    return whole.digest()
