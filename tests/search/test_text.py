"""Folding is one rule written twice, in Python and in JavaScript: here they are held together in the browser."""

import random

import pytest
from playwright.sync_api import Page

from generator.text import folded, match_key, slug

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyzAĂÂĐÊÔƠƯÐðñöüçéèẽẻẹàãảạáßøł"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
OTHERS = " .,-/–“”'0123456789\u00ad\u200b\u00a0\t"
WORDS = ("hoà", "hòa", "thuỷ", "thủy", "quý", "quí", "khoẻ", "hoạt", "Hoà", "quỳ", "nguỵ", "loè", "22CT/TU")


@pytest.fixture
def texts() -> list[str]:
    rng = random.Random(5)
    made = [
        "".join(rng.choice(rng.choice((LETTERS, LETTERS, MARKS, OTHERS))) for _ in range(rng.randrange(24)))
        for _ in range(600)
    ]
    return [*made, *WORDS]


@pytest.fixture
def search(page: Page, bare_address: str) -> Page:
    page.goto(bare_address)
    page.evaluate("() => danvanSearch.open().then(() => null)")
    return page


def test_folding_agrees(search: Page, texts: list[str]) -> None:
    assert search.evaluate("texts => texts.map(danvanSearch.fold)", texts) == [folded(text) for text in texts]


def test_slugs_agree(search: Page, texts: list[str]) -> None:
    assert search.evaluate("texts => texts.map(danvanSearch.slug)", texts) == [slug(text) for text in texts]


def test_tone_placement_agrees(search: Page) -> None:
    for one in WORDS:
        marked = search.evaluate("word => danvanSearch.marked(word).trim()", one)
        assert marked == match_key(one).replace("/", " ")


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("22-CT/TU", "22 ct tu"), ("22CT/TU", "22 ct tu"), ("22 ct tu", "22 ct tu"),
        ("Chỉ thị số 05-CT/TW", "chi thi 5 ct tw"),
        ("26/2018/QĐ-UBND", "26 2018 qd ubnd"), ("Krông H'năng", "krong hnang"), ("số nhà", "so nha"),
    ],
)  # fmt: skip
def test_numbers_have_one_form(search: Page, number: str, key: str) -> None:
    assert search.evaluate("text => danvanSearch.key(text)", number) == key


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Hòa giải ở xã Hoa Sơn", "hoa ", ["Hòa", "Hoa"]),
        ("Hòa giải ở xã Hoa Sơn", "hoà ", ["Hòa"]),
        ("Đường hoa", "duo", ["Đườ"]),
        ("Đường hoa", "đường", ["Đường"]),
        ("Xã Bình Thạnh", "thanh ", ["Thạnh"]),
        ("Ho\u0300a bi\u0300nh", "hoa ", ["Ho\u0300a"]),
        ("Huyện Hữu", "hu ", []),
        ("Chỉ thị 22-CT/TU", "22ct", ["22", "CT"]),
    ],
)
def test_marks_cover_whole_letters(search: Page, text: str, typed: str, marked: list[str]) -> None:
    spans = "danvanSearch.highlights(text, danvanSearch.queryWords(typed))"
    script = f"([text, typed]) => {spans}.map(([a, b]) => text.slice(a, b))"
    assert search.evaluate(script, [text, typed]) == marked
