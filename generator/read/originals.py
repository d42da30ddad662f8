"""What a scan said, line by line, as an import keeps it beside the report.

``content/.imported/reports/<id>.raw.txt`` holds the characters received and ``<id>.read.txt`` what was read in them, as
many lines; ``<id>.doubts.json`` the doubtful words with what else they may be, ``<id>.settled.json`` what people made
of them. Texts that do not fit together are taken for none: the report stands without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.records import ReportRecord
from generator.site import Lines

IMPORTED = ".imported"
_RAW, _READ, _DOUBTS, _SETTLED = ".raw.txt", ".read.txt", ".doubts.json", ".settled.json"


@dataclass(frozen=True, slots=True)
class OriginalPaths:
    """Where the two forms of one scan, its doubtful and its settled words stand."""

    raw: Path
    read: Path
    doubts: Path
    settled: Path


def original_paths(root: Path, report: str) -> OriginalPaths:
    """Return where what the scan of a report said is kept below ``root``."""
    folder = root / "content" / IMPORTED / ReportRecord.folder
    return OriginalPaths(*(folder / f"{report}{ending}" for ending in (_RAW, _READ, _DOUBTS, _SETTLED)))


def read_originals(root: Path) -> Mapping[str, Lines]:
    """Return the lines (read, raw) of every scan that is kept, by the id of its report."""
    folder = root / "content" / IMPORTED / ReportRecord.folder
    found: dict[str, Lines] = {}
    for path in sorted(folder.glob(f"*{_RAW}")):
        report = path.name.removesuffix(_RAW)
        paths = original_paths(root, report)
        read, raw = _lines(paths.read), _lines(paths.raw)
        if len(read) == len(raw):
            found[report] = tuple(zip(read, raw, strict=True))
    return found


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "replace").split("\n") if path.is_file() else []
