"""Quantities a text states: value, unit, what is counted, qualifier, scope and period.

A number is a figure when a unit of measure or a counted thing follows it. Dates, numbers of documents, ages, terms,
numberings, names of models ("2 giảm, 4 giữ") and other quoted digits are none. One pass, linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.document import FoundFigure
from generator.entities import Span
from generator.extract.figures.grammar import Grammar, grammar
from generator.extract.figures.meaning import Surroundings
from generator.extract.figures.reading import Quantity, read_quantity
from generator.extract.figures.tabular import tabular_figures
from generator.extract.prose import Prose, prose_of
from generator.tables import Tables

__all__ = ["find_figures", "quantities"]

_DIGITS = re.compile("[0-9]+")
_NAME = 120  # code points; a longer quotation is speech, and its numbers count


def find_figures(text: str, tables: Tables) -> tuple[FoundFigure, ...]:
    """Return the figures of ``text`` (NFC, one paragraph a line), in order."""
    prose, rules = prose_of(text), grammar(tables.figure_words)
    around = Surroundings(prose, rules)
    told = [_figure(quantity, around) for quantity in quantities(prose, rules)]
    listed = [figure for table in prose.tables for figure in tabular_figures(table, rules)]
    return tuple(sorted((*told, *listed), key=lambda figure: figure.span.start)) if listed else tuple(told)


def quantities(prose: Prose, rules: Grammar) -> Iterator[Quantity]:
    """Yield the quantities of ``prose``, none overlapping another."""
    quoted = [q.span for q in prose.quotes if q.repaired != "unclosed" and q.span.end - q.span.start <= _NAME]
    starts = [span.start for span in quoted]
    free = 0
    for digits in _DIGITS.finditer(prose.plain):
        start = digits.start()
        index = bisect_right(starts, start) - 1
        if start < free or (index >= 0 and start < quoted[index].end):
            continue
        match = rules.number.match(prose.plain, start)
        quantity = read_quantity(prose.text, prose.plain, match, rules) if match else None
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
