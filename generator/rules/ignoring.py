"""The reasoned list of complaints that people let stand, applied; an entry that does nothing is itself a complaint."""

from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity, complain, rules
from generator.positions import composed, line_at
from generator.tables.ignoring import Ignore

_WHY_NOT = {
    "unknown": {"vi": "không có quy tắc này", "en": "there is no such rule"},
    "error": {"vi": "lỗi làm lệnh dựng dừng lại", "en": "an error stops the build"},
}


def without_ignored(
    diagnostics: Iterable[Diagnostic], ignores: tuple[Ignore, ...], today: date
) -> tuple[tuple[Diagnostic, ...], frozenset[int]]:
    """Return the diagnostics that nobody ignores, and the numbers of the entries that matched one."""
    kept: list[Diagnostic] = []
    used: set[int] = set()
    active = [(n, one) for n, one in enumerate(ignores) if not _is_over(one, today)]
    for diagnostic in diagnostics:
        matching = {n for n, one in active if _matches(one, diagnostic)}
        used |= matching
        if not matching:
            kept.append(diagnostic)
    return tuple(kept), frozenset(used)


def idle_entries(folder: Path, ignores: tuple[Ignore, ...], used: frozenset[int], today: date) -> Iterator[Diagnostic]:
    """Yield a complaint for each entry of ``folder/ignore.yml`` that cannot be, is over, or matched nothing."""
    if not ignores:
        return
    root = composed((folder / "ignore.yml").read_text(encoding="utf-8"))
    for number, one in enumerate(ignores):
        where = Location(f"{folder.name}/ignore.yml", line_at(root, (number,)))
        if one.code not in rules():
            yield complain("DV012", where, rule=one.code, problem=_WHY_NOT["unknown"])
        elif rules()[one.code].severity is Severity.ERROR:
            yield complain("DV012", where, rule=one.code, problem=_WHY_NOT["error"])
        elif one.until and _is_over(one, today):
            yield complain("DV011", where, rule=one.code, file=one.file, day=f"{one.until:%d/%m/%Y}")
        elif number not in used:
            yield complain("DV010", where, rule=one.code, file=one.file)


def _matches(one: Ignore, diagnostic: Diagnostic) -> bool:
    return (
        diagnostic.code == one.code
        and diagnostic.severity is not Severity.ERROR
        and fnmatchcase(diagnostic.location.file, one.file)
        and one.words in diagnostic.message("vi")
    )


def _is_over(one: Ignore, today: date) -> bool:
    return one.until is not None and one.until < today
