"""The figures told of a model: those of its own stretch of text.

The stretch is the sentence after the name, and the sentences of the paragraph that still speak of it; under a heading
that names the model it is the whole section. It ends where another model is named.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from generator.document import FoundFigure, Section
from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar
from generator.extract.prose import Prose


class OwnFigures:
    """The figures of a text, by the model they are told of; ``names`` are the places models are named, in order."""

    def __init__(
        self,
        prose: Prose,
        names: Sequence[Span],
        figures: Sequence[FoundFigure],
        sections: Sequence[Section],
        rules: ModelGrammar,
    ) -> None:
        self._plain, self._sentences, self._names, self._rules = prose.plain, prose.sentences, names, rules
        self._figures = sorted(figures, key=lambda figure: figure.span.start)
        self._starts = [figure.span.start for figure in self._figures]
        self._headings = sorted((section.span for section in sections), key=lambda span: span.start)
        self._heading_starts = [span.start for span in self._headings]

    def of(self, index: int) -> tuple[FoundFigure, ...]:
        """Return the figures of the model at ``names[index]``; counts of models are of no one model."""
        low, high = self._names[index].end, self._end(index)
        found = self._figures[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        return tuple(figure for figure in found if not self._rules.counts_models.match(figure.unit.lower()))

    def _end(self, index: int) -> int:
        name, plain = self._names[index], self._plain
        following = self._names[index + 1].start if index + 1 < len(self._names) else len(plain)
        heading = bisect_right(self._heading_starts, name.start) - 1
        if heading >= 0 and name.end <= self._headings[heading].end:
            after = self._heading_starts[heading + 1] if heading + 1 < len(self._headings) else len(plain)
            return min(after, following)
        sentence = self._sentences.at(name.start)
        end = min(sentence.end, following)
        if self._is_listed(index, sentence):
            separator = plain.find(";", name.end, end)
            return separator if separator >= 0 else end
        while end < following and plain[end - 1] != "\n" and self._rules.going_on.match(plain, end):
            end = min(self._sentences.at(end).end, following)
        return end

    def _is_listed(self, index: int, sentence: Span) -> bool:
        """Tell whether the sentence names other models too."""
        near = self._names[max(0, index - 2) : index + 3]
        return sum(1 for other in near if sentence.start <= other.start < sentence.end) > 1
