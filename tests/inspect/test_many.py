"""Many files are inspected by any executor: same results, in order, and no file stops the others."""

from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.diagnostics import DanvanError
from generator.inspection_many import inspect_many, inspected

SITE_CONFIG = Path(__file__).resolve().parents[2] / "site_config"
TEXT = "Thực hiện Kế hoạch số {}/KH-UBND ngày 05/02/2024 của UBND huyện Bình Sơn, xã đã vận động 12 hộ hiến đất."


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number}.txt" for number in range(1, 8)]
    for number, path in enumerate(files, start=1):
        path.write_text(TEXT.format(number), encoding="utf-8")
    files[3].write_bytes(bytes(range(1, 32)) * 40)
    return files


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(2)], ids=["processes", "given"])
def test_files_come_in_order_and_one_that_cannot_be_read_gives_its_error(
    executor: Executor | None, paths: list[Path]
) -> None:
    found = list(inspect_many(paths, SITE_CONFIG, executor, workers=2))
    assert [path for path, _ in found] == paths
    assert [type(result) for _, result in found].count(DanvanError) == 1
    assert isinstance(found[3][1], DanvanError)
    numbers = [result["directives"][0]["number"] for _, result in found if isinstance(result, dict)]
    assert numbers == [f"{number}/KH-UBND" for number in (1, 2, 3, 5, 6, 7)]
    assert found[0][1] == inspected(paths[0], SITE_CONFIG)
