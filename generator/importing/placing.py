"""Puts what an import proposes into ``content/``: whole or not at all, and never over a person's words.

The version proposed last is kept in ``content/.imported/<folder>/<id>.md``; against it one sees what people changed. A
file that a person deleted stays deleted. Where both changed the same words, the person's file stays as it is and the
proposal stands beside the kept version, as ``<id>.conflict.md``, with both sides marked; when it is resolved there (no
marks left), the next import takes it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, refusal
from generator.importing.merging import has_marks, merge
from generator.importing.proposals import Proposal
from generator.read.content import parse_entry
from generator.read.originals import IMPORTED
from generator.records import ReportRecord
from generator.tables import Tables


class State(StrEnum):
    """What became of a proposed file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KNOWN = "known"  # a person's own file, made without an import
    DELETED = "deleted"  # a person deleted it; it stays deleted
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one proposed file, and what is to be written for it: path -> text, None to remove."""

    path: Path
    state: State
    writes: Mapping[Path, str | None] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def place(proposal: Proposal, root: Path, tables: Tables, kept: str | None = None) -> Placed:
    """Return what putting ``proposal`` into the content below ``root`` means. Nothing is written yet.

    ``kept`` is the version proposed last, for a record that has a new id since.
    """
    paths = _Paths.of(proposal, root)
    writes: dict[Path, str | None] = {}
    mine, base = _read(paths.file), _read(paths.base) or kept
    resolved = _read(paths.conflict)
    if resolved is not None and not has_marks(resolved) and mine is not None:
        base = _read(paths.pending) or base
        mine = resolved
        writes = {paths.file: mine, paths.conflict: None, paths.pending: None, paths.base: base}
        resolved = None
    if mine is None and base is not None:
        told = (complain("DV628", _at(paths.file, root), kept=_at(paths.base, root).file),)
        return Placed(paths.file, State.DELETED, {}, told if proposal.schema is ReportRecord else ())
    if mine is None:
        return Placed(paths.file, State.CREATED, {paths.file: proposal.text, paths.base: proposal.text})
    if base is None and (proposal.schema is not ReportRecord or mine == proposal.text):
        return Placed(paths.file, State.KNOWN)
    return _merged(proposal, paths, root, tables, (mine, base or "", resolved), writes)


@dataclass(frozen=True, slots=True)
class _Paths:
    """Where a proposal, its kept version and its conflict stand."""

    file: Path
    base: Path
    conflict: Path
    pending: Path

    @classmethod
    def of(cls, proposal: Proposal, root: Path) -> "_Paths":
        folder = root / "content" / IMPORTED / proposal.schema.folder
        file = root / "content" / proposal.schema.folder / f"{proposal.id}.md"
        names = (f"{proposal.id}{suffix}" for suffix in (".md", ".conflict.md", ".pending.md"))
        return cls(file, *(folder / name for name in names))


def _merged(
    proposal: Proposal,
    paths: _Paths,
    root: Path,
    tables: Tables,
    versions: tuple[str, str, str | None],
    writes: dict[Path, str | None],
) -> Placed:
    """Return the three-way merge of (mine, base) with the proposal; the third version is a conflict still open."""
    mine, base, still_open = versions
    merged = merge(mine, base, proposal.text, (_at(paths.file, root).file, "import"))
    valid = merged.conflicts or parse_entry(merged.text, "", proposal.schema, tables)[0]
    if merged.conflicts or not valid:
        told = complain(
            "DV621",
            _at(paths.conflict, root, merged.line or 1),
            file=_at(paths.file, root).file,
            count=merged.conflicts or 1,
        )
        if still_open is None:
            text = merged.text if merged.conflicts else proposal.text
            writes |= {paths.conflict: text, paths.pending: proposal.text}
        return Placed(paths.file, State.CONFLICT, writes, (told,))
    if merged.text != mine or proposal.text != base:
        writes |= {paths.file: merged.text, paths.base: proposal.text}
    if still_open is not None:  # nothing is left to resolve
        writes |= {paths.conflict: None, paths.pending: None}
    state = State.UPDATED if writes.get(paths.file, mine) != _read(paths.file) else State.UNCHANGED
    return Placed(paths.file, state, writes)


def write_all(writes: Mapping[Path, str | None]) -> None:
    """Write every file beside its place, then put all in; on an error none stays aside. Raises DanvanError (DV623)."""
    ready: list[tuple[Path, Path]] = []
    try:
        for folder in {path.parent for path, text in writes.items() if text is not None}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, text in writes.items():
            if text is not None:
                aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
                ready.append((aside, path))
                aside.write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
        for aside, path in ready:
            aside.replace(path)
        for path, text in writes.items():
            if text is None:
                path.unlink(missing_ok=True)
    except OSError as problem:
        for aside, _ in ready:
            aside.unlink(missing_ok=True)
        told = complain("DV623", Location(str(problem.filename or "content")), problem=refusal(problem))
        raise DanvanError(told, exit_code=ExitCode.FAILED) from problem


def _read(path: Path) -> str | None:
    """Return the text of a file, None if there is none. Raises DanvanError (DV101) if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as problem:
        raise DanvanError(complain("DV101", Location(str(path)), byte=problem.start + 1)) from problem


def _at(path: Path, root: Path, line: int = 0) -> Location:
    return Location(path.relative_to(root).as_posix(), line)
