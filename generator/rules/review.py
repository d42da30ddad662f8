"""A review counts only with a name and a day, and only for so long."""

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Location, complain
from generator.read.content import line_of
from generator.records import Entry, ModelRecord, Record, Review

STALE = 365
"""Days after which a model should be looked at again."""

_MISSING = {
    "reviewed_by": {"vi": "người kiểm duyệt (reviewed_by)", "en": "by whom (reviewed_by)"},
    "reviewed_on": {"vi": "ngày kiểm duyệt (reviewed_on)", "en": "when (reviewed_on)"},
}


def review_faults(entry: Entry[Record], today: date) -> Iterator[Diagnostic]:
    """Yield what makes the review of ``entry`` unsound on ``today``."""
    record = entry.record
    if record.review is Review.VERIFIED:
        for name, missing in _MISSING.items():
            if getattr(record, name) is None:
                yield complain("DV210", _at(entry, "review"), missing=missing, id=record.id)
    if record.reviewed_on and record.reviewed_on > today:
        yield complain("DV211", _at(entry, "reviewed_on"), day=f"{record.reviewed_on:%d/%m/%Y}")
    last = last_seen(record)
    if last and is_stale(record, today):
        where = _at(entry, "reviewed_on" if record.reviewed_on else "updated")
        yield complain("DV212", where, day=f"{last:%d/%m/%Y}", days=(today - last).days, id=record.id)


def last_seen(record: Record) -> date | None:
    """Return the day somebody last looked at a record: of its review, or of its last change where it had none."""
    return record.reviewed_on or record.updated


def is_stale(record: Record, today: date) -> bool:
    """True if a model in use has not been looked at for more than a year."""
    last = last_seen(record)
    in_use = isinstance(record, ModelRecord) and record.review is not Review.RETIRED
    return in_use and last is not None and (today - last).days > STALE


def _at(entry: Entry[Record], field: str) -> Location:
    return Location(entry.file, line_of(entry, field))
