"""What waits for an editor, from what a check found and what records say of themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.completeness import completeness
from generator.diagnostics import Diagnostic, Severity
from generator.records import Entry, ModelRecord, Record, ReportRecord, Review
from generator.rules import Checked
from generator.rules.review import is_stale, last_seen

GROUPS = ("errors", "conflicts", "figures", "drafts", "stale", "stubs", "reports", "doubts")
"""What can wait, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: about which record or file, at which line, and in short why."""

    id: str
    name: str
    file: str
    line: int
    why: str


def waiting(checked: Checked, today: date) -> dict[str, tuple[Item, ...]]:
    """Return what waits by group, every group of GROUPS present, each in the order of files."""
    entries = [entry for entry in checked.site.entries.values() if entry.record.review is not Review.RETIRED]
    by_file = {entry.file: entry for entry in checked.site.entries.values()}
    reports = {entry.file for entry in entries if isinstance(entry.record, ReportRecord)}

    def said(wanted: Callable[[Diagnostic], bool]) -> Iterator[Item]:
        return (_said(one, by_file.get(one.location.file)) for one in checked.diagnostics if wanted(one))

    found = {
        "errors": said(lambda one: one.severity is Severity.ERROR),
        "conflicts": said(lambda one: one.code == "DV680"),
        "figures": said(lambda one: one.code.startswith("DV4") and one.severity is not Severity.NOTE),
        "drafts": (_about(entry, "") for entry in entries if _is_draft(entry)),
        "stale": (_about(entry, f"{last_seen(entry.record):%d/%m/%Y}") for entry in entries if _is_stale(entry, today)),
        "stubs": _stubs(entries, checked),
        "reports": said(lambda one: one.location.file in reports and one.code not in ("DV681",)),
        "doubts": said(lambda one: one.code == "DV681"),
    }
    return {name: tuple(found[name]) for name in GROUPS}


def _is_draft(entry: Entry[Record]) -> bool:
    return entry.record.review is Review.DRAFT and isinstance(entry.record, ModelRecord | ReportRecord)


def _is_stale(entry: Entry[Record], today: date) -> bool:
    return is_stale(entry.record, today)


def _stubs(entries: list[Entry[Record]], checked: Checked) -> Iterator[Item]:
    for entry in entries:
        if isinstance(entry.record, ModelRecord):
            told = completeness(entry, checked.site.tables)
            if told.level == "stub":
                yield _about(entry, f"{told.percent}%: {', '.join(told.missing)}")


def _about(entry: Entry[Record], why: str) -> Item:
    return Item(entry.record.id, entry.record.label, entry.file, 0, why)


def _said(one: Diagnostic, entry: Entry[Record] | None) -> Item:
    name, label = (entry.record.id, entry.record.label) if entry else ("", "")
    return Item(name, label, one.location.file, one.location.line, f"{one.code} {one.message('vi')}")
