"""What an organisation's own texts, and the words its editors settled, teach the restorer of its site.

Taught anew each time, from what is shipped, the texts given and every word settled so far: the same input gives the
same data. Misread texts teach nothing.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.clean import clean
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, refusal
from generator.importing.doubts import Settled, holds_doubt, settled_lines
from generator.importing.settling import settled_so_far
from generator.inspection import DIGITAL, learnt_path
from generator.markdown import spoken
from generator.read.originals import IMPORTED
from generator.read.received import read_received
from generator.records import ReportRecord
from generator.restore import quality
from generator.restore.restorer import DATA
from generator.restore.train import train
from generator.tables import Tables


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt: texts, syllables in them, words settled; ``data`` is where it is kept, ``size`` in bytes."""

    data: Path
    size: int
    texts: int
    syllables: int
    settled: int
    diagnostics: tuple[Diagnostic, ...]


def teach(folders: Sequence[Path], root: Path, tables: Tables) -> Lesson:
    """Teach the restorer of the site below ``root``. Raises DanvanError (DV703) where there is nothing to learn."""
    texts = _Texts(folders, tables)
    words: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for report in _reports(root):
        words.update({(one.true, one.raw): n for one, n in settled_so_far(root, report.stem).items() if _teaches(one)})
        lines += _lines(report, root)
    data = learnt_path(tables)
    aside = data.with_name(f".{data.name}.{os.getpid()}.tmp")
    try:
        learnt = train(chain(texts, lines), (), DATA, aside, settled=words)
        if not learnt["symbols"] and not learnt["pairs"]:
            nothing = complain("DV703", Location(" ".join(map(str, folders)) or "content"))
            raise DanvanError(nothing, *texts.diagnostics, exit_code=ExitCode.FOUND)
        aside.replace(data)
    except OSError as problem:
        told = complain("DV623", Location(str(data)), problem=refusal(problem))
        raise DanvanError(told, exit_code=ExitCode.FAILED) from problem
    finally:
        aside.unlink(missing_ok=True)
    size = data.stat().st_size
    return Lesson(data, size, texts.count, learnt["symbols"], words.total(), tuple(texts.diagnostics))


class _Texts:
    """The clean texts in some folders, read one at a time; files that cannot teach are complained of."""

    def __init__(self, folders: Iterable[Path], tables: Tables) -> None:
        self._folders, self._tables = folders, tables
        self.count = 0
        self.diagnostics: list[Diagnostic] = []

    def __iter__(self) -> Iterator[str]:
        for path in self._paths():
            try:
                received = read_received(path, measure=quality)
            except DanvanError as stop:
                self.diagnostics += stop.diagnostics
                continue
            share = quality(received.text)
            if share < DIGITAL:
                self.diagnostics.append(complain("DV702", Location(str(path)), quality=f"{share:.0%}"))
                continue
            self.count += 1
            yield clean(received.text, self._tables, file=received.file, whole=received.whole).clean.text

    def _paths(self) -> Iterator[Path]:
        for folder in self._folders:
            inside = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
            yield from (path for path in inside if not path.name.startswith((".", "~")))


def _reports(root: Path) -> Iterator[Path]:
    """Yield every imported report that people have not deleted."""
    folder = root / "content" / ReportRecord.folder
    for base in sorted((root / "content" / IMPORTED / ReportRecord.folder).glob("*.md")):
        if (folder / base.name).is_file():
            yield folder / base.name


def _lines(report: Path, root: Path) -> Iterator[str]:
    """Yield the lines of a report in which people settled every doubtful word."""
    base = root / "content" / IMPORTED / ReportRecord.folder / report.name
    proposed, kept = (path.read_text(encoding="utf-8", errors="replace") for path in (base, report))
    yield from (spoken(line) for line in settled_lines(proposed, kept) if not holds_doubt(line))


def _teaches(one: Settled) -> bool:
    """True if one word was read from some characters; a guess that was right teaches as well."""
    return " " not in one.true and bool(one.raw.strip()) and any(map(str.isalpha, one.true))
