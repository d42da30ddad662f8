"""Every kind of page of the shipped site: accessible, whole, quiet, small, and without a request to anywhere else."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import FOLDERS, HUBS, settled

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = [*HUBS, *FOLDERS, *(f"{name}-it" for name in FOLDERS)]
HEAVIEST = 200_000
"""Bytes, compressed, that a first visit to a model may move (issue: fast to use)."""


@pytest.fixture
def address(request: pytest.FixtureRequest, kinds: dict[str, str], site_url: str) -> str:
    """The address of the page named by the test's parameter."""
    name = request.param
    if name not in kinds:
        pytest.skip(f"the shipped content has no page of the kind {name}")
    return f"{site_url}/{kinds[name]}"


@pytest.fixture(params=[("light", 360), ("dark", 360), ("light", 1280)], ids=lambda p: f"{p[0]}-{p[1]}")
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A window in one scheme and width, in which a fault of the page fails the test."""
    scheme, width = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="vi-VN")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda asked: None if _inside(asked.url) else faults.append(asked.url))
    yield page
    context.close()
    assert not faults


@pytest.mark.parametrize("address", NAMES, indirect=True)
def test_page_is_accessible_and_whole(address: str, page: Page) -> None:
    page.goto(address)
    settled(page)
    assert not _broken(page)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    told = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert not told
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "dv-skip"


def test_first_visit_is_light(site_url: str, site_dir: Path, kinds: dict[str, str], chromium: Browser) -> None:
    """Sum what a first visit to the fullest model page loads, compressed as a server would."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    loaded: dict[str, int] = {}
    page.on("response", lambda answer: loaded.update({answer.url: _compressed(site_dir, answer.url)}))
    page.goto(f"{site_url}/{kinds['mot-mo-hinh']}", wait_until="networkidle")
    context.close()
    assert sum(loaded.values()) < HEAVIEST, loaded


def _compressed(site: Path, url: str) -> int:
    path = site / urlsplit(url).path.lstrip("/")
    return len(gzip.compress(path.read_bytes())) if path.is_file() else 0


def _broken(page: Page) -> list[str]:
    """Return what is wrong: a picture missing, a page wider than its window, code or style in the page."""
    code = 'script:not([src], [type="application/ld+json"], head > #dv-dark + script), style, [style]'
    checks = {
        "picture": "[...document.images].some(one => !one.complete || !one.naturalWidth)",
        "width": "document.documentElement.scrollWidth > innerWidth",
        "heading": "document.querySelectorAll('h1').length !== 1",
        "language": "document.documentElement.lang !== 'vi'",
        "inline": f"document.querySelector('{code}') !== null",
    }
    return [name for name, script in checks.items() if page.evaluate(script)]


def _inside(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:"))
