"""Finds every regular expression that ``generator`` compiled while it did what it is for.

Run as ``python -m tests.regexes.collecting FOLDER``: every module is imported and, in ``FOLDER``, a site of the small
content is made, reports and lists are imported into it, and it is built. Patterns made from tables are made on the way.
"""

import importlib
import json
import pkgutil
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LADDER = "STT,Tên mô hình,Đơn vị,Tình trạng\n1,Đường hoa,Xã Bình Chương,Công nhận 2022; nhân rộng 2023\n"
REPORT = """I. Kết quả

Ông Nguyễn Văn Thử, thôn 3, số nhà 5, ĐT 0912345678, nhà riêng 0255 3822345, CCCD 051099000001, số tài khoản 123456789.

Trên đây là kết quả năm 2022, UBND huyện Bình Sơn kính báo cáo.

KT. CHỦ TỊCH PHÓ CHỦ TỊCH

Nguyễn Văn Thử
"""


def collect(folder: Path) -> None:
    """Do everything with the compiler of patterns watched, and write ``[pattern, flags, [places]]`` of each pattern."""
    seen: dict[tuple[str | bytes, int], set[str]] = {}
    watch(seen)
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    exercise(folder)
    found = [[pattern, flags, sorted(at)] for (pattern, flags), at in seen.items() if isinstance(pattern, str)]
    (folder / "patterns.json").write_text(json.dumps(found), encoding="utf-8")


def watch(seen: dict[tuple[str | bytes, int], set[str]]) -> None:
    """Note in ``seen`` what Python compiles for ``generator``, and in which lines."""
    compiled: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: int) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if frame.f_code.co_filename.startswith(str(ROOT / "generator")) and isinstance(pattern, str | bytes):
            place = f"{Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_lineno}"
            seen.setdefault((pattern, int(flags)), set()).add(place)
        return compiled(pattern, flags)

    re._compile = compiling  # type: ignore[attr-defined]


def exercise(folder: Path) -> None:
    """Inspect, import and build below ``folder``."""
    from click.testing import CliRunner

    from generator.clean.words import Words, load_words
    from generator.cli import danvan
    from generator.importing import Library, import_found
    from generator.inspection import inspect_file
    from generator.lists import import_list
    from generator.personal import find_personal
    from generator.pipeline import build
    from generator.tables import load_tables
    from tests.inspect.annotated import DOCUMENTS, annotated
    from tests.lists.making import district_summary, registration_list
    from tests.received.test_encodings import tcvn3

    shutil.copytree(ROOT / "tests" / "small" / "content", folder / "content")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    tables = load_tables(folder / "site_config")
    for source in sorted(DOCUMENTS.glob("*.yml")):
        path = folder / f"{source.stem}.txt"
        path.write_text(annotated(source).raw, encoding="utf-8", newline="")
        import_found(inspect_file(path, tables), Library(folder, tables))
    for made in (district_summary(folder / "a.xlsx"), registration_list(folder / "b.xlsx")):
        import_list(made, Library(folder, tables), None, False, date(2026, 11, 21))
    (folder / "c.csv").write_text(LADDER, encoding="utf-8")
    import_list(folder / "c.csv", Library(folder, tables), None, False, date(2026, 11, 21))
    (folder / "old.txt").write_bytes(tcvn3(REPORT))
    CliRunner().invoke(danvan, ["inspect", str(folder / "old.txt"), "--raw-pages", "1"])
    for name, value in vars(Words).items():
        if isinstance(value, cached_property):
            getattr(load_words(folder / "site_config"), name)
    find_personal(REPORT, tables.personal_words)
    build(folder, lambda _: None)


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
