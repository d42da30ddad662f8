"""Stretches of a text between the lines ``::: internal`` and ``:::``: found, complained about, taken out.

The sign is that of Pandoc's fenced divisions, which other tools of the field read or show as plain words. Whatever
looks like a mark and is not understood, or does not end, is an error: text is never published because of a slip.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, Location, complain
from generator.entities import Span
from generator.markdown import Block, BlockKind, blocks
from generator.records import Entry, Record

OPENING = re.compile(r"\s*:{3,}\s*internal\s*", re.IGNORECASE)
CLOSING = re.compile(r"\s*:{3,}\s*")
_SIGNS = ("::", "：：")
_SLIP = re.compile(r"^[\s>*+\-\d.)]*[:：]{3,}|(?<![\\:：])[:：]{2,}\s*(?:internal|n[oộ]i b[oộ])", re.I | re.M)
"""What looks like a mark: three colons where a line, a quotation or an item begins, or colons and the word."""
_CODE = re.compile(r"(?<!\\)`[^`\n]*`")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")


def mark_complaints(entry: Entry[Record]) -> Iterator[Diagnostic]:
    """Yield a complaint for each mark that is not understood (DV902), is not closed (DV903) or cuts a table (DV904)."""
    if _might_hold_marks(entry.body):
        yield from _read(entry)[1]


def without_marked(entry: Entry[Record]) -> Entry[Record]:
    """Return ``entry`` without what stands between marks, and without footnotes that only hidden text refers to.

    Text after a mark that is not closed is left out as well.
    """
    if not _might_hold_marks(entry.body):
        return entry
    stretches = _read(entry)[0]
    return _cut(entry, _with_notes(entry.body, stretches)) if stretches else entry


def _might_hold_marks(body: str) -> bool:
    return any(sign in body for sign in _SIGNS)


def _read(entry: Entry[Record]) -> tuple[tuple[Span, ...], tuple[Diagnostic, ...]]:
    """Return the stretches between marks, marks included, and what is wrong with them."""
    stretches: list[Span] = []
    complaints: list[Diagnostic] = []
    parts = blocks(entry.body)
    opened: Block | None = None
    for number, part in enumerate(parts):
        words = entry.body[part.span.start : part.span.end]
        where = Location(entry.file, entry.line_at(part.span.start))
        if part.kind is not BlockKind.MARK:
            if _slips(words, part, entry.body):
                complaints.append(complain("DV902", where, words=words.strip()[:60]))
        elif opened is None and OPENING.fullmatch(words):
            opened = part
            if _is_table(parts, number - 1, entry.body, part.span):
                complaints.append(complain("DV904", where))
        elif opened is not None and CLOSING.fullmatch(words):
            stretches.append(Span(opened.span.start, part.span.end))
            opened = None
        else:
            complaints.append(complain("DV902", where, words=words.strip()[:60]))
    if opened is not None:
        stretches.append(Span(opened.span.start, len(entry.body)))
        complaints.append(complain("DV903", Location(entry.file, entry.line_at(opened.span.start))))
    return tuple(stretches), tuple(complaints)


def _slips(words: str, part: Block, body: str) -> bool:
    """Return whether a block that is no mark looks as if one was meant: in prose, or in code that nobody closed."""
    if part.kind is BlockKind.CODE:
        return part.span.end == len(body) and bool(_SLIP.search(words)) and _is_open(body)
    return bool(_SLIP.search(_CODE.sub("", words)))


def _is_open(body: str) -> bool:
    return blocks(f"{body}\n\nx")[-1].kind is BlockKind.CODE


def _is_table(parts: Sequence[Block], number: int, body: str, mark: Span) -> bool:
    """Return whether a mark stands right under a row of a table."""
    above = parts[number] if number >= 0 else None
    return above is not None and above.kind is BlockKind.TABLE and "\n\n" not in body[above.span.end : mark.start]


def _with_notes(body: str, stretches: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the stretches and the footnotes outside them to which only text inside them refers."""
    inside = {name for one in stretches for name in _NOTE.findall(body[one.start : one.end])}
    if not inside:
        return stretches
    outside = [part for part in blocks(body) if not any(part.span.overlaps(one) for one in stretches)]
    notes = {part.span: _NOTE.match(body, part.span.start) for part in outside if part.kind is BlockKind.FOOTNOTE}
    told = "".join(body[part.span.start + (part.span in notes) * 2 : part.span.end] for part in outside)
    orphans = [span for span, note in notes.items() if note and note[1] in inside - set(_NOTE.findall(told))]
    return tuple(sorted((*stretches, *orphans), key=lambda one: one.start))


def _cut(entry: Entry[Record], stretches: Sequence[Span]) -> Entry[Record]:
    """Return ``entry`` without ``stretches``; one blank line stands between what was around each."""
    body, end = "", 0
    gaps: list[tuple[int, int]] = []
    for one in (*stretches, Span(len(entry.body), len(entry.body))):
        piece = entry.body[end : one.start]
        if end:
            piece = _BLANK_LINES.sub("", piece)
        if body and piece.strip():
            body += "\n\n"
        if end and piece.strip():
            line = body.count("\n")
            gaps.append((line, _line_of(entry, one.start - len(piece)) - line - sum(missing for _, missing in gaps)))
        body += piece.rstrip()
        end = one.end
    return replace(entry, body=body, left_out=tuple(gaps))


def _line_of(entry: Entry[Record], offset: int) -> int:
    return entry.body.count("\n", 0, offset)
