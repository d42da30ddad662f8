"""What people come for, done as they would do it: knowing only the goal, with a keyboard where that is said."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import settled


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window in which an error, or a request to anywhere else, fails the test."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, locale="vi-VN")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if _inside(asked.url) else faults.append(asked.url))
    yield page
    context.close()
    assert not faults


def test_find_my_commune_by_its_old_name_with_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/index.html")
    page.get_by_role("link", name="Xã tôi có mô hình nào?").press("Enter")
    box = page.get_by_role("combobox", name=re.compile("^Xã, phường"))
    box.press_sequentially("binh tri binh son", delay=5)
    expect(page.get_by_role("option").first).to_contain_text("Xã Bình Trị")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/xa-toi.html?noi=xa-binh-tri-huyen-binh-son-quang-ngai")
    expect(page.get_by_role("heading", name="Ở đây (1)")).to_be_visible()
    expect(page.locator("[data-place-about]")).to_contain_text("Nay thuộc: Xã Vạn Tường")
    expect(page.locator("[data-place-groups]")).to_contain_text(re.compile(r"cách khoảng \d+ km"))
    page.get_by_role("link", name="Ba V").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ba V")


def test_keys_faster_than_the_list_take_what_was_typed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/xa-toi.html")
    box = page.get_by_role("combobox", name=re.compile("^Xã, phường"))
    box.press_sequentially("binh tri", delay=5)
    expect(page.get_by_role("option").first).to_contain_text("Kiên Lương")
    box.press_sequentially(" binh son", delay=0)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/xa-toi.html?noi=xa-binh-tri-huyen-binh-son-quang-ngai")


def test_choices_on_their_way_do_not_open_a_closed_list(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/xa-toi.html")
    box = page.get_by_role("combobox", name=re.compile("^Xã, phường"))
    for leave in ("Escape", "Tab"):
        box.fill("binh tri")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.type(" b", delay=0)
        page.keyboard.press(leave)
        page.wait_for_timeout(500)  # nothing can be waited for: nothing may happen
        expect(page.get_by_role("option").first).to_be_hidden()


def test_the_place_asked_for_last_is_shown_when_data_comes_late(page: Page, site_url: str) -> None:
    held: list[Route] = []
    page.route("**/search/table.js", lambda route: held.append(route))
    page.goto(f"{site_url}/xa-toi.html?noi=xa-binh-tri-huyen-binh-son-quang-ngai", wait_until="commit")
    box = page.get_by_role("combobox", name=re.compile("^Xã, phường"))
    box.fill("binh minh binh son")
    page.get_by_role("option", name=re.compile("^Xã Bình Minh")).first.click()
    page.wait_for_url("**noi=xa-binh-minh-*", wait_until="commit")
    held[0].continue_()
    title = page.locator("[data-place-title]")
    expect(title).to_contain_text("Xã Bình Minh")
    expect(title).to_be_focused()
    page.go_back()
    expect(title).to_contain_text("Xã Bình Trị")


def test_place_that_ended_leads_to_the_one_of_today_and_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/xa-toi.html?noi=xa-binh-tri-huyen-binh-son-quang-ngai")
    page.locator("[data-place-about]").get_by_role("link", name="Xã Vạn Tường, tỉnh Quảng Ngãi").click()
    expect(page.get_by_role("heading", name="Xã Vạn Tường, tỉnh Quảng Ngãi")).to_be_visible()
    expect(page.locator("[data-place-groups]").get_by_role("link", name="Ba V")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi")).to_be_visible()


def test_directive_down_to_a_model_and_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/van-ban/index.html")
    page.get_by_role("link", name="Chỉ thị số 22-CT/TU").first.click()
    page.get_by_role("link", name="Đồng lòng kiên cố hóa kênh mương").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đồng lòng kiên cố hóa kênh mương")
    page.locator("#van-ban ~ ul").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("22-CT/TU")


def test_explore_and_send_on_what_one_sees(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/mo-hinh/index.html")
    status = page.locator("[data-search-page] [data-search-status]")
    expect(status).to_contain_text("25 kết quả")
    if page.get_by_role("button", name="Bộ lọc").is_visible():
        page.get_by_role("button", name="Bộ lọc").click()
    page.get_by_role("checkbox", name=re.compile("^Kinh tế")).check()
    expect(status).to_contain_text("4 kết quả")
    page.get_by_role("button", name="Bảng").click()
    page.get_by_label("Xếp theo").select_option("ten")
    settled(page)
    seen = page.get_by_role("rowheader").get_by_role("link").all_inner_texts()
    assert seen[0] == "Ba V"
    page.goto(page.url)
    expect(page.get_by_role("rowheader").get_by_role("link").first).to_have_text("Ba V")
    assert page.get_by_role("rowheader").get_by_role("link").all_inner_texts() == seen


def test_compare_two_models_with_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/mo-hinh/index.html?q=chuoi")
    boxes = page.get_by_role("checkbox", name=re.compile("^So sánh"))
    same = boxes.nth(1).element_handle()
    boxes.first.press("Space")
    expect(boxes.first).to_be_focused()
    settled(page)
    assert same.evaluate("box => box.isConnected"), "what one reaches for next stays where it is"
    boxes.nth(1).press("Space")
    page.get_by_role("link", name="So sánh", exact=True).press("Enter")
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)
    add = page.get_by_role("combobox", name=re.compile("^Thêm mô hình"))
    add.press_sequentially("kenh muong", delay=5)
    expect(page.get_by_role("option").first).to_contain_text("kênh mương")
    add.press("Enter")
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(3)
    assert page.url.count("m=") == 3
    page.get_by_role("button", name=re.compile("^Bỏ Đồng lòng")).press("Enter")
    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)
    expect(page.get_by_role("button", name=re.compile("^Bỏ ")).first).to_be_focused()


def test_related_model_says_why_and_can_be_compared(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/mo-hinh/binh-tri-ba-v.html")
    related = page.locator("#lien-quan + ul > li").first
    expect(related).to_contain_text("Cùng nói về “chuỗi sản xuất”")
    related.get_by_role("link", name="So sánh hai mô hình này").click()
    expect(page.get_by_role("columnheader").get_by_role("link").first).to_have_text("Ba V")


def test_place_and_comparison_from_a_disk(page: Page, site_dir: Path) -> None:
    page.goto(f"{(site_dir / 'xa-toi.html').as_uri()}?noi=xa-binh-minh-quang-ngai")
    page.get_by_role("link", name="Đồng lòng kiên cố hóa kênh mương").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đồng lòng kiên cố hóa kênh mương")
    page.goto(f"{(site_dir / 'so-sanh.html').as_uri()}?m=binh-tri-ba-v&m=binh-son-to-tu-quan")
    expect(page.locator("[data-compare-status]")).to_contain_text("Đang so sánh 2 mô hình")
    page.goto((site_dir / "mo-hinh" / "index.html").as_uri())
    expect(page.locator("[data-search-page] [data-search-status]")).to_contain_text("25 kết quả")


def test_a_link_tells_what_it_leads_to(chromium: Browser, site_url: str, kinds: dict[str, str]) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site_url}/{kinds['mot-bao-cao']}")
    link = page.locator("#noi-dung p[id] a[href*='van-ban/']").first
    card = page.get_by_role("tooltip")
    link.hover()
    expect(card).to_contain_text(re.compile(r"ngày \d"))
    card.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#noi-dung .headerlink").nth(2).focus()
    while not card.is_visible():
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "dv-preview"
    page.locator("#noi-dung .headerlink").nth(1).click()
    expect(page.get_by_role("status").filter(has_text="Đã chép địa chỉ")).to_be_visible()
    page.close()


@pytest.mark.parametrize("path", ["xa-toi.html", "mo-hinh/index.html", "so-sanh.html"])
def test_without_script_the_lists_stand_there(chromium: Browser, site_url: str, path: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{path}")
    expect(page.locator("#noi-dung").get_by_role("link").first).to_be_visible()
    expect(page.locator("#noi-dung form")).to_have_count(1)
    expect(page.locator("#noi-dung form")).to_be_hidden()
    context.close()


def _inside(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file:", "data:"))
