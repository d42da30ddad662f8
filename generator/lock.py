"""A file held against other processes; the operating system lets go of it when the process ends, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HeldError(RuntimeError):
    """Another process holds the file; its number is the argument, "?" if it cannot be told."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold ``path`` while the block runs. Raises HeldError at once if another process does."""
    with path.open("a+", encoding="ascii") as handle:
        if not _take(handle.fileno()):
            raise HeldError(_holder(path))
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _holder(path: Path) -> str:
    """Return the number of the process that holds ``path``; Windows lets nobody else read what is held."""
    try:
        return path.read_text(encoding="ascii").strip() or "?"
    except (OSError, ValueError):
        return "?"


if os.name == "nt":  # pragma: no cover - exercised on Windows only
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
