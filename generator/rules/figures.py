"""Figures of front matter that do not agree: parts and totals, rates, the same figure twice.

Only counts that say what they count (``measure``) of which field can be compared; nothing is corrected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import floor

from generator.diagnostics import Diagnostic, Location, complain
from generator.read.content import line_of
from generator.records import DirectiveRecord, Entry, Figure, PageRecord, Record
from generator.tables import Tables
from generator.text import match_key

TOTAL = "total"
NEAR = 1.0
"""Percentage points: a rate farther than this from all that can be computed is a rate of something else."""

Numbered = tuple[int, Figure]
Counts = Mapping[tuple[str | None, str], Numbered]
"""Counts of models by field (None for all) and measure."""


def figure_faults(entry: Entry[Record], tables: Tables) -> Iterator[Diagnostic]:
    """Yield what does not agree among the figures of ``entry``."""
    if isinstance(entry.record, DirectiveRecord | PageRecord):
        return
    figures: Sequence[Figure] = getattr(entry.record, "figures", ())
    if len(figures) < 2:
        return
    yield from _repeated(entry, figures)
    groups: dict[object, list[Numbered]] = defaultdict(list)
    for number, figure in enumerate(figures):
        groups[match_key(figure.scope or ""), repr(figure.period)].append((number, figure))
    for group in groups.values():
        counts = {(f.field, f.measure): (n, f) for n, f in reversed(group) if f.measure and f.unit != "%"}
        if counts:
            yield from _sums(entry, counts, tables)
            yield from _larger(entry, counts)
            yield from _rates(entry, [one for one in group if one[1].unit == "%"], counts)


def _repeated(entry: Entry[Record], figures: Sequence[Figure]) -> Iterator[Diagnostic]:
    """Yield figures that count the same and differ; of one that has a unit alone ("việc") nobody knows what it is."""
    seen: dict[object, Figure] = {}
    for number, figure in enumerate(figures):
        if match_key(figure.what) == match_key(figure.unit) and not figure.measure:
            continue
        scope = match_key(figure.scope or "")
        key = (match_key(figure.what), match_key(figure.unit), scope, repr(figure.period), figure.field, figure.measure)
        first = seen.setdefault(key, figure)
        if first.value != figure.value:
            values = {"what": figure.what, "stated": _shown(first.value), "computed": _shown(figure.value)}
            yield complain("DV412", _at(entry, number), **values)


def _sums(entry: Entry[Record], counts: Counts, tables: Tables) -> Iterator[Diagnostic]:
    """Yield totals that the four fields, all of them stated, do not add up to."""
    for (field, measure), (number, whole) in counts.items():
        parts = [counts[choice.id, measure][1] for choice in tables.fields if (choice.id, measure) in counts]
        if field is None and len(parts) == len(tables.fields):
            computed = sum(part.value for part in parts)
            if abs(computed - whole.value) > 1e-9 * abs(computed):
                expression = " + ".join(_shown(part.value) for part in parts)
                values = {"stated": _shown(whole.value), "computed": _shown(computed), "expression": expression}
                yield complain("DV410", _at(entry, number), **values)


def _larger(entry: Entry[Record], counts: Counts) -> Iterator[Diagnostic]:
    """Yield parts larger than the total of their own field."""
    for (field, measure), (number, part) in counts.items():
        whole = counts.get((field, TOTAL))
        if measure != TOTAL and whole and part.value > whole[1].value:
            values = {"what": part.what, "stated": _shown(part.value), "computed": _shown(whole[1].value)}
            yield complain("DV413", _at(entry, number), **values)


def _rates(entry: Entry[Record], rates: Sequence[Numbered], counts: Counts) -> Iterator[Diagnostic]:
    """Yield rates that come near a rate the counts give, but are not it, neither rounded nor cut off."""
    for number, rate in rates:
        parts = [figure for (field, _), (_, figure) in counts.items() if field == rate.field]
        wholes = [counts[field, TOTAL][1] for field in (rate.field, None) if (field, TOTAL) in counts]
        pairs = [(a, b) for a, b in product(parts, wholes) if a is not b and 0 < a.value <= b.value]
        if not pairs:
            continue
        part, whole = min(pairs, key=lambda pair: abs(_rate(*pair) - rate.value))
        exact = _rate(part, whole)
        if abs(exact - rate.value) <= NEAR and not _is(rate.value, exact):
            yield complain(
                "DV411",
                _at(entry, number),
                stated=_shown(rate.value),
                computed=_shown(round(exact, 2)),
                expression=f"{_shown(part.value)} / {_shown(whole.value)}",
            )


def _rate(part: Figure, whole: Figure) -> float:
    return 100 * part.value / whole.value


def _is(stated: float, exact: float) -> bool:
    """True if ``stated`` is ``exact`` rounded or cut off to as many decimals as it has."""
    unit = 10.0 ** len(f"{stated}".partition(".")[2].rstrip("0"))
    return abs(stated - exact) <= 0.5 / unit + 1e-9 or abs(stated - floor(exact * unit) / unit) < 1e-9


def _shown(value: float) -> str:
    text = f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"
    return text.translate(str.maketrans(",.", ".,"))


def _at(entry: Entry[Record], number: int) -> Location:
    return Location(entry.file, line_of(entry, "figures", number))
