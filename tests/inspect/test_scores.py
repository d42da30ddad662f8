"""The scores promised for digital documents hold on the gold documents."""

from pathlib import Path

import pytest

from benchmarks.inspect.scores import LIMITS, inspected, score, seeds_of
from generator.tables import Tables


@pytest.fixture(scope="module")
def outputs(shared_dir: Path, tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return inspected(seeds_of(shared_dir), tmp_path_factory.mktemp("scores"), tables)


def test_the_promised_scores_hold(outputs: list[Path], shared_dir: Path) -> None:
    options = [word for option, limits in LIMITS.items() for word in (option, *(f"{k}={v}" for k, v in limits.items()))]
    done = score(shared_dir, outputs, *options)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_limits_are_able_to_fail(outputs: list[Path], shared_dir: Path) -> None:
    assert score(shared_dir, outputs, "--min", "directives.tp=1000").returncode == 1
