"""Cells read into values: days and years, yes and no, numbers with their unit. What cannot be is told, not guessed."""

import datetime as dt
import re
from dataclasses import dataclass

from generator.extract.numbers import NUMBER, scaled, value_of
from generator.lists.columns import plain
from generator.read.sheets import Value
from generator.tables import Tables
from generator.text import match_key, squeeze

FIRST_YEAR = 1945
_SERIALS = (25_569, 80_000)
"""Day numbers of spreadsheets for 1970 to 2119; years lie below, mistyped ones ("20222") too."""
_EPOCH = dt.date(1899, 12, 30)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?<!\d[/.-])(?:19|20)\d\d(?!\d)")
"""Not that of "3/2021"; that of "Quý II-2021"."""
_MONTH = re.compile(
    r"(?:tháng|t\.?)?\s*(\d{1,2})\s*[/-]\s*((?:19|20)\d\d)|tháng\s*(\d{1,2})\s*năm\s*((?:19|20)\d\d)", re.I
)
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|ERR!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}")
_NUMBER = re.compile(rf"({NUMBER})\s*(.*)", re.DOTALL)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a year as a cell gives it. ``exact``: the cell says nothing else; ``wrong``: it can be no such day."""

    value: dt.date | int | None
    exact: bool = True
    wrong: bool = False


def is_error(value: Value) -> bool:
    """True for the sign a spreadsheet shows in place of a result."""
    return isinstance(value, str) and bool(_ERRORS.fullmatch(value))


def shown(value: Value) -> str:
    """Return a cell's value as people write it: 05/03/2023, 1.234.567, 12,5."""
    match value:
        case bool():
            return "có" if value else "không"
        case dt.datetime() | dt.date():
            return f"{value:%d/%m/%Y}" if value.year > 999 else str(value)
        case int() if abs(value) < 10_000:
            return str(value)
        case int():
            return f"{value:,}".replace(",", ".")
        case float():
            return f"{value:,.10g}".replace(",", " ").replace(".", ",").replace(" ", ".") if value == value else ""
    return value


def moment_of(value: Value, last: dt.date) -> Moment:
    """Return the day or year a cell gives; none after ``last`` or before 1945 is believed."""
    if isinstance(value, bool):
        return Moment(None)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return _believed(value, True, last)
    if isinstance(value, int | float):
        whole = int(value)
        if _SERIALS[0] <= whole <= _SERIALS[1]:
            return _believed(_EPOCH + dt.timedelta(days=whole), True, last)
        return _believed(whole, whole == value, last) if whole > 31 else Moment(None, wrong=True)
    return _moment_in(value, last)


def _moment_in(words: str, last: dt.date) -> Moment:
    text = words.strip()
    if re.fullmatch(r"\d{5}", text) and _SERIALS[0] <= int(text) <= _SERIALS[1]:  # the day of a sheet saved as text
        return moment_of(int(text), last)
    for pattern, order in ((_ISO, (1, 2, 3)), (_WORDY, (3, 2, 1)), (_DAY, (3, 2, 1))):
        if match := pattern.search(text):
            year, month, day = (int(match[group]) for group in order)
            year += 2000 if year < 100 else 0
            bare = match[0] == re.sub(r"^ngày\s+(?=\d+\s*[/.-])", "", text, flags=re.IGNORECASE)
            try:
                return _believed(dt.date(year, month, day), bare, last)
            except ValueError:
                return Moment(None, False, True)
    years = _YEAR.findall(text)
    if len(years) == 1:
        return _believed(int(years[0]), plain(text) in (years[0], f"nam {years[0]}"), last)
    if match := _MONTH.search(text):
        return _believed(int(match[2] or match[4]), False, last)
    wrong = bool(re.fullmatch(r"\d{1,8}", text)) or bool(re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d+", text))
    return Moment(None, False, wrong)


def _believed(found: dt.date | int, exact: bool, last: dt.date) -> Moment:
    year = found if isinstance(found, int) else found.year
    after = found > last.year if isinstance(found, int) else found > last
    return Moment(None, False, True) if year < FIRST_YEAR or after else Moment(found, exact)


def years_of(words: str) -> tuple[int | None, int | None] | None:
    """Return the years of "2021-2023", "từ 2021 đến 2023", "từ 2021 đến nay", "2021"; None for other words."""
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)]
    key = re.sub(r"\b(?:tu|den|nam|nay|giai|doan|\d{4})\b|[\s-]", "", plain(words))
    if key or not 0 < len(years) <= 2 or years != sorted(years):
        return None
    if len(years) == 2:
        return years[0], years[1]
    return (years[0], None) if re.search(r"\bnay\b|^tu\b", plain(words)) else (years[0], years[0])


def mark_of(value: Value, tables: Tables) -> bool | None:
    """Return whether a cell is a mark that says yes or no; None for other words."""
    if isinstance(value, bool):
        return value
    words = match_key(str(value))
    if words in map(match_key, tables.list_words.marks):
        return True
    return False if words in map(match_key, tables.list_words.no_marks) else None


def number_of(value: Value) -> tuple[int | float, str] | None:
    """Return a number and the words after it; None for other words and for ranges ("50-60 triệu")."""
    if isinstance(value, bool | dt.date):
        return None
    if isinstance(value, int | float):
        return value, ""
    text = value.strip().replace("\u00a0", " ")
    if _ENGLISH.fullmatch(text) and text.count(",") + text.count(".") > 1:
        plain_number = text.replace(",", "")
        return (float(plain_number) if "." in plain_number else int(plain_number)), ""
    match = _NUMBER.fullmatch(text)
    if match is None or any(char.isdigit() for char in match[2]):
        return None
    return value_of(match[1]), match[2].strip(" .;")


def measured(number: int | float, unit: str, tables: Tables) -> tuple[int | float, str] | None:
    """Return a number in full units: 350 "triệu đồng" is 350000000 "đồng". None for a unit that is not known."""
    words = tables.figure_words
    spellings = {match_key(found): name for found, name in tables.list_words.unit_spellings.items()}
    parts = match_key(spellings.get(match_key(unit), unit)).split(" ")
    factor = 1
    scales = {match_key(word): by for word, by in words.scales.items()}
    while parts and parts[0] in scales:
        factor *= scales[parts.pop(0)]
    rest = " ".join(parts)
    known = {match_key(found): shown_as for found, shown_as in words.measures.items()}
    if not rest and factor > 1:
        return scaled(number, factor), tables.list_words.money_unit
    nouns = {match_key(noun) for noun in (*words.nouns, *words.short_nouns)}
    name = known.get(rest) or (rest if rest in nouns else "")
    return (scaled(number, factor), name) if name else None


def one_line(words: str) -> str:
    """Return words as a value of one line, without characters nobody sees."""
    return "".join(char for char in squeeze(words) if char.isprintable())


def short(words: str) -> str:
    """Return words as a complaint quotes them: one line of at most 80 characters."""
    line = one_line(words)
    return line if len(line) <= 80 else f"{line[:79]}…"
