"""Drafts of the models, directives and localities that a report names and the site does not know.

Each is marked ``review: draft`` and quotes the sentence it rests on, with a link to the report. What was read with
doubt is not proposed.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.document import FoundDirective, FoundFigure, FoundModel
from generator.drafts import Draft, directive_draft_of, locality_draft, model_draft
from generator.entities import Kind, Locality, Ref, Span
from generator.extract.sentences import Sentences
from generator.importing.body import Writer, escaped
from generator.importing.record import short_slug, yaml_of
from generator.inspection import Inspection
from generator.records import LocalityRecord, ModelRecord, Record
from generator.resolve.index import Index
from generator.tables import Tables
from generator.text import match_key, slug, squeeze

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_SENTENCE = 1200


@dataclass(frozen=True, slots=True)
class Proposal:
    """A content file to be: the class of its record, its id and its whole text."""

    schema: type[Record]
    id: str
    text: str

    @property
    def ref(self) -> Ref:
        return Ref(self.schema.kind, self.id)


@dataclass(frozen=True)
class Source:
    """The report that proposes: its id, title and day, and what was found in it."""

    report: str
    title: str
    day: dt.date | None
    found: Inspection
    writer: Writer
    tables: Tables


def directive_proposals(source: Source, index: Index) -> Iterator[tuple[FoundDirective, Ref | Proposal]]:
    """Yield every directive that was surely read, with the one it is on the site, or the draft of it.

    One that may be several of the site is left out: a person has to say which. A draft that this report made earlier
    is drafted anew, under its id.
    """
    taken = {ref.id for ref in index.entries if ref.kind is Kind.DIRECTIVE}
    for found in source.found.directives:
        known = index.directives_found(found)
        if len(known) > 1 or (known and known[0].kind is not Kind.DIRECTIVE) or not (known or found.certain):
            continue
        if known and not _is_ours(known[0], source, index):
            yield found, known[0]
            continue
        draft = directive_draft_of(found, source.tables)
        apart = (found.issuer_locality or "trung-uong", source.report)
        name = known[0].id if known else _free(str(draft.data["id"]), apart, taken)
        taken.add(name)
        yield found, _proposal(draft, name, _quoted(source, found.mentions[0]))


def model_proposals(source: Source, index: Index) -> Iterator[tuple[FoundModel, Ref | Proposal]]:
    """Yield every model, with the one it is on the site (by name and place), or the draft of it.

    A draft that this report made earlier is drafted anew, under its id.
    """
    taken = {ref.id for ref in index.entries if ref.kind is Kind.MODEL}
    for found in source.found.models:
        unit = _unit(found, source)
        known = known_models(found, unit, index)
        ours = [ref for ref in known if _is_ours(ref, source, index)]
        if known and not ours:
            yield found, known[0]
            continue
        draft = model_draft(_line(found.name), unit, found.field, source.tables, source.day)
        spelt = Ref(Kind.MODEL, short_slug(str(draft.data["id"]), "x"))
        if not ours and spelt in index.entries and _there(spelt, unit, index):  # the same but for marks or a slip
            yield found, spelt
            continue
        parent = source.tables.gazetteer.by_id[unit.parent].name if unit and unit.parent else ""
        name = ours[0].id if ours else _free(str(draft.data["id"]), (slug(parent), source.report), taken)
        taken.add(name)
        figures = [figure for one in found.figures if (figure := _figure(one))]
        data = _kept({**draft.data, "reports": [source.report], "figures": figures})
        yield found, _proposal(Draft(ModelRecord, data), name, _quoted(source, found.mentions[0]))


def _unit(found: FoundModel, source: Source) -> Locality | None:
    """Return where a model is: the unit above its commune where the register lacks that, else the report's."""
    gazetteer = source.tables.gazetteer
    if found.locality:
        return gazetteer.by_id[found.locality]
    above = gazetteer.named(found.unlisted.partition(", ")[2], source.day) if found.unlisted else ()
    return above[0] if len(above) == 1 else source.found.context.locality


def known_models(found: FoundModel, unit: Locality | None, index: Index) -> tuple[Ref, ...]:
    """Return the models of the site with that name, there or in a unit around, inside, before or after it."""
    refs = [ref for ref in index.names.get(match_key(found.name), ()) if ref.kind is Kind.MODEL]
    return tuple(ref for ref in refs if _there(ref, unit, index))


def _there(ref: Ref, unit: Locality | None, index: Index) -> bool:
    return _related(index.context(index.entries[ref].record).locality, unit, index)


def locality_proposal(source: Source, index: Index) -> Proposal | None:
    """Return the draft of what can be written about the issuing unit, if the site has no file of it."""
    unit = source.found.context.locality
    if unit is None or unit.full_name != source.found.document.facts.locality:
        return None
    if unit.ref in index.entries and not _is_ours(unit.ref, source, index):
        return None
    draft = locality_draft(unit)
    data = {**draft.data, "reports": [source.report]}
    return _proposal(Draft(LocalityRecord, data), unit.id, "")


def _related(known: Locality | None, unit: Locality | None, index: Index) -> bool:
    """True if two places may be one: the same, one around the other, or one that became the other."""
    if known is None or unit is None or known.id == unit.id:
        return True
    near = {above.id for above in index.gazetteer.ancestors(known)} | {*known.successors, *known.predecessors}
    return unit.id in near or known.id in {above.id for above in index.gazetteer.ancestors(unit)}


def _is_ours(ref: Ref, source: Source, index: Index) -> bool:
    """True if the record is a draft whose evidence is this very report."""
    return f"(report:{source.report})" in index.entries[ref].body


def _proposal(draft: Draft, name: str, body: str) -> Proposal:
    data = {**draft.data, "id": name}
    text = f"---\n{yaml_of(data)}---\n{body}\n"
    return Proposal(draft.schema, name, text)


def _quoted(source: Source, mention: Span) -> str:
    """Return the sentence around ``mention`` as a quotation, and where it stands."""
    text = source.found.document.clean.text
    sentence = Sentences(text).at(mention.start)
    start = max(sentence.start, mention.start - _LONGEST_SENTENCE)
    end = min(sentence.end, mention.end + _LONGEST_SENTENCE)
    while start < end and text[start].isspace():
        start += 1
    quoted = source.writer.words(Span(start, len(text[:end].rstrip())), opening=True)
    quoted = re.sub(r"\[\^\d+\]", "", quoted).replace("\n", " ")
    label = source.tables.labels["according_to"]
    return f"\n> {quoted}\n\n{label} [{escaped(source.title)}](report:{source.report})."


def _figure(one: FoundFigure) -> dict[str, Any]:
    """Return a figure as front matter has it; empty for a range, which has no one value."""
    if one.value is None:
        return {}
    years = [int(year) for year in _YEAR.findall(one.period or "")]
    period = {"start": min(years), "end": max(years)} if years else None
    data = {"value": one.value, "unit": _line(one.unit), "what": _line(one.what) or _line(one.unit)}
    return {**data, **_kept({"qualifier": one.qualifier, "scope": _line(one.scope or ""), "period": period})}


def _kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known, and the empty fields a person is likely to fill in."""
    return {key: value for key, value in data.items() if value or key in ("field", "holder", "status")}


def _line(words: str) -> str:
    return "".join(char for char in squeeze(words) if char.isprintable())[:600]


def _free(wanted: str, more: Sequence[str], taken: set[str]) -> str:
    """Return an id nobody has: ``wanted``, or with words that tell it apart."""
    candidate = wanted = short_slug(wanted, "x")
    for words in more:
        if candidate not in taken:
            return candidate
        candidate = short_slug(f"{wanted} {words}", "x")
    number = 2
    while candidate in taken:
        candidate, number = f"{short_slug(wanted, 'x')}-{number}", number + 1
    return candidate
