"""Numbers as Vietnamese reports print them, read into values.

Thousands are set off by points (24.814), decimals by a comma (40,2). Read as well: a decimal point before one or two
digits (12.5%), commas or spaces between several groups of thousands before money, decimals an OCR split (54 ,09%).
"""

import re

_GROUPED = r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
_COMMAS = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
_SPACED = r"\d{1,3}(?: \d{3})+(?=\s?(?:đồng|đ\b|vnđ))"
_SPLIT = r"\d{1,3}(?:\s,\s?|,\s)\d{1,2}(?=\s?%)"
_PLAIN = r"\d+(?:,\d+|\.\d{1,2}(?!\d))?"
NUMBER = rf"(?:{_GROUPED}|{_COMMAS}|{_SPACED}|{_SPLIT}|{_PLAIN})"

_IS_GROUPED = re.compile(rf"(?:{_GROUPED}|{_COMMAS}|\d{{1,3}}(?: \d{{3}})+)$")


def value_of(printed: str) -> int | float:
    """Return the value of a number as :data:`NUMBER` finds it: ``24.814`` is 24814, ``40,2`` is 40.2."""
    if printed.isdecimal():
        return int(printed)
    if _IS_GROUPED.match(printed) and not printed.startswith("0"):
        whole, _, decimals = (printed, "", "") if printed.count(",") > 1 else printed.partition(",")
        digits = re.sub(r"\D", "", whole)
        return float(f"{digits}.{decimals}") if decimals else int(digits)
    plain = re.sub(r"\s", "", printed).replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def decimals_of(printed: str) -> int:
    """Return how many decimals are printed: the precision a stated number claims."""
    if printed.isdecimal():
        return 0
    compact = re.sub(r"\s", "", printed)
    if _IS_GROUPED.match(printed) and "," not in compact:
        return 0
    tail = re.search(r"[.,](\d+)$", compact)
    return len(tail[1]) if tail and not (printed.count(",") > 1) else 0


def scaled(value: int | float, factor: int) -> int | float:
    """Return ``value`` times ``factor``, exact where it is whole: 1,3 triệu is 1300000."""
    product = round(value * factor, 6)
    return int(product) if product == int(product) and factor > 1 else product if factor > 1 else value
