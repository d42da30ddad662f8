"""One number of a text and the words that make it a quantity, or keep it from being one."""

import re
from typing import NamedTuple

from generator.extract.figures.grammar import Grammar
from generator.extract.numbers import scaled, value_of

_LOOK_BACK = 40
_PART_OF_YEAR = re.compile(r"\d{1,2} tháng (?:đầu|cuối) năm")
_MOST_NUMBERED = 99  # hamlets, groups, grades and the like are numbered no further
_DIGITS = 20  # a longer run of digits is no number of things
_THOUSANDS = re.compile(r"\d\.\d{3}$")


class Quantity(NamedTuple):
    """A number at ``start:end`` with its ``unit``; the unit ends where the stretch ends.

    ``high`` for a range, ``whole`` for "18/21 xã". ``printed`` is the number as printed, ``factor`` its scale.
    ``measured``: the unit is one of measure; otherwise things are counted.
    """

    start: int
    end: int
    value: int | float
    unit: str
    printed: str
    factor: int = 1
    high: int | float | None = None
    whole: int | float | None = None
    qualifier: str | None = None
    measured: bool = False


class _Unit(NamedTuple):
    text: str
    end: int
    measured: bool


def read_quantity(text: str, plain: str, match: re.Match[str], grammar: Grammar) -> Quantity | None:
    """Return the quantity whose number ``match`` (of ``grammar.number``) is, None if it counts nothing."""
    start, end = match.span()
    printed, high, whole = match["low"], match["high"], match["whole"]
    if _is_years(printed, high or whole) or (len(match[0]) > _DIGITS and _is_long(match)):
        return None
    before = plain[max(0, start - _LOOK_BACK) : start]
    until = grammar.until.match(plain, end) if high is None and whole is None else None
    if until and grammar.range.search(before):
        return _range(text, plain, match, until, grammar)
    if _PART_OF_YEAR.match(plain, start):
        return None
    factor, end = _scale(plain, end, grammar)
    value, end = _with_minor(plain, scaled(value_of(printed), factor), factor, end, grammar)
    unit = _unit(text, plain, end, factor, grammar)
    if unit is None or _refused(before, printed, unit, factor, grammar):
        return None
    upper = scaled(value_of(high), factor) if high else None
    if upper is not None and upper <= value:
        return None
    qualifier = grammar.qualifier.search(before)
    word = qualifier["word"] if qualifier else None
    return Quantity(
        start - (len(before) - qualifier.start() if qualifier and word != "từ" else 0),
        unit.end,
        value,
        unit.text,
        printed,
        factor,
        upper,
        value_of(whole) if whole else None,
        word if word != "từ" else None,
        unit.measured,
    )


def _range(text: str, plain: str, match: re.Match[str], until: re.Match[str], grammar: Grammar) -> Quantity | None:
    """Return the range "từ 50 (triệu đồng) đến 70 triệu đồng"."""
    factor, end = _scale(plain, until.end(), grammar)
    unit = _unit(text, plain, end, factor, grammar)
    if unit is None:
        return None
    low_factor, _ = _scale(plain, match.end(), grammar)
    low = scaled(value_of(match["low"]), low_factor if low_factor > 1 else factor)
    high = scaled(value_of(until["high"]), factor)
    return Quantity(match.start(), unit.end, low, unit.text, match["low"], factor, high, measured=unit.measured)


def _scale(plain: str, end: int, grammar: Grammar) -> tuple[int, int]:
    match = grammar.scale.match(plain, end)
    if not match:
        return 1, end
    factor = 1
    for word in match["scale"].split():
        factor *= grammar.scales[word]
    return factor, match.end()


def _with_minor(plain: str, value: int | float, factor: int, end: int, grammar: Grammar) -> tuple[int | float, int]:
    """Add the smaller part of "2 tỷ 450 triệu"."""
    match = grammar.minor.match(plain, end) if factor > 1 else None
    if not match or grammar.scales[match["scale"]] >= factor:
        return value, end
    return value + scaled(value_of(match["value"]), grammar.scales[match["scale"]]), match.end()


def _unit(text: str, plain: str, end: int, factor: int, grammar: Grammar) -> _Unit | None:
    if match := grammar.measure.match(plain, end):
        if match["unit"] == "lượt" and (of := grammar.noun.match(plain, match.end())):
            return _Unit(text[end : of.end()].strip(), of.end(), False)
        per = re.sub(r"\s", "", match["per"])
        return _Unit(grammar.measures[match["unit"]] + per, match.end(), True)
    if match := grammar.noun.match(plain, end):
        return _Unit(text[end : match.end()].strip(), match.end(), False)
    if factor >= 10**6:
        return _Unit("đồng", end, True)
    if (name := grammar.quoted.match(plain, end)) and (text[name.start("unit")].isupper() or _is_many(plain, end)):
        return _Unit(text[name.start("unit") : name.end("unit")], name.end(), False)  # 19 “Mái ấm tình thương”
    return _any_noun(text, plain, end, grammar)


def _is_many(plain: str, end: int) -> bool:
    """Tell whether the number that ends at ``end`` is set off by thousands: none of a saying is ("3 “không”")."""
    return bool(_THOUSANDS.search(plain, max(0, end - _DIGITS), end))


def _any_noun(text: str, plain: str, end: int, grammar: Grammar) -> _Unit | None:
    """Return the next one or two words if they can name what is counted: written small and no word of grammar."""
    match = grammar.word.match(plain, end)
    if not match or text[match.start("first")] != plain[match.start("first")]:
        return None
    if grammar.not_counted.match(plain, match.start("first")):
        return None
    stop = match.end("first")
    second = match.start("second")
    if second > 0 and text[second] == plain[second] and not grammar.stop.match(plain, second):
        stop = stop if grammar.not_counted.match(plain, second) else match.end("second")
    return _Unit(text[end:stop].strip(), stop, False)


def _refused(before: str, printed: str, unit: _Unit, factor: int, grammar: Grammar) -> bool:
    """Tell whether the words ``before`` make the number an order, a name or a date."""
    if _is_year(printed) and factor == 1 and not (grammar.qualifier.search(before) or grammar.link.search(before)):
        return unit.text not in ("%", "đồng")
    if grammar.not_ordinal.search(before):
        return False
    if "." in printed and isinstance(value_of(printed), int):
        return False  # nothing is numbered by thousands set off with points
    if grammar.ordinal.search(before):
        return not (unit.measured and unit.text in ("%", "đồng", "sao"))
    return bool(grammar.weak_ordinal.search(before)) and not unit.measured and value_of(printed) <= _MOST_NUMBERED


def _is_long(match: re.Match[str]) -> bool:
    return any(len(number or "") > _DIGITS for number in match.groups())


def _is_year(printed: str) -> bool:
    return printed.isdigit() and len(printed) == 4 and "1900" <= printed <= "2100"


def _is_years(low: str, high: str | None) -> bool:
    return high is not None and _is_year(high) and (_is_year(low) or len(low) <= 2)
