"""The period a document reports on, as its title or closing sentence says it. Nothing is worked out from elsewhere."""

import calendar
import re

from generator.clean.words import BlockTable

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


def find_period(text: str, table: BlockTable) -> tuple[str | None, str | None]:
    """Return start and end of the period ``text`` names: ``2016`` or ``2017-04-03``; None where it is open."""
    for known in table.periods:
        match = re.search(known.pattern, _without_dates(text, known.pattern, table), re.I)
        if match:
            return _ends(match.groupdict(), table)
    return None, None


def _without_dates(text: str, pattern: str, table: BlockTable) -> str:
    """Blank out the dates of documents cited, for a pattern that reads no dates itself."""
    return text if "<day>" in pattern else re.sub(table.dates, lambda match: " " * len(match[0]), text, flags=re.I)


def _ends(found: dict[str, str | None], table: BlockTable) -> tuple[str | None, str | None]:
    get = {name: value for name, value in found.items() if value}
    if "start" in get:
        return get["start"], get["end"]
    if "whole" in get:
        return f"{get['whole']}-01-01", f"{get['whole']}-12-31"
    year = int(get["year"])
    if "months" in get:
        return _months(year, 1, _count(get["months"], table))
    if "half" in get:
        return _months(year, 7, 12)
    if "quarter" in get:
        quarter = _QUARTERS.get(get["quarter"].upper()) or int(get["quarter"])
        return _months(year, 3 * quarter - 2, 3 * quarter)
    if "only" in get:
        return _months(year, int(get["only"]), int(get["only"])) if 1 <= int(get["only"]) <= 12 else (None, None)
    return _point(get, ""), _point(get, "2")


def _point(get: dict[str, str], which: str) -> str | None:
    parts = [get.get(name + which) for name in ("year", "month", "day")]
    numbers = [int(part) for part in parts if part]
    if not numbers or not 1 <= numbers[1] <= 12 or (len(numbers) > 2 and not 1 <= numbers[2] <= 31):
        return None
    return "-".join([str(numbers[0]), *(f"{number:02}" for number in numbers[1:])])


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}"


def _count(words: str, table: BlockTable) -> int:
    return int(words) if words.isdecimal() else table.month_words[words.lower()]
