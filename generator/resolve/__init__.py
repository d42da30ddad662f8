"""Who means whom: from entries and their texts to one site of entities and typed edges.

Two phases, always: first every entity is known, then references and mentions are resolved, and both ends of each edge
follow from the edge. The order of files plays no part.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.diagnostics import Diagnostic, Location, complain
from generator.entities import Edge, Kind, Locality, Ref, Relation
from generator.memory import Memory
from generator.parallel import each
from generator.records import Audience, Entry, LocalityRecord, MovementRecord, Record
from generator.resolve.index import Index
from generator.resolve.mentions import MentionFinder, Named, Reading
from generator.resolve.references import front_matter_edges
from generator.site import Body, Site
from generator.tables import Tables


def resolve_site(
    entries: Iterable[Entry[Record]],
    tables: Tables,
    audience: Audience = Audience.PUBLIC,
    memory: Memory | None = None,
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the site that ``entries`` make, with complaints about references that could not be resolved.

    ``entries`` are those ``audience`` may see, less what it may not (``generator.audience``). What a text names is not
    looked for again where ``memory`` knows it.
    """
    known, diagnostics = _unique(entries)
    index = Index(known, tables.gazetteer)
    edges: list[Edge] = []
    bodies: dict[Ref, Body] = {}
    for entry in known.values():
        for found in front_matter_edges(entry, index):
            (edges if isinstance(found, Edge) else diagnostics).append(found)  # type: ignore[arg-type]
    finder = MentionFinder(index, tables)
    for entry, reading in _read(list(known.values()), finder, memory or Memory()):
        bodies[entry.ref] = reading.body
        edges.extend(reading.edges)
        diagnostics.extend(reading.complaints)
    diagnostics.extend(_circles(known))
    localities = _with_pages(edges, known, tables)
    edges.extend(_locality_edges(localities))
    return Site(tables, known, localities, bodies, tuple(dict.fromkeys(edges)), audience), tuple(diagnostics)


def resolve_entry(entry: Entry[Record], finder: MentionFinder) -> tuple[tuple[Edge, ...], Reading]:
    """Return the edges that start at one entry and how its text reads, among the entities that ``finder`` knows."""
    stated = (found for found in front_matter_edges(entry, finder.index) if isinstance(found, Edge))
    reading = finder.read(entry)
    return tuple(dict.fromkeys((*stated, *reading.edges))), reading


def _read(
    entries: list[Entry[Record]], finder: MentionFinder, memory: Memory
) -> Iterator[tuple[Entry[Record], Reading]]:
    """Yield each entry with what it says.

    What it names is from memory where text, context and tables are the same; with the same index, so is all it says.
    """
    named: dict[Ref, Named] = {}
    known: dict[Ref, Reading] = {}
    depends: dict[Ref, tuple[object, object]] = {}
    for entry in entries:
        context = finder.index.context(entry.record)
        place = context.locality.id if context.locality else None
        text = (entry.body, place, context.day, context.number, context.issuer, finder.tables.digest)
        depends[entry.ref] = text, (text, entry.file, entry.body_line, entry.left_out, finder.index.digest)
        if (found := memory.recall("named", str(entry.ref), text)) is not None:
            named[entry.ref] = found
        if read := memory.recall("reading", str(entry.ref), depends[entry.ref][1]):
            known[entry.ref] = read
    left = [entry for entry in entries if entry.ref not in known]
    if left:
        finder.prepare(texts=len(named) < len(entries))
    for entry, reading in zip(left, each(lambda one: finder.read(one, named.get(one.ref)), left), strict=True):
        known[entry.ref] = reading
        text_alone, whole = depends[entry.ref]
        memory.keep("named", str(entry.ref), text_alone, reading.named)
        memory.keep("reading", str(entry.ref), whole, reading)
    for entry in entries:
        yield entry, known[entry.ref]


def _unique(entries: Iterable[Entry[Record]]) -> tuple[dict[Ref, Entry[Record]], list[Diagnostic]]:
    """Return entries by their reference; the second of two with one id is set aside and blamed."""
    known: dict[Ref, Entry[Record]] = {}
    addresses: dict[Ref, Entry[Record]] = {}
    diagnostics: list[Diagnostic] = []
    for entry in entries:
        if entry.ref in known:
            diagnostics.append(
                complain("DV201", Location(entry.file, 2), id=entry.record.id, other=known[entry.ref].file)
            )
            continue
        known[entry.ref] = entry
    for entry in known.values():
        for alias in (Ref(entry.ref.kind, name) for name in entry.record.aliases):
            other = known.get(alias) or addresses.setdefault(alias, entry)
            if other is not entry:
                values = {"address": alias.id, "first": other.file, "second": entry.file}
                diagnostics.append(complain("DV205", Location(entry.file, 2), **values))
    return known, diagnostics


def _circles(known: Mapping[Ref, Entry[Record]]) -> Iterator[Diagnostic]:
    parents = {
        entry.record.id: entry.record.part_of
        for entry in known.values()
        if isinstance(entry.record, MovementRecord) and entry.record.part_of
    }
    for start in parents:
        path = [start]
        while (parent := parents.get(path[-1])) is not None and parent not in path:
            path.append(parent)
        if parent == start:
            entry = known[Ref(Kind.MOVEMENT, start)]
            yield complain("DV204", Location(entry.file, 2), id=start, cycle=" → ".join([*path, start]))


def _with_pages(edges: Iterable[Edge], known: Mapping[Ref, Entry[Record]], tables: Tables) -> Mapping[str, Locality]:
    """Return the units that get a page: those named or written about, what they were and became, and all above them.

    A site that belongs to a province shows every unit of it, of the structures before and after 2025-07-01.
    """
    gazetteer = tables.gazetteer
    named = {edge.target.id for edge in edges if edge.target.kind is Kind.LOCALITY}
    named |= {e.record.id for e in known.values() if isinstance(e.record, LocalityRecord)} & gazetteer.by_id.keys()
    named |= _of_site(tables)
    units = [gazetteer.by_id[name] for name in named]
    near = {name for unit in units for name in (unit.id, *unit.predecessors, *unit.successors)}
    above = {unit.id for name in near for unit in gazetteer.ancestors(gazetteer.by_id[name])}
    return {name: gazetteer.by_id[name] for name in sorted(near | above)}


def _of_site(tables: Tables) -> set[str]:
    """Return the ids of the unit the site belongs to, of what that was or became, and of everything inside these."""
    if not tables.settings.locality:
        return set()
    gazetteer = tables.gazetteer
    found: set[str] = set()
    for unit in gazetteer.named(tables.settings.locality, date.today())[:1]:
        waiting = [unit.id, *unit.predecessors, *unit.successors]
        while waiting:
            name = waiting.pop()
            found.add(name)
            waiting += [child.id for child in gazetteer.children.get(name, ()) if child.id not in found]
    return found


def _locality_edges(localities: Mapping[str, Locality]) -> Iterator[Edge]:
    for unit in localities.values():
        if unit.parent:
            yield Edge(Relation.PART_OF, unit.ref, localities[unit.parent].ref)
        for successor in unit.successors:
            if successor in localities:
                yield Edge(Relation.REPLACED_BY, unit.ref, localities[successor].ref)
