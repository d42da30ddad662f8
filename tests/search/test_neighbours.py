"""A national site searches three provinces of different sizes as one and links across to them by their inventories."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from benchmarks.build.synthetic import write_content
from generator.diagnostics import DanvanError
from generator.entities import Kind, Ref
from generator.pipeline import build, load_site
from generator.tables import Tables
from tests.browser.serving import served
from tests.conftest import ROOT
from tests.search.test_page import status, total

SIZES = {"ha-tinh": ("tinh-ha-tinh", 5), "quang-ngai": ("tinh-quang-ngai", 10), "lao-cai": ("tinh-lao-cai", 20)}
"""Provinces by the folder they are served from: the province, and how many models it has."""
DOCUMENTS = 4


def settings(folder: Path, **changed: object) -> None:
    path = folder / "site_config" / "site.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8")) | changed
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def site_in(folder: Path) -> Path:
    """Return the root of a site with the shipped tables of its own and the shipped templates."""
    folder.mkdir()
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    for name in ("overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Path:
    """A folder with the three built provinces, as one web server would serve them."""
    folder = tmp_path_factory.mktemp("federation")
    (folder / "www").mkdir()
    for seed, (name, (province, count)) in enumerate(SIZES.items()):
        root = site_in(folder / name)
        write_content(count, root, tables, seed, province, DOCUMENTS)
        build(root, lambda _: None)
        shutil.copytree(root / "build" / "site", folder / "www" / name)
    return folder


@pytest.fixture(scope="module")
def national(provinces: Path) -> Path:
    """The national site: a page of its own that links to a model of each province, and three neighbours."""
    root = site_in(provinces / "quoc-gia")
    neighbours = [{"id": name, "name": name, "address": f"../{name}/"} for name in SIZES]
    settings(root, neighbours=neighbours, id="quoc-gia")
    (root / "site_config" / "neighbours").mkdir()
    links = []
    for name in SIZES:
        shutil.copyfile(provinces / "www" / name / "objects.inv", root / "site_config" / "neighbours" / f"{name}.inv")
        links.append(f"- [một mô hình *hay* ở {name}]({name}:model/{a_model(provinces, name)}#dau-trang)")
    pages = root / "content" / "pages"
    pages.mkdir(parents=True)
    for name in ("gioi-thieu", "huong-dan-dong-gop", "thuat-ngu"):
        (pages / f"{name}.md").write_text(
            f"---\nid: {name}\ntitle: {name}\n---\n" + "\n".join(links) + "\n", encoding="utf-8"
        )
    build(root, lambda _: None, strict=True)
    shutil.copytree(root / "build" / "site", provinces / "www" / "quoc-gia")
    return root


@pytest.fixture(scope="module")
def address(provinces: Path, national: Path) -> Iterator[str]:  # noqa: ARG001
    with served(provinces / "www") as at:
        yield at


def a_model(provinces: Path, name: str) -> str:
    return min(path.stem for path in (provinces / name / "content" / "models").glob("*.md"))


def test_models_of_all_provinces_are_found_counted_and_filtered_together(page: Page, address: str) -> None:
    page.goto(f"{address}/quoc-gia/tim-kiem.html?loai=mo-hinh")
    expect(status(page)).to_contain_text("kết quả")
    assert total(page) == sum(count for _, count in SIZES.values())
    for province, count in SIZES.values():
        page.goto(f"{address}/quoc-gia/tim-kiem.html?loai=mo-hinh&dia-phuong={province}")
        expect(status(page)).to_contain_text(f"{count} kết quả")


@pytest.mark.parametrize("name", SIZES)
def test_a_result_leads_to_the_province_s_own_page(page: Page, address: str, provinces: Path, name: str) -> None:
    stem = a_model(provinces, name)
    title = (provinces / name / "content" / "models" / f"{stem}.md").read_text(encoding="utf-8")
    words = yaml.safe_load(title.split("---")[1])["name"]
    page.goto(f"{address}/quoc-gia/tim-kiem.html?q={words}")
    found = page.locator(f'[data-search-results] a[href$="/{name}/mo-hinh/{stem}.html"]')
    expect(found).to_have_count(1)
    found.click()
    expect(page.locator("h1")).to_contain_text(words)


def test_the_full_text_of_all_reports_is_searched_together(page: Page, address: str) -> None:
    page.goto(f"{address}/quoc-gia/tim-kiem.html?q=trong+năm+địa+phương")
    section = page.locator("[data-search-fulltext-results]")
    expect(section).to_contain_text("trang có các từ này")
    (count,) = re.findall(r"(\d+) trang có các từ này", section.inner_text())
    assert int(count) == DOCUMENTS * len(SIZES)
    while (more := section.get_by_role("button", name="Xem thêm")).count():
        before = section.locator("li").count()
        more.click()
        expect(section.locator("li").nth(before)).to_be_visible()
    links = section.locator("h3 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {link.split("/bao-cao/")[0].rpartition("/")[2] for link in links} == set(SIZES)


def test_a_neighbour_that_cannot_be_had_is_named_and_the_others_are_searched(
    chromium: Browser, address: str, provinces: Path
) -> None:
    page = chromium.new_page()  # its console tells of the address that is not there
    away = provinces / "www" / "lao-cai"
    away.rename(provinces / "away")
    try:
        page.goto(f"{address}/quoc-gia/tim-kiem.html?loai=mo-hinh")
        expect(status(page)).to_contain_text("15 kết quả")
        expect(status(page)).to_contain_text("chưa tìm được ở lao-cai")
    finally:
        page.close()
        (provinces / "away").rename(away)


def test_links_by_inventory_lead_to_the_neighbours_pages(page: Page, address: str, national: Path) -> None:
    site, _ = load_site(national)
    outside = [link.outside for link in site.bodies[Ref(Kind.PAGE, "gioi-thieu")].links]
    assert [one.split("/")[1] for one in outside] == list(SIZES)
    for name in SIZES:
        page.goto(f"{address}/quoc-gia/gioi-thieu.html")
        link = page.get_by_role("link", name=f"một mô hình hay ở {name}")
        link.click()
        page.wait_for_url(f"**/{name}/mo-hinh/**")
        expect(page.locator("h1")).to_have_count(1)


def test_a_page_the_neighbour_does_not_have_is_said(national: Path, tmp_path: Path) -> None:
    shutil.copytree(national / "site_config", tmp_path / "site_config")
    pages = tmp_path / "content" / "pages"
    pages.mkdir(parents=True)
    (pages / "a.md").write_text("---\nid: a\ntitle: A\n---\n\n[x](ha-tinh:model/khong-co)\n", encoding="utf-8")
    _, diagnostics = load_site(tmp_path)
    assert [(one.code, one.location.line) for one in diagnostics] == [("DV307", 6)]
    (tmp_path / "site_config" / "neighbours" / "ha-tinh.inv").write_bytes(b"# not an inventory\n")
    with pytest.raises(DanvanError) as stop:
        load_site(tmp_path)
    assert stop.value.diagnostics[0].code == "DV001"
