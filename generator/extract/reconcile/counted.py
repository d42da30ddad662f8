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
_LEAD = re.compile(
    r"\s?(?:(?:[^\W\d_]+\s){0,6}?(?:gồm|bao gồm|gồm có|là|sau|như sau)\s?)?(?P<mark>[:(])\s*(?:gồm|bao gồm|đó là|là)?\s*:?\s*"
)
_ITEM = r"(?:(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|quận|thôn|đặc khu|Xã|Phường|Thị trấn|Huyện|Thị xã|Thành phố|Thôn)\s)?"
_NAME = rf"(?:[{UPPER}][^\W\d_]*|\d{{1,2}})(?:[\s-]+(?:[{UPPER}][^\W\d_]*|\d{{1,2}}(?!\d)))*"
_NAMES = re.compile(rf"{_ITEM}{_NAME}(?:\s?(?:[,;]|,?\svà)\s(?:và\s)?{_ITEM}{_NAME})+(?=\s*(?:[.;:)\n]|$|\s(?!và\s|cùng\s|với\s|hoặc\s|khác|xã|phường|thôn)[a-zà-ỹ]))")
_SPLIT = re.compile(r"\s?(?:[,;]|,?\svà)\s(?:và\s)?")
_COLON = re.compile(r":\s")
_WORDED = re.compile(r"(?<!\w)(?P<numeral>[^\W\d_]+)\s(?:[^\W\d_]+\s?){1,3}$")
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
