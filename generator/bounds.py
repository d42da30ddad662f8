"""How much memory and time the reading of one received file may take, where the system can hold it to that.

Every reader bounds what it takes of a file by itself; this stands behind them, for what libraries do with files made to
harm. Linux limits the memory of a process; where there are alarms (not on Windows), an alarm ends what takes too long.
Work in a thread that is not the first is left to the limits of whoever started it (``dask``'s workers have their own).
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

MEGABYTE = 1_000_000
MEMORY = 1_500 * MEGABYTE
"""Bytes that the reading of one file may take beyond what the process has."""
_AGAIN = 1.0
_STATISTICS = Path("/proc/self/statm")


class OverdueError(Exception):
    """The block took longer than it may; the argument is that time in seconds."""


@contextmanager
def memory_bounded(size: int) -> Iterator[None]:
    """Let the block take ``size`` bytes more than the process has now; asking for more raises MemoryError."""
    if not _may_limit() or not _STATISTICS.exists():
        yield
        return
    import resource

    pages = int(_STATISTICS.read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + size
    known = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def time_bounded(seconds: float) -> Iterator[None]:
    """Raise OverdueError in the block after ``seconds``, and again each second, should a library swallow it."""
    if not _may_limit() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise OverdueError(seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _may_limit() -> bool:
    """True in the first thread: limits and alarms are those of the whole process."""
    return threading.current_thread() is threading.main_thread()
