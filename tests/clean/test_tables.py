"""Patterns of ``site_config/blocks.yml`` are proven by their examples; marks and widths by ours."""

import pytest

from generator.clean.lines import find_wrap, set_width, split_lines
from generator.clean.markers import Style, read_marker
from generator.clean.organs import sentence_case
from generator.clean.periods import find_period
from generator.clean.words import load_words
from generator.tables import Tables


def test_every_period_pattern_reads_its_example(tables: Tables) -> None:
    table = load_words(tables.folder).table
    for known in table.periods:
        alone = table.model_copy(update={"periods": (known,)})
        wanted = (known.example.start, known.example.end)
        assert find_period(known.example.text, alone) == wanted
        assert find_period("Báo cáo " + known.example.text + " của xã", table) == wanted


@pytest.mark.parametrize(
    ("text", "style", "label"),
    [
        ("II. KẾT QUẢ", Style.ROMAN, "II"),
        ("IV- Phương hướng", Style.ROMAN, "IV"),
        ("1. Ưu điểm", Style.ARABIC, "1"),
        ("2.1. Kết quả", Style.DOTTED, "2.1"),
        ("2.1.3 Kết quả", Style.DOTTED3, "2.1.3"),
        ("đ) Khác", Style.LETTER, "đ)"),
        ("c. Lĩnh vực", Style.LETTER, "c."),
        ("- Thôn A", Style.DASH, "-"),
        ("+ Thôn A", Style.PLUS, "+"),
        ("* Lĩnh vực", Style.STAR, "*"),
        ("(3) Xây dựng", Style.PAREN, "(3)"),
        ("B. KIẾN NGHỊ", Style.UPPER, "B"),
    ],
)
def test_marks(text: str, style: Style, label: str, tables: Tables) -> None:
    marker = read_marker(text, load_words(tables.folder).table.letters)
    assert marker is not None
    assert (marker.style, marker.label) == (style, label)
    assert text[marker.length :][:1].isupper()


NO_MARKS = [
    "V.I. Lênin",
    "24.814 mô hình",
    "3,5 triệu",
    "93/NQ-HĐND ngày",
    "05- CT/TW ngày",
    "-5 độ",
    "Xã A",
    "12",
    "I",
    "",
]


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ỦY BAN NHÂN DÂN XÃ BÌNH TRỊ", "Ủy ban nhân dân xã Bình Trị"),
        ("UỶ BAN NHÂN DÂN  TỈNH QUẢNG NGÃI", "Ủy ban nhân dân tỉnh Quảng Ngãi"),
        ("HUYỆN ỦY MỘ ĐỨC", "Huyện ủy Mộ Đức"),
        ("BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO”", "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”"),
        ("UBND THÀNH PHỐ ĐÀ NẴNG", "Ủy ban nhân dân thành phố Đà Nẵng"),
    ],
)
def test_organs_in_capitals(printed: str, written: str, tables: Tables) -> None:
    assert sentence_case(printed, load_words(tables.folder)) == written


def test_whole_paragraphs_have_no_width() -> None:
    lines = ["Một câu dài vừa phải, kết thúc bằng dấu chấm.", "Câu khác ngắn.", "Một câu dài hơn nữa. " * 20]
    assert find_wrap(lines) is None


def test_width_knows_narrow_letters() -> None:
    assert set_width("illi") < set_width("mama")
    assert set_width("à") == set_width("a")


def test_blank_lines_after_every_line_say_nothing() -> None:
    lines = split_lines("một \n\nhai \n\nba \n\n \n\nbốn \n\nnăm \n")
    assert [(line.text, line.gap) for line in lines] == [
        ("một", False), ("hai", False), ("ba", False), ("bốn", True), ("năm", False),
    ]  # fmt: skip


def test_number_and_dateline_patterns_read_their_examples(tables: Tables) -> None:
    words = load_words(tables.folder)
    for proven in (words.table.number, words.table.dateline):
        assert proven.examples
        assert all(proven.compiled().fullmatch(example) for example in proven.examples)
