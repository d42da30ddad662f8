"""The heading tree of a cleaned text as its author printed it, and what is odd about its numbering.

A marked paragraph is a heading if it is a title and not a sentence; ``- Lĩnh vực y tế: khám…`` has its heading run in.
Levels follow the nesting of the marks. Numbering that jumps, repeats or goes back is reported and left as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.clean.markers import Marker, Style, read_marker
from generator.clean.words import CAPITAL, Words, is_capitals
from generator.document import Section
from generator.entities import Span

_LONGEST, _SHORT, _RUN_IN = 320, 10, 14  # characters of a heading; words of one with a full stop; words run in
_MOST_ITEMS = 99  # of a list that is read back to its opening
_SENTENCE = re.compile(rf"[.!?…]\s+{CAPITAL}")
_STOP = re.compile(r"[.;,…]/?$")
_ITEM_OF_MODELS = re.compile(r": (?:các )?mô hình(?!\w)", re.I)
_BULLETS = (Style.STAR, Style.DASH, Style.PLUS)


class Paragraph(NamedTuple):
    """One line of the cleaned text: its offset, its words, the mark it starts with, how much of its start is bold."""

    start: int
    text: str
    marker: Marker | None
    bold: int = 0

    @property
    def words(self) -> str:
        return self.text[self.marker.length :] if self.marker else self.text


class Anomaly(NamedTuple):
    """Something odd about a number: a rule code (DV51x), where, and the values its message names."""

    code: str
    start: int
    values: dict[str, object]


def read_paragraphs(text: str, body: Span, words: Words, bold: bytes = b"") -> list[Paragraph]:
    """Return the paragraphs of the stretch ``body`` of a cleaned text; ``bold`` is 1 for each bold character."""
    found: list[Paragraph] = []
    start = body.start
    for line in text[body.start : body.end].split("\n"):
        if line:
            head = bold[start : start + len(line)]
            plain = head.find(b"\0")
            marker = read_marker(line[:80], words.table.letters)
            found.append(Paragraph(start, line, marker, len(head) if plain < 0 else plain))
        start += len(line) + 1
    return found


def find_sections(paragraphs: Sequence[Paragraph], words: Words) -> tuple[tuple[Section, ...], tuple[Anomaly, ...]]:
    """Return the headings of the body in order, and the anomalies of its numbering."""
    sections: list[Section] = []
    tree = _Tree(_roman_first(paragraphs))
    for index, paragraph in enumerate(paragraphs):
        title = heading_title(paragraphs, index, words)
        if paragraph.marker and paragraph.marker.counts:
            tree.count(paragraph, paragraph.marker, heading=title is not None)
        if title is None:
            continue
        title = title.strip().rstrip(":").rstrip()
        end = paragraph.start + paragraph.text.index(title) + len(title)
        style, label = paragraph.marker[:2] if paragraph.marker else (Style.PART, None)
        sections.append(Section(tree.level(style), label, title, Span(paragraph.start, end)))
    return tuple(sections), tuple(tree.anomalies)


def heading_title(paragraphs: Sequence[Paragraph], index: int, words: Words) -> str | None:
    """Return the title if paragraph ``index`` is a heading or starts with one, else None."""
    paragraph = paragraphs[index]
    title = paragraph.words
    if paragraph.marker is None:
        operative = words.doc_type(title.rstrip(":").rstrip())  # the "QUYẾT ĐỊNH:" of a decision
        return title if _is_bare_heading(title) and not operative and not words.names_organ(title) else None
    if paragraph.bold > paragraph.marker.length + 1:
        return paragraph.text[paragraph.marker.length : paragraph.bold]
    if is_capitals(title) and len(title) <= _LONGEST and paragraph.marker.style not in _BULLETS:
        return title
    if _is_title(paragraphs, index, words):
        topic = words.run_in.match(title) is not None  # "1. Lĩnh vực kinh tế" after "… 884 mô hình, trong đó:"
        return title if topic or not _is_listed(paragraphs, index, words) else None
    return None if _is_listed(paragraphs, index, words) else _run_in(paragraph, words)


def _is_listed(paragraphs: Sequence[Paragraph], index: int, words: Words) -> bool:
    """True for an item of a numbered list of models, people or places, which a paragraph with a colon has opened."""
    marker = paragraphs[index].marker
    if marker is None or marker.style not in (Style.ARABIC, Style.LETTER, Style.PAREN) or marker.ordinal > _MOST_ITEMS:
        return False
    first, above = index, paragraphs[index].marker
    while above and above.style is marker.style and index - first <= _MOST_ITEMS:
        first -= 1
        above = paragraphs[first].marker if first >= 0 else None
    if first < 0:
        return False
    if index - first == 1 and not _has_sibling_after(paragraphs, index):
        return False  # what follows it is below it
    opener = paragraphs[first]
    return opener.marker is None and words.opens_list.search(opener.text[-200:]) is not None


def _has_sibling_after(paragraphs: Sequence[Paragraph], index: int) -> bool:
    marker = paragraphs[index + 1].marker if index + 1 < len(paragraphs) else None
    own = paragraphs[index].marker
    return marker is None or own is None or marker.style is own.style


def _is_bare_heading(text: str) -> bool:
    """True for a line of capitals without a number, such as ``PHẦN THỨ NHẤT``."""
    return len(text) <= 200 and text.count(" ") >= 1 and is_capitals(text) and not text.endswith((".", ";", ","))


def _is_title(paragraphs: Sequence[Paragraph], index: int, words: Words) -> bool:
    """True if the whole paragraph is a title: no sentence, and something other than its sibling follows."""
    paragraph = paragraphs[index]
    marker, title = paragraph.marker, paragraph.words
    if marker is None or len(title) > _LONGEST or _SENTENCE.search(title) or title[:1].islower():
        return False
    if _has_sibling_beside(paragraphs, index):
        return False
    if _STOP.search(title):
        short = len(title.split()) <= _SHORT and title.endswith(".") and not re.search(r"[.;,:…]", title[:-1])
        return short and marker.style <= Style.LETTER and index + 1 < len(paragraphs)
    if marker.style in (Style.DASH, Style.PLUS):
        return bool(words.run_in.match(title)) or _is_topic(title, words)
    return not (title.endswith(":") and words.leads_on.search(title[:-1].rstrip()) and marker.style in _BULLETS)


def _is_topic(title: str, words: Words) -> bool:
    """True for a short phrase before a colon that names a topic and does not announce a list."""
    phrase = title.removesuffix(":").rstrip()
    return (
        title.endswith(":")
        and len(phrase.split()) <= _SHORT
        and not re.search(r"\d|[,;“]", phrase)
        and not words.leads_on.search(phrase)
    )


def _has_sibling_beside(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """True if the next paragraph is the next item, or the one before was the item before: then it is a list."""
    marker = paragraphs[index].marker
    assert marker is not None
    for step in (1, -1):
        beside = paragraphs[index + step].marker if 0 <= index + step < len(paragraphs) else None
        if beside is None or beside.style is not marker.style:
            continue
        if marker.style in _BULLETS:
            if beside.label == marker.label and (step == 1 or _STOP.search(paragraphs[index - 1].text)):
                return step == 1
        elif beside.ordinal - marker.ordinal == step:
            return True
    return False


def _run_in(paragraph: Paragraph, words: Words) -> str | None:
    """Return the heading a paragraph starts with: up to its first colon, if that names a topic."""
    marker = paragraph.marker
    colon = paragraph.words.find(": ", 0, 160)
    if marker is None or colon < 0:
        return None
    phrase = paragraph.words[:colon].rstrip()
    if words.leads_on.search(phrase) or re.search(r"[;“.]|\d{3}", phrase) or not phrase[:1].isupper():
        return None
    count = len(phrase.split())
    if words.run_in.match(phrase) and count <= _RUN_IN:
        return phrase
    if _ITEM_OF_MODELS.match(paragraph.words, colon) or phrase.lower() == "mô hình":
        return None  # "1. Bà …, xã A: mô hình “…”"
    numbered = marker.style in (Style.ROMAN, Style.ARABIC, Style.DOTTED, Style.DOTTED3, Style.LETTER)
    return phrase if numbered and count <= _SHORT else None


def _roman_first(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first mark that is a Roman number or a capital letter is a number."""
    styles = (paragraph.marker.style for paragraph in paragraphs if paragraph.marker)
    return next((style for style in styles if style in (Style.UPPER, Style.ROMAN)), None) is Style.ROMAN


@dataclass
class _Tree:
    """Nesting of marks while a body is read: the open headings, and the last number of every open series.

    ``roman_first``: capital letters stand under Roman numbers, not above them.
    """

    roman_first: bool = False
    open: list[Style] = field(default_factory=list)
    series: list[tuple[Style, Marker]] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)

    def level(self, style: Style) -> int:
        """Return the level of a heading of ``style`` that comes next, and open it."""
        while self.open and self._rank(self.open[-1]) > self._rank(style):
            self.open.pop()
        if not self.open or self.open[-1] != style:
            self.open.append(style)
        return len(self.open)

    def _rank(self, style: Style) -> int:
        swapped = {Style.UPPER: Style.ROMAN, Style.ROMAN: Style.UPPER}
        return swapped.get(style, style) if self.roman_first else style

    def count(self, paragraph: Paragraph, marker: Marker, *, heading: bool) -> None:
        """Follow the numbering of headings and items alike."""
        while self.series and self._rank(self.series[-1][0]) > self._rank(marker.style):
            self.series.pop()
        if self.series and self.series[-1][0] is marker.style:
            self._compare(paragraph, self.series.pop()[1], marker)
        elif marker.ordinal > 1 and heading:
            self._report("DV513", paragraph, marker, "")
        if marker.style is Style.DOTTED:
            self._belongs(paragraph, marker)
        self.series.append((marker.style, marker))

    def _compare(self, paragraph: Paragraph, last: Marker, marker: Marker) -> None:
        step = marker.ordinal - last.ordinal
        if step == 1 or marker.ordinal == 1:
            if marker.style is Style.LETTER and step == 1 and last.label[1:] != marker.label[1:]:
                self._report("DV515", paragraph, marker, last.label)
        elif step == 0:
            self._report("DV510", paragraph, marker, last.label)
        elif step < 0:
            self._report("DV512", paragraph, marker, last.label)
        elif not (marker.style is Style.LETTER and step == 2 and last.label[0] == "d"):
            self._report("DV511", paragraph, marker, last.label)

    def _belongs(self, paragraph: Paragraph, marker: Marker) -> None:
        above = next((m for style, m in reversed(self.series) if style is Style.ARABIC), None)
        if above is not None and marker.label.split(".")[0] != str(above.ordinal):
            self._report("DV514", paragraph, marker, above.label)

    def _report(self, code: str, paragraph: Paragraph, marker: Marker, last: str) -> None:
        self.anomalies.append(Anomaly(code, paragraph.start, {"number": marker.label, "before": last}))
