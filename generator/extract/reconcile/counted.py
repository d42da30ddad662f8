"""Lists against the counts stated before them: "21 xã: Bình An, …", "bốn khâu: …".

Only lists whose items are plainly items are judged: names written with capitals, or quoted phrases. A list that goes on
("…", "v.v.") is not.
"""

import re
from collections.abc import Iterator

from generator.document import FigureCheck
from generator.entities import Span
from generator.extract.reconcile.amounts import Amount, Amounts
from generator.extract.sentences import UPPER

_MOST = 200
_LONGEST = 4000
_FEWEST = 5
_GATHERS = r"(?:gồm|bao gồm|gồm có|đó là|là|sau|như sau)"
_LEAD = re.compile(rf"\s?(?:(?:[^\W\d_]+\s){{0,6}}?{_GATHERS}\s?)?(?P<mark>[:(])\s*(?:{_GATHERS}\s?)?:?\s*")
_TYPES = "xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|quận|thôn|đặc khu"
_ITEM = rf"(?:(?i:{_TYPES})\s)?"
_WORD = rf"[{UPPER}][^\W\d_]*"
_NAME = rf"(?:{_WORD}|\d{{1,2}})(?:[\s-]+(?:{_WORD}|\d{{1,2}}(?!\d)))*"
_JOINT = r"\s?(?:[,;]|,?\svà)\s(?:và\s)?"
_SERIES = rf"{_ITEM}{_NAME}(?:{_JOINT}{_ITEM}{_NAME})+"
_GOES_ON = r"\s(?!và\s|cùng\s|với\s|hoặc\s|khác|xã|phường|thôn)[a-zà-ỹ]"
_NAMES = re.compile(rf"{_SERIES}(?=\s*(?:[.;:)\n]|$|{_GOES_ON}))")
_NOTE = re.compile(rf"\n\[(?P<mark>\d{{1,3}})\]\s(?P<list>{_SERIES})\s*\.?(?=\n|$)")
_MARK = re.compile(r"\[(\d{1,3})\]")
_EVERY = re.compile(r"(?<!\w)(?:100%|tất cả|toàn bộ|cả)(?!\w)")
_SPLIT = re.compile(_JOINT)
_COLON = re.compile(r":\s")
_WORDED = re.compile(r"(?<!\w)(?P<numeral>[^\W\d_]++)\s(?:[^\W\d_]++\s?){1,3}$")
_LIST_END = re.compile(r"[.;\n]|$")


def counted_lists(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every count that its own list follows."""
    for amount in amounts.all:
        if amount.is_rate or amount.approximate or not 2 <= amount.value <= _MOST or amount.value != int(amount.value):
            continue
        lead = _LEAD.match(amounts.plain, amount.span.end)
        if lead:
            yield from _check(amounts, amount, lead.end())


def _check(amounts: Amounts, amount: Amount, start: int) -> Iterator[FigureCheck]:
    match = _NAMES.match(amounts.text, start, start + _LONGEST)
    if match and not amounts.rules.open.match(amounts.plain, match.end()):
        yield _counted(amount, len(_SPLIT.split(match[0])), Span(*match.span()))
        return
    quoted = _quoted(amounts.plain, start)
    if quoted:
        yield _counted(amount, quoted[0], Span(start, quoted[1]))


_QUOTED = re.compile(r'"[^"\n]{2,160}"(?P<gap>[^"\n.]{0,60}?)(?=[;,]|\svà\s|[.)\n]|$)')
_AND = re.compile(r"\s*(?:[;,]|và)+\s*(?:và\s)?(?:mô hình\s)?")


def _quoted(plain: str, start: int) -> tuple[int, int] | None:
    """Return how many quoted items stand from ``start`` on, and where they end; None if they are no closed list."""
    count, at = 0, start
    while match := _QUOTED.match(plain, at):
        count, at = count + 1, match.end()
        joint = _AND.match(plain, at)
        if not joint or plain[joint.end() : joint.end() + 1] != '"':
            break
        at = joint.end()
    closed = plain[at : at + 1] in (".", ")", "\n", "") and plain[at : at + 2] != ".."
    return (count, at) if count >= 2 and closed else None


def _counted(amount: Amount, count: int, span: Span) -> FigureCheck:
    return FigureCheck("list_count", "len(list)", amount.value, count, count == amount.value, (amount.span, span))


def worded_lists(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check that holds for every "bốn khâu: a, b, c và d"; a list that seems not to is none."""
    for colon in _COLON.finditer(amounts.plain):
        low = max(0, colon.start() - 30)
        match = _WORDED.search(amounts.plain[low : colon.start()])
        stated = amounts.rules.numerals.get(match["numeral"]) if match else None
        end = _LIST_END.search(amounts.plain, colon.end(), colon.end() + _LONGEST) if stated else None
        if match and stated and end:
            items = _SPLIT.split(amounts.plain[colon.end() : end.start()])
            if len(items) == stated:
                span = Span(low + match.start(), colon.start())
                yield FigureCheck("list_count", "len(list)", stated, len(items), True, (span,))


def noted_lists(amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every footnote that lists "100% huyện[3]" against the number of such units the text states."""
    notes = list(_NOTE.finditer(amounts.text))
    anchors = {mark[1]: mark.start() for mark in reversed(list(_MARK.finditer(amounts.text)))} if notes else {}
    for note in notes:
        anchor = anchors[note["mark"]]
        level = next((level for level, words in amounts.rules.levels if words.search(note["list"])), None)
        if level is None or not _EVERY.search(amounts.plain, max(0, anchor - 120), anchor):
            continue
        stated = [amount for amount in amounts.all if amount.unit == level]
        count = len(_SPLIT.split(note["list"]))
        if count >= _FEWEST and len({amount.value for amount in stated}) == 1:
            yield _counted(stated[0], count, Span(*note.span("list")))
