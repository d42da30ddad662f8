"""The offline edition in a real browser, opened from a disk: no server, no network, everything found."""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.diagnostics import DanvanError
from generator.offline import write_offline
from generator.offline.fulltext import fulltext_script

NAME = "kho"


@pytest.fixture(scope="module")
def stick(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip unpacked into a folder with the kind of name people give folders."""
    folder = tmp_path_factory.mktemp("USB của Hạnh 100%")
    write_offline(site_dir, folder / "kho.zip", NAME, "Kho thử")
    with zipfile.ZipFile(folder / "kho.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test on a console error, a script error or a request to anywhere but the disk."""
    wrong: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: wrong.append(str(problem)))
    page.on(  # a request given up because one went on to another page is no fault
        "requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else wrong.append(request.url)
    )
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url)
    )
    yield page
    page.close()
    assert wrong == []


def test_a_double_click_leads_to_a_model_found_without_diacritics(page: Page, stick: Path) -> None:
    page.goto((stick / f"{NAME}.html").as_uri())
    page.wait_for_url("**/kho/index.html")
    box = page.locator("[data-search-box] [data-search-input]").filter(visible=True).first
    box.click()
    box.press_sequentially("kien co hoa kenh muong")
    page.get_by_role("option", name=re.compile("Đồng lòng kiên cố hóa")).first.click()
    expect(page.locator("h1")).to_contain_text("Đồng lòng kiên cố hóa kênh mương")
    page.get_by_role("link", name="Chỉ thị số 22-CT/TU").first.click()
    expect(page.locator("h1")).to_contain_text("Chỉ thị số 22-CT/TU")


def test_the_full_text_of_reports_is_searched(page: Page, stick: Path) -> None:
    page.goto((stick / NAME / "tim-kiem.html").as_uri() + "?q=giai+phong+mat+bang")
    found = page.locator("[data-search-fulltext] .danvan-result")
    expect(found.first).to_be_visible()
    expect(found.first.locator("mark").first).to_have_text(re.compile("giải", re.IGNORECASE))
    found.first.locator("p a").click()
    page.wait_for_url("**/bao-cao/*")
    expect(page.locator(":target")).to_be_visible()


def test_a_word_no_report_has_finds_none(page: Page, stick: Path) -> None:
    page.goto((stick / NAME / "tim-kiem.html").as_uri() + "?q=zzyzx")
    expect(page.locator("[data-search-fulltext-results]")).to_have_text("Không có báo cáo nào chứa các từ này.")


def test_filters_work_and_typing_goes_on(page: Page, stick: Path) -> None:
    page.goto((stick / NAME / "tim-kiem.html").as_uri())
    page.locator("[data-search-page] [data-search-input]").fill("binh son")
    page.get_by_role("checkbox", name="Mô hình").check()
    expect(page.locator("p[data-search-status]")).to_contain_text("kết quả")
    expect(page.locator(".danvan-result__kind").first).to_have_text("Mô hình")


def test_every_report_section_is_in_the_table(site_dir: Path) -> None:
    pages = json.loads(fulltext_script(site_dir).partition("= ")[2])
    assert {address for address, _, _ in pages} == {
        f"bao-cao/{path.name}" for path in (site_dir / "bao-cao").glob("*.html") if path.name != "index.html"
    }
    for address, title, sections in pages:
        html = (site_dir / address).read_text(encoding="utf-8")
        assert sections[0][1] == title
        assert "¶" not in json.dumps(sections, ensure_ascii=False)
        assert {anchor for anchor, _, _ in sections} >= set(re.findall(r'<h2 id="([^"]+)"', html))


def test_the_same_site_gives_the_same_bytes(site_dir: Path, tmp_path: Path) -> None:
    digests = set()
    for name in ("a.zip", "b.zip"):
        write_offline(site_dir, tmp_path / name, NAME, "Kho thử")
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("name", ["con.html", "a:b.html", f"{'a' * 220}.html", "kết thúc chấm."])
def test_a_name_windows_refuses_stops_it_and_leaves_the_old_zip(tmp_path: Path, name: str) -> None:
    site, target = tmp_path / "site", tmp_path / "kho.zip"
    (site / "mo-hinh").mkdir(parents=True)
    (site / "bao-cao").mkdir()
    (site / "mo-hinh" / name).write_text("x", encoding="utf-8")
    target.write_bytes(b"old")
    with pytest.raises(DanvanError) as stop:
        write_offline(site, target, NAME, "Kho thử")
    assert [one.code for one in stop.value.diagnostics] == ["DV851"]
    assert target.read_bytes() == b"old"
    shutil.rmtree(site)


def test_names_that_differ_in_case_only_stop_it(tmp_path: Path) -> None:
    (tmp_path / "site" / "bao-cao").mkdir(parents=True)
    for name in ("A.html", "a.html"):
        (tmp_path / "site" / name).write_text("x", encoding="utf-8")
    with pytest.raises(DanvanError):
        write_offline(tmp_path / "site", tmp_path / "kho.zip", NAME, "Kho thử")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
