"""Large letters, a small window, an unsteady finger, an eye that motion disturbs (WCAG 1.4.4, 1.4.10, 2.3.3, 2.5.8)."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import FOLDERS, HUBS, settled

NAMES = [*HUBS, *FOLDERS, *(f"{name}-it" for name in FOLDERS)]
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
    && [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
"""Parts that stick out of the window, where the page scrolls sideways."""
SCROLLED = """() => [...document.querySelectorAll('.dv-page table')].filter(one => one.scrollWidth > one.clientWidth)
    .map(one => one.innerText.slice(0, 80))"""
"""Tables that show all their columns only to who scrolls sideways."""
CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    return [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && one.checkVisibility()
        && style.clipPath === 'none' && ['hidden', 'clip'].includes(style.overflowY)
        && one.scrollHeight > one.clientHeight + 2 && !one.closest('svg, select');
}).map(one => one.outerHTML.slice(0, 80))"""
"""Words that a box of fixed height cuts off."""
MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).map(one => one.outerHTML.slice(0, 80))"""
TARGETS = {"runOnly": {"type": "rule", "values": ["target-size"]}}
FITTING = ("mot-mo-hinh", "mot-dia-phuong", "linh-vuc", "linh-vuc-muc-luc", "so-lieu", "truong-du-lieu", "du-lieu-mo")


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, name: str, kinds: dict[str, str], site_url: str, size: tuple[int, int]) -> Page:
    if name not in kinds:
        pytest.skip(f"the shipped content has no page of the kind {name}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site_url}/{kinds[name]}")
    settled(page)
    return page


@pytest.mark.parametrize("name", NAMES)
def test_a_small_window_and_a_finger(name: str, page: Page, kinds: dict[str, str], site_url: str) -> None:
    """At 400 % of a window of 1280 CSS pixels nothing sticks out; what one touches is 24 pixels large, or apart."""
    opened(page, name, kinds, site_url, (320, 256))
    assert not page.evaluate(TOO_WIDE)
    found = Axe().run(page, options=TARGETS).response
    assert found["passes"], "the rule did not run"
    assert not [node["html"] for rule in found["violations"] for node in rule["nodes"]]
    page.set_viewport_size({"width": 360, "height": 740})
    assert name not in FITTING or not page.evaluate(SCROLLED)


@pytest.mark.parametrize("name", NAMES)
def test_large_letters_at_rest(name: str, page: Page, kinds: dict[str, str], site_url: str) -> None:
    """Letters of twice the size stay within their boxes and the window, and nothing moves."""
    opened(page, name, kinds, site_url, (1280, 800))
    assert not page.evaluate(MOVING)
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme begins with 125 %
    assert not page.evaluate(TOO_WIDE)
    assert not page.evaluate(CUT)
