"""How fast reports are inspected: ``python -m benchmarks.inspect.speed [--reports N] [--long] [--shared …]``.

Inspects N copies of the longest received digital report (004, 48,000 characters) through ``inspect_many`` on all cores,
and prints wall time, processor time and the memory of the greediest process after a quarter and at the end (flat, if
the two are alike). ``--long`` inspects one text of growing length instead, wrapped and as a single line: time for each
million characters (linear, if it stays).
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inspect.scores import ROOT, seeds_of
from generator.inspection import inspect_file
from generator.inspection_many import inspect_many
from generator.tables import load_tables

SITE_CONFIG = ROOT / "site_config"
MILLION = 1_000_000


def _memory() -> float:
    """Return the most memory, in MB, that a process of this run or a child that ended has held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _processor() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


def many(report: Path, count: int) -> Iterator[str]:
    """Yield what a quarter of ``count`` copies takes, and then what all take."""
    for share in (count // 4, count):
        began, worked = time.perf_counter(), _processor()
        found = sum(isinstance(result, dict) for _, result in inspect_many([report] * share, SITE_CONFIG))
        wall, cpu = time.perf_counter() - began, _processor() - worked
        each = f"{1000 * cpu / share:.0f} ms a report"
        cores = f"{wall:.1f} s on {os.cpu_count()} cores, {cpu:.1f} s of processor ({each})"
        yield f"{found} reports: {cores}, {_memory():.0f} MB"


def long(report: Path) -> Iterator[str]:
    """Yield what ever longer texts take, made of one report again and again."""
    text, tables = report.read_text(encoding="utf-8"), load_tables(SITE_CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        for name, size in (("text", 1), ("text", 5), ("text", 20), ("line", 5), ("line", 50)):
            whole = text * (size * MILLION // len(text) + 1)
            path.write_text((whole.replace("\n", " ") if name == "line" else whole)[: size * MILLION], encoding="utf-8")
            began = time.process_time()
            inspect_file(path, tables)
            took = time.process_time() - began
            yield f"{name} of {size} M characters: {took:.1f} s, {took / size:.2f} s a million, {_memory():.0f} MB"


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports to inspect")
    parser.add_argument("--long", action="store_true", help="one long text instead of many reports")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the received documents")
    chosen = parser.parse_args()
    report = seeds_of(chosen.shared, ("004",))[0]
    for line in long(report) if chosen.long else many(report, chosen.reports):
        print(line, flush=True)


if __name__ == "__main__":
    main()
