"""Cleaning steps on pages: where a page starts, page numbers, and notes that stand at the foot of a page.

After ``page_starts`` a form feed marks every page start that the text lets one see. A note is moved only if its number
is the next one, it stands at the foot of a page, and the text above bears its mark: otherwise it stays where it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.clean.lines import Line, find_wrap, is_doubled, split_lines
from generator.clean.rewriting import Edit
from generator.clean.words import Words
from generator.entities import Span

_PAGE_LINES = 15  # a page has at least so many lines, or its breaks are not believed
_MOST_NOTES = 50  # at the foot of one page
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})(?![\d.,/)]))\s*(?=\S)")


def page_starts(text: str) -> Iterator[Edit]:
    """A page break left as one leading space becomes a mark of its own (a form feed, gone at the end)."""
    if "\f" in text:
        return
    lines, doubled = split_lines(text), is_doubled(text)
    found = [line for line in lines[1:] if line.indent and (not line.after_blank if doubled else line.indent == 1)]
    if len(found) * _PAGE_LINES <= len(lines) + 2 * _PAGE_LINES:
        yield from (Edit(line.start - line.indent, line.start, "\f") for line in found)


def page_numbers(text: str, words: Words) -> Iterator[Edit]:
    """Numbers that only count the pages go."""
    lines = split_lines(text)
    expected, last = 0, -_PAGE_LINES
    for index, line in enumerate(lines):
        match = words.page_number.fullmatch(line.text)
        if match is None:
            continue
        at_page = line.page or index + 1 == len(lines) or lines[index + 1].page
        number = int(match[1])
        if (number == expected and index - last >= _PAGE_LINES) or (
            not expected and number <= 2 and (at_page or index >= _PAGE_LINES)
        ):
            yield Edit(line.start, line.end, "\f")
            expected, last = number + 1, index


class Note(NamedTuple):
    """A note: its mark in the text, its own number at the foot of the page, and the lines it takes up."""

    number: int
    mark: Span
    label: Span
    first: int
    last: int


def notes(text: str, words: Words) -> Iterator[Edit]:
    """Notes at the foot of a page move to the end as ``[n] …``, marked ``[n]``; the paragraph they cut closes."""
    lines = split_lines(text)
    found = _find_notes(text, lines, words.table.not_marks)
    cuts: list[Edit] = []
    moves: list[Edit] = []
    for note in found:
        number = str(note.number)
        start, end = lines[note.first].start, lines[note.last].end
        cuts += [*_relabel(text, note.mark, number), Edit(_line_start(text, start), end)]
        digits = re.search(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+", text[note.label.start : note.label.end])
        at = note.label.start + (digits.start() if digits else 0)
        moves += [
            Edit(len(text), len(text), "\n\n["),
            Edit(len(text), len(text), moved=Span(at, at + len(number))) if text[at : at + len(number)] == number
            else Edit(len(text), len(text), number),
            Edit(len(text), len(text), "] "),
            Edit(len(text), len(text), moved=Span(note.label.end, end)),
        ]  # fmt: skip
    yield from sorted(cuts, key=lambda edit: edit.start)
    yield from moves


def _relabel(text: str, mark: Span, number: str) -> Iterator[Edit]:
    if text[mark.start : mark.end] == number:
        yield Edit(mark.start, mark.start, "[")
        yield Edit(mark.end, mark.end, "]")
    else:
        yield Edit(mark.start, mark.end, f"[{number}]")


def _line_start(text: str, offset: int) -> int:
    """Return where the line of ``offset`` starts, page mark included in what stays."""
    start = text.rfind("\n", 0, offset) + 1
    feed = text.rfind("\f", start, offset)
    return feed + 1 if feed >= 0 else start


def _find_notes(text: str, lines: Sequence[Line], not_marks: tuple[str, ...]) -> list[Note]:
    starts = [0, *(i for i, line in enumerate(lines) if line.page and i), len(lines)]
    paged = len(starts) > 2
    found: list[Note] = []
    for first, last in pairwise(starts):
        above = 0 if last == len(lines) else lines[first].start
        found += _notes_of_page(text, lines, (first, last), found[-1] if found else None, above, not_marks, paged)
    return found


def _notes_of_page(
    text: str, lines: Sequence[Line], page: tuple[int, int], before: Note | None, above: int,
    not_marks: tuple[str, ...], paged: bool,
) -> list[Note]:  # fmt: skip
    """Return the notes at the foot of one page, whose numbers go on from ``before`` or start again at 1.

    Their marks stand on the page, else after ``above``: the notes of a whole text may stand at its end, or under a
    rule after its last words.
    """
    expected = before.number + 1 if before else 1
    heads: list[tuple[int, int, re.Match[str]]] = []
    for index in range(page[0] + 1, page[1]):
        match = _NOTE.match(lines[index].text)
        number = _number(match) if match else 0
        wanted = {heads[-1][1] + 1} if heads else {expected, 1}
        if match is None or number not in wanted or (heads and match.lastindex != heads[0][2].lastindex):
            continue
        if heads or lines[index].ruled or lines[index].gap or _speaks(match):
            heads.append((index, number, match))
        if len(heads) > _MOST_NOTES:
            return []
    found: list[Note] = []
    marked = before.mark.end if before else 0
    for place, (index, number, match) in enumerate(heads):
        foot = lines[heads[0][0]].start
        mark = _mark(text, number, Span(max(marked, lines[page[0]].start), foot), not_marks)
        elsewhere = 0 if lines[heads[0][0]].ruled else above
        mark = mark or _mark(text, number, Span(max(marked, elsewhere), foot), not_marks)
        if mark is None:
            return found
        last = heads[place + 1][0] - 1 if place + 1 < len(heads) else _note_end(lines, index, page[1], paged)
        label = Span(lines[index].start, lines[index].start + match.end())
        found.append(Note(number, mark, label, index, last))
        marked = mark.end
    return found


def _speaks(match: re.Match[str]) -> bool:
    """True if a bare or raised number before a capital opens the line: no rule above it is needed."""
    return match.lastindex in (3, 4) and match.string[match.end()].isupper()


def _number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group).translate(_SUPERSCRIPTS))


def _mark(text: str, number: int, area: Span, not_marks: tuple[str, ...]) -> Span | None:
    """Return the last place in ``area`` where ``number`` is glued to a word as a note mark, None if there is none."""
    n = str(number)
    raised = n.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    after_number = r"(?![\w%/]|[.,]\d)"
    pattern = (
        rf"(?<=[^\W\d_]){n}{after_number}|(?<=[)”\"’;:,.…\]]){n}{after_number}"
        rf"|(?<=\S){raised}|(?<=\S) ?\[{n}\]|(?<=[^\W\d_])\({n}\)"
    )
    mark = None
    for match in re.finditer(pattern, text[area.start : area.end]):
        start = area.start + match.start()
        word = re.search(r"[^\W\d_]*$", text[max(area.start, start - 12) : start])
        if not (word and word[0] in not_marks) and not re.match(r"\d[.,]", text[start - 2 : start]):
            mark = Span(start, area.start + match.end())
    return mark


def _note_end(lines: Sequence[Line], first: int, stop: int, paged: bool) -> int:
    """Return the last line of a page's last note: the page's last, or, where pages do not show, of its paragraph."""
    if paged and stop < len(lines):
        return stop - 1
    wrap = find_wrap([line.text for line in lines[first:stop]])
    for index in range(first, stop - 1):
        here, following = lines[index].text, lines[index + 1]
        ends = here.endswith((".", ";", "…", "./.", ":"))
        if following.gap or (ends and not (wrap and wrap.is_full(here, following.text))):
            return index
    return stop - 1
