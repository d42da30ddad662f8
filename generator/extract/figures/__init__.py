"""Quantities a text states: value, unit, what is counted, qualifier, scope and period.

A number is a figure when a unit of measure or a counted thing follows it. Dates, numbers of documents, ages, terms,
numberings, names of models ("2 giảm, 4 giữ") and other quoted digits are none. One pass, linear in the text.
"""

from bisect import bisect_right
from collections.abc import Iterator

from generator.document import FoundFigure
from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.figures.grammar import Grammar, grammar
from generator.extract.figures.meaning import Surroundings
from generator.extract.figures.reading import Quantity, read_quantity
from generator.extract.quotes import find_quotes
from generator.extract.sentences import Sentences
from generator.tables import Tables

__all__ = ["find_figures", "quantities"]

_NAME = 120  # code points; a longer quotation is speech, and its numbers count


def find_figures(text: str, tables: Tables) -> tuple[FoundFigure, ...]:
    """Return the figures of ``text`` (NFC, one paragraph a line), in order."""
    plain = plain_form(text)
    rules = grammar(tables.figure_words)
    around = Surroundings(text, plain, Sentences(text), rules)
    return tuple(_figure(quantity, around) for quantity in quantities(text, plain, rules))


def quantities(text: str, plain: str, rules: Grammar) -> Iterator[Quantity]:
    """Yield the quantities of ``text``; ``plain`` is its plain form."""
    quoted = [quote.span for quote in find_quotes(text) if quote.span.end - quote.span.start <= _NAME]
    starts = [span.start for span in quoted]
    free = 0
    for match in rules.number.finditer(plain):
        index = bisect_right(starts, match.start()) - 1
        if match.start() < free or (index >= 0 and match.start() < quoted[index].end):
            continue
        quantity = read_quantity(text, plain, match, rules)
        if quantity is not None:
            free = quantity.end
            yield quantity


def _figure(quantity: Quantity, around: Surroundings) -> FoundFigure:
    ranged = quantity.high is not None
    meaning = around.meaning(quantity)
    return FoundFigure(
        value=None if ranged else quantity.value,
        unit=quantity.unit,
        what=meaning.what,
        span=Span(quantity.start, quantity.end),
        qualifier=quantity.qualifier,
        scope=meaning.scope,
        period=meaning.period,
        low=quantity.value if ranged else None,
        high=quantity.high,
    )
