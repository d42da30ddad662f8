"""The doubtful words that editors settled, kept for good beside their reports, and the words still to be settled.

A report imported again may no longer doubt a word; what a person once said of it is not forgotten.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.importing.beside import read_candidates, values_of
from generator.importing.doubts import Candidates, Settled, marked_words, settled
from generator.read.originals import IMPORTED, original_paths
from generator.records import RECORDS, PageRecord, ReportRecord


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A word still marked in a content file: where its mark stands in the file's text, and what it may be.

    ``line`` and ``column`` count from 1; ``before`` and ``after`` are the words around it on its line.
    """

    path: Path
    start: int
    end: int
    line: int
    column: int
    read: str
    raw: str
    candidates: Candidates
    before: str
    after: str


def open_doubts(root: Path, files: Sequence[Path] = ()) -> Iterator[OpenDoubt]:
    """Yield every doubtful word marked in the content below ``root``, or in ``files`` only, in order."""
    folders = [root / "content" / schema.folder for schema in RECORDS if schema is not PageRecord]
    for path in files or (path for folder in folders for path in sorted(folder.rglob("*.md"))):
        yield from doubts_in(path, path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n"), root)


def doubts_in(path: Path, text: str, root: Path) -> Iterator[OpenDoubt]:
    """Yield the doubtful words marked in ``text``, which is the file at ``path``."""
    known: Mapping[tuple[str, str], Candidates] | None = None
    for start, end, read, raw in marked_words(text):
        known = _candidates(path, root) if known is None else known
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        yield OpenDoubt(
            path, start, end, text.count("\n", 0, start) + 1, start - first + 1, read, raw, known.get((raw, read), ()),
            text[first:start], text[end : last if last >= 0 else len(text)],
        )  # fmt: skip


def _candidates(path: Path, root: Path) -> Mapping[tuple[str, str], Candidates]:
    """Return what is known of the words of a file: of its own report, or of all reports for a draft made from one."""
    own = original_paths(root, path.stem).doubts
    every = sorted(own.parent.glob("*.doubts.json"))
    found: dict[tuple[str, str], Candidates] = {}
    for one in [own] if path.parent.name == ReportRecord.folder else every:
        found.update(read_candidates(one))
    return found


def settled_so_far(root: Path, report: str) -> Counter[Settled]:
    """Return the words of a report that people settled, with how often they settled them so.

    A line of their file that says no such thing (two people's files were put together) counts as none.
    """
    found: Counter[Settled] = Counter()
    for value in values_of(original_paths(root, report).settled):
        match value:
            case [str(raw), str(guess), str(true), int(count)]:
                found[Settled(raw, guess, true)] = count
    versions = [_text(root / "content" / IMPORTED / ReportRecord.folder / f"{report}.md"),
                _text(root / "content" / ReportRecord.folder / f"{report}.md")]  # fmt: skip
    return found | Counter(settled(*versions)) if all(versions) else found


def remembered(root: Path, report: str) -> Mapping[Path, str]:
    """Return what has to be written for settled words to be known after the next import: path -> text."""
    path = original_paths(root, report).settled
    found = sorted(settled_so_far(root, report).items(), key=lambda pair: (pair[0].raw, pair[0].guess, pair[0].true))
    text = "".join(json.dumps((s.raw, s.guess, s.true, count), ensure_ascii=False) + "\n" for s, count in found)
    return {path: text} if text and text != _text(path) else {}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
