"""The ladder of a model climbs in order, within the model's time, and not into the future."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.diagnostics import Diagnostic, Location, complain
from generator.read.content import line_of
from generator.records import Entry, ModelRecord, MovementRecord, Period, Record, ReportRecord, Status
from generator.site import Site
from generator.tables import Tables

Moment = date | int


def ladder_faults(entry: Entry[Record], site: Site, today: date) -> Iterator[Diagnostic]:
    """Yield what does not fit in the days of a record's steps and period."""
    record = entry.record
    if isinstance(record, ModelRecord | MovementRecord | ReportRecord):
        yield from _backwards(entry, record.period)
    if isinstance(record, ModelRecord):
        for number, status in enumerate(record.status):
            yield from _step(entry, record, number, status, today, site.tables)
        yield from _out_of_order(entry, record, site.tables)


def _backwards(entry: Entry[Record], period: Period | None) -> Iterator[Diagnostic]:
    if period and period.start and period.end and _before(period.end, period.start):
        where = Location(entry.file, line_of(entry, "period", "end"))
        yield complain("DV224", where, start=_said(period.start), end=_said(period.end))


def _step(
    entry: Entry[Record], record: ModelRecord, number: int, status: Status, today: date, tables: Tables
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the day of one step."""
    moment = _moment(status)
    if moment is None:
        return
    start = record.period.start if record.period else None
    registered = status.step == tables.steps[0].id  # one registers before one begins
    wrong: list[tuple[str, dict[str, object]]] = []
    if status.year and status.date and status.year != status.date.year:
        wrong.append(("DV223", {"year": status.year, "day": _said(status.date)}))
    if _before(today, moment):
        wrong.append(("DV222", {"day": _said(moment)}))
    if start and not registered and _before(moment, start):
        wrong.append(("DV221", {"day": _said(moment), "start": _said(start)}))
    for code, values in wrong:
        where = Location(entry.file, line_of(entry, "status", number))
        yield complain(code, where, step=tables.name_of("steps", status.step), **values)


def _out_of_order(entry: Entry[Record], record: ModelRecord, tables: Tables) -> Iterator[Diagnostic]:
    """Yield each step dated before the step below it; a step made more than once counts with its first day."""
    order = [choice.id for choice in tables.steps]
    first: dict[str, tuple[int, Status]] = {}
    for number, status in enumerate(record.status):
        moment, known = _moment(status), first.get(status.step)
        if moment and (known is None or _before(moment, _moment(known[1]) or moment)):
            first[status.step] = (number, status)
    climbed = sorted(first.values(), key=lambda pair: order.index(pair[1].step))
    for (_, lower), (number, upper) in pairwise(climbed):
        lower_day, upper_day = _moment(lower), _moment(upper)
        if lower_day and upper_day and _before(upper_day, lower_day):
            yield complain(
                "DV220",
                Location(entry.file, line_of(entry, "status", number)),
                later=tables.name_of("steps", upper.step),
                later_day=_said(upper_day),
                earlier=tables.name_of("steps", lower.step),
                earlier_day=_said(lower_day),
            )


def _moment(status: Status) -> Moment | None:
    return status.date or status.year


def _before(one: Moment, other: Moment) -> bool:
    """True if ``one`` is surely before ``other``: of a bare year, no day is known."""
    if isinstance(one, int) or isinstance(other, int):
        return _year(one) < _year(other)
    return one < other


def _year(moment: Moment) -> int:
    return moment if isinstance(moment, int) else moment.year


def _said(moment: Moment) -> str:
    return str(moment) if isinstance(moment, int) else f"{moment:%d/%m/%Y}"
