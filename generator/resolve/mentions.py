"""Mentions in the bodies of entries: found, resolved to one entity or left as plain text, and turned into links.

An author's own link always wins; after it, the first mention of an entity in a block is linked. Nothing links to the
page it stands on, nothing is linked inside a link or a heading, and what may mean two things is never guessed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

import ahocorasick

from generator.diagnostics import Diagnostic, Location, complain
from generator.document import Context, FoundDirective
from generator.entities import Edge, Evidence, Kind, Level, Mention, Ref, Relation, Resolution, Span
from generator.extract.directives import find_directives
from generator.extract.localities import find_localities
from generator.markdown import DOUBT, AuthorLink, Block, BlockKind, author_links, blocks, plain, spoken
from generator.records import Entry, PageRecord, Record, ReportRecord
from generator.resolve.index import Index
from generator.site import Body, BodyLink
from generator.tables import Tables
from generator.tables.inventories import is_within
from generator.text import squeeze, tone_placed

_OPEN, _CLOSE = "“\"'‘«", "”\"'’»"
_SENTENCE_END = re.compile(r"(?<=[.;!?…])\s+(?=[^a-zà-ỹđ])")
_SCHEMES = {kind.value: kind for kind in Kind}


class Named(NamedTuple):
    """What a text names: directives as it cites them, and where it names one of the localities given."""

    directives: tuple[FoundDirective, ...] = ()
    localities: tuple[tuple[tuple[Ref, ...], tuple[Span, ...]], ...] = ()


class Reading(NamedTuple):
    """An entry read: what it names, its body with links, the edges these state, and complaints about the rest."""

    named: Named
    body: Body
    edges: tuple[Edge, ...]
    complaints: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class MentionFinder:
    """Finds what the bodies of one site mention. The names of its models and movements are compiled once."""

    index: Index
    tables: Tables

    def prepare(self, texts: bool) -> None:
        """Compile what reading needs before it is shared among processes; with ``texts``, what finding names needs."""
        _ = self.automaton
        if texts:
            find_directives("", Context(), self.tables)
            find_localities("", Context(), self.tables.gazetteer, self.tables)

    def find(self, entry: Entry[Record], prose: str) -> Named:
        """Return what ``prose``, the body of ``entry``, names, whatever the site holds.

        It hangs on text, context and tables alone.
        """
        if isinstance(entry.record, PageRecord):
            return Named()
        context = self.index.context(entry.record)
        localities = find_localities(prose, context, self.tables.gazetteer, self.tables)
        places = tuple((tuple(unit.ref for unit in found.candidates), found.mentions) for found in localities)
        return Named(find_directives(prose, context, self.tables), places)

    def read(self, entry: Entry[Record], named: Named | None = None) -> Reading:
        """Return the body of ``entry`` with its links; ``named`` is what it names, where that is known."""
        parts = blocks(entry.body)
        prose = plain(entry.body, parts)
        named = self.find(entry, prose) if named is None else named
        links, complaints = self._author_links(entry)
        doubtful = _Stretches(link.span for link in links if link.doubt)
        found_in = () if isinstance(entry.record, PageRecord) else self._resolutions(entry, prose, named)
        resolutions = tuple(one for one in found_in if not doubtful.touch(one.mention.span))
        complaints += tuple(c for r in resolutions if not self._is_elsewhere(r, entry) for c in _complaints(r, entry))
        found = [BodyLink(r.mention.span, r.mention.surface, r.entity) for r in resolutions if r.entity is not None]
        links += tuple(sorted(found, key=lambda link: link.span.start - link.span.end))  # the longest name wins
        kept = tuple(_first_in_block(links, parts, entry.ref))
        edges = tuple(
            Edge(Relation.CITES, entry.ref, link.target, _evidence(entry, link, parts))
            for link in kept
            if link.target is not None and link.target != entry.ref
        )
        return Reading(named, Body(entry.body, parts, kept), edges, complaints)

    def _is_elsewhere(self, resolution: Resolution, entry: Entry[Record]) -> bool:
        """True for communes that only share the name of one the register lacks: none lies in the text's province."""
        known = self.index.gazetteer.by_id
        units = tuple(known[ref.id] for ref in resolution.candidates if ref.kind is Kind.LOCALITY)
        if len(units) < 2 or any(unit.level is not Level.COMMUNE for unit in units):
            return False
        context = self.index.context(entry.record)
        return not self.tables.place_names.setting_of(context.locality, context.day).is_near(units)

    def _author_links(self, entry: Entry[Record]) -> tuple[tuple[BodyLink, ...], tuple[Diagnostic, ...]]:
        links: list[BodyLink] = []
        complaints: list[Diagnostic] = []
        for link in author_links(entry.body):
            if link.target.startswith(DOUBT):
                raw = unquote(link.target.removeprefix(DOUBT))
                links.append(BodyLink(link.span, link.words, None, doubt=raw))
                continue
            if link.target.partition(":")[0] in self._neighbours:
                outside, told = self._outside(link, entry)
                links.append(BodyLink(link.span, link.words, None, outside=outside))
                complaints += told
                continue
            found = self._author_target(link, entry)
            if isinstance(found, Diagnostic):
                complaints.append(found)
                links.append(BodyLink(link.span, link.words, None))
            else:
                links.append(BodyLink(link.span, link.words, found, link.target.partition("#")[2]))
        return tuple(links), tuple(complaints)

    @cached_property
    def _neighbours(self) -> dict[str, str]:
        """The address of each neighbour."""
        return {one.id: one.address for one in self.tables.settings.neighbours}

    def _outside(self, link: AuthorLink, entry: Entry[Record]) -> tuple[str, list[Diagnostic]]:
        """Return the address of a neighbour's page (``ha-tinh:model/ID``), or none and why there is none."""
        address, mark, anchor = link.target.partition("#")
        neighbour, _, name = address.partition(":")
        page = self.tables.neighbour_pages.get(neighbour, {}).get(name)
        if page and is_within(page, self._neighbours[neighbour]):
            return (page if "#" in page else page + mark + anchor), []
        where = Location(entry.file, entry.body_line + entry.body.count("\n", 0, link.span.start))
        inventory = f"site_config/neighbours/{neighbour}.inv"
        if page:
            return "", [complain("DV308", where, target=link.target, inventory=inventory, address=page)]
        return "", [complain("DV307", where, target=link.target, inventory=inventory)]

    def _author_target(self, link: AuthorLink, entry: Entry[Record]) -> Ref | Diagnostic | None:
        """Return the entity an author's link leads to, None for ``none:``, or why it cannot be used."""
        address, _, anchor = link.target.partition("#")
        scheme, _, target = address.partition(":")
        where = Location(entry.file, entry.line_at(link.span.start))
        if not address and anchor:
            return entry.ref
        if scheme == "none":
            return None
        if scheme not in _SCHEMES:
            return complain("DV305", where, scheme=scheme)
        kind = _SCHEMES[scheme]
        if kind is Kind.DIRECTIVE:
            found = self.index.directives_named(target, self.index.context(entry.record))
        elif kind is Kind.LOCALITY:
            found = (Ref(kind, target),) if target in self.index.gazetteer.by_id else ()
        else:
            found = (Ref(kind, target),) if Ref(kind, target) in self.index.entries else ()
        if len(found) == 1:
            return found[0]
        if found:
            return complain("DV302", where, target=link.target, candidates=", ".join(ref.id for ref in found))
        return complain("DV301", where, target=link.target, suggestion="")

    def _resolutions(self, entry: Entry[Record], prose: str, named: Named) -> Iterator[Resolution]:
        context = self.index.context(entry.record)
        for directive in named.directives:
            refs = self.index.directives_found(directive)
            yield from (_resolution(Kind.DIRECTIVE, span, prose, refs) for span in directive.mentions)
        for places, spans in named.localities:
            yield from (_resolution(Kind.LOCALITY, span, prose, places) for span in spans)
        for span, refs in self._names(prose):
            yield _resolution(refs[0].kind, span, prose, self._near(refs, context))

    def _names(self, prose: str) -> Iterator[tuple[Span, tuple[Ref, ...]]]:
        """Yield quoted names of models and movements. Unquoted, most of them are ordinary words."""
        if not self.index.names:
            return
        first = 0
        for line in prose.splitlines(keepends=True):
            if any(mark in line for mark in _OPEN):
                lowered = tone_placed(line).lower()
                for end, (length, refs) in self.automaton.iter_long(lowered) if len(lowered) == len(line) else ():
                    span = Span(first + end + 1 - length, first + end + 1)
                    before, after = prose[: span.start].rstrip()[-1:], prose[span.end :].lstrip()[:1]
                    if before in _OPEN and before and after in _CLOSE and after:
                        yield span, refs
            first += len(line)

    @cached_property
    def automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for name, refs in self.index.names.items():
            automaton.add_word(name, (len(name), refs))
        automaton.make_automaton()
        return automaton

    def _near(self, refs: tuple[Ref, ...], context: Context) -> tuple[Ref, ...]:
        """Keep, of several entities of one name, a movement before models, then models of the context's own unit."""
        movements = tuple(ref for ref in refs if ref.kind is Kind.MOVEMENT)
        if len(refs) == 1 or movements:
            return movements or refs
        unit = context.locality
        here = tuple(
            ref for ref in refs if unit and self.index.context(self.index.entries[ref].record).locality == unit
        )
        return here or refs


class _Stretches:
    """Stretches of a text, in order and apart, that others may touch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._starts = [span.start for span in self._spans]

    def touch(self, span: Span) -> bool:
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._spans[before - 1].end > span.start


def _resolution(kind: Kind, span: Span, prose: str, candidates: Sequence[Ref]) -> Resolution:
    return Resolution(Mention(kind, span, prose[span.start : span.end]), tuple(candidates))


def _first_in_block(links: Sequence[BodyLink], parts: Sequence[Block], own: Ref) -> Iterator[BodyLink]:
    """Yield links in order: an author's before a found one, none overlapping, each target once a block, none to itself.

    ``links`` begins with the author's own. Those that lead nowhere (``none:``) stay, to keep their words from linking.
    """
    chosen = []
    taken = bytearray(max((link.span.end for link in links), default=0))
    for link in links:
        start, end = link.span.start, link.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append(link)
    seen: set[tuple[int, Ref]] = set()
    position = 0
    for link in sorted(chosen, key=lambda link: link.span.start):
        while position < len(parts) and parts[position].span.end <= link.span.start:
            position += 1
        if link.target is not None and not link.anchor and (link.target == own or (position, link.target) in seen):
            continue
        if link.target is not None:
            seen.add((position, link.target))
        yield link


def _complaints(resolution: Resolution, entry: Entry[Record]) -> Iterator[Diagnostic]:
    mention, candidates = resolution.mention, resolution.candidates
    where, surface = Location(entry.file, entry.line_at(mention.span.start)), squeeze(mention.surface)
    if len(candidates) > 1:
        yield complain("DV303", where, surface=surface, candidates=", ".join(ref.id for ref in candidates[:6]))
    elif not candidates and mention.kind is Kind.DIRECTIVE:
        yield complain("DV304", where, surface=surface)


def _evidence(entry: Entry[Record], link: BodyLink, parts: Sequence[Block]) -> Evidence:
    number = next(n for n, part in enumerate(parts) if part.span.start <= link.span.start < part.span.end)
    addressed = (part.anchor for part in reversed(parts[: number + 1]) if part.has_id)  # for a table: what leads to it
    anchor = next(addressed, "") if isinstance(entry.record, ReportRecord) else ""
    sentence = sentence_at(entry.body, parts[number].span, link.span)
    return Evidence(entry.ref, anchor, " ".join(filter(None, (_introduction(entry.body, parts, number), sentence))))


def _introduction(body: str, parts: Sequence[Block], number: int) -> str:
    """Return the sentence that introduces the list in which block ``number`` is an item; empty elsewhere."""
    first = number
    while first and parts[first].kind is BlockKind.ITEM:
        first -= 1
    before = parts[first].span
    if first == number or parts[first].kind is not BlockKind.PARAGRAPH or body[before.end - 1] != ":":
        return ""
    return sentence_at(body, before, Span(before.end - 1, before.end))


def sentence_at(body: str, block: Span, span: Span) -> str:
    """Return the sentence of ``block`` that holds ``span``, without marks, as people read it."""
    text = body[block.start : block.end]
    start, end = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() + block.start <= span.start:
            start = match.end()
        elif match.start() + block.start >= span.end:
            end = match.start()
            break
    words = spoken(text[start:end])
    return squeeze(re.sub(r"^\s*(?:[-+*]|\d+[.)])\s|[*_`\\#|]+", " ", words))
