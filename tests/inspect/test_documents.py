"""Our own annotated documents, of every kind, level and time, are read as well as the gold documents."""

import json
from pathlib import Path

import pytest

from benchmarks.inspect.scores import LIMITS, inspected, own_documents, score
from generator.tables import Tables
from tests.inspect.annotated import DOCUMENTS, annotated

SLACK = 0.03
"""What unseen documents may fall below the scores promised for the gold documents."""

NAMES = [path.stem for path in sorted(DOCUMENTS.glob("*.yml"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def outputs(folder: Path, tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return inspected(own_documents(folder), tmp_path_factory.mktemp("read"), tables)


def test_the_promised_scores_hold_on_all_of_them(outputs: list[Path], folder: Path, shared_dir: Path) -> None:
    least = [f"{name}={value - SLACK}" for name, value in LIMITS["--min"].items()]
    most = [f"{name}={value}" for name, value in LIMITS["--max"].items()]
    done = score(shared_dir, outputs, "--min", *least, "--max", *most, own=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_what_is_cited_and_named_is_found_and_nothing_else(name: str, outputs: list[Path]) -> None:
    """Numbered directives and localities, which everything is linked by, are exactly those marked."""
    found = json.loads(next(path for path in outputs if path.stem == name).read_text(encoding="utf-8"))
    gold = annotated(DOCUMENTS / f"{name}.yml").gold
    assert _numbers(found) - _loose(gold) == _numbers(gold) - _loose(gold)
    assert {one["level"] for one in found["localities"]} <= {one["level"] for one in gold["localities"]}


def _numbers(answers: dict[str, list[dict[str, str]]]) -> set[str]:
    return {one["number"].replace(" ", "") for one in answers["directives"] if one["number"]}


def _loose(gold: dict[str, list[dict[str, list[dict[str, str]]]]]) -> set[str]:
    """Return the numbers that may be found or not: those of soft traps."""
    surfaces = [mention["surface"] for trap in gold["not_directives"] for mention in trap["mentions"]]
    return {surface.split()[-1] for surface in surfaces}
