"""Every interactive part with the keyboard alone: it is reached, seen to be reached, and named in Vietnamese."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from generator.restore.syllables import split
from tests.browser.pages import settled

INTERACTIVE = ["trang-chu", "mo-hinh-muc-luc", "xa-toi", "so-sanh", "tim-kiem", "mot-bao-cao", "mot-mo-hinh", "so-lieu"]
SEEN = """() => {
    const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0
        && box.bottom > 0 && box.top < innerHeight;
}"""
FOREIGN = {"atom", "csv", "earth", "excel", "json", "lines", "natural", "ocop", "xlsx"}
"""Names of formats and programmes that Vietnamese takes as they are."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    yield context.new_page()
    context.close()


def focused(session: CDPSession) -> dict[str, Any]:
    """What a screen reader is told of the part that has the focus."""
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})
    tree = session.send(
        "Accessibility.getPartialAXTree", {"objectId": found["result"]["objectId"], "fetchRelatives": False}
    )
    node: dict[str, Any] = tree["nodes"][0]
    return {"role": node["role"]["value"], "name": node.get("name", {}).get("value", "")}


@pytest.mark.parametrize("name", INTERACTIVE)
def test_every_part_is_reached_seen_and_named(name: str, page: Page, kinds: dict[str, str], site_url: str) -> None:
    page.goto(f"{site_url}/{kinds[name]}", wait_until="networkidle")
    settled(page)
    session = page.context.new_cdp_session(page)
    walked: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        part = focused(session)
        assert page.evaluate(SEEN), part
        assert part["name"].strip(), part
        walked.append(part)
    assert len(walked) > 10
    reachable = """() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter(one =>
        one.checkVisibility() && !one.disabled && one.tabIndex >= 0 &&
        getComputedStyle(one).pointerEvents !== 'none').length"""
    assert len(walked) >= page.evaluate(reachable) or len(walked) == 400


@pytest.mark.parametrize(
    "name", [*INTERACTIVE, "linh-vuc", "mot-dia-phuong", "mot-van-ban", "danh-sach", "khong-tim-thay"]
)
def test_what_the_template_says_is_vietnamese(name: str, page: Page, kinds: dict[str, str], site_url: str) -> None:
    """Headings of the template, buttons, labels, and words only a screen reader says: none in the theme's English."""
    page.goto(f"{site_url}/{kinds[name]}", wait_until="networkidle")
    settled(page)
    said = page.evaluate("""() => [
        ...[...document.querySelectorAll('header, footer, button, label, legend, option, summary, figcaption')]
            .map(one => one.textContent),
        ...['aria-label', 'title', 'alt', 'placeholder', 'aria-roledescription', 'data-md-title'].flatMap(attribute =>
            [...document.querySelectorAll(`[${attribute}]`)].map(one => one.getAttribute(attribute)))]""")
    words = {word for text in said for word in re.findall(r"(?<![\w/.-])[a-z]{3,}(?![\w/.-])", text.lower())}
    assert {word for word in words if not split(word)} <= FOREIGN


def test_facets_and_results_with_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/mo-hinh/index.html")
    status = page.locator("[data-search-page] [data-search-status]")
    expect(status).to_contain_text("25 kết quả")
    page.get_by_role("checkbox", name=re.compile("^Kinh tế")).focus()
    page.keyboard.press("Space")
    expect(status).to_contain_text("4 kết quả")
    expect(page.get_by_role("checkbox", name=re.compile("^Kinh tế"))).to_be_focused()
    page.get_by_role("button", name="Bảng").press("Enter")
    expect(page.get_by_role("rowheader").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Kinh tế")).first.press("Enter")
    expect(status).to_contain_text("25 kết quả")


def test_suggestions_of_the_search_box_with_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/so-lieu.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("kenh muong", delay=5)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    box = page.get_by_role("combobox").first
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("kênh mương")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "so-lieu" not in url)
