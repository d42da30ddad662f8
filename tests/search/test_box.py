"""The box of the header: a combobox that a keyboard and a screen reader can use, over HTTP and from a disk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect


def box(page: Page) -> Locator:
    return page.locator("header").get_by_role("combobox")


def test_nothing_is_loaded_before_someone_turns_to_the_box(page: Page, bare_address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.goto(bare_address)
    page.wait_for_load_state("networkidle")
    assert asked == ["", "search.css", "search.js"]


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_box(page: Page, bare_address: str, key: str) -> None:
    page.goto(bare_address)
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()


def test_slash_can_be_turned_off(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html")
    choice = page.get_by_role("checkbox", name="Phím / mở ô tìm")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.goto(bare_address)
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()


def test_arrows_choose_and_enter_follows(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).press_sequentially("binh son", delay=10)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box(page).get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem.html?q=binh+son")


def test_keys_faster_than_the_results_take_what_was_typed(page: Page, bare_address: str) -> None:
    page.route("**/dia-phuong/*", lambda route: route.fulfill(body="<title>the page of a locality</title>"))
    page.goto(bare_address)
    box(page).focus()
    expect(box(page)).to_have_attribute("data-search-ready", "yes")  # before, Enter opens the page of results
    page.keyboard.type("binh son", delay=0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dia-phuong/xa-binh-son-quang-ngai.html")


def test_typing_on_takes_the_choice_back(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).press_sequentially("binh son", delay=10)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" kenh", delay=0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem.html?q=binh+son+kenh")


def test_a_press_while_words_are_typed_takes_what_is_under_it(page: Page, bare_address: str) -> None:
    page.route("**/mo-hinh/*", lambda route: route.fulfill(body="<title>the page of a model</title>"))
    page.goto(bare_address)
    box(page).press_sequentially("kien co hoa", delay=10)
    option = page.get_by_role("option", name=re.compile("Đồng lòng kiên cố hóa"))
    expect(option).to_be_visible()
    option.hover()
    page.keyboard.press("Backspace")  # the next results will come while the button is down
    page.mouse.down()
    page.wait_for_timeout(500)  # nothing can be waited for: nothing may happen
    page.mouse.up()
    page.wait_for_url("**/mo-hinh/binh-minh-dong-long-kien-co-hoa-kenh-muong.html")


def test_enter_without_a_choice_opens_the_search_page(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).fill("kênh mương")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem.html?q=k%C3%AAnh+m%C6%B0%C6%A1ng")
    expect(page.get_by_role("heading", name="Đồng lòng kiên cố hóa kênh mương")).to_be_visible()


def test_escape_closes_then_empties(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).fill("binh son")
    results = page.get_by_role("listbox", name="Kết quả")
    expect(results).to_be_visible()
    page.keyboard.press("Escape")
    expect(results).to_be_hidden()
    expect(box(page)).to_have_value("binh son")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_results_on_their_way_do_not_open_a_closed_list(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).fill("binh son")
    results = page.get_by_role("listbox", name="Kết quả")
    expect(results).to_be_visible()
    page.keyboard.type(" kenh", delay=0)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)  # nothing can be waited for: nothing may happen
    expect(results).to_be_hidden()
    expect(box(page)).to_have_value("binh son kenh")


def test_results_stand_in_groups_and_are_announced(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).fill("binh son")
    expect(page.get_by_role("group", name="Địa phương")).to_be_visible()
    expect(page.get_by_role("group", name="Phong trào")).to_be_visible()
    expect(page.locator("header").get_by_role("status")).to_have_text(re.compile(r"^\d+ kết quả$"))


def test_what_is_typed_stays_text(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    box(page).fill('<img src=x onerror="document.title=1">')
    expect(page.get_by_role("option").last).to_be_visible()
    assert page.locator("header img").count() == 0


def test_it_works_from_a_disk(page: Page, bare: Path) -> None:
    page.goto((bare / "index.html").as_uri())
    box(page).fill("dong long kien co")
    page.get_by_role("option").first.wait_for()
    assert (
        page.get_by_role("option").first.evaluate("option => option.href")
        == (bare / "mo-hinh" / "binh-minh-dong-long-kien-co-hoa-kenh-muong.html").as_uri()
    )


def test_on_a_phone_a_button_opens_it(page: Page, bare_address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(bare_address)
    expect(box(page)).to_be_hidden()
    page.get_by_role("link", name="Tìm kiếm").click()
    expect(box(page)).to_be_focused()
    page.keyboard.type("binh son")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Tìm kiếm")).to_be_focused()
