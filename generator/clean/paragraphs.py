"""The cleaning step that makes paragraphs of printed lines.

What joins two lines is that the first word of the second had no room on the first; what parts them is a mark (``1.``,
``a)``, ``-``), room left over, or the gap a text leaves between paragraphs. Where width says nothing, the words do: a
sentence that has ended, a line that starts small.
"""

import re
from collections.abc import Iterator, Sequence

from generator.clean.blocks import Zones, find_zones
from generator.clean.lines import Line, Wrap, find_wrap, split_lines
from generator.clean.markers import Marker, Style, read_marker
from generator.clean.rewriting import Edit
from generator.clean.words import Words, is_capitals

_BEGUN = re.compile(r"[^\W\d]{2}[.!?] [^\W\d]+$")  # one word of a sentence: "… 31,6 tỷ đồng. Xã"
_LAST = 40
_ENDS = re.compile(r"[.!?…;:]/?[”\"’')\]]*$|\./\.?$")
_STOPS = re.compile(r"[.!?…][”\"’')\]]*(?:\[\d+\])?$|\./\.?$")
_OPEN_QUOTE = re.compile(r"“[^”]*$")
_CLOSES_QUOTE = re.compile(r"[^“”]{0,60}”")
_SPLIT_NUMBER = re.compile(r"(?:\d[\w/]*|[/-][A-ZĐƯ]{1,6})[-/–]$")
_NUMBER_GOES_ON = re.compile(r"[A-ZĐƯ]{2}|\d")


def rejoin(text: str, words: Words) -> Iterator[Edit]:
    """Lines that a page's width broke become paragraphs; a number broken at its hyphen closes without a space."""
    lines = split_lines(text)
    zones = find_zones(lines, words)
    spaced = sum(line.trailing > 0 for line in lines) > 0.6 * len(lines)
    body = find_wrap([_set_at_width(line) for line in lines[zones.header : zones.closing]])
    notes = find_wrap([_set_at_width(line) for line in lines[zones.notes :]])
    starts = True
    for index in range(1, len(lines)):
        wrap = notes if index >= zones.notes else body
        if _joins(lines, index, zones, words, wrap, starts):
            yield _seam(lines[index - 1], lines[index], spaced)
            starts = False
        else:
            starts = True


def _set_at_width(line: Line) -> str:
    """Return the words of a line that a page's width may have broken: not those of a row of a table."""
    return "" if line.text.startswith("|") else line.text


def _seam(line: Line, following: Line, spaced: bool) -> Edit:
    """Return the edit that joins two lines: with a space, unless the line broke at a hyphen inside a word."""
    before, after = line.text, following.text
    if re.search(r"[\w)][-/–]$", before):
        glued = not line.trailing if spaced else bool(_SPLIT_NUMBER.search(before) and _NUMBER_GOES_ON.match(after))
        if glued:
            return Edit(line.end, following.start)
    return Edit(line.end, following.start, " ")


def _joins(lines: Sequence[Line], index: int, zones: Zones, words: Words, wrap: Wrap | None, starts: bool) -> bool:
    """True if line ``index`` goes on the paragraph of the line before; ``starts``: that line starts its paragraph."""
    block = _in_block(lines, index, zones, words)
    if block is not None:
        return block
    here, following = lines[index - 1], lines[index]
    if here.text.startswith("|") or following.text.startswith("|"):
        return False  # rows of a table
    if _SPLIT_NUMBER.search(here.text) and _NUMBER_GOES_ON.match(following.text):
        return True
    marker = read_marker(following.text, words.table.letters)
    if words.ordinal.match(following.text) and _ENDS.search(here.text):
        return False
    if marker and not _only_looks_marked(here, following, marker, wrap, starts):
        return False
    if following.gap:
        return _cut_by_gap(here, following, wrap, starts)
    return _continues(lines, index, words, wrap, starts)


def _in_block(lines: Sequence[Line], index: int, zones: Zones, words: Words) -> bool | None:
    """Answer for the lines of header, closing block and notes' heads, None for all others."""
    if index in (zones.header, zones.closing, zones.after, zones.notes):
        return False
    if index < zones.header:
        typed, end = zones.title or (index, 0)
        return typed + 1 < index < end
    if zones.closing <= index < zones.after:
        return _recipient_goes_on(lines[index - 1].text, lines[index].text, words)
    if index > zones.notes and re.match(r"\[\d+\] ", lines[index].text):
        return False
    return None


def _recipient_goes_on(line: str, following: str, words: Words) -> bool:
    listed = line.startswith(("-", "–")) or words.filing.match(line) is not None
    return listed and not line.endswith((";", ".")) and following[:1].islower()


def _only_looks_marked(line: Line, following: Line, marker: Marker, wrap: Wrap | None, starts: bool) -> bool:
    """True for a dash or number that a break brought to the start of a line (``kinh tế`` / ``- xã hội``)."""
    if _ENDS.search(line.text) or following.gap:
        return False
    full = wrap is not None and wrap.is_full(line.text, following.text, first=starts)
    goes_on = following.text[marker.length : marker.length + 1]
    if marker.style in (Style.DASH, Style.PLUS, Style.STAR):
        return goes_on.islower() and (full or wrap is None)
    return (
        full
        and (goes_on.islower() or line.text.endswith((",", "(", "-", "–", "/")))
        and marker.style is not Style.LETTER
    )


def _cut_by_gap(line: Line, following: Line, wrap: Wrap | None, starts: bool) -> bool:
    """True if a paragraph goes on below a gap: a page or a picture cut it in the middle of a sentence."""
    if wrap is None or _ENDS.search(line.text) or not following.text[:1].islower():
        return False
    return wrap.is_full(line.text, following.text, first=starts)


def _continues(lines: Sequence[Line], index: int, words: Words, wrap: Wrap | None, starts: bool) -> bool:
    here, following = lines[index - 1], lines[index]
    if words.goes_on.search(here.text) or _BEGUN.search(here.text[-_LAST:]):
        return True
    small = following.text[:1].islower()
    if wrap is None:
        return small and not _ENDS.search(here.text)
    full = wrap.is_full(here.text, following.text, first=starts)
    if not full and _OPEN_QUOTE.search(here.text) and _CLOSES_QUOTE.match(following.text):
        return True
    if _capitals_go_on(here, following, words, wrap, starts):
        return True
    if not full:
        nearly = wrap.measure(here.text) > 0.8 * wrap.limit
        return small and (nearly or not _ENDS.search(here.text)) and not is_capitals(here.text)
    if is_capitals(here.text) and not is_capitals(following.text) and starts:
        return False
    if small or not _STOPS.search(here.text):
        return small or not starts or _indented(lines, index, wrap) is not True
    if here.trailing > 1:
        return False
    return _indented(lines, index, wrap) is not True


def _capitals_go_on(line: Line, following: Line, words: Words, wrap: Wrap, starts: bool) -> bool:
    """True if a heading in capitals, numbered or of a part, goes on over the next line.

    Headings break early, and in bold.
    """
    return (
        starts
        and is_capitals(line.text)
        and is_capitals(following.text)
        and not _ENDS.search(line.text)
        and (read_marker(line.text) is not None or words.part.match(line.text) is not None)
        and wrap.measure(line.text) > 0.6 * wrap.limit
    )


def _indented(lines: Sequence[Line], index: int, wrap: Wrap) -> bool | None:
    """Tell whether a line is set in from the margin: it broke before a word that would have had room."""
    if index + 1 >= len(lines):
        return None
    line, following = lines[index], lines[index + 1]
    indented = wrap.is_indented(line.text, following.text)
    ended = _ENDS.search(line.text) or read_marker(following.text)
    return None if indented and ended else indented  # it may as well end its paragraph
