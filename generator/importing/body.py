"""The cleaned text of a document as Markdown that shows exactly its words: headings, lists, tables, notes, doubts.

Nothing of the text can become markup: what Markdown would take for a sign is escaped, and a paragraph that begins with
``1.`` stays a paragraph. Headings have the level and numbering printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.clean.blocks import find_zones
from generator.clean.lines import split_lines
from generator.clean.words import load_words
from generator.document import Document, Section
from generator.entities import Span
from generator.importing.doubts import DoubtfulWord, within, written_doubt
from generator.tables import Tables

_SIGN = re.compile(r"[\\`*_\[\]]|[:：](?=[:：])|(?<=[:：])[:：]")
"""What may be markup inside a line; colons in a row, full-width ones too, could mark a stretch as internal."""
_OPENING = re.compile(r"(?:[#>|:：~=+-]|(?P<number>\d+)(?=[.)](?:\s|$)))")
_ITEM = re.compile(r"(?P<mark>[-+•–*])\s+(?=\S)")
_ROW = re.compile(r"\|.*\|$")
_CELLS = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+$")
_NOTE = re.compile(r"\[(\d{1,4})\] ")
_DEEPEST = 6


def escaped(words: str, opening: bool = False) -> str:
    """Return ``words`` as Markdown that shows them; ``opening``: they begin a line."""
    text = _SIGN.sub(lambda match: "\\" + match[0], words)
    match = _OPENING.match(text) if opening else None
    if match is None:
        return text
    at = match.end("number") if match["number"] else 0
    return f"{text[:at]}\\{text[at:]}"


@dataclass(frozen=True)
class Writer:
    """Writes stretches of one cleaned text as Markdown."""

    text: str
    doubts: Sequence[DoubtfulWord]
    notes: Mapping[str, int]
    """Label of each note -> where it is said; only marks of these notes are marks."""

    def words(self, span: Span, opening: bool = False) -> str:
        """Return the words of ``span`` with doubtful ones and marks of notes written as such."""
        pieces: list[str] = []
        at = span.start
        for stretch, ready in self._special(span):
            if stretch.start >= at:
                pieces += [escaped(self.text[at : stretch.start], opening and at == span.start), ready]
                at = stretch.end
        pieces.append(escaped(self.text[at : span.end], opening and at == span.start))
        return "".join(pieces)

    def _special(self, span: Span) -> list[tuple[Span, str]]:
        found = [
            (word.span, written_doubt(escaped(self.text[word.span.start : word.span.end]), word.raw))
            for word in within(self.doubts, span)
            if word.span.end <= span.end
        ]
        for match in re.finditer(r"\[(\d{1,4})\]", self.text[span.start : span.end]):
            if match[1] in self.notes:
                found.append((Span(span.start + match.start(), span.start + match.end()), f"[^{match[1]}]"))
        return sorted(found, key=lambda pair: pair[0].start)


def writer_for(document: Document, doubts: Sequence[DoubtfulWord], tables: Tables) -> tuple[Writer, Sequence[Span]]:
    """Return a writer for ``document`` and the lines its page shows: body, appendix, notes; no header, no closing."""
    text = document.clean.text
    lines = split_lines(text)
    zones = find_zones(lines, load_words(tables.folder))
    spans = [Span(line.start, line.end) for line in lines]
    body = [span for span in spans[: zones.notes] if document.body.start <= span.start < document.body.end]
    appendix = spans[zones.after : zones.notes]
    notes: dict[str, int] = {}
    for span in spans[zones.notes :]:
        match = _NOTE.match(text, span.start, span.end)
        if match:
            notes.setdefault(match[1], span.start)
    return Writer(text, doubts, notes), [*body, *appendix, *spans[zones.notes :]]


def markdown_of(document: Document, doubts: Sequence[DoubtfulWord], tables: Tables) -> str:
    """Return the page text of ``document``: body, appendix and notes."""
    writer, lines = writer_for(document, doubts, tables)
    headings = {writer.text.rfind("\n", 0, one.span.start) + 1: one for one in document.sections if one.level}
    parts: list[tuple[str, str]] = []
    for kind, block in _blocks(writer, lines, headings):
        together = parts and kind == parts[-1][0] and kind in ("item", "row", "note")
        parts.append((kind, ("\n" if together else "\n\n" if parts else "") + block))
    return "".join(block for _, block in parts)


def _blocks(writer: Writer, lines: Sequence[Span], headings: Mapping[int, Section]) -> Iterator[tuple[str, str]]:
    """Yield (kind, Markdown) of every line that says something; rows of a table come together."""
    rows: list[str] = []
    under_dash = in_note = False
    for span in lines:
        line = writer.text[span.start : span.end]
        if _ROW.match(line):
            rows.append(line)
            continue
        if rows:
            yield "table", _table(rows)
            rows = []
        if not line.strip():
            continue
        kind, block = _block(writer, span, headings.get(span.start), under_dash)
        in_note = in_note or kind == "note"
        if in_note and kind != "note":  # a note goes on over paragraphs set in by four spaces
            kind, block = "note_goes_on", f"    {block.strip()}"
        under_dash = kind == "item" and (under_dash if block.startswith(" ") else line[0] != "+")
        yield kind, block
    if rows:
        yield "table", _table(rows)


def _block(writer: Writer, span: Span, heading: Section | None, under_dash: bool) -> tuple[str, str]:
    line = writer.text[span.start : span.end]
    note = _NOTE.match(line)
    if note and writer.notes.get(note[1]) == span.start:
        return "note", f"[^{note[1]}]: {writer.words(Span(span.start + note.end(), span.end), opening=True)}"
    if heading is not None and _is_whole(writer, heading, span):
        return "heading", _heading(writer, heading, span)
    item = _ITEM.match(line)
    start = span.start + (item.end() if item else 0)
    words = _led(writer, heading, Span(start, span.end)) or writer.words(Span(start, span.end), opening=True)
    if item is None:
        return "paragraph", words
    return "item", f"{'    ' if item['mark'] == '+' and under_dash else ''}- {words}"


def _is_whole(writer: Writer, heading: Section, line: Span) -> bool:
    """True if a heading has its line for itself; a colon after it does not count."""
    return not writer.text[heading.span.end : line.end].strip(" :.")


def _heading(writer: Writer, heading: Section, line: Span) -> str:
    """Return the heading with its numbering; the dash or star some headings begin with is not repeated."""
    item = _ITEM.match(writer.text, line.start, line.end)
    words = Span(item.end() if item else line.start, line.end)
    return f"{'#' * min(_DEEPEST, heading.level + 1)} {writer.words(words).rstrip(' :')}"


def _led(writer: Writer, heading: Section | None, span: Span) -> str:
    """Return a paragraph whose first words are a heading, these in bold; empty for other paragraphs."""
    if heading is None or not span.start < heading.span.end < span.end:
        return ""
    end = heading.span.end
    while end < span.end and writer.text[end] in ":.":
        end += 1
    lead = writer.words(Span(span.start, end)).strip()
    return f"**{lead}** {writer.words(Span(end, span.end)).strip()}"


def _table(rows: Sequence[str]) -> str:
    """Return a Markdown table; the first row is its head."""
    cells = [[escaped(cell.strip().replace("\\|", "|")).replace("|", "\\|") for cell in _CELLS.split(row.strip()[1:-1])]
             for row in rows if not _RULED.match(row)]  # fmt: skip
    width = max((len(row) for row in cells), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]])
