"""Every line of queries.yml puts the right page first, in the box of the header and on the search page."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.pages import settled

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
CASES = [pytest.param(case["type"], case["first"], id=f"{case['type']}: {case['why']}") for case in QUERIES]


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest, bare_address: str) -> str:
    """The built site where the suite has one (fixture ``site``), the small one otherwise."""
    try:
        return str(request.getfixturevalue("site")).rstrip("/") + "/"
    except pytest.FixtureLookupError:
        return bare_address


@pytest.mark.parametrize(("typed", "first"), CASES)
def test_box_shows_the_right_page_first(page: Page, address: str, typed: str, first: str) -> None:
    page.goto(f"{address}tim-kiem.html")
    box = page.locator("header [data-search-box]")
    box.get_by_role("combobox").fill(typed)
    expect(box.locator("[data-search-status]")).not_to_be_empty()
    assert box.get_by_role("option").first.evaluate("option => option.href") == address + first


@pytest.mark.parametrize(("typed", "first"), CASES)
def test_page_shows_the_right_page_first(page: Page, address: str, typed: str, first: str) -> None:
    page.goto(f"{address}tim-kiem.html")
    form = page.locator("[data-search-form] [data-search-input]")
    form.fill(typed)
    form.press("Enter")
    settled(page)
    assert page.locator("[data-search-results] a").first.evaluate("link => link.href") == address + first
