"""What is kept beside a report that was read back from a scan: its lines, and its doubtful words with their candidates.

A report that a better file has replaced keeps none of it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.importing.doubts import Candidates, DoubtfulWord
from generator.inspection import Inspection
from generator.read.originals import OriginalPaths


def kept_beside(found: Inspection, doubts: Sequence[DoubtfulWord], paths: OriginalPaths) -> Mapping[Path, str | None]:
    """Return what has to be written for it: path -> text, None to remove; nothing for what stands there already."""
    wanted: dict[Path, str | None] = {paths.raw: None, paths.read: None, paths.doubts: None}
    if (restored := found.restored) is not None:
        listed = "".join(_lines(doubts, found.document.clean.text))
        wanted = {paths.raw: restored.raw, paths.read: restored.text, paths.doubts: listed}
    return {path: text for path, text in wanted.items() if _held(path) != text}


def read_candidates(path: Path) -> Mapping[tuple[str, str], Candidates]:
    """Return the candidates of doubtful words by (characters received, word read), the surest first."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for value in values_of(path):
        match value:
            case [str(raw), str(read), [*candidates]]:
                known = found.setdefault((raw, read), {})
                for one in candidates:
                    match one:
                        case [str(word), int() | float() as chance]:
                            known[word] = max(chance, known.get(word, 0.0))
    return {key: tuple(sorted(known.items(), key=lambda pair: -pair[1])) for key, known in found.items()}


def values_of(path: Path) -> Iterator[object]:
    """Yield the JSON value of each line of a file kept beside a report; none of a file that is not there.

    A line that is no JSON, as where two people's files were put together, is left out.
    """
    for line in (_held(path) or "").split("\n"):
        with suppress(ValueError, RecursionError):
            yield json.loads(line)


def _lines(doubts: Sequence[DoubtfulWord], text: str) -> Iterator[str]:
    for one in doubts:
        yield json.dumps((one.raw, text[one.span.start : one.span.end], one.candidates), ensure_ascii=False) + "\n"


def _held(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
