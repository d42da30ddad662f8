"""Where header, closing block, appendix and notes of a document stand among its lines; merged columns taken apart.

A block is recognised by its own signs (motto, number, place and date, type in capitals; "Nơi nhận", "TM.", a position
in capitals): a text without them has no block, and nothing of the body is taken for one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.clean.lines import Line, find_wrap, is_doubled, split_lines
from generator.clean.markers import read_marker
from generator.clean.rewriting import Edit
from generator.clean.words import Words, is_capitals
from generator.entities import Span

HEADER_LINES, CLOSING_LINES = 45, 60
_LONGEST = 400  # characters of a line with two columns
_COLUMNS = re.compile(r" {3,}")
_NOTE_LINE = re.compile(r"\[\d{1,3}\] ")
_GLUED = re.compile(r"(?<=[;.,:]) (?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Zones:
    """Line numbers: header ``[0, header)``, body up to ``closing``, closing block up to ``after``, notes at ``notes``.

    ``title``: the lines of type and title, ``(type line, first line after the title)``; None without a type line.
    """

    header: int
    title: tuple[int, int] | None
    closing: int
    after: int
    notes: int


def find_zones(lines: Sequence[Line], words: Words) -> Zones:
    """Return where the blocks of a document stand."""
    notes = _notes_start(lines)
    closing, after = _closing(lines[:notes], words)
    header, title = _header(lines[:closing], words)
    return Zones(header, title, closing, after, notes)


def _notes_start(lines: Sequence[Line]) -> int:
    """Return the first line of the notes gathered at the end: ``[1] …`` with only notes after it."""
    heads = [index for index, line in enumerate(lines) if line.text.startswith("[") and _NOTE_LINE.match(line.text)]
    start = len(lines)
    expected = None
    for index in reversed(heads):
        number = int(lines[index].text[1 : lines[index].text.index("]")])
        if expected is not None and number not in (expected, 1):
            break
        start, expected = index, number - 1
        if number == 1:
            break
    return start


# --- header ---------------------------------------------------------------------------------------------------------


def _header(lines: Sequence[Line], words: Words) -> tuple[int, tuple[int, int] | None]:
    top = [line.text for line in lines[:HEADER_LINES]]
    signs = [index for index, text in enumerate(top[:20]) if is_header_sign(text, words)]
    typed = next((index for index, text in enumerate(top) if words.doc_type(text)), None)
    if typed is None:
        end = _subject_end(top, signs[-1] + 1, words) if signs and signs[0] <= 6 else 0
        return (_addressees_end(top, end, words), None) if end else (0, None)
    if typed > 3 and not any(sign < typed for sign in signs):
        return 0, None
    end = _title_end(lines, typed, words)
    return _addressees_end(top, end, words), (typed, end)


def _subject_end(top: Sequence[str], end: int, words: Words) -> int:
    """Return the first line after the subject of a letter (``V/v …``), which goes on over short lines."""
    if any(words.subject.match(text) for text in top[:end]) and end < len(top) and top[end][:1].islower():
        end += 1
    return end


def is_header_sign(text: str, words: Words) -> bool:
    """True for a motto, a document number, a place-and-date line or the subject of a letter."""
    if len(text) > 200 or text.endswith((".", ";")):
        return False
    return any(
        sign(text) for sign in (words.motto.search, words.number.match, words.dateline.search, words.subject.match)
    )


def _title_end(lines: Sequence[Line], typed: int, words: Words) -> int:
    """Return the first line after the title: it goes on over short lines until the body speaks."""
    wrap = find_wrap([line.text for line in lines[:400]])
    end = typed + 1
    while end < min(len(lines), typed + 12):
        line = lines[end]
        if line.ruled or words.addressee.match(line.text) or read_marker(line.text, words.table.letters):
            break
        if end > typed + 1 and _breaks_title(line.text, lines[end - 1].text, words):
            break
        if end > typed + 1 and _starts_body(lines, end, words, wrap is not None):
            break
        if end == typed + 1 and _is_no_title(line, words):
            break
        end += 1
    return end


def _breaks_title(here: str, before: str, words: Words) -> bool:
    """True for a part ("Phần thứ nhất") or a line in capitals below a title that is not."""
    return words.part.match(here) is not None or (is_capitals(here) and not is_capitals(before) and len(here) > 12)


def _is_no_title(line: Line, words: Words) -> bool:
    """True for a line below the type that already is the body: a sentence, or set apart and full."""
    if len(line.text) > 400:
        return True
    opens = words.opener.match(line.text) is not None
    return opens and (line.text.endswith((":", ".")) or (line.gap and len(line.text) > 60))


def _starts_body(lines: Sequence[Line], index: int, words: Words, wrapped: bool) -> bool:
    here, before = lines[index].text, lines[index - 1].text
    if not wrapped or lines[index].gap:
        return not here[:1].islower()
    if here[:1].islower() or before.endswith((",", "-", "–", "“")):
        return False
    if is_capitals(here) and is_capitals(before):
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(words.opener.match(here)) or len(here) > 1.15 * len(before) or (bool(following) and len(here) > 72)


def _addressees_end(top: Sequence[str], end: int, words: Words) -> int:
    """Return the first line after ``Kính gửi: …`` and its list, ``end`` if there is none."""
    if end >= len(top) or not words.addressee.match(top[end]):
        return end
    end += 1
    while end < len(top) and re.match(r"[-–+•]\s?\S", top[end]) and top[end].endswith((";", ".", ",")):
        end += 1
    return end


# --- closing --------------------------------------------------------------------------------------------------------


def _closing(lines: Sequence[Line], words: Words) -> tuple[int, int]:
    """Return where the closing block starts and ends; the number of lines twice if there is none."""
    count = len(lines)
    start = next((i for i in range(count - 1, -1, -1) if words.recipients.match(lines[i].text)), None)
    if start is None:
        return _signature_only(lines, words)
    if start > 1 and words.person(lines[start - 1].text) and _signs(lines[start - 2].text, words):
        start -= 1  # the signature stands above the recipients
    while start and _signs(lines[start - 1].text, words):
        start -= 1
    end = start + 1
    while end < min(count, start + CLOSING_LINES) and not words.appendix.match(lines[end].text):
        end += 1
    return start, end


def _signature_only(lines: Sequence[Line], words: Words) -> tuple[int, int]:
    count = len(lines)
    for index in range(max(0, count - 12), count):
        if _signs(lines[index].text, words) and index >= count // 2:
            return index, count
    return count, count


def _signs(text: str, words: Words) -> bool:
    """True for a line of a signature: on whose behalf, or a position in capitals."""
    if len(text) > 90:
        return False
    return bool(words.on_behalf.match(text) and is_capitals(text[:12])) or words.has_position(text)


# --- columns --------------------------------------------------------------------------------------------------------


def split_columns(text: str, words: Words) -> Iterator[Edit]:
    """Two columns printed side by side (header, recipients and signature) are taken apart: left one first."""
    lines = split_lines(text)
    zones = find_zones(lines, words)
    apart = "\n\n" if is_doubled(text) else "\n"
    letter = (i for i in range(zones.header) if words.addressee.match(lines[i].text))
    top = zones.title[0] if zones.title else next(letter, zones.header)
    for first, last, cut in ((0, top, _cut_header), (zones.closing, zones.after, _cut_closing)):
        pieces = {i: cut(lines[i], words) for i in range(first, last) if len(lines[i].text) <= _LONGEST}
        merged = [i for i, found in pieces.items() if len(found) > 1]
        if not merged:
            continue
        end = _left_end if cut is _cut_closing else _header_left_end
        place = lines[end(lines, merged[-1], last, words)].end
        cuts = [Edit(pieces[index][0].end, lines[index].end) for index in merged]
        moves = [
            edit
            for index in merged
            for piece in pieces[index][1:]
            for edit in (Edit(place, place, apart), Edit(place, place, moved=piece))
        ]
        yield from [*cuts, *moves]


def _header_left_end(lines: Sequence[Line], merged: int, stop: int, words: Words) -> int:
    """Return the last line of the left column: lines of the right one may go on alone below the last merged line."""
    place = stop - 1
    while place > merged and (words.dateline.search(lines[place].text) or words.motto.search(lines[place].text)):
        place -= 1
    return place


def _left_end(lines: Sequence[Line], merged: int, stop: int, words: Words) -> int:
    """Return the last line of the list of recipients, which goes on below the last merged line."""
    place = merged
    while place + 1 < stop and (
        lines[place + 1].text.startswith(("-", "–", "+")) or words.filing.match(lines[place + 1].text)
    ):
        place += 1
    return place


def _cut_header(line: Line, words: Words) -> list[Span]:
    """Return the columns of a header line: the organ or number, and the motto or date beside it."""
    for pattern in (words.motto, words.dateline):
        found = pattern.search(line.text)
        number = words.number.match(line.text) if pattern is words.dateline else None
        at = number.end() if number and found else found.start() if found else 0
        if found and at and line.text[:at].strip():
            return [Span(line.start, line.start + len(line.text[:at].rstrip())), _rest(line, at)]
    wide = _COLUMNS.search(line.text)
    return _at_gaps(line) if wide else [Span(line.start, line.end)]


def _cut_closing(line: Line, words: Words) -> list[Span]:
    """Return the columns of a closing line: a recipient, and the part of the signature beside it."""
    if _COLUMNS.search(line.text):
        return _at_gaps(line)
    if words.recipients.match(line.text) or line.text.startswith(("-", "–")) or words.filing.match(line.text):
        head = words.recipients.match(line.text)
        cuts = [match.end() for match in _GLUED.finditer(line.text)] + ([head.end()] if head else [])
        for at in sorted(cuts):
            rest = line.text[at:].strip()
            named = words.person(rest) is not None and not words.names_organ(rest)
            if rest and (_signs(rest, words) or named):
                return [Span(line.start, line.start + len(line.text[:at].rstrip())), _rest(line, at)]
    return [Span(line.start, line.end)]


def _rest(line: Line, at: int) -> Span:
    text = line.text[at:]
    return Span(line.start + at + len(text) - len(text.lstrip()), line.end)


def _at_gaps(line: Line) -> list[Span]:
    spans, start = [], 0
    for match in _COLUMNS.finditer(line.text):
        spans.append(Span(line.start + start, line.start + match.start()))
        start = match.end()
    return [*spans, Span(line.start + start, line.end)]
