"""Printed rates against the counts they are rates of.

A rate that stands right after a count is a share of a larger count of the same thing named before, or of the second
number of "18/21 xã". It is compared after half-up rounding to the decimals printed. Where no base is certain, a rate is
judged only if it comes so near to one that it can be meant of no other.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import log10

from generator.document import FigureCheck
from generator.extract.reconcile.amounts import Amount, Amounts
from generator.extract.reconcile.grouped import Group, groups, head_sentence

_BEFORE = re.compile(r"[^,;.()%\n]{0,60}[(,]?[^,;.()%\n\d]{0,40}$")
_INSIDE = re.compile(r"\s*\(\s*$")
_NEAR = 3.0  # percentage points within which a rate can be meant of no other base
_ALONE = 12.0  # the same where only one number can be the base
_BASES, _SEEN = 12, 100


def shares(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every rate of the text that a count of the text explains, or should."""
    heads = _heads(amounts)
    for index, rate in enumerate(amounts.all):
        if not rate.is_rate or rate.approximate or rate.value > 100:
            continue
        count = _count(amounts, index)
        if count is None or count.approximate:
            continue
        if amounts.rules.other_base.match(amounts.plain, rate.span.end):
            continue
        yield from _check(amounts, rate, count, heads.get(count.span.start))


def _count(amounts: Amounts, index: int) -> Amount | None:
    """Return the count the rate at ``index`` is the share of: right before it, or "18/21 xã" in brackets after it."""
    rate = amounts.all[index]
    after = amounts.all[index + 1] if index + 1 < len(amounts.all) else None
    if after is not None and after.whole and _INSIDE.fullmatch(amounts.plain[rate.span.end : after.span.start]):
        return after
    if index == 0 or amounts.all[index - 1].is_rate:
        return None
    count = amounts.all[index - 1]
    gap = amounts.plain[count.span.end : rate.span.start]
    says = amounts.rules.share.search(gap.rstrip() + " ") or amounts.rules.share.search(gap)
    return count if _BEFORE.fullmatch(gap) and (says or gap.rstrip().endswith("(")) else None


def _heads(amounts: Amounts) -> dict[int, Amount]:
    """Return, by the offset of a count told field by field, the total it is a share of."""
    found: dict[int, Amount] = {}
    for run in groups(amounts):
        sentence = head_sentence(amounts, run)
        total = amounts.between(sentence.start, sentence.end)[0] if sentence else None
        for group in run:
            found |= _group_heads(group, total)
    return found


def _group_heads(group: Group, total: Amount | None) -> dict[int, Amount]:
    inner = {count.span.start: group.counts[0] for count in group.counts[1:]}
    return inner | ({group.counts[0].span.start: total} if total else {})


def _check(amounts: Amounts, rate: Amount, count: Amount, head: Amount | None) -> Iterator[FigureCheck]:
    if count.whole:
        yield _judged(rate, count, Amount(count.whole, count.unit, 1, count.span))
        return
    bases = ([head] if head else []) + _bases(amounts, count)
    for base in bases:
        if (check := _judged(rate, count, base)).holds:
            yield check
            return
    cut = next((check for base in bases if (check := _judged(rate, count, base)).truncated), None)
    if cut:
        yield cut
        return
    certain = head or _named_base(amounts, count, bases)
    if certain:
        yield _judged(rate, count, certain)
    elif bases:
        nearest = min((_judged(rate, count, base) for base in bases), key=lambda c: abs(c.stated - c.computed))
        if abs(nearest.stated - nearest.computed) <= (_NEAR if len(bases) > 1 else _ALONE):
            yield nearest


def _named_base(amounts: Amounts, count: Amount, bases: list[Amount]) -> Amount | None:
    """Return the base that the sentence itself calls the total: "trong tổng số 250 mô hình"."""
    sentence = amounts.sentences.at(count.span.start)
    return next((base for base in bases if base.span.start >= sentence.start and amounts.rules.total_before.search(
        amounts.plain[max(sentence.start, base.span.start - 30) : base.span.start])), None)  # fmt: skip


def _bases(amounts: Amounts, count: Amount) -> list[Amount]:
    """Return the larger amounts of the same unit before ``count`` in its paragraph, the nearest first."""
    low = amounts.plain.rfind("\n", max(0, count.span.start - 4000), count.span.start) + 1
    before = amounts.between(low, count.span.start)[: -_SEEN - 1 : -1]
    same = [a for a in before if count.of(a) and a.value >= count.value and not a.approximate and a.value]
    return same[:_BASES]


def _judged(rate: Amount, count: Amount, base: Amount) -> FigureCheck:
    exact = Decimal(str(count.value)) * 100 / Decimal(str(base.value))
    place = Decimal(1).scaleb(round(log10(rate.step)))
    stated = Decimal(str(rate.value))
    rounded, cut = exact.quantize(place, ROUND_HALF_UP), exact.quantize(place, ROUND_DOWN)
    holds = rounded == stated
    expression = f"{_shown(count.value)} / {_shown(base.value)}"
    spans = (rate.span, count.span) if base.span == count.span else (rate.span, count.span, base.span)
    return FigureCheck("percent", expression, rate.value, float(rounded), holds, spans, not holds and cut == stated)


def growths(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every "từ A lên B, tăng 12,5%"."""
    for index in range(len(amounts.all) - 2):
        low, high, change = amounts.all[index : index + 3]
        if _grows(amounts, low, high, change):
            yield _growth(low, high, change)


def _grows(amounts: Amounts, low: Amount, high: Amount, change: Amount) -> bool:
    plain = amounts.plain
    if low.is_rate or high.is_rate or low.unit != high.unit or not low.value or change.unit not in ("%", low.unit):
        return False
    if any(amount.approximate for amount in (low, high, change)):
        return False
    middle, last = plain[low.span.end : high.span.start], plain[high.span.end : change.span.start]
    rises = high.value > low.value
    word = amounts.rules.grown if rises else amounts.rules.shrunk
    return (
        bool(re.search(r"(?<!\w)từ\s$", plain[max(0, low.span.start - 4) : low.span.start]))
        and bool(re.search(r"(?<!\w)(?:lên|xuống|còn|đến|lên đến|xuống còn)\s(?:còn\s)?$", middle))
        and bool(word.search(last))
        and len(middle) < 60
        and len(last) < 60
    )


def _growth(low: Amount, high: Amount, change: Amount) -> FigureCheck:
    difference = abs(high.value - low.value)
    spans = (change.span, low.span, high.span)
    if not change.is_rate:
        exact = round(difference, 6)
        return FigureCheck("sum", f"{_shown(high.value)} - {_shown(low.value)}", change.value, exact,
                           abs(exact - change.value) < 1e-6, spans)  # fmt: skip
    rate = _judged(change, Amount(difference, low.unit, 1, high.span), low)
    return FigureCheck("percent", f"|{_shown(high.value)} - {_shown(low.value)}| / {_shown(low.value)}", rate.stated,
                       rate.computed, rate.holds, spans, rate.truncated)  # fmt: skip


def _shown(value: float) -> str:
    return str(int(value)) if value == int(value) else str(round(value, 6))
