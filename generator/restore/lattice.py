"""All ways to read a run of raw text, as arcs between places in it.

Guarantees: every place can be reached by keeping the raw characters; punctuation is always kept; a number is only
ever kept or read as letters, and no digit is ever made. Each arc yields at most one syllable.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log

from .candidates import Case, Reader, in_case
from .codes import Codes
from .language import LanguageModel
from .syllables import MARK, NUMBER

_BREAKS = r"-–—‑/()\[\]“”\"„«»,;:.!?…_=+|<>*•\\#~^"
_ELEMENT = re.compile(
    r"(?P<space>\s+)"
    rf"|(?P<number>\d+(?:[.,]\d+)*(?:%|(?:km|m|ha|kg)\d?(?![^\W\d_])|(?=[{_BREAKS}'’\s]|$)))"
    rf"|(?P<mark>[{_BREAKS}]+|['‘’`´]+(?=\s|$)|(?<![^\s])['‘’`´]+)"
    rf"|(?P<word>(?:(?![{_BREAKS}\s]|['‘’`´]+(?:\s|$)).)+)"
)
_GLUE = re.compile(r"[()\[\]?!|<>'‘’`´_~^]{1,2}")  # marks that an engine makes of a piece of a letter
_INSIDE = re.compile(rf"\.|{_GLUE.pattern}")
_ROMAN = re.compile("[IVX]{2,}")
_COUNTED = frozenset(".,;:()")
_QUOTES = frozenset("'‘’`´°˚")
_OPENERS = frozenset('.!?:…“"')
_BULLETS = frozenset("-–—+•*")

JOIN, SPLIT, GLUED = log(0.002), log(0.004), log(0.02)
NUMBER_DIGIT, NUMBER_START = -1.8, 0.0
SAME_NAME, SAME_WORD, SAME_ODD = (-2.0, -3.4), (-4.0, -4.0), (-6.0, -4.5)  # start and each character of an unknown word
KNOWN_NAME, KNOWN_WORD = -0.4, -3.0
TITLE_CHANCE = 0.1  # of a capital inside a sentence
POOR = -7.0  # a best reading below this invites splits and joins


@dataclass(frozen=True, slots=True)
class Element:
    """A run of raw characters of one kind: number, mark, word, or a part of a document's number (code)."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Arc:
    """A way to read raw[start:end]: ``text`` in its place, ``word`` for the language model (-1: nothing), a cost.

    ``inner``: inside a sentence, where a capital may be the engine's and not the author's.
    """

    source: int
    target: int
    start: int
    end: int
    text: str
    word: int
    log: float
    inner: bool = False


@dataclass(frozen=True)
class Lattice:
    """Arcs by the place they leave; places run from 0 to ``last`` in order."""

    elements: tuple[Element, ...]
    arcs: tuple[tuple[Arc, ...], ...]

    @property
    def last(self) -> int:
        return len(self.arcs)

    def kept(self, arcs: Iterable[Arc]) -> "Lattice":
        """Return the lattice with these of its arcs alone."""
        leaving: list[list[Arc]] = [[] for _ in self.arcs]
        for arc in arcs:
            leaving[arc.source].append(arc)
        return Lattice(self.elements, tuple(map(tuple, leaving)))


def elements_of(raw: str, offset: int, codes: Codes) -> tuple[list[Element], list[bool]]:
    """Return the elements of a text, spaces aside, and for each whether its line is in capitals."""
    coded = [found.span() for found in codes.pattern.finditer(raw)]
    elements: list[Element] = []
    shouted: list[bool] = []
    line_start = 0
    for found in _ELEMENT.finditer(raw):
        kind, (start, end) = str(found.lastgroup), found.span()
        if kind != "space":
            if kind == "word" and not _QUOTES.issuperset(found[0]):
                kind = "code" if any(low <= start and end <= high for low, high in coded) else "word"
            elif kind == "word":
                kind = "mark"
            elements.append(Element(kind, found[0], offset + start))
        if "\n" in found[0] or end == len(raw):
            capitals = _capitals(raw[line_start:end])
            shouted += [capitals] * (len(elements) - len(shouted))
            line_start = end
    return elements, shouted


def _capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 4 and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def case_options(raw: str, opening: bool, shouted: bool) -> list[tuple[Case, float]]:
    """Return the ways a raw word may be meant to be written, with log chances from its own letters and its place."""
    letters = [letter for letter in raw if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    if shouted and (capitals or not letters):
        return [(Case.UPPER, -0.1), (Case.TITLE, -4.0), (Case.LOWER, -4.0)]
    if not capitals:
        return [(Case.LOWER, -3.0), (Case.TITLE, -0.05)] if opening else [(Case.LOWER, -0.08)]
    if capitals >= 2 and capitals * 2 > len(letters):
        if capitals < len(letters):
            return [(Case.UPPER, -1.0), (Case.LOWER, -0.7), (Case.TITLE, -2.0)]
        return [(Case.UPPER, -0.3), (Case.TITLE, -2.0), (Case.LOWER, -3.0)]
    inner = [(Case.LOWER, log(1 - TITLE_CHANCE)), (Case.TITLE, log(TITLE_CHANCE))]
    options = [(Case.LOWER, -3.0), (Case.TITLE, -0.05)] if opening else inner
    return [*options, (Case.UPPER, -0.5)] if shouted else options


@dataclass
class _Builder:
    reader: Reader
    model: LanguageModel
    codes: Codes
    raw: str
    offset: int
    elements: Sequence[Element]
    shouted: Sequence[bool]
    places: list[int] = field(default_factory=list)
    arcs: list[list[Arc]] = field(default_factory=list)

    def build(self) -> Lattice:
        # Two places for each element that says something: before it, and between the halves of a split word.
        place = 0
        for element in self.elements:
            self.places.append(place)
            place += 0 if element.kind == "mark" and not _COUNTED & set(element.text) else 2
        self.places.append(place)
        self.arcs = [[] for _ in range(place)]
        best = [self._element(index) for index in range(len(self.elements))]
        words = [index for index, element in enumerate(self.elements) if element.kind in ("word", "number")]
        for first, second in pairwise(words):
            self._join(first, second, best)
        for index in words:
            self._glue(index)
        return Lattice(tuple(self.elements), tuple(map(tuple, self.arcs)))

    def _element(self, index: int) -> float:
        """Add the arcs of one element; return the best log P(raw | syllable) of a word, 0 for all else."""
        element = self.elements[index]
        if element.kind == "mark":
            self._mark(index, [char for char in element.text if char in _COUNTED][:2])
        elif element.kind == "code":
            for text, cost in self.codes.readings(element.text):
                self._arc(index, index, text, self.model.unknown, cost)
        elif element.kind == "number":
            digits = sum(map(str.isdigit, element.text))
            self._arc(index, index, element.text, self.model.ids[NUMBER], NUMBER_START + NUMBER_DIGIT * digits)
            if digits <= 2 and len(element.text) <= 3:
                self._read(index, index, element.text, -1.0)
        else:
            self._as_is(index)
            best = self._read(index, index, element.text, 0.0)
            if best < POOR and len(element.text) >= 4:
                self._split(index)
            return best
        return 0.0

    def _mark(self, index: int, counted: Sequence[str]) -> None:
        element, first, mark = self.elements[index], self.places[index], self.model.ids[MARK]
        if len(counted) == 1:
            self._arc(index, index, element.text, mark, 0.0)
        elif counted:
            middle = element.start + 1
            self.arcs[first].append(Arc(first, first + 1, element.start, middle, element.text[:1], mark, 0.0))
            self.arcs[first + 1].append(Arc(first + 1, first + 2, middle, element.end, element.text[1:], mark, 0.0))

    def _as_is(self, index: int) -> None:
        """A word that is no syllable may be right as it stands: a name, an acronym, a foreign word."""
        raw = self.elements[index].text
        word = self.model.ids.get(raw.lower(), self.model.unknown)
        named = raw[:1].isupper()
        readings = self.codes.readings(raw)
        if len(readings) > 1 or (_ROMAN.fullmatch(raw) and not self.shouted[index]):
            for text, cost in readings:
                self._arc(index, index, text, self.model.unknown, cost)
        elif word == self.model.unknown:
            start, each = SAME_ODD if not raw.isalpha() else SAME_NAME if named else SAME_WORD
            self._arc(index, index, raw, word, start + each * len(raw))
        elif not self.reader.is_syllable(word):
            self._arc(index, index, raw, word, KNOWN_NAME if named else KNOWN_WORD)

    def _read(self, first: int, last: int, raw: str, cost: float) -> float:
        """Add the syllables that elements first..last can be; return the best log P(raw | syllable)."""
        best = -99.0
        opening, shouted = self._opens(first), self.shouted[first]
        for case, chance in case_options(raw, opening, shouted):
            for text, score, word in self._found(raw, case):
                self._arc(first, last, text, word, score + chance + cost, not opening and not shouted)
                best = max(best, score)
        return best

    def _found(self, raw: str, case: Case) -> Iterator[tuple[str, float, int]]:
        found = self.reader.find(raw, case)
        for word, score in zip(found.ids.tolist(), found.logs.tolist(), strict=True):
            yield in_case(self.model.words[word], case), score, word

    def _split(self, index: int) -> None:
        """Two syllables run together, where neither half is read badly."""
        element, first = self.elements[index], self.places[index]
        raw = element.text
        case = max(case_options(raw, self._opens(index), self.shouted[index]), key=lambda option: option[1])[0]
        rest = Case.UPPER if case is Case.UPPER else Case.LOWER
        options = []
        for at in range(1, len(raw)):
            left, right = list(self._found(raw[:at], case)), list(self._found(raw[at:], rest))
            if left and right:
                options.append((left[0][1] + right[0][1], at, left, right))
        if not options:
            return
        _, at, left, right = max(options)
        middle = element.start + at
        for text, score, word in left[:6]:
            self.arcs[first].append(Arc(first, first + 1, element.start, middle, text, word, score + SPLIT))
        for text, score, word in right[:6]:
            self.arcs[first + 1].append(Arc(first + 1, first + 2, middle, element.end, " " + text, word, score))

    def _join(self, first: int, second: int, best: Sequence[float]) -> None:
        """One syllable of two words, torn apart by a space or by a mark that stands for a letter."""
        raws = self.elements[first].text, self.elements[second].text
        if sum(map(len, raws)) > 8 or all(map(str.isdigit, raws)):
            return
        between = self.raw[self.elements[first].end - self.offset : self.elements[second].start - self.offset]
        if between == " ":
            if min(best[first], best[second]) < POOR:
                self._read(first, second, raws[0] + raws[1], JOIN)
        elif _INSIDE.fullmatch(between) and not raws[1][:1].isupper():
            self._read(first, second, raws[0] + between + raws[1], GLUED)

    def _glue(self, index: int) -> None:
        """A mark beside a word that is a piece of its letter: `(mg` is `ứng`, `so'` is `sơ`."""
        element = self.elements[index]
        before = self.elements[index - 1] if index else None
        if before and before.end == element.start and _GLUE.fullmatch(before.text) and self._spaced(before.start - 1):
            self._read(index - 1, index, before.text + element.text, GLUED)
        after = self.elements[index + 1] if index + 1 < len(self.elements) else None
        if after and after.start == element.end and _GLUE.fullmatch(after.text) and after.text != ")":
            self._read(index, index + 1, element.text + after.text, GLUED)

    def _spaced(self, at: int) -> bool:
        return at < self.offset or self.raw[at - self.offset].isspace()

    def _opens(self, index: int) -> bool:
        """Whether a sentence or a quotation begins here."""
        before = self.elements[index - 1] if index else None
        if before is None or (before.kind == "mark" and before.text[-1] in _OPENERS):
            return True
        line = self.raw[: before.start - self.offset].rpartition("\n")[2]
        return before.text in _BULLETS and not line.strip()

    def _arc(self, first: int, last: int, text: str, word: int, cost: float, inner: bool = False) -> None:
        start, end = self.elements[first].start, self.elements[last].end
        source, target = self.places[first], self.places[last + 1]
        self.arcs[source].append(Arc(source, target, start, end, text, word, cost, inner))


def recased(lattice: Lattice, titles: Mapping[int, float]) -> Lattice:
    """Return the lattice with what is known of words that are (``titles``: with which chance) capitalised."""

    def weighed(arc: Arc) -> Arc:
        chance = titles.get(arc.word) if arc.inner and len(arc.text) > 1 and arc.text[1:].islower() else None
        if chance is None:
            return arc
        usual = TITLE_CHANCE if arc.text[0].isupper() else 1 - TITLE_CHANCE
        now = chance if arc.text[0].isupper() else 1 - chance
        return replace(arc, log=arc.log + log(now / usual))

    return Lattice(lattice.elements, tuple(tuple(map(weighed, leaving)) for leaving in lattice.arcs))


def lattice_of(raw: str, offset: int, reader: Reader, model: LanguageModel, codes: Codes) -> Lattice:
    """Return the lattice of a block of raw text that stands at ``offset`` of its document."""
    elements, shouted = elements_of(raw, offset, codes)
    return _Builder(reader, model, codes, raw, offset, elements, shouted).build()
