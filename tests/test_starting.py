"""A site of one's own: made, built, brought up to date; from the wheel as from a checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generator import starting
from generator.diagnostics import DanvanError, ExitCode
from generator.entities import Locality
from generator.pipeline import load_site
from generator.rules import check_content
from generator.starting import CONFLICTS, GIVEN, State, start, update
from generator.tables import Tables, load_tables
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def province(tables: Tables) -> Locality:
    (unit,) = tables.gazetteer.named("Tỉnh Hà Tĩnh", date(2026, 1, 1))
    return unit


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the program gives, to be changed as a later version of it would be."""
    folder = tmp_path / "program"
    for name in ("site_config", "overrides", "content/pages"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "package.json", *(f"node_modules/{one}" for one in starting.LIBRARIES)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    monkeypatch.setattr(starting, "shipped", lambda: folder)
    return folder


@pytest.fixture
def own(tmp_path: Path, program: Path, province: Locality) -> Path:  # noqa: ARG001
    start(tmp_path / "own", province)
    return tmp_path / "own"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def states(root: Path) -> dict[str, State]:
    return {one.name: one.state for one in update(root)}


def test_a_new_site_has_its_name_its_pages_and_every_unit_of_the_province(own: Path) -> None:
    site, diagnostics = load_site(own)
    assert diagnostics == ()
    assert site.tables.settings.name == "Kho mô hình Dân vận khéo tỉnh Hà Tĩnh"
    assert "site_name: Kho mô hình Dân vận khéo tỉnh Hà Tĩnh\n" in (own / "mkdocs.yml").read_text(encoding="utf-8")
    communes = [unit for unit in site.localities.values() if unit.level == "commune"]
    assert sum(unit.until is None for unit in communes) == 69
    assert sum(unit.until is not None for unit in communes) > 200
    assert {"tinh-ha-tinh", "huyen-duc-tho-ha-tinh"} <= site.localities.keys()
    assert not any("Quảng Ngãi" in unit.full_name for unit in site.localities.values())


def test_a_new_site_lets_no_complaint_stand_yet(own: Path) -> None:
    text = (own / "site_config" / "ignore.yml").read_text(encoding="utf-8")
    assert text.count("\n") == sum(line.startswith("# ") for line in text.split("\n")) >= 3
    assert load_tables(own / "site_config").ignores == ()
    assert not [one for one in check_content(own, date(2026, 1, 1)).diagnostics if one.code == "DV010"]


def test_nothing_is_made_over_a_site(own: Path, province: Locality) -> None:
    with pytest.raises(DanvanError) as stop:
        start(own, province)
    assert stop.value.diagnostics[0].code == "DV820"
    with pytest.raises(DanvanError) as stop:
        list(update(own.parent))
    assert stop.value.diagnostics[0].code == "DV821"


def test_an_update_takes_what_is_new_and_keeps_what_people_changed(own: Path, program: Path) -> None:
    assert states(own) == {}
    edit(own / "site_config" / "steps.yml", "Đăng ký", "Đăng ký xây dựng")
    edit(own / "overrides" / "home.html", "dv-hero", "dv-hero ha-tinh")
    (own / "overrides" / "404.html").unlink()
    edit(program / "site_config" / "labels.yml", "home: Trang chủ", "home: Trang đầu")
    with (program / "site_config" / "steps.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: spread, name: Lan tỏa}\n")
    edit(program / "overrides" / "404.html", "về trang chủ", "về trang đầu")
    (program / "overrides" / "new.html").write_text("mới\n", encoding="utf-8")
    found = states(own)
    assert found == {
        "site_config/labels.yml": State.UPDATED,
        "site_config/steps.yml": State.UPDATED,
        "overrides/404.html": State.KEPT,
        "overrides/new.html": State.CREATED,
    }
    steps = (own / "site_config" / "steps.yml").read_text(encoding="utf-8")
    assert "Đăng ký xây dựng" in steps
    assert "Lan tỏa" in steps
    assert "ha-tinh" in (own / "overrides" / "home.html").read_text(encoding="utf-8")
    assert not (own / "overrides" / "404.html").exists()
    assert states(own) == {}


def test_a_conflict_leaves_the_file_and_is_settled_by_a_person(own: Path, program: Path) -> None:
    edit(own / "site_config" / "labels.yml", "home: Trang chủ", "home: Trang nhà")
    edit(program / "site_config" / "labels.yml", "home: Trang chủ", "home: Trang đầu")
    (found,) = update(own)
    assert found.state is State.CONFLICT
    assert found.diagnostics[0].code == "DV822"
    assert "home: Trang nhà\n" in (own / "site_config" / "labels.yml").read_text(encoding="utf-8")
    conflict = own / CONFLICTS / "site_config" / "labels.yml"
    assert states(own) == {"site_config/labels.yml": State.CONFLICT}
    text = conflict.read_text(encoding="utf-8").split("\n")
    head = next(number for number, line in enumerate(text) if line.startswith("<<<<<<< "))
    tail = next(number for number, line in enumerate(text) if line.startswith(">>>>>>> "))
    conflict.write_text("\n".join([*text[:head], "home: Trang đầu nhà", *text[tail + 1 :]]), encoding="utf-8")
    assert states(own) == {"site_config/labels.yml": State.UPDATED}
    assert not conflict.exists()
    assert "home: Trang đầu nhà\n" in (own / "site_config" / "labels.yml").read_text(encoding="utf-8")
    assert states(own) == {}


def test_own_words_are_nobody_else_s(own: Path, program: Path) -> None:
    edit(program / "site_config" / "site.yml", "name: Kho", "name: Kho chung")
    (program / "content" / "pages" / "gioi-thieu.md").write_text("x", encoding="utf-8")
    assert states(own) == {}
    assert not (own / GIVEN / "site_config" / "site.yml").exists()


def test_the_wheel_makes_and_builds_a_site(tmp_path: Path) -> None:
    """Build the wheel, install it apart from this checkout, make a site with it and build that."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(
        ".git", "build", "tests", "*.egg-info", "__pycache__", "shared", ".venv", ".*_cache"
    )
    shutil.copytree(ROOT, source, ignore=ignored, symlinks=False)
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(source)], check=True, timeout=300)
    (wheel,) = tmp_path.glob("danvan-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"generator/messages/start.yml", "generator/cli/words.yml", "generator/starter/mkdocs.yml"} <= names
    shutil.rmtree(source)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    where = {**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1", "PATH": os.environ["PATH"]}

    def danvan(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=tmp_path, env=where, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    made = danvan("init", "kho", "--province", "Hà Tĩnh")
    assert made.returncode == ExitCode.OK, made.stderr
    assert (tmp_path / "kho" / "node_modules" / starting.LIBRARIES[0]).is_file()
    built = danvan("build", "--strict", "--root", "kho")
    assert built.returncode == ExitCode.OK, built.stderr
    assert "tỉnh Hà Tĩnh" in (tmp_path / "kho" / "build" / "site" / "index.html").read_text(encoding="utf-8")
