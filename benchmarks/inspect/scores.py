"""Scores of ``danvan inspect``: ``python -m benchmarks.inspect.scores [--keep] [--misses] [--all] [--shared …]``.

Scored are the gold documents and, under ``own``, the annotated documents of ``tests/inspect/documents`` together.
Prints the metrics with what they gained or lost against the committed ``baseline.json``; ``--keep`` writes today's
metrics there, ``--misses`` names what own documents miss, ``--all`` prints counts and single documents as well.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.inspection import inspect_file
from generator.inspection_json import inspection_json
from generator.tables import Tables, load_tables
from tests.inspect.annotated import DOCUMENTS, annotated

ROOT = Path(__file__).resolve().parents[2]
BASELINE = Path(__file__).with_name("baseline.json")
SEEDS = ("002", "004")
_COUNTS = ("tp", "fp", "fn", "neutral", "traps")

LIMITS = {
    "--min": {
        "directives.f1": 0.98,
        "directives.date": 0.95,
        "directives.issuer": 0.95,
        "directive_mentions.f1": 0.97,
        "localities.f1": 0.97,
        "locality_mentions.f1": 0.95,
        "models.f1": 0.95,
        "movements.f1": 0.90,
        "figures.f1": 0.92,
        "sections.f1": 0.97,
        "report.accuracy": 1,
        "figure_checks.recall_arithmetic": 1,
        "paragraphs.f1": 0.98,
    },
    "--max": {"report.invented": 0, "figure_checks.false_alarms": 0, "text.cer": 0.002},
}
"""What the project promises for digital documents; a limit that does not hold fails the scorer."""


def inspected(seeds: Iterable[Path], folder: Path, tables: Tables) -> list[Path]:
    """Write the JSON of every seed into ``folder`` and return the files."""
    written = []
    for seed in seeds:
        path = folder / f"{seed.stem}.json"
        path.write_text(json.dumps(inspection_json(inspect_file(seed, tables), tables)), encoding="utf-8")
        written.append(path)
    return written


def score(
    shared: Path, outputs: Iterable[Path], *options: str, own: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the scorer of the shared folder over ``outputs``; ``own``: the folder of texts and answers of our own."""
    scorer = [sys.executable, str(shared / "score" / "score_extraction.py")]
    folders = ["--gold", str(own or shared / "gold"), "--raw", str(own or shared / "seeds")]
    command = [*scorer, *map(str, outputs), *folders, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def seeds_of(shared: Path, names: Iterable[str] = SEEDS) -> list[Path]:
    """Return the received documents whose names begin with ``names``."""
    return [next((shared / "seeds").glob(f"{name}_*.txt")) for name in names]


def own_documents(folder: Path) -> list[Path]:
    """Write our own annotated documents and their answers into ``folder``, and return the documents."""
    written = []
    for source in sorted(DOCUMENTS.glob("*.yml")):
        document = annotated(source)
        path = folder / f"{document.name}.txt"
        path.write_text(document.raw, encoding="utf-8", newline="")
        (folder / f"{document.name}.json").write_text(json.dumps(document.gold), encoding="utf-8")
        (folder / f"{document.name}.clean.txt").write_text(document.clean, encoding="utf-8")
        written.append(path)
    return written


def metrics(shared: Path, show: bool = False) -> dict[str, Any]:
    """Return metric -> value: of each gold document, of them together, and of our own together."""
    tables = load_tables(ROOT / "site_config")
    with tempfile.TemporaryDirectory() as name:
        given, own, read = (Path(name) / part for part in ("given", "own", "read"))
        for folder in (given, own, read):
            folder.mkdir()
        gold = score(shared, inspected(seeds_of(shared), given, tables), "--json")
        ours = score(shared, inspected(own_documents(own), read, tables), "--json", "--show-misses", own=own)
    if gold.returncode or ours.returncode:
        raise SystemExit(gold.stderr + ours.stderr)
    found = json.loads(ours.stdout)
    if show:
        print(json.dumps(found["misses"], ensure_ascii=False, indent=1))
    return _flat(json.loads(gold.stdout)["metrics"]) | _flat({"own": found["metrics"]["micro"]})


def _flat(found: Any, prefix: str = "") -> dict[str, Any]:
    if not isinstance(found, dict):
        return {prefix: found}
    flat: dict[str, Any] = {}
    for key, value in found.items():
        flat |= _flat(value, f"{prefix}.{key}" if prefix else str(key))
    return flat


def told(now: dict[str, Any], before: dict[str, Any]) -> Iterable[str]:
    """Yield a line a metric, with its change."""
    for name, value in now.items():
        old = before.get(name)
        change = value - old if isinstance(value, float | int) and isinstance(old, float | int) else 0
        mark = f"  {change:+.4f}" if change else "  new" if name not in before else ""
        yield f"{name:50}{_words(value):>12}{mark}"


def _telling(name: str) -> bool:
    """Whether a metric is one of those a reader looks at first: ratios of all documents together."""
    group, _, metric = name.partition(".")
    return group in ("micro", "own") and metric.rsplit(".", 1)[-1] not in _COUNTS


def _words(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write today's metrics as the baseline")
    parser.add_argument("--misses", action="store_true", help="name what is missed in our own documents")
    parser.add_argument("--all", action="store_true", help="print counts, and each gold document by itself")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of seeds, gold and scorer")
    chosen = parser.parse_args()
    now = metrics(chosen.shared, chosen.misses)
    before = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    shown = now if chosen.all else {name: value for name, value in now.items() if _telling(name)}
    print(*told(shown, before), sep="\n")
    if chosen.keep:
        BASELINE.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
