"""The same figure told twice: two values of one thing, for the same place and time, cannot both be right.

Two figures are the same only if unit and defining words agree in full, these are enough to tell the thing apart, and
both stand as totals of the same place and time. Growth, parts and plans are left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.document import FigureCheck, FoundFigure
from generator.extract.aligned import plain_form
from generator.extract.reconcile.amounts import Amounts
from generator.text import squeeze

_WORDS = 5
_LONGEST = 200
_PHRASE_END = re.compile(r"[,;:.()\n]")
_PLACE = re.compile(r"(?<!\w)toàn\s(?:tỉnh|huyện|xã|thành phố|thị xã|phường|thị trấn|quận)(?!\w)")


def repeated(figures: Sequence[FoundFigure], amounts: Amounts) -> Iterator[FigureCheck]:
    """Yield a check for every figure told again: it holds if the values agree."""
    told: dict[tuple[str, ...], FoundFigure] = {}
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for figure in figures:
        key = _key(figure, amounts)
        if key is None or figure.value is None:
            continue
        counts[key] += 1
        first = told.setdefault(key, figure)
        if first is not figure and first.value is not None:
            yield FigureCheck("repeated", f"{first.value} = {figure.value}", figure.value, first.value,
                              figure.value == first.value, (figure.span, first.span))  # fmt: skip


def _key(figure: FoundFigure, amounts: Amounts) -> tuple[str, ...] | None:
    """Return what the figure is of, None where the text does not tell it apart from its like."""
    sentence = amounts.sentences.at(figure.span.start)
    before = amounts.plain[max(sentence.start, figure.span.start - 120) : figure.span.start]
    limit = min(sentence.end, figure.span.end + _LONGEST)
    end = _PHRASE_END.search(amounts.plain, figure.span.end, limit)
    what = squeeze(amounts.plain[figure.span.start : end.start() if end else limit].lstrip("0123456789.,"))
    if figure.qualifier or what.count(" ") + 1 < _WORDS or amounts.rules.not_same.search(before):
        return None
    place = _PLACE.search(before)
    if not place:
        return None
    return plain_form(figure.unit), what, squeeze(place[0]), plain_form(figure.period or "")
