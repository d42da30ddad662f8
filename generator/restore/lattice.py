"""All ways to read a run of raw text, as arcs between places in it.

Guarantees: every place can be reached by keeping the raw characters; punctuation is always kept; a number is only
ever kept or read as letters, and no digit is ever made. Each arc yields at most one syllable.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from .candidates import Case, Reader, in_case
from .language import LanguageModel
from .syllables import MARK, NUMBER

_ELEMENT = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:%|(?:km|m|ha|kg)\d?(?![^\W\d_])|(?=[^\w]|$)))"
    r"|(?P<mark>[-–—‑/()\[\]“”\"„«»,;:.!?…_=+|<>*•\\#~^]+|['‘’`´]+(?=\s|$)|(?<![^\s])['‘’`´]+)"
    r"|(?P<word>(?:(?![-–—‑/()\[\]“”\"„«»,;:.!?…_=+|<>*•\\#~^\s]|['‘’`´]+(?:\s|$)).)+)"
)
_GLUE = re.compile(r"[()\[\]?!|<>/'‘’`´._~^]{1,2}")
_COUNTED = frozenset(".,;:()")
_OPENERS = frozenset('.!?:…“”"')

_BULLETS = frozenset("-–—+•*")

JOIN, SPLIT, GLUED = log(0.002), log(0.004), log(0.02)
UNKNOWN_LETTER, UNKNOWN_WORD = -3.4, -2.0
NUMBER_DIGIT, NUMBER_START = -0.9, -0.5
SAME_WORD = -0.4
POOR = -7.0  # a best reading below this invites splits and joins


@dataclass(frozen=True)
class Element:
    """A run of raw characters of one kind: space, number, mark or word."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Arc:
    """A way to read raw[start:end]: ``text`` in its place, ``word`` for the language model (-1: nothing), a cost."""

    source: int
    target: int
    start: int
    end: int
    text: str
    word: int
    log: float
    kept: bool


@dataclass(frozen=True)
class Lattice:
    """Arcs by the place they leave; places run from 0 to ``last`` in order."""

    elements: tuple[Element, ...]
    arcs: tuple[tuple[Arc, ...], ...]

    @property
    def last(self) -> int:
        return len(self.arcs)


def elements_of(raw: str, offset: int = 0) -> tuple[Element, ...]:
    """Return the elements of a text; they cover it without gap."""
    return tuple(Element(str(found.lastgroup), found[0], offset + found.start()) for found in _ELEMENT.finditer(raw))


def case_options(raw: str, opening: bool, shouted: bool) -> list[tuple[Case, float]]:
    """Return the ways a raw word may be meant to be written, with log chances from its own letters and its place."""
    letters = [letter for letter in raw if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if shouted and (capitals or not letters):
        options = [(Case.UPPER, -0.1), (Case.TITLE, -4.0), (Case.LOWER, -4.0)]
    elif not capitals:
        options = [(Case.LOWER, -3.0), (Case.TITLE, -0.05)] if opening else [(Case.LOWER, -0.08)]
    elif capitals >= 2 and capitals * 2 > len(letters):
        options = [(Case.UPPER, -0.3), (Case.TITLE, -2.0), (Case.LOWER, -3.0)]
    else:
        options = [(Case.LOWER, -3.0), (Case.TITLE, -0.05)] if opening else [(Case.LOWER, -0.1), (Case.TITLE, -2.3)]
        if shouted:
            options.append((Case.UPPER, -0.5))
    return options


@dataclass
class _Builder:
    reader: Reader
    model: LanguageModel
    elements: Sequence[Element]
    shouted: Sequence[bool]
    arcs: list[list[Arc]] = field(default_factory=list)
    extra: int = 0

    def build(self) -> Lattice:
        # Two places for each element: one before it, one inside it (between the halves of a split word).
        count = len(self.elements)
        self.arcs = [[] for _ in range(2 * count)]
        best = [self._element(index) for index in range(count)]
        words = [index for index in range(count) if self.elements[index].kind in ("word", "number")]
        for first, second in pairwise(words):
            self._join(first, second, best)
        for index in words:
            self._glue(index)
        return Lattice(tuple(self.elements), tuple(map(tuple, self.arcs)))

    def _element(self, index: int) -> float:
        """Add the arcs of one element; return the best log P(raw | syllable) per word, 0 for what is no word."""
        element = self.elements[index]
        if element.kind == "space":
            self._keep(index, [])
            return 0.0
        if element.kind == "mark":
            self._keep(index, [MARK for char in element.text if char in _COUNTED][:2])
            return 0.0
        if element.kind == "number":
            digits = sum(char.isdigit() for char in element.text)
            self._arc(index, index, element.text, self.model.ids[NUMBER], NUMBER_START + NUMBER_DIGIT * digits, True)
            if digits > 2 or len(element.text) > 3:
                return 0.0
            return max(0.0, self._read(index, index, element.text, -1.0))
        self._as_is(index)
        best = self._read(index, index, element.text, 0.0)
        if best < POOR and len(element.text) >= 4:
            self._split(index)
        return best

    def _keep(self, index: int, symbols: list[str]) -> None:
        element, first = self.elements[index], 2 * index
        words = [self.model.ids[symbol] for symbol in symbols] or [-1]
        if len(words) == 1:
            self._arc(index, index, element.text, words[0], 0.0, True)
            return
        middle = element.start + 1
        self.arcs[first].append(Arc(first, first + 1, element.start, middle, element.text[:1], words[0], 0.0, True))
        self.arcs[first + 1].append(
            Arc(first + 1, first + 2, middle, element.end, element.text[1:], words[1], 0.0, True)
        )

    def _as_is(self, index: int) -> None:
        raw = self.elements[index].text
        word = self.model.ids.get(raw.lower(), self.model.unknown)
        cost = SAME_WORD if word != self.model.unknown else UNKNOWN_WORD + UNKNOWN_LETTER * len(raw)
        if word == self.model.unknown or not self.reader.is_syllable(word):
            self._arc(index, index, raw, word, cost, True)

    def _read(self, first: int, last: int, raw: str, cost: float) -> float:
        """Add the syllables that elements first..last can be; return the best log P(raw | syllable)."""
        best = -99.0
        for case, chance in case_options(raw, self._opens(first), self.shouted[first]):
            found = self.reader.find(raw, case)
            for word, score in zip(found.ids.tolist(), found.logs.tolist(), strict=True):
                text = in_case(self.model.words[word], case)
                self._arc(first, last, text, word, score + chance + cost, text == raw)
                best = max(best, score)
        return best

    def _split(self, index: int) -> None:
        element, first = self.elements[index], 2 * index
        raw = element.text
        options = []
        for at in range(1, len(raw)):
            left = self._halves(raw[:at], index, self._opens(index))
            right = self._halves(raw[at:], index, False)
            if left and right:
                options.append((left[0][1] + right[0][1], at, left, right))
        if not options:
            return
        _, at, left, right = max(options)
        middle = element.start + at
        for text, score, word in left[:6]:
            self.arcs[first].append(
                Arc(first, first + 1, element.start, middle, text, word, score + SPLIT, text == raw[:at])
            )
        for text, score, word in right[:6]:
            self.arcs[first + 1].append(Arc(first + 1, first + 2, middle, element.end, " " + text, word, score, False))

    def _halves(self, raw: str, index: int, opening: bool) -> list[tuple[str, float, int]]:
        case, chance = max(case_options(raw, opening, self.shouted[index]), key=lambda option: option[1])
        found = self.reader.find(raw, case)
        return [
            (in_case(self.model.words[word], case), score + chance, word)
            for word, score in zip(found.ids.tolist(), found.logs.tolist(), strict=True)
        ]

    def _join(self, first: int, second: int, best: Sequence[float]) -> None:
        """One syllable of two words, torn apart by a space or by a mark that stands for a letter."""
        between = self.elements[first + 1 : second]
        raws = self.elements[first].text, self.elements[second].text
        if len(between) != 1 or sum(map(len, raws)) > 8 or all(raw.isdigit() for raw in raws):
            return
        if between[0].kind == "space":
            if "\n" in between[0].text or min(best[first], best[second]) > POOR:
                return
            self._read(first, second, raws[0] + raws[1], JOIN)
        elif _GLUE.fullmatch(between[0].text):
            self._read(first, second, raws[0] + between[0].text + raws[1], GLUED)

    def _glue(self, index: int) -> None:
        """A mark beside a word that is a piece of its letter: `(mg` is `ứng`, `so'` is `sơ`."""
        raw = self.elements[index].text
        if index and self.elements[index - 1].kind == "mark" and _GLUE.fullmatch(self.elements[index - 1].text):
            self._read(index - 1, index, self.elements[index - 1].text + raw, GLUED)
        if index + 1 < len(self.elements):
            after = self.elements[index + 1]
            if after.kind == "mark" and _GLUE.fullmatch(after.text) and after.text not in ".)":
                self._read(index, index + 1, raw + after.text, GLUED)

    def _opens(self, index: int) -> bool:
        """Whether a sentence or a quotation begins here."""
        for before in reversed(self.elements[max(0, index - 3) : index]):
            if before.kind == "space":
                continue
            return before.kind == "mark" and (before.text[-1] in _OPENERS or before.text in _BULLETS)
        return True

    def _arc(self, first: int, last: int, text: str, word: int, cost: float, kept: bool) -> None:
        start, end = self.elements[first].start, self.elements[last].end
        self.arcs[2 * first].append(Arc(2 * first, 2 * last + 2, start, end, text, word, cost, kept))


def lattice_of(raw: str, offset: int, reader: Reader, model: LanguageModel) -> Lattice:
    """Return the lattice of a block of raw text that stands at ``offset`` of its document."""
    elements = elements_of(raw, offset)
    return _Builder(reader, model, elements, list(_shouted(elements))).build()


def _shouted(elements: Sequence[Element]) -> Iterator[bool]:
    """Yield for each element whether its line is in capitals."""
    line: list[Element] = []
    for element in elements:
        line.append(element)
        if "\n" in element.text:
            yield from [_capitals(line)] * len(line)
            line = []
    yield from [_capitals(line)] * len(line)


def _capitals(line: Sequence[Element]) -> bool:
    letters = [char for element in line for char in element.text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) > 0.6 * len(letters)
