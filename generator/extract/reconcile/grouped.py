"""Counts told field by field, a sentence or an item for each of the four fields, against the totals stated before.

The first count of each field adds up to the total; counts of the same kind within the fields ("xây dựng", "nhân rộng")
add up to the total of that kind, where one is stated.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.document import FigureCheck
from generator.entities import Span
from generator.extract.reconcile.amounts import Amount, Amounts
from generator.extract.reconcile.sums import sum_check

_WINDOW = 6000
_BACK = 3
_REACH = 1500


class Group(NamedTuple):
    """What is told of one field: its number in the division, the stretch, its amounts (rates aside)."""

    field: int
    span: Span
    counts: tuple[Amount, ...]


def groups(amounts: Amounts) -> tuple[tuple[Group, ...], ...]:
    """Return the runs of four groups, one for each field, each counting the same thing first."""
    found = list(_groups(amounts))
    runs = []
    for index in range(len(found) - 3):
        run = tuple(found[index : index + 4])
        units = {group.counts[0].unit for group in run}
        if (
            len({group.field for group in run}) == 4
            and len(units) == 1
            and run[3].span.end - run[0].span.start < _WINDOW
        ):
            runs.append(run)
    return tuple(runs)


def _groups(amounts: Amounts) -> Iterator[Group]:
    matches = list(amounts.rules.field.finditer(amounts.plain))
    for index, match in enumerate(matches):
        sentence = amounts.sentences.at(match.end())
        following = matches[index + 1].start() if index + 1 < len(matches) else len(amounts.plain)
        end = min(sentence.end, following)
        counts = tuple(a for a in amounts.between(match.end(), end) if not a.is_rate)
        if counts:
            field = next(i for i in range(4) if match[f"f{i}"])
            yield Group(field, Span(match.start(), end), counts)


def grouped_sums(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield the checks of every run of four fields."""
    for run in groups(amounts):
        sentence = head_sentence(amounts, run)
        if sentence is None:
            continue
        before = [a for a in amounts.between(sentence.start, sentence.end) if not a.is_rate]
        firsts = [group.counts[0] for group in run]
        yield sum_check(before[0], firsts)
        for wording in amounts.rules.measures:
            whole = _labelled(amounts, before[1:], wording.search, sentence.start)
            parts = [_labelled(amounts, group.counts[1:], wording.search, group.counts[0].span.end) for group in run]
            if whole and all(parts):
                yield sum_check(whole, [part for part in parts if part])


def head_sentence(amounts: Amounts, run: Sequence[Group]) -> Span | None:
    """Return the sentence before the run that states the total: the nearest that begins with an amount as large."""
    unit = run[0].counts[0].unit
    largest = max(group.counts[0].value for group in run)
    start = run[0].span.start
    for _ in range(_BACK):
        sentence = amounts.sentences.at(max(0, start - 1))
        stretch = Span(max(sentence.start, start - _REACH), min(sentence.end, run[0].span.start))
        found = [a for a in amounts.between(stretch.start, stretch.end) if a.unit == unit]
        if found:
            return Span(found[0].span.start, stretch.end) if found[0].value >= largest else None
        start = sentence.start
    return None


def _labelled(amounts: Amounts, found: Sequence[Amount], fits: object, low: int) -> Amount | None:
    """Return the first amount whose words before it, since the last amount, fit."""
    for amount in found:
        if fits(amounts.plain, low, amount.span.start):  # type: ignore[operator]
            return amount
        low = amount.span.end
    return None
