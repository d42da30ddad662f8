"""Scores on misread documents: ``python -m benchmarks.inspect.misread [NAME …] [--shared …] [--keep FOLDER] [--show]``.

Our own annotated documents (``tests/inspect/documents``) are printed as pages, worn, and read by Tesseract with its
English model, as bad scanners do; and the received document 000 is scored with the answers of 002, the same report.
Where the words stand differs from the answers, so values are compared: numbers and types of directives, names of
localities, values of figures, titles of sections (nine letters in ten alike), names of models.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from benchmarks.inspect.scores import ROOT, seeds_of
from benchmarks.restore.render_pages import draw_page, read_page, wear, words_of
from generator.inspection import inspect_file
from generator.inspection_json import inspection_json
from generator.tables import Tables, load_tables
from generator.text import match_key
from tests.inspect.annotated import DOCUMENTS, annotated

LINES = 90
ALIKE = 90
"""How alike, in percent, two titles or names must be."""

Answers = dict[str, list[Any]]


def misread(clean: str, name: str, folder: Path) -> str:
    """Return what the English model reads of ``clean`` printed on worn pages; the same name gives the same pages."""
    rng = random.Random(name)
    paragraphs = words_of(clean)
    pages = []
    for start in range(0, len(paragraphs), 12):
        image, dpi, _ = draw_page(paragraphs[start : start + 12], rng, LINES)
        pages.append(read_page(wear(image, rng), dpi, folder, ":3"))
    return "\n".join(pages)


def answers(given: dict[str, Any]) -> Answers:
    """Return the values of gold answers, or of an inspection, that do not depend on where words stand."""
    wanted = {kind: [one for one in given[kind] if not one.get("optional")] for kind in _KINDS}
    sections = [one for one in wanted["sections"] if one.get("kind", "heading") == "heading" and one["level"]]
    return {
        "directives": [(one["type"], one["number"]) for one in wanted["directives"] if one["number"]],
        "localities": [match_key(one["name"]) for one in wanted["localities"]],
        "figures": [value for one in wanted["figures"] if (value := _value(one)) is not None],
        "sections": [one["title"] for one in sections],
        "models": [one["name"] for one in wanted["models"]],
    }


_KINDS = ("directives", "localities", "figures", "sections", "models")


def _value(figure: dict[str, Any]) -> float | None:
    value = figure["value"] if figure["value"] is not None else figure.get("value_min")
    if value is None:
        return None
    scale = {"nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}.get(str(figure["unit"] or "").split(" ")[0], 1)
    return float(value) * scale


def compared(gold: Answers, found: Answers) -> dict[str, tuple[int, int, int, list[str]]]:
    """Return kind -> (right, wanted, found, what differs)."""
    same: dict[str, Callable[[Any, Any], bool]] = {
        "directives": lambda a, b: bool(a[1] == b[1] and (a[0].startswith(b[0]) or b[0].startswith(a[0]))),
        "sections": lambda a, b: ratio(match_key(a), match_key(b)) >= ALIKE,
        "models": lambda a, b: ratio(match_key(a), match_key(b)) >= ALIKE,
    }
    return {kind: _matched(gold[kind], found[kind], same.get(kind, lambda a, b: bool(a == b))) for kind in _KINDS}


def _matched(gold: list[Any], found: list[Any], same: Callable[[Any, Any], bool]) -> tuple[int, int, int, list[str]]:
    left, missed = list(found), []
    for one in gold:
        partner = next((other for other in left if same(one, other)), None)
        if partner is None:
            missed.append(f"missed {one}")
        else:
            left.remove(partner)
    return len(gold) - len(missed), len(gold), len(found), [*missed, *(f"spurious {one}" for one in left)]


def _documents(chosen: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path, Answers]]:
    if not chosen.names or "000" in chosen.names:
        gold = json.loads((chosen.shared / "gold" / "002.json").read_text(encoding="utf-8"))
        yield "000", seeds_of(chosen.shared, ("000",))[0], answers(gold)
    for source in sorted(DOCUMENTS.glob("*.yml")):
        if chosen.names and source.stem not in chosen.names:
            continue
        document = annotated(source)
        path = folder / f"{document.name}.txt"
        if not path.exists():
            path.write_text(misread(document.clean, document.name, folder), encoding="utf-8")
        yield document.name, path, answers(document.gold)


def _told(name: str, counts: Iterable[tuple[str, tuple[int, int, int]]]) -> str:
    cells = [f"{kind} {_share(right, found)}/{_share(right, wanted)}" for kind, (right, wanted, found) in counts]
    return f"{name:34}" + "  ".join(cells)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def main() -> None:
    """Print precision/recall a document and over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="documents to score (all)")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of seeds and gold")
    parser.add_argument("--keep", type=Path, help="folder of the texts read; one that is there is not read again")
    parser.add_argument("--show", action="store_true", help="name what differs")
    chosen = parser.parse_args()
    tables: Tables = load_tables(ROOT / "site_config")
    total: Counter[tuple[str, int]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, path, gold in _documents(chosen, folder):
            found = inspection_json(inspect_file(path, tables), tables)
            results = compared(gold, answers(found))
            for kind, (*counts, _) in results.items():
                total.update({(kind, index): count for index, count in enumerate(counts)})
            print(_told(f"{name} {found['report']['quality']}", ((k, r[:3]) for k, r in results.items())), flush=True)
            if chosen.show:
                print(*(f"    {kind}: {line}" for kind, r in results.items() for line in r[3]), sep="\n")
    sums = ((kind, (total[kind, 0], total[kind, 1], total[kind, 2])) for kind in _KINDS)
    print(_told("all (precision/recall)", sums))


if __name__ == "__main__":
    main()
