"""Rules over a whole register: what each file says is well formed, but can it be trusted together with the rest?

Reading and resolving complain of what is wrong in itself; here is what only shows beside other records, beside the
calendar or beside the figures of a text. Every rule is a function from what is checked to complaints; none changes
anything. ``generator/messages/*.yml`` says what each code means.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from generator.clean.words import load_words
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, in_order
from generator.loading import load_site
from generator.memory import Memory
from generator.parallel import each
from generator.records import Audience, Entry, Record
from generator.rules.doubles import doubles
from generator.rules.figures import figure_faults
from generator.rules.ignoring import idle_entries, without_ignored
from generator.rules.ladder import ladder_faults
from generator.rules.lineage import lineage
from generator.rules.orphans import orphans
from generator.rules.paths import unportable_addresses, unportable_files
from generator.rules.pending import conflicts, doubtful
from generator.rules.review import review_faults
from generator.rules.texts import TextChecker
from generator.site import Site
from generator.tables import Tables

__all__ = ["Checked", "check_again", "check_content", "check_register"]

_DIGIT = re.compile(r"\d")
_WHOLE: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (doubles, lineage, orphans, unportable_addresses)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the site, what people should look at, and how many complaints they chose to let stand."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    ignored: int


def check_content(root: Path, today: date, tables: Tables | None = None, memory: Memory | None = None) -> Checked:
    """Check content and tables below ``root`` as of ``today``. Raises DanvanError (DV001, DV002) for wrong tables.

    ``tables`` are those of ``root`` where they are loaded already. What ``memory`` knows of a file that is as it was is
    not found out again.
    """
    memory = memory or Memory()
    folder = root / "site_config"
    tables = tables or Tables(folder)
    if faults := (*tables.faults(), *_faults_of_words(folder)):
        missing = any(one.code == "DV002" for one in faults)
        raise DanvanError(*in_order(faults), exit_code=ExitCode.FAILED if missing else ExitCode.FOUND)
    site, found = load_site(root, Audience.INTERNAL, memory, tables)
    found = in_order((*found, *check_register(site, root, today, memory)))
    kept, used = without_ignored(found, site.tables.ignores, today)
    idle = idle_entries(folder, site.tables.ignores, used, today)
    return Checked(site, in_order((*kept, *idle)), len(found) - len(kept))


def check_again(root: Path, today: date) -> Checked:
    """Check as ``check_content`` does, with what earlier checks found out, and keep what this one did for the next.

    It is kept in ``build/``, where a build has made that folder.
    """
    memory = Memory(root / "build" / "check")
    checked = check_content(root, today, memory=memory)
    memory.turn()
    memory.save()
    return checked


def _faults_of_words(folder: Path) -> tuple[Diagnostic, ...]:
    try:
        load_words(folder)
    except DanvanError as wrong:
        return wrong.diagnostics
    return ()


def check_register(site: Site, root: Path, today: date, memory: Memory) -> Iterator[Diagnostic]:
    """Yield every complaint of the rules about ``site``, read from ``root``, as of ``today``; in no order."""
    entries = list(site.entries.values())
    of_texts = _of_texts(entries, site, memory)  # by others, while the rules here look at the rest
    for entry in entries:
        yield from _of_entry(entry, site, today)
    for rule in _WHOLE:
        yield from rule(site)
    yield from conflicts(root)
    yield from unportable_files(root)
    yield from of_texts


def _of_texts(entries: list[Entry[Record]], site: Site, memory: Memory) -> Iterator[Diagnostic]:
    """Return what does not agree in texts, from memory where text, place and tables are the same; begin at once."""
    known: list[Diagnostic] = []
    new: list[Entry[Record]] = []
    for entry in entries:
        if _DIGIT.search(entry.body):
            found: tuple[Diagnostic, ...] | None = memory.recall("figures", entry.file, _made_from(entry, site.tables))
            if found is None:
                new.append(entry)
            else:
                known += found
    return chain(known, _kept(new, each(TextChecker(site).check, new), site, memory))


def _kept(
    new: list[Entry[Record]], checked: Iterator[tuple[Diagnostic, ...]], site: Site, memory: Memory
) -> Iterator[Diagnostic]:
    for entry, found in zip(new, checked, strict=True):
        memory.keep("figures", entry.file, _made_from(entry, site.tables), found)
        yield from found


def _made_from(entry: Entry[Record], tables: Tables) -> tuple[object, ...]:
    return entry.body, entry.body_line, tables.digest


def _of_entry(entry: Entry[Record], site: Site, today: date) -> Iterator[Diagnostic]:
    yield from review_faults(entry, today)
    yield from ladder_faults(entry, site, today)
    yield from figure_faults(entry, site.tables)
    yield from doubtful(entry)
