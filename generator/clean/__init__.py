"""From the text of a received document to its clean text, its blocks, headings and facts.

``clean`` runs the named steps in order and keeps, for every character, the place in the received text it comes from;
``explain`` shows every change of every step. Author's words, slips included, are never changed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.clean import blocks, characters, pages, paragraphs, tabled
from generator.clean.blocks import Zones, find_zones
from generator.clean.facts import find_facts
from generator.clean.headings import Anomaly, find_sections, read_paragraphs
from generator.clean.lines import Line, split_lines
from generator.clean.rewriting import Draft, Edit, apply
from generator.clean.slips import find_slips
from generator.clean.words import Words, load_words
from generator.diagnostics import Diagnostic, Location, complain, in_order
from generator.document import NO_RAW, CleanText, Document, Section
from generator.entities import Span
from generator.tables import Tables

__all__ = ["STEPS", "Change", "Step", "clean", "explain"]


@dataclass(frozen=True, slots=True)
class Step:
    """One cleaning step: ``find`` says what to change in a text; its docstring is the explanation."""

    name: str
    find: Callable[[str, Words], Iterable[Edit]]
    explanation: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one step: the place in the received text, the words before and after."""

    step: str
    location: Location
    before: str
    after: str


def _plain(name: str, find: Callable[[str], Iterable[Edit]]) -> Step:
    return Step(name, lambda text, _words: find(text), find.__doc__ or "")


STEPS = (
    _plain("line_breaks", characters.line_breaks),
    _plain("invisible", characters.invisible),
    _plain("letters", characters.letters),
    Step("tables", tabled.tables, tabled.tables.__doc__ or ""),
    _plain("spaces", characters.spaces),
    _plain("page_starts", pages.page_starts),
    Step("page_numbers", pages.page_numbers, pages.page_numbers.__doc__ or ""),
    Step("notes", pages.notes, pages.notes.__doc__ or ""),
    Step("columns", blocks.split_columns, blocks.split_columns.__doc__ or ""),
    Step("paragraphs", paragraphs.rejoin, paragraphs.rejoin.__doc__ or ""),
    _plain("squeeze", characters.squeeze),
)


_OF_PRINT = ("tables", "page_starts", "page_numbers", "notes", "columns", "paragraphs")


def clean(
    raw: str,
    tables: Tables,
    *,
    file: str = "",
    whole: bool = False,
    bold: Sequence[Span] = (),
    quality: Literal["digital", "ocr"] = "digital",
    quality_score: float = 1.0,
) -> Document:
    """Return the document that ``raw`` holds. Never fails, whatever the text; linear in its length.

    ``whole``: every line is a paragraph already. ``bold``: stretches of ``raw`` set in bold, where the format tells.
    ``file`` is named in diagnostics.
    """
    words = load_words(tables.folder)
    draft, counts = _run(raw, words, whole=whole)
    text = CleanText(raw, draft.text, draft.origin)
    lines = split_lines(text.text)
    zones = find_zones(lines, words)
    body = _body(lines, zones, text.text)
    sections, anomalies = find_sections(read_paragraphs(text.text, body, words, _bold(draft, bold)), words)
    facts, _ = find_facts(lines, zones, words, tables)
    slips = find_slips(text.text, body, words) if quality == "digital" else ()  # a misread quote is nobody's slip
    found = [_located(text, file, anomaly) for anomaly in (*anomalies, *slips)]
    return Document(
        clean=text,
        facts=facts,
        sections=(*_title_section(lines, zones, facts.title), *sections),
        body=body,
        quality=quality,
        quality_score=quality_score,
        diagnostics=in_order([*found, *_seen(raw, file)]),
        steps=counts,
    )


def _run(raw: str, words: Words, *, whole: bool) -> tuple[Draft, dict[str, int]]:
    draft, counts = Draft.of(raw), {}
    for step in _steps(whole=whole):
        edits = list(step.find(draft.text, words))
        counts[step.name] = len(edits)
        draft = apply(draft, edits)
    return draft, counts


def _steps(*, whole: bool) -> Iterator[Step]:
    """Yield the steps a text needs: one of whole paragraphs has no pages and no broken lines."""
    return (step for step in STEPS if not (whole and step.name in _OF_PRINT))


def _bold(draft: Draft, bold: Sequence[Span]) -> bytes:
    """Return 1 for every character of the cleaned text that is bold, 0 for others; spaces follow the word before."""
    if not bold:
        return b""
    raw = bytearray(max(span.end for span in bold))
    for span in bold:
        raw[span.start : span.end] = b"\1" * (span.end - span.start)
    mask = bytearray(len(draft.text))
    for index, (char, origin) in enumerate(zip(draft.text, draft.origin, strict=True)):
        if char == " " and index:
            mask[index] = mask[index - 1]
        elif origin < len(raw):
            mask[index] = raw[origin]
    return bytes(mask)


def explain(raw: str, tables: Tables, *, file: str = "", whole: bool = False) -> Iterator[Change]:
    """Yield every change that ``clean`` makes to ``raw``, step by step."""
    words = load_words(tables.folder)
    draft = Draft.of(raw)
    for step in _steps(whole=whole):
        edits = list(step.find(draft.text, words))
        for edit in edits:
            after = draft.text[edit.moved.start : edit.moved.end] if edit.moved else edit.text
            place = _location(raw, file, _raw_offset(draft, edit.start))
            yield Change(step.name, place, draft.text[edit.start : edit.end], after)
        draft = apply(draft, edits)


def _raw_offset(draft: Draft, offset: int) -> int:
    known = (draft.origin[i] for i in range(min(offset, len(draft.origin) - 1), -1, -1))
    return next((place for place in known if place != NO_RAW), 0)


def _location(raw: str, file: str, offset: int) -> Location:
    return Location(file, raw.count("\n", 0, offset) + 1, offset - raw.rfind("\n", 0, offset))


def _located(text: CleanText, file: str, anomaly: Anomaly) -> Diagnostic:
    offset = text.raw_span(Span(anomaly.start, anomaly.start + 1)).start
    return complain(anomaly.code, _location(text.raw, file, offset), **anomaly.values)


def _seen(raw: str, file: str) -> Iterator[Diagnostic]:
    bidi = characters.BIDI.findall(raw)
    if bidi:
        yield complain("DV501", _location(raw, file, raw.index(bidi[0])), count=len(bidi))


def _body(lines: Sequence[Line], zones: Zones, text: str) -> Span:
    """Return the stretch between header and closing block."""
    if zones.header >= len(lines):
        return Span(len(text), len(text))
    start = lines[zones.header].start
    last = min(zones.closing, zones.notes) - 1
    return Span(start, max(start, lines[last].end)) if last >= 0 else Span(start, start)


def _title_section(lines: Sequence[Line], zones: Zones, title: str | None) -> tuple[Section, ...]:
    if zones.title is None or title is None:
        return ()
    first, last = lines[zones.title[0] + 1], lines[zones.title[1] - 1]
    return (Section(0, None, title, Span(first.start, last.end)),)
