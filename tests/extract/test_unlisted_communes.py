"""Communes merged before 2025, which the register lacks, are named as the text says; no namesake elsewhere is."""

from datetime import date

import pytest

from generator.document import Context
from generator.extract.localities import find_localities
from generator.extract.localities.unlisted import unlisted_communes
from generator.tables import Tables


def places(text: str, home: str, day: date, tables: Tables) -> dict[str, list[str]]:
    """Return full name -> surfaces of all units named for certain in ``text``."""
    context = Context(tables.gazetteer.named(home, day)[0], day)
    listed = find_localities(text, context, tables.gazetteer, tables)
    certain = [one for one in listed if len(one.candidates) == 1]
    found = (*certain, *unlisted_communes(text, listed, context, tables))
    return {one.candidates[0].full_name: [text[span.start : span.end] for span in one.mentions] for one in found}


BINH_SON, DUC_THO, DISTRICT_8 = (
    "Huyện Bình Sơn, tỉnh Quảng Ngãi",
    "Huyện Đức Thọ, tỉnh Hà Tĩnh",
    "Quận 8, thành phố Hồ Chí Minh",
)


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("Ở xã Bình Phú và xã Bình Trị.", BINH_SON, {"Bình Trị": "xã Bình Trị", "Bình Phú": "xã Bình Phú"}),
        ("Xã Bình Thanh Đông làm tốt.", BINH_SON, {"Bình Thanh Đông": "Xã Bình Thanh Đông"}),
        ("UBND xã Bình Trị Nguyễn Văn An", BINH_SON, {"Bình Trị": "xã Bình Trị"}),
        ("02 xã: Đức Vĩnh và Đức Quang; xã Đạt chuẩn.", DUC_THO, {"Đức Vĩnh": "Đức Vĩnh", "Đức Quang": "Đức Quang"}),
        ("các phường 9, 10 và khu phố 3", DISTRICT_8, {"9": "phường 9", "10": "10"}),
        ("phường 9, 10 tổ dân phố", DISTRICT_8, {"9": "phường 9"}),
    ],
)
def test_they_lie_in_the_district_of_the_text(text: str, home: str, expected: dict[str, str], tables: Tables) -> None:
    found = places(text, home, date(2018, 5, 1), tables)
    below = f", {home[:1].lower()}{home[1:]}"
    assert all(name.endswith(below) for name in found)
    assert {name.removesuffix(below).split(" ", 1)[1]: words[0] for name, words in found.items()} == expected


def test_the_district_beside_them_counts_and_after_the_reform_nothing_is_made_up(tables: Tables) -> None:
    text = "xã Bình Thanh Đông, huyện Bình Sơn; xã Mộ Mới"
    found = places(text, "Tỉnh Quảng Ngãi", date(2026, 5, 1), tables)
    assert set(found) == {"Xã Bình Thanh Đông, huyện Bình Sơn, tỉnh Quảng Ngãi", BINH_SON}
