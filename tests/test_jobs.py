"""The seam through which work over many files goes: order, little under way, dead processes, other engines."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import distributed
import pytest

from generator.jobs import AHEAD, LostError, run
from tests.conftest import ROOT
from tests.test_cli import danvan


def doubled(number: int) -> int:
    time.sleep(0.002 * (number % 3))
    return 2 * number


def dies_at_seven(number: int) -> int:
    if number == 7:
        os._exit(9)
    return number


def fails(number: int) -> int:
    raise ValueError(number)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    assert list(run(doubled, range(40), jobs)) == [2 * number for number in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do(jobs: int) -> None:
    assert list(run(doubled, [], jobs)) == []


def test_a_process_that_dies_loses_only_its_own_item() -> None:
    results = list(run(dies_at_seven, range(30), 2))
    assert [n for n, result in enumerate(results) if isinstance(result, LostError)] == [7]
    assert [result for result in results if not isinstance(result, LostError)] == [n for n in range(30) if n != 7]


def test_an_exception_is_raised_here() -> None:
    with pytest.raises(ValueError, match="3"):
        list(run(fails, [3], 2))


def test_few_items_are_under_way() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(2) as pool:
        results = run(doubled, items(), 2, pool)
        assert next(results) == 0
        assert len(taken) <= 2 * AHEAD + 1
        results.close()  # type: ignore[attr-defined]


class Counting(Executor):
    """Works at once, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.count += 1
        future: Future[int] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_any_executor_takes_the_work_over() -> None:
    engine = Counting()
    assert list(run(doubled, range(25), 2, engine)) == [2 * number for number in range(25)]
    assert engine.count == 25


def test_a_dask_cluster_takes_the_work_over(tmp_path: Path) -> None:
    """A scheduler and a worker in processes of their own do what ``danvan inspect`` asks, as its pool would."""
    path = tmp_path / "bao-cao.txt"
    path.write_text("Xã Bình Trị vận động 32 hộ theo Chỉ thị số 22-CT/TU ngày 03/4/2017.\n" * 3, encoding="utf-8")
    arguments = ("inspect", "--json", "--jobs", "1", "--root", str(ROOT), str(path), str(tmp_path / "khong-co.txt"))
    options = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(tmp_path)}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        assert list(run(doubled, range(12), 2, client.get_executor())) == [2 * number for number in range(12)]
        there = danvan(*arguments, "--cluster", cluster.scheduler_address)
    here = danvan(*arguments)
    assert there.stdout == here.stdout
    assert (there.returncode, "DV616" in there.stderr) == (here.returncode, True)
