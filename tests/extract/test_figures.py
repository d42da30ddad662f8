"""Figures: every number form of the reports is read, nothing that only looks like a quantity is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document import FoundFigure
from generator.extract.figures import find_figures
from generator.extract.numbers import decimals_of, value_of
from generator.tables import Tables
from tests.extract.reading import Reading, passages


@pytest.mark.parametrize("passage", passages("figures"))
def test_the_figures_of_a_passage_are_found_and_no_others(passage: dict[str, Any], tables: Tables) -> None:
    reading = Reading(passage, tables)
    found = {reading.words(f.span): [_value(f), f.unit] for f in reading.figures}
    assert found == passage["figures"]


def _value(figure: FoundFigure) -> object:
    return figure.value if figure.value is not None else f"{figure.low}-{figure.high}"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("có 24.814 mô hình", 24814, "mô hình"),
        ("chiếm 40,2% tổng số", 40.2, "%"),
        ("ủng hộ 31,2 tấn gạo", 31.2, "tấn"),
        ("kinh phí 380.000.000 đồng", 380_000_000, "đồng"),
        ("trị giá 380 000 000 đồng", 380_000_000, "đồng"),
        ("hơn 3 tỷ đồng", 3_000_000_000, "đồng"),
        ("gần 3,05 tỉ", 3_050_000_000, "đồng"),
        ("diện tích 1.250 m²", 1250, "m²"),
        ("diện tích 1.250m2", 1250, "m²"),
        ("dài 900m kênh", 900, "m"),
        ("với 1,3 triệu người", 1_300_000, "người"),
        ("gần 100 ngàn đảng viên", 100_000, "đảng viên"),
        ("đạt (54 ,09%)", 54.09, "%"),
        ("đạt 58, 14%", 58.14, "%"),
        ("kết quả 10 NĂM THỰC HIỆN", 10, "năm"),
        ("thành lập 05 Câu lạc bộ", 5, "Câu lạc bộ"),
        ("vận động 12 HTX", 12, "HTX"),
        ("thu được 7 ngàn tỷ đồng", 7_000_000_000_000, "đồng"),
        ("tăng 0,5 điểm phần trăm", 0.5, "điểm phần trăm"),
    ],
)
def test_number_forms(text: str, value: float, unit: str, tables: Tables) -> None:
    (figure,) = find_figures(text, tables)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 24 tháng 4 năm 2017, huyện triển khai",
        "Kế hoạch số 15 năm học tới",
        "Nghị quyết 28 của tỉnh",
        "2017/QĐ-UBND huyện phê duyệt",
        "dịch Covid -19 diễn biến phức tạp",
        "trẻ em dưới 6 tuổi",
        "giai đoạn 2021 - 2025 huyện có",
        "mô hình 3 sạch, phong trào 5 không",
        "“2 giảm, 4 giữ”",
        "1. Công tác chỉ đạo; 2.1. kết quả",
        "thôn 3 xã Bình Long, tổ 5 phường Nam Hà",
        "Trung ương 4 khóa XII, lần thứ 5 của huyện",
        "năm 2020 tổ chức hội nghị",
        "quý 3 năm nay; khoản 2 Điều 5 Luật",
        "8" * 5000 + " hộ",
    ],
)
def test_numbers_that_are_no_figures(text: str, tables: Tables) -> None:
    assert find_figures(text, tables) == ()


def test_meaning_is_read_from_the_sentence(tables: Tables) -> None:
    text = (
        "Năm 2022, xã Bình Long vận động được hơn 45 triệu đồng sửa 12 căn nhà cho hộ nghèo. Tỷ lệ hộ nghèo còn 2,1%."
    )
    money, houses, rate = find_figures(text, tables)
    assert (money.qualifier, money.scope, money.period) == ("hơn", "xã Bình Long", "Năm 2022")
    assert houses.what == "căn nhà"
    assert (rate.what, rate.scope, rate.period) == ("Tỷ lệ hộ nghèo", None, None)


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_printed_numbers_are_read_back(whole: int, decimals: int) -> None:
    fraction = "7" * decimals
    printed = f"{whole:,}".replace(",", ".") + (f",{fraction}" if decimals else "")
    assert value_of(printed) == (float(f"{whole}.{fraction}") if decimals else whole)
    assert decimals_of(printed) == decimals


@given(st.text(alphabet='0123456789.,%/- \nđồngtỷhộ“”"()', max_size=80))
def test_any_text_is_read_and_spans_are_true(text: str) -> None:
    for figure in find_figures(text, _TABLES[0]):
        words = text[figure.span.start : figure.span.end]
        assert words.strip() == words
        assert any(char.isdigit() for char in words)


_TABLES: list[Tables] = []


@pytest.fixture(autouse=True)
def _shared_tables(tables: Tables) -> None:
    _TABLES[:] = [tables]
