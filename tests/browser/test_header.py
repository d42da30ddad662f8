"""Getting around with a keyboard and without JavaScript: skip link, menu, outline, ground."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
SECTIONS = ("Mô hình", "Lĩnh vực", "Địa phương", "Số liệu", "Tìm kiếm")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_menu_opens_on_a_phone_without_script(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}/so-lieu.html")
    menu = phone.get_by_role("navigation", name="Mục chính")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Danh mục").press("Enter")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Địa phương").press("Enter")
    expect(phone).to_have_url(f"{site_url}/dia-phuong/index.html")


def test_outline_folds_on_a_phone_without_script(phone: Page, site_url: str, kinds: dict[str, str]) -> None:
    phone.goto(f"{site_url}/{kinds['mot-bao-cao']}")
    outline = phone.get_by_role("navigation", name="Mục lục của trang")
    expect(outline).to_be_hidden()
    phone.get_by_text("Mục lục", exact=True).click()
    expect(outline).to_be_visible()


def test_keyboard_goes_from_skip_link_to_text(desktop: Page, site_url: str, kinds: dict[str, str]) -> None:
    desktop.goto(f"{site_url}/{kinds['mot-mo-hinh']}")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Đến phần nội dung")).to_be_in_viewport()
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.closest('#noi-dung') !== null")


def test_keyboard_walks_header_in_the_order_seen(desktop: Page, site_url: str) -> None:
    desktop.goto(f"{site_url}/so-lieu.html")
    walked = []
    for _ in range(14):
        desktop.keyboard.press("Tab")
        walked.append(
            desktop.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText")
        )
    assert walked[0] == "Đến phần nội dung"
    assert [name for name in walked if name in ("Mô hình", "Địa phương", "Tìm kiếm")] == [
        "Mô hình",
        "Địa phương",
        "Tìm kiếm",
    ]
    visible = desktop.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert visible != "none"


def test_main_menu_marks_the_section_one_is_in(desktop: Page, site_url: str, kinds: dict[str, str]) -> None:
    desktop.goto(f"{site_url}/{kinds['mot-mo-hinh']}")
    menu = desktop.get_by_role("navigation", name="Mục chính")
    assert menu.locator("[aria-current]").all_inner_texts() == ["Mô hình"]


def test_ground_follows_the_reader_and_stays_chosen(desktop: Page, site_url: str) -> None:
    desktop.emulate_media(color_scheme="light")
    desktop.goto(f"{site_url}/index.html")
    light = _ground(desktop)
    desktop.get_by_role("button", name="Đổi nền sáng, tối").click()
    dark = _ground(desktop)
    assert dark != light
    desktop.goto(f"{site_url}/so-lieu.html")
    assert _ground(desktop) == dark
    desktop.emulate_media(media="print")
    assert _ground(desktop) != dark


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--dv-paper')"))
