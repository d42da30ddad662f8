"""Rows as pages, sheets and habits leave them: cut in two, numbered by commune, on sheets named in short."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.lists import ImportedList
from tests.lists.conftest import Site
from tests.lists.test_uglier import TITLE, UNIT, made, placed

HEADS = ["TT", "Tên mô hình", "Đơn vị thực hiện", "Tóm tắt kết quả"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bang.xlsx"


def told(done: ImportedList, code: str) -> list[int]:
    return [one.location.line for one in done.diagnostics if one.code == code]


def test_rows_cut_by_a_page_are_joined(site: Site, path: Path) -> None:
    made(path, TITLE, HEADS, ["(1)", "(2)", "(3)", "(4)"],
         [1, "Vận động hiến đất, mở rộng", "UBMTTQVN xã", "Mở 2,5 km đường, dân hiến"],
         [None, "đường liên thôn", "Bình Minh", "1.200 m2 đất"], [2, "Camera an ninh", "Công an xã Bình Trị", "8 mắt"],
         ["Trang 1"], HEADS, [None, None, None, "và bảo vệ được 3 tuyến đường"],
         [3, "Tiếng kẻng học bài", "Xã Bình Hải", "90 em học đúng giờ"], [None, "(do Hội Khuyến học chủ trì)"],
         [4, "Hũ gạo tiết kiệm", "Xã Bình Chương", "12 hộ"], [5, "Nồi cháo nghĩa tình", "Xã Bình Thanh", "300 suất"],
         [6, "Thắp sáng đường quê"], [None, None, "Xã Bình Dương", "1,2 km"], ["Cộng:", 6])  # fmt: skip
    done = site.take(path, UNIT)
    assert told(done, "DV694") == [5, 9, 11, 15]
    assert placed(done) == {
        ("Vận động hiến đất, mở rộng đường liên thôn", "Xã Bình Minh"), ("Camera an ninh", "Xã Bình Trị"),
        ("Tiếng kẻng học bài (do Hội Khuyến học chủ trì)", "Xã Bình Hải"), ("Hũ gạo tiết kiệm", "Xã Bình Chương"),
        ("Nồi cháo nghĩa tình", "Xã Bình Thanh"), ("Thắp sáng đường quê", "Xã Bình Dương"),
    }  # fmt: skip
    assert "Mở 2,5 km đường, dân hiến 1.200 m2 đất" in site.models()[done.outcomes[0].id].content
    assert "8 mắt và bảo vệ được 3 tuyến đường" in site.named("Camera an ninh").content


def test_what_may_be_a_rest_is_said(site: Site, path: Path) -> None:
    made(path, TITLE, HEADS, [1, "Hũ gạo tiết kiệm", "Xã Bình Minh", "12 hộ"],
         [None, "tổ hòa giải", "Xã Bình Trị", "5 vụ"],  # two places are two models
         [2, "Camera an ninh", "Xã Bình Hải", "8 mắt"], [3, "Thắp sáng đường quê", "Xã Bình Dương", "1 km"],
         [None, "nối dài đến chợ", None, None], [None, None, None, "(Ký tên)"])  # fmt: skip
    done = site.take(path, UNIT)
    assert told(done, "DV694") == []
    assert told(done, "DV695") == [4, 7]  # the last row of a table: no number after it
    assert told(done, "DV661") == [8]
    assert len(done.outcomes) == 5


def test_numbers_of_communes_with_several_models(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "Xã", "Tên mô hình"], [1, "Bình Minh", "Hũ gạo tiết kiệm"], [None, None, "Vườn mẫu"],
         [None, None, "nhà sạch"], [2, "Bình Trị", "Camera an ninh"], [None, None, "Tiếng kẻng học bài"],
         [3, "Bình Hải", "Đội thuyền cứu nạn"])  # fmt: skip
    done = site.take(path, UNIT)
    assert placed(done) == {
        ("Hũ gạo tiết kiệm", "Xã Bình Minh"), ("Vườn mẫu", "Xã Bình Minh"), ("nhà sạch", "Huyện Bình Sơn"),
        ("Camera an ninh", "Xã Bình Trị"), ("Tiếng kẻng học bài", "Xã Bình Trị"), ("Đội thuyền cứu nạn", "Xã Bình Hải"),
    }  # fmt: skip
    assert (told(done, "DV697"), told(done, "DV695")) == ([4, 7], [5])


@pytest.mark.parametrize(
    ("sheet", "place", "field"),
    [("B. Trị", "Xã Bình Trị", ""), ("B.Chương (sửa)", "Xã Bình Chương", ""), ("X. Bình Hải", "Xã Bình Hải", ""),
     ("X Bình Hải", "Xã Bình Hải", ""), ("TT Châu Ổ", "Thị trấn Châu Ổ", ""), ("TT.Châu Ổ", "Thị trấn Châu Ổ", ""),
     ("BÌNH MINH - 2023", "Xã Bình Minh", ""), ("1.Bình Minh", "Xã Bình Minh", ""), ("02_Binh Tri", "Xã Bình Trị", ""),
     ("VHXH - B. Minh", "Xã Bình Minh", "Văn hóa - xã hội"), ("Khối MTTQ", "Huyện Bình Sơn", ""),
     ("Sheet1", "Huyện Bình Sơn", ""), ("KT", "Huyện Bình Sơn", "Kinh tế")],
)  # fmt: skip
def test_a_sheet_named_after_its_place(site: Site, path: Path, sheet: str, place: str, field: str) -> None:
    book = Workbook()
    book.active.title = sheet
    for row in (["DANH SÁCH MÔ HÌNH NĂM 2023"], ["STT", "Tên mô hình", "Số hộ"], [1, "Hũ gạo tiết kiệm", 12]):
        book.active.append(row)
    book.save(path)
    (one,) = site.take(path, UNIT).outcomes
    assert (one.place, one.field) == (place, field)


@pytest.mark.parametrize("cell", ["B. Trị", "X. Bình Trị", "xã B.Trị", "x.Bình Trị", "UBND xã Bình Trị", "B Trị"])
def test_a_cell_with_a_place_in_short(site: Site, path: Path, cell: str) -> None:
    made(path, TITLE, ["STT", "Tên mô hình", "Đơn vị"], [1, "Hũ gạo tiết kiệm", cell])
    assert placed(site.take(path, UNIT)) == {("Hũ gạo tiết kiệm", "Xã Bình Trị")}


@pytest.mark.parametrize(
    "head",
    ["Nội dung đăng ký mô hình", "Cách làm\nhay", "Địa phương, đơn vị/ Tên mô hình", "TÊN CÁC MÔ HÌNH, CÔNG TRÌNH"],
)
def test_heads_made_of_words_for_names(site: Site, path: Path, head: str) -> None:
    made(path, TITLE, ["STT", head, "Kết quả"], ["I", "Xã Bình Minh: 01 mô hình"], [1, "Hũ gạo tiết kiệm", "12 hộ"])
    assert placed(site.take(path, UNIT)) == {("Hũ gạo tiết kiệm", "Xã Bình Minh")}


@pytest.mark.parametrize("numbered", [True, False])
def test_a_row_that_begins_with_words_of_a_head_is_none(site: Site, path: Path, numbered: bool) -> None:
    rows = (["STT", "Tên mô hình", "Đơn vị", "Kết quả"],
            [1, "Mô hình trồng rau sạch", "Cơ quan xã Bình Minh", "Kết quả nổi bật: 12 hộ thoát nghèo"],
            [2, "Mô hình: “Hũ gạo”", "Đơn vị thực hiện là xã Bình Trị", "Hiệu quả mang lại cao"])  # fmt: skip
    made(path, TITLE, *(row if numbered else row[1:] for row in rows))
    assert [one.row for one in site.take(path, UNIT).outcomes] == [3, 4]


def test_totals_of_places_and_fields_are_no_models(site: Site, path: Path) -> None:
    made(path, TITLE, ["STT", "Đơn vị", "Mô hình"], [1, "Xã Bình Minh", "Hũ gạo tiết kiệm"],
         ["Cộng xã Bình Minh", None, "01 MH"], [2, "Xã Bình Trị", "Camera an ninh"], ["Cộng lĩnh vực kinh tế"],
         [None, None, "02 mô hình"], [3, "Xã Bình Hải", "Tổng vệ sinh ngày cuối tuần"],
         ["Tổng cộng toàn huyện", None, "03 MH"])  # fmt: skip
    done = site.take(path, UNIT)
    assert [one.row for one in done.outcomes] == [3, 5, 8]
    (one,) = [one for one in done.diagnostics if one.code == "DV671"]
    assert one.values["count"] == 4
    assert not any("MH" in post.content for post in site.models().values())


def test_levels_that_recognised_head_groups(site: Site, path: Path) -> None:
    made(path, TITLE, ["STT", "Tên mô hình", "Xã", "Đăng ký mô hình"], ["A", "CẤP TỈNH CÔNG NHẬN"],
         [1, "Hũ gạo tiết kiệm", "Bình Minh", 2019], ["B", "CẤP HUYỆN CÔNG NHẬN"],
         [2, "Camera an ninh", "Bình Trị", 2020])  # fmt: skip
    site.take(path, UNIT)
    assert site.named("Camera an ninh")["status"] == [
        {"step": "registered", "year": 2020}, {"step": "recognised", "note": "Cấp huyện công nhận"}]  # fmt: skip


def test_no_row_above_a_head_is_lost_without_a_word(site: Site, path: Path) -> None:
    made(path, ["UBND XÃ BÌNH CHƯƠNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], TITLE,
         ["I. TẬP THỂ"], ["Tên mô hình", "Thôn", "Trưởng mô hình", "Số hộ"], ["Hũ gạo", "An Điềm 2", "Bà B", 15], [],
         ["II. CÁ NHÂN"], ["Họ và tên", "Tên mô hình", "Thôn", "Thành tích"],
         ["Nguyễn Văn Ví", "Nuôi bò vỗ béo", "Ngọc Trì", None])  # fmt: skip
    done = site.take(path, UNIT)
    assert {one.name for one in done.outcomes} == {"Hũ gạo", "Nuôi bò vỗ béo"}
    assert told(done, "DV699") == []
    made(path, TITLE, ["An Điềm 2", "Thắp sáng đường quê", "20 hộ"], ["Tên mô hình", "Xã"], ["Hũ gạo", "Bình Minh"])
    (one,) = [one for one in site.take(path, UNIT).diagnostics if one.code == "DV699"]
    assert (one.location.line, one.values["words"]) == (2, "2: An Điềm 2 | Thắp sáng đường quê | 20 hộ")


def test_names_under_a_head_of_another_meaning(site: Site, path: Path) -> None:
    heads = ["TT", "Nội dung", "Đơn vị", "Thời gian", "Ghi chú"]
    made(path, TITLE, heads, ["", "Tổng số mô hình: 3"], ["1", "Lĩnh vực kinh tế"],
         ["1.1", "Mô hình trồng cam sạch", "Xã Bình Minh", "2016-2018"], ["Trang 1"], heads, ["2", "Lĩnh vực QPAN"],
         ["2.1", "Mô hình camera an ninh", "Công an xã Bình Trị", "3/2019"],
         ["2.2", "Mô hình tiếng kẻng", "Xã Bình Hải", "2020"], ["3", "Lĩnh vực khác"],
         ["3.1", "Mô hình đường hoa", "Xã Bình Dương", "2020"])  # fmt: skip
    done = site.take(path, UNIT)
    assert told(done, "DV662") == [11]
    assert [(one.row, one.place, one.field) for one in done.outcomes] == [
        (5, "Xã Bình Minh", "Kinh tế"), (9, "Xã Bình Trị", "Quốc phòng - an ninh"),
        (10, "Xã Bình Hải", "Quốc phòng - an ninh"), (12, "Xã Bình Dương", "")]  # fmt: skip
    made(path, TITLE, heads, [1, "Họp giao ban", "Văn phòng", "8h"], [2, "Mô hình: nghe báo cáo", "Ban Dân vận", "9h"])
    assert {one.code for one in site.take(path, UNIT).diagnostics} >= {"DV659", "DV674"}
