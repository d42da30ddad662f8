"""What importing one long list costs: ``python -m benchmarks.lists.measure_import [ROWS …]``.

Each size runs in a process of its own, once as new content and once again unchanged, beside openpyxl alone reading the
rows of the same workbook. A ratio that stays as lists grow is a cost that grows with them. The models are invented.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook, load_workbook

from generator.importing import Library
from generator.lists import import_list
from generator.tables import load_tables

ROOT = Path(__file__).resolve().parents[2]
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_WORDS = ("tổ", "tự quản", "đường hoa", "vườn mẫu", "hũ gạo", "nhóm hộ", "nuôi bò", "thắp sáng", "hòa giải", "sạch đẹp")
_COMMUNES = ("Bình Minh", "Bình Trị", "Bình Hải", "Bình Chương", "Bình Thanh", "Bình Hiệp", "Bình Long", "Bình Trung")


def long_list(path: Path, rows: int) -> Path:
    """Make a district's list of ``rows`` models."""
    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["DANH SÁCH MÔ HÌNH HUYỆN BÌNH SƠN, TỈNH QUẢNG NGÃI NĂM 2023"])
    sheet.append(
        ["STT", "Tên mô hình", "Xã", "Lĩnh vực", "Năm công nhận", "Kinh phí (triệu đồng)", "Kết quả", "Cách làm"]
    )
    for number in range(1, rows + 1):
        name = f"{' '.join(chance.sample(_WORDS, 5)).capitalize()} {number}"
        field, year, money = chance.choice(("Kinh tế", "VH-XH", "QP-AN")), chance.randint(2015, 2023), number / 2
        texts = " ".join(chance.choices(_WORDS, k=20)), "\n- ".join(chance.choices(_WORDS, k=8))
        sheet.append([number, name, chance.choice(_COMMUNES), field, year, money, *texts])
    book.save(path)
    return path


def measure(rows: int) -> None:
    """Print a line of the table: what one size takes, in processor time of all processes, and MiB at most."""
    tables = load_tables(ROOT / "site_config")
    _ = tables.gazetteer, tables.place_names
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content" / "models").mkdir(parents=True)
        path = long_list(root / "list.xlsx", rows)
        times = [_spent()]
        for _row in load_workbook(path, read_only=True).worksheets[0].values:
            pass
        times.append(_spent())
        for _again in range(2):
            done = import_list(path, Library(root, tables))
            times.append(_spent())
            assert len(done.outcomes) == rows
    plain, first, again = (after - before for before, after in pairwise(times))
    memory = max(resource.getrusage(who).ru_maxrss for who in _WHO) // 1024
    print(f"| {rows} | {first / plain:.1f} | {again / plain:.1f} | {memory} |", flush=True)


def _spent() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[1000, 5000, 25000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.here:
        print("| rows | import, openpyxl = 1 | the same again | largest process, MiB |", flush=True)
        print("| ---: | ---: | ---: | ---: |", flush=True)
    for rows in given.rows:
        if given.here:
            measure(rows)
        else:
            command = [sys.executable, "-m", "benchmarks.lists.measure_import", "--here", str(rows)]
            subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
