"""Files made to fill the memory or never to end: refused with a reason or read, within the memory one file may take."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.bounds import OverdueError, memory_bounded, time_bounded
from generator.diagnostics import DanvanError
from generator.read.received import read_received
from tests.conftest import ROOT
from tests.received.bombs import documents, lists

MOST = 2_000
"""Megabytes of memory that no file may make the process hold: beyond lies what would stop a small office machine."""
LOOK = """
import resource, sys
from pathlib import Path
from generator.bounds import memory_bounded
from generator.diagnostics import DanvanError
from generator.read.received import read_received
from generator.read.sheets import is_list, read_book
for name in sys.argv[1:]:
    code = ""
    try:
        (read_book if is_list(Path(name)) else read_received)(Path(name))
    except DanvanError as stop:
        code = stop.diagnostics[0].code
    print(Path(name).name, code)
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process")
@pytest.mark.parametrize("made", [documents, lists])
def test_bombs_do_not_fill_the_memory(made: object, tmp_path: Path) -> None:
    wanted = made(tmp_path)  # type: ignore[operator]
    command = [sys.executable, "-c", LOOK, *map(str, wanted)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    *told, peak = done.stdout.splitlines()
    assert told == [f"{path.name} {code}" for path, code in wanted.items()]
    assert int(peak.split()[1]) < MOST


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process")
def test_memory_is_limited_for_the_block_only() -> None:
    with pytest.raises(MemoryError), memory_bounded(50_000_000):
        bytearray(500_000_000)
    assert len(bytearray(500_000_000)) == 500_000_000


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")
def test_what_takes_too_long_is_stopped_though_it_swallows_errors() -> None:
    stopped = 0

    def swallow() -> None:
        nonlocal stopped
        try:
            time.sleep(5)
        except OverdueError:
            stopped += 1
        time.sleep(5)

    with pytest.raises(OverdueError), time_bounded(0.05):
        swallow()
    assert stopped == 1
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_thread_is_left_alone() -> None:
    done = []

    def work() -> None:
        with memory_bounded(1), time_bounded(0.001):
            done.append(len(bytearray(1_000_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1_000_000]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(DanvanError) as caught:
        read_received(tmp_path / "a.txt")
    assert caught.value.diagnostics[0].code == "DV616"
