"""A list that is as it was when it was imported is known without proposing its rows; any doubt, and it is imported.

``Site.take`` compares what is known with what importing comes to in every test of this folder.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import danvan
from generator.lists.remembering import Remembered
from tests.lists.conftest import TODAY, Site

UNIT = "Huyện Bình Sơn, tỉnh Quảng Ngãi"
ROWS = "STT;Tên mô hình;Xã;Kết quả đạt được\n1;Tổ tự quản;Bình Minh;Giúp 3 hộ\n2;Đường hoa;Bình Trị;Trồng 2 km hoa\n"
MODEL = "content/models/binh-minh-to-tu-quan.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "danh sách.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def known(site: Site, path: Path, today: dt.date = TODAY) -> bool:
    place = site.tables.gazetteer.named(UNIT, TODAY)[0]
    return Remembered(site.root, site.tables, today).recall(path, place) is not None


def appended(file: str, words: str) -> Callable[[Site, Path], None]:
    def edit(site: Site, _: Path) -> None:
        path = site.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + words, encoding="utf-8")

    return edit


def test_it_is_known_and_told_as_an_import_tells_it(site: Site, path: Path) -> None:
    assert not known(site, path)
    site.take(path, UNIT)
    assert known(site, path)
    assert {one.state for one in site.take(path, UNIT).outcomes} == {"unchanged"}


def test_what_people_write_in_its_models_is_theirs(site: Site, path: Path) -> None:
    site.take(path, UNIT)
    appended(MODEL, "\nThêm một câu.\n")(site, path)
    assert known(site, path)
    site.take(path, UNIT)
    assert "Thêm một câu." in (site.root / MODEL).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        lambda _, path: path.write_text(ROWS.replace("3 hộ", "4 hộ"), encoding="utf-8"),
        lambda site, _: (site.root / MODEL).unlink(),
        lambda site, _: (site.root / MODEL).rename(site.root / "content/models/ten-moi.md"),
        lambda site, _: (site.root / "content/.imported/models/binh-minh-to-tu-quan.md").unlink(),
        lambda site, _: next((site.root / "content/.imported/lists").glob("*.yml")).unlink(),
        appended("content/models/cua-nguoi.md", "---\nid: cua-nguoi\nname: Của người\n---\n"),
        appended("content/directives/22-ct-tu.md", "---\nid: 22-ct-tu\n---\n"),
        appended("content/.imported/models/binh-minh-to-tu-quan.conflict.md", "x"),
    ],
    ids=["list", "deleted", "renamed", "base", "ledger", "another model", "directive", "clash"],
)  # fmt: skip
def test_any_doubt_and_it_is_imported(site: Site, path: Path, edit: Callable[[Site, Path], object]) -> None:
    site.take(path, UNIT)
    edit(site, path)
    assert not known(site, path)


def test_another_place_table_or_month_may_read_it_otherwise(site: Site, path: Path) -> None:
    site.take(path, UNIT)
    other = site.tables.gazetteer.named("Tỉnh Quảng Ngãi", TODAY)[0]
    assert Remembered(site.root, site.tables, TODAY).recall(path, other) is None
    assert not known(site, path, TODAY + dt.timedelta(60))


def test_what_is_written_while_an_import_works_is_seen_by_the_next(site: Site, path: Path) -> None:
    memory, place = Remembered(site.root, site.tables, TODAY), site.tables.gazetteer.named(UNIT, TODAY)[0]
    memory.recall(path, place)
    done = site.take(path, UNIT)
    appended("content/directives/22-ct-tu.md", "---\nid: 22-ct-tu\n---\n")(site, path)
    memory.keep(path, place, done)
    memory.save()
    assert not known(site, path)


def test_the_command_says_the_same_twice(site: Site, path: Path) -> None:
    (site.root / "build").mkdir()
    (site.root / "site_config").symlink_to(site.tables.folder)
    command = ["--lang", "en", "import", str(path), "--root", str(site.root), "--locality", UNIT]
    first, second = (CliRunner().invoke(danvan, command) for _ in range(2))
    assert first.exit_code == second.exit_code == 0, first.output
    assert "New: 2" in first.output
    assert second.output == first.output.replace("New: 2", "Unchanged: 2")
