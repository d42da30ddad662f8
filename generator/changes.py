"""What of a site is not as it was when the last build went well: by what was read, who has to read again.

Each entry contributes to what can be read of a site: itself, its text, its edges on both ends, the groups it is in. Its
contributions are remembered with all they come from, so only those of changed entries are worked out and compared.
What the tables say is no part of them: nothing that was read outlives a changed table.
"""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from hashlib import blake2b

from generator.entities import Edge, Ref
from generator.memory import Memory
from generator.reads import ALL, Read
from generator.records import Entry, Record, ReportRecord
from generator.render.views import Views
from generator.site import Body

Key = int
"""A read as a number of 64 bits, the same in every build."""
_Contributions = tuple["array[int]", "array[int]"]
"""What can be read, and for each a digest (64 bits) of what one entry adds to it; arrays, as a site has a million."""
_PART = "contributions"


class Changes:
    """What changed since the build that ``memory`` remembers; without one, everything did."""

    def __init__(self, views: Views, memory: Memory) -> None:
        self._changed: set[Key] = set()
        former = {name: value for name, (_, value) in memory.former(_PART).items()}
        for name, depends, contributions in _sources(views):
            now: _Contributions | None = memory.recall(_PART, name, depends)
            if now is None or former.get(name) is not now:
                now = _summed(contributions)
                memory.keep(_PART, name, depends, now)
                self._compare(former.get(name), now)
            former.pop(name, None)
        for gone in former.values():
            self._compare(gone, None)

    def touch(self, reads: Iterable[Key]) -> bool:
        """Return whether something of ``reads`` changed."""
        return not self._changed.isdisjoint(reads)

    def _compare(self, *both: _Contributions | None) -> None:
        before, now = ({*zip(*one, strict=True)} if one else set() for one in both)
        self._changed.update(key for key, _ in before ^ now)


def keys(reads: Iterable[Read]) -> "array[int]":
    """Return ``reads`` as numbers, in order, each once."""
    return array("Q", sorted({_key(*read) for read in reads}))


def _sources(views: Views) -> Iterator[tuple[str, tuple[object, ...], Iterator[tuple[Key, int]]]]:
    """Yield who contributes, each with all that its contributions come from, and these, worked out when asked for."""
    site = views.site
    for ref, entry in site.entries.items():
        body, edges = site.bodies[ref], site.out(ref)
        yield str(ref), (entry, body, edges), _of_entry(entry, body, edges, views)
    yield "localities", tuple(site.localities), _of_units(views)
    for report, lines in site.originals.items():
        digest = _digest(repr(lines))
        yield f"lines:{report}", (digest,), _with_all("originals", report, digest)


def _summed(contributions: Iterable[tuple[Key, int]]) -> _Contributions:
    """Return one digest for each key; who is in two groups of one kind contributes twice to all of them."""
    found: dict[Key, int] = defaultdict(int)
    for key, digest in contributions:
        found[key] = (found[key] + digest) % 2**64
    return array("Q", found), array("Q", found.values())


def _of_entry(entry: Entry[Record], body: Body, edges: tuple[Edge, ...], views: Views) -> Iterator[tuple[Key, int]]:
    ref = entry.ref
    itself = _digest(entry.record.model_dump_json(), entry.body, entry.header, entry.file)
    yield from _with_all("entries", ref, itself)
    yield from _with_all("bodies", ref, _digest(body.text, repr(body.links)))
    yield from _of_edges(edges)
    yield _key("of_kind", type(entry.record)), itself
    for group in {*views.groups_of(entry)}:
        yield from _with_all(*group, itself)
    if isinstance(entry.record, ReportRecord):
        yield _key("reports", ALL), _digest(str(itself), *map(_told, edges))


def _of_units(views: Views) -> Iterator[tuple[Key, int]]:
    names = tuple(views.site.localities)
    yield _key("localities", ALL), _digest(*names)
    for name in names:
        yield _key("localities", name), 1
    yield from _of_edges(edge for unit in views.site.localities.values() for edge in views.site.out(unit.ref))


def _of_edges(edges: Iterable[Edge]) -> Iterator[tuple[Key, int]]:
    told: dict[Key, list[str]] = defaultdict(list)
    for edge in edges:
        told[_key("out", edge.source)].append(_told(edge))
        told[_key("into", edge.target)].append(_told(edge))
    for key, lines in told.items():
        yield key, _digest(*lines)


def _with_all(what: str, name: Hashable, digest: int) -> Iterator[tuple[Key, int]]:
    """Yield a contribution to what is asked of one and to what is asked of all."""
    yield _key(what, name), digest
    if name != ALL:
        yield _key(what, ALL), _digest(repr(name), str(digest))


def _told(edge: Edge) -> str:
    said = edge.evidence
    evidence = (str(said.page), said.anchor, said.sentence) if said else ()
    return "\0".join((edge.relation, str(edge.source), str(edge.target), *evidence))


@cache
def _key(what: str, name: Hashable) -> Key:
    return _digest(what, str(name) if isinstance(name, Ref | str) else repr(name))


def _digest(*parts: str) -> int:
    whole = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(4, "little"))
        whole.update(data)
    return int.from_bytes(whole.digest(), "little")
