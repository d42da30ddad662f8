"""Parts against totals.

A total is checked where its parts are all there: after "gồm", in a division everybody knows (tập thể and cá nhân, the
four fields), or where parts of its own unit come so near to it that they must be meant to add up. A part that exceeds
its total is always wrong. Approximate numbers ("gần", "hơn") are never complained about.
"""

import re
from collections.abc import Iterator, Sequence

from generator.document import FigureCheck
from generator.entities import Span
from generator.extract.reconcile.amounts import Amount, Amounts, ReconcileGrammar

_GAP = 90
_REACH = 1500  # code points from a total to the last of its parts
_MANY = 60  # more numbers than any division of a total has parts
_APART = re.compile(r"[,;.()]|^[^:]{40,}")
_BRACKET = re.compile(r"[()]")
_MOST, _LEAST, _NEARLY = 1.25, 0.8, 0.95


def sums(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every total of the text whose parts follow it in its sentence."""
    wholes: dict[Span, Amount] = {}
    for sentence in _sentences(amounts):
        seen: set[Span] = set()
        for opener in amounts.rules.opener.finditer(amounts.plain, sentence.start, sentence.end):
            total = _total(amounts, sentence, opener.start(), bool(opener["mark"]))
            if total and total.span.start < sentence.start:
                total = wholes.get(total.span, total)  # "9 xã, gồm 6 xã A và 3 xã B. Trong đó …" divides the nine
            if total is None or total.span in seen:
                continue
            reach = min(sentence.end, opener.end() + _REACH)
            end = _scope_end(amounts.plain, opener.end(), reach, amounts.plain[opener.start()] == "(")
            checks = list(_parts(amounts, total, Span(opener.end(), end), opener))
            seen |= {span for check in checks for span in check.spans}
            wholes |= {span: total for check in checks if check.kind == "sum" for span in check.spans}
            yield from checks


def separate(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check that fails where an amount set apart from others ("riêng") exceeds the sum it is set apart from."""
    for match in amounts.rules.apart.finditer(amounts.plain):
        sentence = amounts.sentences.at(match.start())
        after = amounts.between(match.end(), min(sentence.end, match.end() + 4 * _GAP))[:1]
        nearby = amounts.between(max(sentence.start, match.start() - 4 * _GAP), match.start())
        before, low = nearby[-2:], nearby[-3].span.end if len(nearby) > 2 else sentence.start
        if not after or after[0].approximate or {part.unit for part in before} != {after[0].unit}:
            continue
        labels = [_label(amounts, before, index, low, match.start()) for index in range(len(before))]
        parts = _division(before, labels, amounts.rules, False)
        whole = sum(part.value for part in parts)
        if parts and after[0].value > whole:
            total = Amount(_tidy(whole), after[0].unit, 1, parts[0].span)
            yield _too_big(total, after[0])


def _sentences(amounts: Amounts) -> Iterator[Span]:
    last = -1
    for amount in amounts.all:
        sentence = amounts.sentences.at(amount.span.start)
        if sentence.start != last:
            last = sentence.start
            yield sentence


def _total(amounts: Amounts, sentence: Span, before: int, by_mark: bool) -> Amount | None:
    """Return the amount that the opener at ``before`` divides: the nearest one, rates aside."""
    if before - sentence.start < 4 and not by_mark:  # "Trong đó…" opens a sentence: the one before states the total
        sentence = amounts.sentences.at(max(0, sentence.start - 1))
    for amount in reversed(amounts.between(max(sentence.start, before - 2 * _GAP), before)):
        gap = amounts.plain[amount.span.end : before].rstrip(" (;.")
        if len(gap) > _GAP or ";" in gap or ("(" in gap and ")" not in gap) or (by_mark and _APART.search(gap)):
            return None
        if not amount.is_rate and not amounts.is_change(amount):
            return amount
    return None


def _scope_end(plain: str, start: int, end: int, in_brackets: bool) -> int:
    """Return where the parts end: at the bracket that closes around them, else with the sentence."""
    depth = 0
    for bracket in _BRACKET.finditer(plain, start, end):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            return bracket.start()
    return start if in_brackets else end


def _parts(amounts: Amounts, total: Amount, scope: Span, opener: re.Match[str]) -> Iterator[FigureCheck]:
    start, end, exhaustive = scope.start, scope.end, bool(opener["all"])
    if len(amounts.between(start, end)) > _MANY:
        return
    found = [
        a for a in amounts.with_bare(start, end, total.unit) if not a.is_rate and not _bracketed(amounts, start, a)
    ]
    labels = [_label(amounts, found, index, start, end) for index in range(len(found))]
    divided = _division(found, labels, amounts.rules, exhaustive)
    before = amounts.between(max(0, total.span.start - _GAP), total.span.start)[-1:]
    kinds = {part.unit for part in divided}
    if before and len(kinds) == 2 and {before[0].unit, total.unit} == kinds:
        return  # "1.254 tập thể, 1.893 cá nhân, trong đó cấp tỉnh 21 tập thể, 17 cá nhân" divides both
    if divided:
        yield sum_check(total, divided)
        return
    same = [part for part in found if part.of(total) and not part.bare]
    if any(part.value > total.value for part in same):
        if not opener["mark"] and not total.approximate:
            yield from (_too_big(total, part) for part in same if part.value > total.value and not part.approximate)
        return
    if exhaustive and len(found) >= 2 and all(part.of(total) for part in found):
        yield from _if_near(total, found, _LEAST, _MOST)
    elif len(same) >= 2 and not any(amounts.rules.overlapping.search(label) for label in labels):
        complete = any(amounts.rules.rest.search(label) for label in labels)
        least = _LEAST if complete else _NEARLY if len(same) > 2 else 1.0
        yield from _if_near(total, same, least, _MOST)


def _bracketed(amounts: Amounts, start: int, amount: Amount) -> bool:
    stretch = amounts.plain[start : amount.span.start]
    return stretch.count("(") > stretch.count(")")


def _label(amounts: Amounts, found: Sequence[Amount], index: int, start: int, end: int) -> str:
    """Return the plain words that belong to the part at ``index``: those before it, and up to the next comma after."""
    before = found[index - 1].span.end if index else start
    after = found[index + 1].span.start if index + 1 < len(found) else end
    lead = amounts.plain[before : found[index].span.start]
    cut = max(lead.rfind(","), lead.rfind(";")) if index and any(mark in lead for mark in ",;") else -1
    tail = amounts.plain[found[index].span.start : after]
    stops = [place for mark in ",;" if (place := tail.find(mark, len(tail) - len(tail.lstrip()) + 1)) >= 0]
    return lead[_label_start(lead, cut) :] + " " + tail[: min(stops, default=len(tail))]


def _label_start(lead: str, cut: int) -> int:
    """Return where the words of this part begin: "văn hóa, xã hội" is one label though it has a comma."""
    first = min((place for mark in ",;" if (place := lead.find(mark)) >= 0), default=-1)
    return (first if cut >= 0 else cut) + 1


def _division(
    found: Sequence[Amount], labels: Sequence[str], rules: ReconcileGrammar, exhaustive: bool
) -> list[Amount]:
    """Return the parts that make up a known division of a total, one for each of its parts; none if it is not whole."""
    for partition in rules.partitions:
        members: dict[int, list[Amount]] = {}
        for part, label in zip(found, labels, strict=True):
            fits = [number for number, wording in enumerate(partition) if wording.search(label)]
            if len(fits) == 1:
                members.setdefault(fits[0], []).append(part)
        whole = len(members) == len(partition) or (exhaustive and len(members) == len(found) >= 2)
        chosen = [parts[0] for _, parts in sorted(members.items())]
        if whole and all(len(parts) == 1 for parts in members.values()) and _alike(chosen):
            return chosen
    return []


def _alike(parts: Sequence[Amount]) -> bool:
    units = {part.unit for part in parts}
    return len(units) == 1 or len(units) == len(parts)


def _if_near(total: Amount, parts: Sequence[Amount], least: float, most: float) -> Iterator[FigureCheck]:
    ratio = sum(part.value for part in parts) / total.value if total.value else 0
    if least <= ratio <= most:
        yield sum_check(total, parts)


def sum_check(total: Amount, parts: Sequence[Amount]) -> FigureCheck:
    """Return whether ``parts`` add up to ``total``, as exactly as they are printed."""
    computed = _tidy(sum(part.value for part in parts))
    loose = any(part.approximate for part in (total, *parts))
    rounded = [part.step for part in (total, *parts) if part.step != 1]
    slack = 0.5 * sum(rounded) * 1.000001 if any(amount.step > 1 for amount in (total, *parts)) or rounded else 0
    expression = " + ".join(_shown(part.value) for part in parts)
    holds = loose or abs(computed - total.value) <= slack
    return FigureCheck("sum", expression, total.value, computed, holds, (total.span, *(part.span for part in parts)))


def _too_big(total: Amount, part: Amount) -> FigureCheck:
    return FigureCheck("part_of", f"{_shown(part.value)} <= {_shown(total.value)}", part.value, total.value, False,
                       (part.span, total.span))  # fmt: skip


def _tidy(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _shown(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
