"""Lists arranged as no program would: each model is there at its place, or the row that is none is named."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.lists import ImportedList
from tests.lists.conftest import Site

UNIT = "Huyện Bình Sơn, tỉnh Quảng Ngãi"
TITLE = ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO HUYỆN BÌNH SƠN, TỈNH QUẢNG NGÃI NĂM 2023"]


def made(path: Path, *rows: Sequence[object], merged: str = "") -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merged.split():
        book.active.merge_cells(area)
    book.save(path)
    return path


def placed(done: ImportedList) -> set[tuple[str, str]]:
    return {(one.name, one.place) for one in done.outcomes}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bang.xlsx"


def test_two_tables_side_by_side(site: Site, path: Path) -> None:
    heads = ["STT", "Tên mô hình", "Xã"]
    made(path, TITLE, [], [*heads, None, *heads],
         [1, "Hũ gạo tiết kiệm", "Bình Minh", None, 3, "Camera an ninh trong dân", "Bình Trị"],
         [2, "Thắp sáng đường quê", "Bình Hải", None, 4, "Tiếng kẻng học bài", "Bình Chương"],
         [None, None, None, None, 5, "Hòa giải từ đầu ngõ", "Bình Trị"])  # fmt: skip
    assert placed(site.take(path, UNIT)) == {
        ("Hũ gạo tiết kiệm", "Xã Bình Minh"), ("Thắp sáng đường quê", "Xã Bình Hải"),
        ("Camera an ninh trong dân", "Xã Bình Trị"), ("Tiếng kẻng học bài", "Xã Bình Chương"),
        ("Hòa giải từ đầu ngõ", "Xã Bình Trị"),
    }  # fmt: skip
    assert {one.state for one in site.take(path, UNIT).outcomes} == {"unchanged"}


def test_a_second_column_of_names_is_said(site: Site, path: Path) -> None:
    made(
        path,
        TITLE,
        ["STT", "Tên mô hình", "Tên điển hình", "Xã"],
        [1, "Hũ gạo tiết kiệm", "Bà Tư góp gạo", "Bình Minh"],
    )
    done = site.take(path, UNIT)
    assert [one.values["value"] for one in done.diagnostics if one.code == "DV657"] == ["Bà Tư góp gạo"]
    assert "Bà Tư góp gạo" in site.named("Hũ gạo tiết kiệm").content


def test_models_across_and_labels_down(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "Nội dung", "Mô hình 1", "Mô hình 2"],
         [1, "Tên mô hình", "Hũ gạo tiết kiệm", "Camera an ninh trong dân"],
         [2, "Địa phương", "Xã Bình Minh", "Xã Bình Trị"], [3, "Lĩnh vực", "VH-XH", "QP-AN"],
         [4, "Kết quả", "Giúp 12 hộ", "Lắp 8 mắt"], [5, "Khó khăn", None, "Thiếu điện"])  # fmt: skip
    done = site.take(path, UNIT)
    assert placed(done) == {("Hũ gạo tiết kiệm", "Xã Bình Minh"), ("Camera an ninh trong dân", "Xã Bình Trị")}
    camera = site.named("Camera an ninh trong dân")
    assert camera["field"] == "quoc-phong-an-ninh"
    assert "Lắp 8 mắt" in camera.content
    assert "Thiếu điện" in camera.content


def test_several_models_in_one_cell_become_as_many(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "Đơn vị", "Tên mô hình", "Kinh phí (triệu đồng)", "Kết quả"],
         [1, "Xã Bình Minh", "1. Hũ gạo tiết kiệm\n2. Thắp sáng đường quê", 35, "1. Giúp 12 hộ\n2. Sáng 3 km đường"],
         [2, "Xã Bình Trị", "1/ Camera an ninh; 2/ Tiếng kẻng học bài", "1) 10 2) 20", "Dân yên tâm"],
         [3, "Xã Bình Hải", "- Tổ tự quản bãi biển;\n- Đội thuyền cứu nạn", None, "- Bãi sạch\n- Biển sạch"],
         [4, "Xã Bình Thanh", "Nhà sạch\nvườn đẹp"],
         [5, "Xã Bình Chương", "1. Vườn mẫu\n3. Ngõ hoa"])  # fmt: skip
    done = site.take(path, UNIT)
    told = [(one.location.line, one.values["count"]) for one in done.diagnostics if one.code == "DV691"]
    assert told == [(3, 2), (4, 2), (5, 2)]
    assert [one.location.line for one in done.diagnostics if one.code == "DV690"] == [7]
    assert [one.row for one in done.outcomes] == [3, 3, 4, 4, 5, 5, 6, 7]
    rice, boats = site.named("Hũ gạo tiết kiệm"), site.named("Đội thuyền cứu nạn")
    assert rice["localities"] == ["Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"]
    assert "Giúp 12 hộ" in rice.content
    assert "Sáng 3 km" not in rice.content
    assert "figures" not in rice.metadata  # 35 million are those of both
    assert "35 (chung cho 2 mô hình)" in rice.content
    assert "- Bãi sạch\n- Biển sạch" in boats.content  # bullets need not be in the order of the names
    assert {one.state for one in site.take(path, UNIT).outcomes} == {"unchanged"}


def test_pages_with_sums_carried_over(site: Site, path: Path) -> None:
    heads = ["STT", "Tên mô hình", "Địa chỉ", "Hiệu quả"]
    made(path, TITLE, heads, [1, "Vườn mẫu của hội viên", "Bình Minh", "Thu nhập tăng"], [None, "Cộng mang sang"],
         ["Trang 2"], heads, [None, "Cộng trang trước"], [2, "Đội thuyền cứu nạn", "Bình Hải", "Cứu 3 thuyền"], [],
         [3, "Nồi cháo nghĩa tình", "Bình Chương", "300 suất"], ["Người lập biểu", None, "Trưởng ban"])  # fmt: skip
    done = site.take(path, UNIT)
    assert [one.row for one in done.outcomes] == [3, 8, 10]
    (apart,) = [one for one in done.diagnostics if one.code == "DV671"]
    assert apart.values["count"] == 3
    assert "Cộng mang sang" in str(apart.values["words"])
    assert [one.location.line for one in done.diagnostics if one.code == "DV661"] == [5]


def test_a_letter_of_forty_lines_above_the_table(site: Site, path: Path) -> None:
    letter = [[f"Đoạn {number} của công văn: đề nghị các xã rà soát và báo cáo đúng hạn."] for number in range(40)]
    made(path, ["ỦY BAN MTTQ VIỆT NAM HUYỆN BÌNH SƠN"], *letter, ["STT", "Tên, nội dung mô hình", "Đơn vị thực hiện"],
         ["1)", "“Camera an ninh trong dân”", "Công an xã Bình Trị"],
         ["2.", "Thắp sáng đường quê", "Đoàn TN xã Bình Hải"])  # fmt: skip
    names = {name.strip("“”"): place for name, place in placed(site.take(path, UNIT))}
    assert names == {"Camera an ninh trong dân": "Xã Bình Trị", "Thắp sáng đường quê": "Xã Bình Hải"}


def test_a_table_of_counts_only_is_said_to_have_no_models(site: Site, path: Path) -> None:
    made(path, ["BIỂU TỔNG HỢP SỐ LƯỢNG MÔ HÌNH"], ["STT", "Xã", "Kinh tế", "VH-XH", "Tổng"],
         [1, "Bình Minh", 2, 3, 5], [2, "Bình Trị", 1, 1, 2])  # fmt: skip
    assert {one.code for one in site.take(path, UNIT).diagnostics} == {"DV659", "DV674"}
