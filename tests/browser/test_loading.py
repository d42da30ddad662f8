"""What a page asks for before it shows text, and that nothing moves once it has: counted, not timed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

PLACE = "xa-toi.html?noi=xa-binh-minh-quang-ngai"
PAIR = "so-sanh.html?m=binh-son-chuoi-san-xuat-chuyen-canh-hanh-tim&m=binh-minh-dong-long-kien-co-hoa-kenh-muong"
BLOCKING = """() => performance.getEntriesByType('resource')
    .filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name.split('/').pop())"""
SHIFTED = """() => new Promise(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => resolve(0), 300)
})"""
GOOD = 0.05
"""Half the cumulative layout shift up to which a page counts as steady (web.dev, "good")."""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["trang-chu", "mot-mo-hinh", "mot-bao-cao", "xa-toi", "tim-kiem"])
def test_text_waits_for_one_file(phone: Page, site_url: str, kinds: dict[str, str], name: str) -> None:
    phone.goto(f"{site_url}/{kinds[name]}", wait_until="load")
    assert phone.evaluate(BLOCKING) == ["site.css"]


def test_dark_ground_chosen_before_is_there_before_the_text(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/so-lieu.html")
    phone.evaluate("localStorage.setItem('danvan-nen', 'dark')")
    phone.route("**/*.js", lambda route: route.abort())
    phone.reload()
    ground = "getComputedStyle(document.documentElement).colorScheme"
    assert phone.evaluate(ground) == "dark"


def test_units_are_fetched_when_someone_turns_to_them(phone: Page, site_url: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    phone.goto(f"{site_url}/xa-toi.html", wait_until="networkidle")
    assert "units.js" not in asked
    with phone.expect_request("**/units.js"):
        phone.get_by_role("combobox", name="Xã, phường").focus()


def test_words_typed_before_the_scripts_came_count(phone: Page, site_url: str) -> None:
    held: list[Route] = []
    phone.route("**/my-place.js", lambda route: held.append(route))
    with phone.expect_request("**/my-place.js"):
        phone.goto(f"{site_url}/xa-toi.html", wait_until="commit")
    phone.get_by_role("combobox", name="Xã, phường").fill("binh minh binh son")
    held[0].continue_()
    expect(phone.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("address", ["xa-toi.html", PLACE, PAIR, "tim-kiem.html?q=dan+van", "mo-hinh/index.html"])
def test_nothing_moves_when_results_come(phone: Page, site_url: str, address: str) -> None:
    phone.goto(f"{site_url}/{address}", wait_until="networkidle")
    assert phone.evaluate(SHIFTED) < GOOD


def test_lines_that_need_a_script_are_not_there_without(chromium: Browser, site_url: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    for address in ("xa-toi.html", "tim-kiem.html", "mo-hinh/index.html", "so-sanh.html"):
        page.goto(f"{site_url}/{address}")
        expect(page.locator("[data-search-form], [data-place-form], [data-compare-form]")).to_be_hidden()
    page.close()
