"""Figures as reconciliation needs them: with the precision they were printed in and the words that label them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.document import FoundFigure
from generator.entities import Span
from generator.extract.aligned import bare_form, plain_form
from generator.extract.numbers import NUMBER, decimals_of, value_of
from generator.extract.prose import Prose
from generator.extract.wording import any_of
from generator.tables.quantities import ReconcileWords

_NUMBER = re.compile(NUMBER)
_WHOLE = re.compile(rf"\s?/\s?({NUMBER})")
_BARE = re.compile(rf"(?<![\w./,\-\[(])(?=[\d.,]{{1,20}}(?![\d]))({NUMBER})(?=\s*(?:[,;.)\n]|$|và\s|\(|:))(?![.,]\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with its ``unit`` (a comparison key without diacritics: a misread one does not matter).

    ``step`` is the last printed place: 0.01 for 40,25; 1 for 24.814.

    ``whole`` is the second number of "18/21 xã". ``bare``: no unit is printed. ``approximate``: "gần", "hơn"…
    """

    value: float
    unit: str
    step: float
    span: Span
    whole: int | float | None = None
    approximate: bool = False
    bare: bool = False

    def of(self, total: "Amount") -> bool:
        """Tell whether this counts what ``total`` counts, or a kind of it: "tổ hòa giải" of "tổ"."""
        return self.unit == total.unit or self.unit.startswith(f"{total.unit} ")

    @property
    def is_rate(self) -> bool:
        return self.unit == "%"


class ReconcileGrammar:
    """The expressions made from the table of reconciliation."""

    def __init__(self, words: ReconcileWords) -> None:
        self.all = any_of(words.all)
        self.opener = re.compile(
            rf"(?<!\w)(?:(?P<all>{self.all})|(?P<some>{any_of(words.some)}))(?!\w)\s*:?|(?P<mark>[:(])"
        )
        self.rest = re.compile(rf"(?<!\w)(?:{any_of(words.rest)})(?!\w)")
        self.apart = re.compile(rf"(?:{any_of(words.apart)})(?!\w)")
        self.total_row = re.compile(rf"(?:{any_of(words.total_rows)})(?!\w)")
        self.total_before = re.compile(rf"(?<!\w)(?:{any_of(words.totals)})\s$")
        self.not_same = re.compile(rf"(?<!\w)(?:{any_of(words.not_same)})(?!\w)")
        self.overlapping = re.compile(rf"(?<!\w)(?:{any_of(words.overlapping)})(?!\w)")
        self.partitions = tuple(
            tuple(re.compile(rf"(?<!\w)(?:{any_of(part)})(?!\w)") for part in partition)
            for partition in words.partitions
        )
        self.share = re.compile(rf"(?<!\w)(?:{any_of(words.shares)})\s*(?:tỷ lệ\s)?(?:là\s)?$")
        self.other_base = re.compile(rf"\s*(?:\w+\s){{0,3}}(?:{any_of(words.other_bases)})(?!\w)")
        self.approximate = frozenset(map(plain_form, words.approximate))
        self.grown = re.compile(rf"(?<!\w)(?:{any_of(words.grown)})\s(?:thêm\s)?$")
        self.shrunk = re.compile(rf"(?<!\w)(?:{any_of(words.shrunk)})\s(?:còn\s)?$")
        self.levels = tuple(
            (bare_form(plain_form(unit)), re.compile(rf"(?i:(?<!\w)(?:{'|'.join(kinds)}))\s"))
            for unit, kinds in words.levels.items()
        )
        self.open = re.compile("|".join(re.escape(plain_form(word)) for word in words.open if not word[0].isalpha()))
        self.numerals = {plain_form(word): value for word, value in words.numerals.items()}
        field = "|".join(rf"(?P<f{i}>{any_of(part)})" for i, part in enumerate(words.partitions[0]))
        self.field = re.compile(rf"(?:lĩnh vực |về |\n[-+*•] ?)(?:phát triển )?(?:{field})(?!\w)")
        self.measures = self.partitions[1]


@lru_cache(maxsize=8)
def reconcile_grammar(words: ReconcileWords) -> ReconcileGrammar:
    """Return the expressions of ``words``, made once."""
    return ReconcileGrammar(words)


class Amounts:
    """The amounts of a text in order, its sentences, and its plain form."""

    def __init__(self, prose: Prose, figures: Sequence[FoundFigure], rules: ReconcileGrammar) -> None:
        self.text, self.plain, self.sentences, self.rules = prose.text, prose.plain, prose.sentences, rules
        self.all = [amount for figure in figures if (amount := _amount(prose.plain, figure, rules))]
        self._starts = [amount.span.start for amount in self.all]

    def is_change(self, amount: Amount) -> bool:
        """Tell whether the words before ``amount`` make it a growth ("tăng 412 mô hình"), which is no total."""
        before = self.plain[max(0, amount.span.start - 20) : amount.span.start]
        return bool(self.rules.grown.search(before) or self.rules.shrunk.search(before))

    def between(self, start: int, end: int) -> list[Amount]:
        """Return the amounts that begin in ``start:end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def with_bare(self, start: int, end: int, unit: str) -> list[Amount]:
        """Return the amounts in ``start:end``; numbers that stand there without any unit are taken to have ``unit``."""
        found = self.between(start, end)
        taken = [amount.span for amount in found]
        for match in _BARE.finditer(self.plain, start, end):
            span = Span(*match.span(1))
            if not any(span.overlaps(other) for other in taken):
                found.append(Amount(value_of(match[1]), unit, _step(match[1], 1), span, bare=True))
        return sorted(found, key=lambda amount: amount.span.start)


def _amount(plain: str, figure: FoundFigure, rules: ReconcileGrammar) -> Amount | None:
    match = _NUMBER.search(plain, figure.span.start, figure.span.end)
    if figure.value is None or match is None:
        return None
    printed = value_of(match[0])
    factor = figure.value / printed if printed else 1
    whole = _WHOLE.match(plain, match.end())
    return Amount(
        figure.value,
        _unit_key(figure.unit),
        _step(match[0], factor),
        figure.span,
        value_of(whole[1]) if whole else None,
        figure.qualifier is not None and plain_form(figure.qualifier) in rules.approximate,
    )


@lru_cache(maxsize=4096)  # a few units stand behind most numbers
def _unit_key(unit: str) -> str:
    return bare_form(plain_form(unit).split(",")[0].strip())


def _step(printed: str, factor: float) -> float:
    """Return the worth of the last printed place; whole numbers without a scale word are exact to 1."""
    return factor * float(10 ** -decimals_of(printed))
