"""What waits for an editor, from what a check found and what records say of themselves."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from generator.completeness import completeness
from generator.diagnostics import Diagnostic, Language, Location, Severity, complain
from generator.records import Entry, ModelRecord, Record, ReportRecord, Review
from generator.rules import Checked
from generator.rules.review import is_stale, last_seen

GROUPS = ("errors", "conflicts", "figures", "gone", "drafts", "stale", "stubs", "reports", "doubts")
"""What can wait, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: about which record or file, at which line, and in short why."""

    id: str
    name: str
    file: str
    line: int
    why: str


def waiting(
    checked: Checked, today: date, gone: Collection[str] = (), lang: Language = "vi"
) -> dict[str, tuple[Item, ...]]:
    """Return what waits by group, every group of GROUPS present, each in the order of files.

    ``gone``: ids, former ones too, of models that their list lacks by now. ``lang`` is the language of every reason.
    """
    entries = [entry for entry in checked.site.entries.values() if entry.record.review is not Review.RETIRED]
    by_file = {entry.file: entry for entry in checked.site.entries.values()}
    reports = {entry.file for entry in entries if isinstance(entry.record, ReportRecord)}

    def said(wanted: Callable[[Diagnostic], bool]) -> Iterator[Item]:
        return (_said(one, by_file.get(one.location.file), lang) for one in checked.diagnostics if wanted(one))

    found = {
        "errors": said(lambda one: one.severity is Severity.ERROR),
        "conflicts": said(lambda one: one.code == "DV680"),
        "figures": said(lambda one: one.code.startswith("DV4") and one.severity is not Severity.NOTE),
        "gone": (_gone(entry, lang) for entry in entries if _is_gone(entry, gone)),
        "drafts": (_about(entry, "") for entry in entries if _is_draft(entry)),
        "stale": (_about(entry, _day(last_seen(entry.record), lang)) for entry in entries if _is_stale(entry, today)),
        "stubs": _stubs(entries, checked, lang),
        "reports": said(lambda one: one.location.file in reports and one.code not in ("DV681",)),
        "doubts": said(lambda one: one.code == "DV681"),
    }
    return {name: tuple(found[name]) for name in GROUPS}


def _is_draft(entry: Entry[Record]) -> bool:
    return entry.record.review is Review.DRAFT and isinstance(entry.record, ModelRecord | ReportRecord)


def _is_stale(entry: Entry[Record], today: date) -> bool:
    return is_stale(entry.record, today)


def _day(day: date | None, lang: Language) -> str:
    return f"{day:%d/%m/%Y}" if day and lang == "vi" else str(day or "")


def _is_gone(entry: Entry[Record], gone: Collection[str]) -> bool:
    names = (entry.record.id, *entry.record.aliases)
    return isinstance(entry.record, ModelRecord) and any(name in gone for name in names)


def _gone(entry: Entry[Record], lang: Language) -> Item:
    """Return what an import said when the list no longer had the model."""
    return _said(complain("DV667", Location(entry.file), name=entry.record.label, file=entry.file), entry, lang)


def _stubs(entries: list[Entry[Record]], checked: Checked, lang: Language) -> Iterator[Item]:
    keys = {item.name: item.any[0] for item in checked.site.tables.completeness.items}
    for entry in entries:
        if isinstance(entry.record, ModelRecord):
            told = completeness(entry, checked.site.tables)
            if told.level == "stub":  # the site's own words are Vietnamese; its keys are what the files hold
                missing = told.missing if lang == "vi" else [keys[name] for name in told.missing]
                yield _about(entry, f"{told.percent}%: {', '.join(missing)}")


def _about(entry: Entry[Record], why: str) -> Item:
    return Item(entry.record.id, entry.record.label, entry.file, 0, why)


def _said(one: Diagnostic, entry: Entry[Record] | None, lang: Language) -> Item:
    name, label = (entry.record.id, entry.record.label) if entry else ("", "")
    return Item(name, label, one.location.file, one.location.line, f"{one.code} {one.message(lang)}")
