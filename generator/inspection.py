"""Everything found in one received document: read, restored where it was misread, cleaned, and searched.

Nothing is written. What was read with doubt is shown but neither linked nor counted: a mention that touches a doubtful
word is left out of what is found.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from generator.bounds import MEMORY
from generator.clean import clean
from generator.diagnostics import DanvanError, Diagnostic, Location, complain, in_order
from generator.document import (
    NO_RAW,
    CleanText,
    Context,
    Document,
    FigureCheck,
    FoundDirective,
    FoundFigure,
    FoundLocality,
    FoundModel,
    FoundMovement,
)
from generator.entities import Level, Locality, Span
from generator.extract.directives import find_directives
from generator.extract.doubts import doubts
from generator.extract.figures import find_figures
from generator.extract.localities import find_localities
from generator.extract.localities.unlisted import unlisted_communes
from generator.extract.models import find_models
from generator.extract.movements import find_movements
from generator.extract.reconcile import complaints, reconcile
from generator.inspection_certainty import Certainty
from generator.read.received import Received, read_received
from generator.read.received.shape import in_bounds
from generator.restore import DataError, RawPages, Restored, Restorer, load_restorer, quality
from generator.tables import Tables

DIGITAL = 0.9
"""Share of words as printed above which a text counts as digital (measured on the seeds: 0.99 against below 0.5)."""
_MEMORY = 2 * MEMORY
"""Bytes that reading and searching one file may take."""
_CITED_YEAR = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/((?:19|20)\d\d)(?!\d)")
_DIGIT = re.compile(r"\d")
_SEVERAL = 2
"""Units read without doubt that tell the province of a document which does not say where it comes from."""
_TYPES = frozenset(("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh"))

RESTORED = RawPages()
"""Every misread page is read again."""


@dataclass(frozen=True)
class Inspection:
    """A received file and all that was found in it. Spans are offsets in ``document.clean.text``."""

    received: Received
    document: Document
    restored: Restored | None
    raw: RawPages
    context: Context
    directives: tuple[FoundDirective, ...]
    localities: tuple[FoundLocality, ...]
    unlisted: tuple[FoundLocality, ...]
    models: tuple[FoundModel, ...]
    movements: tuple[FoundMovement, ...]
    figures: tuple[FoundFigure, ...]
    checks: tuple[FigureCheck, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def places(self) -> tuple[FoundLocality, ...]:
        """The units named for certain, in the order of the text; those the register lacks too."""
        certain = [one for one in self.localities if len(one.candidates) == 1]
        spans: dict[Locality, set[Span]] = {}
        for one in (*certain, *self.unlisted):
            spans.setdefault(one.candidates[0], set()).update(one.mentions)
        found = (FoundLocality((unit,), tuple(sorted(mentions))) for unit, mentions in spans.items())
        return tuple(sorted(found, key=lambda one: one.mentions[0]))


def inspect_file(path: Path, tables: Tables, raw: RawPages = RESTORED, unit: Locality | None = None) -> Inspection:
    """Return what is found in the file at ``path``. Raises DanvanError (DV6xx, DV701) for one that cannot be read."""
    with in_bounds(path, _MEMORY):
        return inspect_received(read_received(path, measure=quality), tables, raw, unit)


def inspect_received(
    received: Received, tables: Tables, raw: RawPages = RESTORED, unit: Locality | None = None
) -> Inspection:
    """Return what is found in a file already read.

    Misread text on ``raw`` pages is left as it is; ``unit``, where a person knows it, is where the document comes from.
    """
    document, restored = _document(received, tables, raw)
    if unit is not None:
        facts = replace(document.facts, locality=unit.full_name, level=unit.level)
        document = replace(document, facts=facts)
    text = document.clean.text
    context = _context(document, tables)
    sure = Certainty(document.clean, restored)
    cited = find_directives(text, context, tables)
    places = find_localities(text, context, tables.gazetteer, tables)
    number = partial(_number, text)
    home, known = _listed(context.locality, tables), tables.gazetteer.by_id
    directives = tuple(
        replace(
            one,
            issuer_locality=_issuing(one, context, home) if one.issuer_locality not in known else one.issuer_locality,
            certain=one.certain and any(map(sure.untouched, map(number, one.mentions))),
        )
        for one in sure.only(cited, by=number)
    )
    place = context.locality or (_shared_province(sure.only(places), tables) if restored else None)
    setting = tables.place_names.setting_of(place, context.day)
    localities = sure.places(places, tables.place_names, setting)
    localities = _together(localities, sure.reread(localities, _TYPES, tables.place_names, setting))
    unlisted = tuple(one for one in unlisted_communes(text, places, context, tables) if all(map(sure, one.mentions)))
    every_figure = find_figures(text, tables)
    figures = sure.figures(every_figure, text, _counted(tables))
    every_model = find_models(text, document.sections, figures, (*localities, *unlisted), tables, context)
    checks = tuple(check for check in reconcile(text, every_figure, tables) if check.holds or sure(_reach(check)))
    locate = partial(_location, document.clean, received.file)
    told = {span for one in unlisted for span in one.mentions}
    open_places = [one for one in sure.only(places) if not told.issuperset(one.mentions)]
    doubtful = (*doubts(text, cited, open_places, locate, tables), *complaints(checks, document.clean, received.file))
    return Inspection(
        received=received,
        document=document,
        restored=restored,
        raw=raw,
        context=replace(context, locality=home),
        directives=directives,
        localities=localities,
        unlisted=unlisted,
        models=sure.only(every_model),
        movements=sure.only(find_movements(text, tables)),
        figures=_outside_names(figures, every_model),
        checks=checks,
        diagnostics=in_order((*received.diagnostics, *document.diagnostics, *doubtful)),
    )


def _listed(unit: Locality | None, tables: Tables) -> Locality | None:
    """Return ``unit``, or the one above it where the register of units lacks it."""
    known = tables.gazetteer.by_id
    return unit if unit is None or unit.id in known else known[unit.parent] if unit.parent else None


def _issuing(found: FoundDirective, context: Context, home: Locality | None) -> str | None:
    """Return the unit the register has for that of an issuer it lacks: for the document's own, the one above."""
    own = context.locality is not None and context.locality.id == found.issuer_locality
    return home.id if own and home else None


def _shared_province(places: Iterable[FoundLocality], tables: Tables) -> Locality | None:
    """Return the province in which all ``places`` lie that can be one unit only, if they are several."""
    sure = {one.candidates[0] for one in places if len(one.candidates) == 1}
    chains = [(unit, *tables.gazetteer.ancestors(unit)) for unit in sure]
    provinces = {unit for chain in chains for unit in chain if unit.level is Level.PROVINCE}
    return provinces.pop() if len(sure) >= _SEVERAL and len(provinces) == 1 else None


def _outside_names(figures: Sequence[FoundFigure], models: Iterable[FoundModel]) -> tuple[FoundFigure, ...]:
    """Return ``figures`` without the numbers within names: "Gian hàng 0 đồng" counts nothing."""
    names = sorted(span for model in models for span in model.mentions)
    before = (bisect_right(names, figure.span) - 1 for figure in figures)
    return tuple(
        figure
        for figure, index in zip(figures, before, strict=True)
        if index < 0 or figure.span.start >= names[index].end
    )


@lru_cache(maxsize=4)
def _counted(tables: Tables) -> frozenset[str]:
    """Return the words that say what a number counts, units of measure in one word aside."""
    words = tables.figure_words
    return frozenset(map(str.lower, (*words.nouns, *words.per, *(unit for unit in words.measures if " " in unit))))


def _together(localities: tuple[FoundLocality, ...], more: tuple[FoundLocality, ...]) -> tuple[FoundLocality, ...]:
    """Return both, with the mentions of one unit in one place."""
    units: dict[tuple[str, ...], FoundLocality] = {}
    for one in (*localities, *more):
        key = tuple(unit.id for unit in one.candidates)
        mentions = (*units[key].mentions, *one.mentions) if key in units else one.mentions
        units[key] = replace(one, mentions=tuple(sorted(mentions, key=lambda span: span.start)))
    return tuple(units.values())


def _document(received: Received, tables: Tables, raw: RawPages) -> tuple[Document, Restored | None]:
    """Return the cleaned document; offsets of a restored text lead back to the raw one."""
    score = quality(received.text)
    kept = {"file": received.file, "whole": received.whole, "quality_score": score}
    if score >= DIGITAL:
        return clean(received.text, tables, bold=received.bold, **kept), None  # type: ignore[arg-type]
    restored = None if raw.everything else restorer_of(tables).restore(received.text, raw.spans(received.text))
    document = clean(restored.text if restored else received.text, tables, quality="ocr", **kept)  # type: ignore[arg-type]
    if restored is None:
        return document, None
    offsets = restored.offsets
    origin = array("L", (NO_RAW if offset == NO_RAW else offsets[offset] for offset in document.clean.origin))
    return replace(document, clean=CleanText(received.text, document.clean.text, origin)), restored


def learnt_path(tables: Tables) -> Path:
    """Return where a site keeps what its restorer was taught (``danvan train-restorer``)."""
    return tables.folder / "restorer.bin"


def restorer_of(tables: Tables) -> Restorer:
    """Return the site's restorer: the shipped one, or that taught by its editors. Raises DanvanError (DV701)."""
    path = learnt_path(tables)
    try:
        return _restorer(path, path.stat().st_mtime_ns) if path.is_file() else _restorer(None, 0)
    except DataError as problem:
        raise DanvanError(complain("DV701", Location(str(path)), problem=str(problem))) from problem


@lru_cache(maxsize=2)
def _restorer(path: Path | None, _: int) -> Restorer:
    return load_restorer(path)


def _context(document: Document, tables: Tables) -> Context:
    """Return from where and when the document speaks; without a date of its own, the last date it cites decides."""
    facts = document.facts
    cited = [int(year) for year in _CITED_YEAR.findall(document.clean.text)]
    day = facts.date or (date(max(cited), 12, 31) if cited else None)
    units = tables.gazetteer.named(facts.locality, day) if facts.locality else ()
    if not units and facts.locality and facts.level is Level.COMMUNE:
        units = _unlisted(facts.locality, tables)
    return Context(units[0] if len(units) == 1 else None, day, facts.number, facts.issuer)


def _unlisted(full_name: str, tables: Tables) -> tuple[Locality, ...]:
    """Return the commune that the register lacks under its full name."""
    short, _, above = full_name.partition(", ")
    kind = next(kind for kind in ("Thị trấn", "Phường", "Xã") if short.startswith(kind))
    parents = tables.gazetteer.named(above)
    return tuple(tables.gazetteer.unlisted_commune(kind, short[len(kind) + 1 :], one) for one in parents[:1])


def _number(text: str, span: Span) -> Span:
    """Return the part of a citation that says which document it is: its number where it has one."""
    digit = _DIGIT.search(text, span.start, span.end)
    return Span(digit.start(), span.end) if digit else span


def _location(clean_text: CleanText, file: str, span: Span) -> Location:
    start = clean_text.raw_span(span).start
    return Location(file, clean_text.raw.count("\n", 0, start) + 1, start - clean_text.raw.rfind("\n", 0, start))


def _reach(check: FigureCheck) -> Span:
    """Return the stretch of text a check rests on: a part misread in it would be a false alarm."""
    return Span(min(span.start for span in check.spans), max(span.end for span in check.spans))
