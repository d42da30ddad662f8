"""The search page: facets with live counts, addresses one can send on, pages, full text, and no script at all."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from generator.text import sort_key
from tests.browser.pages import settled


def status(page: Page) -> Locator:
    return page.locator("[data-search-page] p[data-search-status]")


def total(page: Page) -> int:
    settled(page)
    found = re.match(r"([\d.]+) kết quả", status(page).inner_text())
    assert found
    return int(found[1].replace(".", ""))


def count_of(page: Page, name: str) -> int:
    settled(page)
    label = page.locator("label.danvan-facet__choice").filter(has_text=re.compile(f"^{re.escape(name)}"))
    return int(label.locator(".danvan-facet__count").inner_text())


def test_a_facet_gives_as_many_results_as_it_says(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=binh+son")
    expect(status(page)).to_contain_text("kết quả")
    promised = count_of(page, "Mô hình")
    others = count_of(page, "Phong trào")
    page.get_by_role("checkbox", name="Mô hình").check()
    page.wait_for_url("**/tim-kiem.html?q=binh+son&loai=mo-hinh")
    assert total(page) == promised
    page.get_by_role("checkbox", name=re.compile("^Phong trào")).check()
    assert total(page) == promised + others


def test_choices_made_before_the_results_came_add_up(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=binh")
    promised = count_of(page, "Mô hình") + count_of(page, "Phong trào")
    page.locator("[name=loai]:visible").evaluate_all("boxes => boxes.forEach(box => box.click())")
    page.locator("[name=loai]:visible").evaluate_all(
        "boxes => boxes.filter(box => !['mo-hinh', 'phong-trao'].includes(box.value)).forEach(box => box.click())"
    )
    assert total(page) == promised


def test_a_press_while_results_come_opens_what_is_under_it(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=kien+co+hoa")
    page.route("**/mo-hinh/*", lambda route: route.fulfill(body="<title>the page of a model</title>"))
    page.get_by_role("link", name="Đồng lòng kiên cố hóa kênh mương").hover()
    page.locator("[data-search-page] [data-search-input]").press("Backspace")
    page.mouse.down()
    page.wait_for_timeout(500)  # the next results come
    page.mouse.up()
    page.wait_for_url("**/mo-hinh/binh-minh-dong-long-kien-co-hoa-kenh-muong.html")


def test_other_filters_leave_the_full_text_as_it_is(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=gieng")
    found = page.get_by_role("region", name="Trong toàn văn báo cáo").get_by_role("link", name="Báo cáo thử")
    expect(found).to_be_visible()
    same = found.element_handle()
    page.get_by_label("Xếp theo").select_option("ten")
    settled(page)
    page.wait_for_timeout(600)  # twice as long as the search of the full text waits for more words
    assert same.evaluate("link => link.isConnected")


def test_an_address_says_all(page: Page, bare_address: str) -> None:
    address = f"{bare_address}tim-kiem.html?q=binh+son&loai=mo-hinh&dia-phuong=huyen-binh-son-quang-ngai&xep=ten"
    page.goto(address)
    expect(page.get_by_role("checkbox", name="Mô hình")).to_be_checked()
    expect(page.get_by_role("combobox", name=re.compile("^Huyện")).locator("option:checked")).to_have_text(
        re.compile(r"^Huyện Bình Sơn \(\d+\)$")
    )
    settled(page)
    titles = page.locator("[data-search-results] h3").all_inner_texts()
    assert titles == sorted(titles, key=sort_key)
    assert len(titles) > 10
    assert page.url == address
    page.get_by_role("button", name="Bỏ lọc Loại trang: Mô hình").click()
    expect(page.get_by_role("checkbox", name="Mô hình")).not_to_be_checked()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Mô hình")).to_be_checked()


def test_a_new_commune_counts_what_its_predecessors_did(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?loai=mo-hinh&dia-phuong=xa-binh-minh-quang-ngai")
    expect(page.get_by_role("heading", name="Đồng lòng kiên cố hóa kênh mương")).to_be_visible()


def test_choosing_down_the_levels(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?loai=mo-hinh")
    province = page.get_by_role("combobox", name="Tỉnh, thành phố")
    expect(province).to_be_visible()
    province.select_option(label=province.locator("option", has_text="Quảng Ngãi").first.inner_text())
    page.wait_for_url("**dia-phuong=*quang-ngai*")
    settled(page)
    commune = page.get_by_role("combobox", name="Xã, phường, thị trấn")
    commune.select_option(label=commune.locator("option", has_text="Xã Bình Minh").last.inner_text())
    page.wait_for_url("**dia-phuong=xa-binh-minh*")
    commune.select_option(label="Tất cả")
    page.wait_for_url("**dia-phuong=*quang-ngai*")


def test_paging(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=binh")
    expect(page.locator("[data-search-results] li")).to_have_count(20)
    first = page.locator("[data-search-results] h3").first.inner_text()
    page.get_by_role("link", name="Trang sau").click()
    page.wait_for_url("**/tim-kiem.html?q=binh&trang=2")
    expect(status(page)).to_be_focused()
    assert page.locator("[data-search-results] h3").first.inner_text() != first


def test_values_nobody_knows_are_left_out(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?loai=khac&nam=abc&dia-phuong=%3Cb%3E&trang=-3&xep=khac")
    expect(status(page)).to_contain_text("kết quả")
    assert total(page) > 100


def test_full_text_comes_second_and_as_text(page: Page, bare_address: str) -> None:
    page.goto(f"{bare_address}tim-kiem.html?q=gieng")
    section = page.get_by_role("region", name="Trong toàn văn báo cáo")
    expect(section.locator("mark").first).to_have_text("giếng")
    expect(section.get_by_role("link", name="Báo cáo thử")).to_have_attribute("href", re.compile("/bao-cao/thu.html"))
    assert section.locator(".danvan-result__excerpt b").count() == 0
    expect(section).to_contain_text("<b>chung</b>")


def test_the_full_text_is_not_loaded_without_a_query(page: Page, bare_address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{bare_address}tim-kiem.html?loai=mo-hinh")
    expect(status(page)).to_contain_text("kết quả")
    page.wait_for_timeout(400)
    assert not [url for url in asked if "pagefind" in url]


def test_it_works_from_a_disk(page: Page, bare: Path) -> None:
    page.goto((bare / "tim-kiem.html").as_uri() + "?q=chi+thi+22")
    expect(page.locator("[data-search-results] h3").first).to_have_text("Chỉ thị số 22-CT/TU")
    page.get_by_role("checkbox", name="Văn bản chỉ đạo").check()
    assert "loai=van-ban" in page.url
    page.locator("[data-search-page] [data-search-input]").fill("dao gieng")
    text = page.get_by_role("region", name="Trong toàn văn báo cáo")
    expect(text.locator("mark").first).to_have_text("đào")
    expect(text).to_contain_text("<b>chung</b>")


def test_without_javascript_the_lists_stand_there(chromium: Browser, bare_address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bare_address}tim-kiem.html")
    expect(page.get_by_role("link", name="Văn bản chỉ đạo")).to_be_visible()
    expect(page.locator("[data-search-body]")).to_be_hidden()
    context.close()


def test_filters_are_folded_away_on_a_phone(page: Page, bare_address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{bare_address}tim-kiem.html?q=binh")
    expect(status(page)).to_contain_text("kết quả")
    expect(page.get_by_role("checkbox", name="Mô hình")).to_be_hidden()
    page.get_by_role("button", name="Bộ lọc").click()
    expect(page.get_by_role("checkbox", name="Mô hình")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
