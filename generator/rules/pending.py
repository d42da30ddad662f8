"""What imports left for a person: conflicts nobody has settled, words read with doubt."""

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, complain
from generator.markdown import DOUBT, author_links
from generator.records import Entry, Record

_KEPT = ".imported"
_MARK = "<<<<<<< "


def conflicts(root: Path) -> Iterator[Diagnostic]:
    """Yield each conflict file that still has open places, at the first of them."""
    for path in sorted((root / "content" / _KEPT).rglob("*.conflict.md")):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        marked = [number for number, line in enumerate(lines, 1) if line.startswith(_MARK)]
        where = Location(path.relative_to(root).as_posix(), marked[0] if marked else 1)
        yield complain("DV680", where, count=max(1, len(marked)))


def doubtful(entry: Entry[Record]) -> Iterator[Diagnostic]:
    """Yield one note for a text with words that nobody has settled."""
    if DOUBT not in entry.body:
        return
    words = [link for link in author_links(entry.body) if link.target.startswith(DOUBT)]
    if words:
        line = entry.body_line + entry.body.count("\n", 0, words[0].span.start)
        yield complain("DV681", Location(entry.file, line), count=len(words), word=words[0].words)
