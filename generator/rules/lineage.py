"""Copies come after what they were made after, and nothing was made after itself."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, complain
from generator.entities import Kind, Ref, Relation
from generator.read.content import line_of
from generator.records import Entry, ModelRecord
from generator.render.views import model_year
from generator.site import Site


def lineage(site: Site) -> Iterator[Diagnostic]:
    """Yield circles of ``copy_of`` and copies that are older than their origin."""
    for entry in site.of_kind(ModelRecord):
        if not entry.record.copy_of:
            continue
        cycle = _cycle(entry.ref, site)
        where = Location(entry.file, line_of(entry, "copy_of"))
        if cycle and min(cycle) == entry.ref:  # each circle once
            names = " → ".join(ref.id for ref in (*cycle, entry.ref))
            yield complain("DV232", where, cycle=names)
        yield from _older(entry, where, site)


def _older(entry: Entry[ModelRecord], where: Location, site: Site) -> Iterator[Diagnostic]:
    year = model_year(entry.record)
    for name in entry.record.copy_of:
        origin = site.entries.get(Ref(Kind.MODEL, name))
        if origin is None or not isinstance(origin.record, ModelRecord) or origin.ref == entry.ref:
            continue
        origin_year = model_year(origin.record)
        if year and origin_year and year < origin_year:
            yield complain("DV233", where, origin=origin.record.name, year=year, origin_year=origin_year)


def _cycle(start: Ref, site: Site) -> tuple[Ref, ...]:
    """Return the models on a way from ``start`` back to it, ``start`` first; empty if there is none."""
    came: dict[Ref, Ref] = {}
    waiting = [start]
    while waiting:
        one = waiting.pop()
        for edge in site.out(one, Relation.COPY_OF):
            if edge.target == start:
                way = [one]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if edge.target not in came:
                came[edge.target] = one
                waiting.append(edge.target)
    return ()
