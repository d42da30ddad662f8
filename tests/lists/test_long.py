"""Lists long enough to be shared among processes, and several lists of one command."""

from pathlib import Path

import pytest

from generator.importing import Library
from generator.lists import import_list
from generator.tables import Tables
from tests.lists.conftest import TODAY, Site

UNIT = "Huyện Bình Sơn, tỉnh Quảng Ngãi"
COMMUNES = ("Bình Minh", "Bình Trị", "Bình Hải")


def long_list(path: Path, rows: int) -> Path:
    lines = ["DANH SÁCH MÔ HÌNH NĂM 2023", "STT;Tên mô hình;Xã;Lĩnh vực;Kết quả đạt được"]
    lines += [f"{n};Tổ tự quản số {n};{COMMUNES[n % 3]};Kinh tế;Giúp {n} hộ" for n in range(1, rows + 1)]
    lines.append(f"{rows + 1};{'x' * 700};Bình Minh;Kinh tế;")  # no name is so long: said, and no others lost
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_processes_write_what_one_writes(tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    path, made = long_list(tmp_path / "dai.csv", 450), []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        site = Site(tmp_path / f"site-{cores}", tables)
        done = site.take(path, UNIT)
        made.append((done, site.files()))
        again = site.take(path, UNIT)
        assert {one.state for one in again.outcomes} <= {"unchanged", "refused"}
        assert site.files() == made[-1][1]
    (one, files), (other, same) = made
    assert len(one.outcomes) == 451
    assert (one.outcomes, one.diagnostics, files) == (other.outcomes, other.diagnostics, same)


def test_the_next_list_of_a_command_knows_what_the_one_before_wrote(site: Site, tmp_path: Path) -> None:
    library = Library(site.root, site.tables)
    unit = site.tables.gazetteer.named(UNIT, TODAY)[0]
    import_list(long_list(tmp_path / "mot.csv", 3), library, unit, False, TODAY)
    done = import_list(long_list(tmp_path / "hai.csv", 1).rename(tmp_path / "ba.csv"), library, unit, False, TODAY)
    assert [one.state for one in done.outcomes][:1] != ["created"]
    assert sum("to-tu-quan-so-1" in name for name in site.models()) == 1


def test_models_gone_from_a_long_list_are_each_named_once(site: Site, tmp_path: Path) -> None:
    path = long_list(tmp_path / "dai.csv", 40)
    site.take(path, UNIT)
    before = site.files()
    done = site.take(long_list(path, 30), UNIT)
    assert sorted(one.name for one in done.gone) == sorted(f"Tổ tự quản số {n}" for n in range(31, 41))
    assert {name for name in before if name.startswith("models/")} <= site.files().keys()
