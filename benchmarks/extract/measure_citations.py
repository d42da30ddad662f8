"""Times how long directives and localities take on a text, and whether the time grows with its length only.

Usage: python benchmarks/extract/measure_citations.py TEXT [TEXT…], each a cleaned text in UTF-8.
"""

import sys
from pathlib import Path
from time import process_time

from generator.document import Context
from generator.extract.directives import find_directives
from generator.extract.localities import find_localities
from generator.tables import Tables, load_tables

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7


def milliseconds(text: str, context: Context, tables: Tables) -> tuple[float, float]:
    """Return the least time of several runs, in milliseconds: directives, localities."""
    best = [float("inf"), float("inf")]
    for run in range(RUNS):
        fresh = text + " " * run  # the plain form of a text is remembered
        start = process_time()
        find_directives(fresh, context, tables)
        middle = process_time()
        find_localities(fresh, context, tables.gazetteer, tables)
        best = [min(best[0], middle - start), min(best[1], process_time() - middle)]
    return best[0] * 1000, best[1] * 1000


def main(paths: list[str]) -> None:
    tables = load_tables(ROOT / "site_config")
    context = Context(tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0])
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        for times in (1, 4, 16):
            cited, named = milliseconds(text * times, context, tables)
            print(f"{path} ×{times}: {len(text) * times} characters, {cited:.1f} + {named:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
