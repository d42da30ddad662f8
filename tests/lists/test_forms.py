"""A registration form for one model, labels down the side, and lists that name hamlets of one commune."""

from pathlib import Path

from openpyxl import Workbook

from tests.lists.conftest import Site

COMMUNE = "Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"


def test_a_form_with_labels_down_the_side(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    rows = (
        ("UBND HUYỆN BÌNH SƠN", None),
        ("PHIẾU ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2023", None),
        ("1. Tên mô hình:", "Bếp ấm cho người đi biển"),
        ("2. Thực trạng, lý do xây dựng", "Thuyền về muộn, hàng quán đóng cửa."),
        ("3. Nội dung, cách thức thực hiện", "- Góp gạo\n- Nấu cháo"),
        ("4. Địa bàn thực hiện", "Xã Bình Hải"),
        ("5. Thời gian thực hiện", "2023-2024"),
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "phieu.xlsx")
    done = site.take(tmp_path / "phieu.xlsx")
    assert [one.code for one in done.diagnostics] == []
    post = site.named("Bếp ấm cho người đi biển")
    assert post["localities"] == ["Xã Bình Hải, huyện Bình Sơn, tỉnh Quảng Ngãi"]
    assert post["status"] == [{"step": "registered", "year": 2023}]
    assert post["period"] == {"start": 2023, "end": 2024}
    assert "- Góp gạo\n- Nấu cháo" in post.content


def test_hamlets_of_one_commune_stay_words_of_the_text(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    for row in (("STT", "Tên mô hình", "Địa bàn"), (1, "Hũ gạo", "Thôn Mỹ Long"), (2, "Vườn mẫu", "An Phước")):
        book.active.append(row)
    book.save(tmp_path / "xa.xlsx")
    done = site.take(tmp_path / "xa.xlsx", COMMUNE)
    assert [one.code for one in done.diagnostics] == []
    assert {post["localities"][0] for post in site.models().values()} == {COMMUNE}
    assert "- Địa bàn: Thôn Mỹ Long" in site.named("Hũ gạo").content


def test_an_unknown_place_is_told_with_the_nearest_name(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("STT;Tên mô hình;Xã\n1;Hũ gạo;Bình Mihn\n2;;Bình Trị\n", encoding="utf-8")
    done = site.take(tmp_path / "a.csv", "Huyện Bình Sơn, tỉnh Quảng Ngãi")
    assert [(one.code, one.location.line) for one in done.diagnostics] == [("DV652", 2), ("DV661", 3)]
    assert "Xã Bình Minh" in done.diagnostics[0].advice("vi")
    assert site.named("Hũ gạo")["localities"] in ([], None)


def test_a_form_without_numbers_is_no_head(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["PHIẾU ĐĂNG KÝ"], ["Tên mô hình", "Hũ gạo tiết kiệm"], ["Địa bàn thực hiện", "Xã Bình Minh"],
                ["Lĩnh vực", "Kinh tế"], ["Kết quả", "12 hộ"], ["Khó khăn", "Ít người"]):  # fmt: skip
        book.active.append(row)
    path = tmp_path / "phieu.xlsx"
    book.save(path)
    (one,) = site.take(path, "Huyện Bình Sơn, tỉnh Quảng Ngãi").outcomes
    assert (one.name, one.place, one.field) == ("Hũ gạo tiết kiệm", "Xã Bình Minh", "Kinh tế")
