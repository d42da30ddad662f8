"""Cells as people type them: marks, "nt", quarters, millions told once above the table, names struck out."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from generator.lists import ImportedList
from tests.lists.conftest import Site
from tests.lists.test_uglier import TITLE, UNIT, made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bang.xlsx"


def told(done: ImportedList, code: str) -> list[int]:
    return [one.location.line for one in done.diagnostics if one.code == code]


@pytest.mark.parametrize("above", ["Lĩnh vực", None])
def test_a_field_is_that_of_the_one_column_marked(site: Site, path: Path, above: str | None) -> None:
    merged = "C2:F2" if above else ""
    made(path, TITLE, ["TT", "Tên mô hình", above, None, None, None, "Ghi chú"],
         [None, None, "KT", "VHXH", "QPAN", "XD HTCT"], [1, "Hũ gạo tiết kiệm", None, "x"],
         [2, "Vườn sạch, ngõ an toàn", "x", None, "x"], [3, "Tổ hòa giải đầu ngõ"],
         [4, "Camera an ninh", None, None, "ü", "-"], merged=merged)  # fmt: skip
    done = site.take(path, UNIT)
    fields = {post["name"]: post["field"] for post in site.models().values()}
    assert fields == {
        "Hũ gạo tiết kiệm": "van-hoa-xa-hoi", "Vườn sạch, ngõ an toàn": None, "Tổ hòa giải đầu ngõ": None,
        "Camera an ninh": "quoc-phong-an-ninh",
    }  # fmt: skip
    assert (told(done, "DV692"), told(done, "DV693")) == ([5], [6])
    assert "QPAN: x" in site.named("Vườn sạch, ngõ an toàn").content


def test_holders_under_the_head_of_names(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "Mô hình / điển hình", None, None, "Cấp công nhận", None],
         [None, "Tên gọi", "Tập thể", "Cá nhân", "Xã", "Huyện"], [1, "Vườn mẫu", None, "X", "x"],
         merged="B2:D2 E2:F2")  # fmt: skip
    site.take(path, UNIT)
    post = site.named("Vườn mẫu")
    assert (post["holder"], post["status"]) == ("individual", [{"step": "recognised", "note": "Xã"}])


def test_as_above_is_the_cell_above_and_no_other(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "Tên mô hình", "Xã", "Lĩnh vực", "Năm XD", "Người chủ trì"],
         [1, "Hũ gạo tiết kiệm", "Bình Minh", "VH-XH", 2019, "Bà Nga"],
         [2, "Nồi cháo nghĩa tình", "-nt-", "〃", "như trên", "″"],
         [3, "Đội thuyền cứu nạn", "Bình Hải", "-//-", None, None],
         [4, "Camera an ninh", "n/t", "QP-AN", "nt", "nt"])  # fmt: skip
    done = site.take(path, UNIT)
    pot, camera = site.named("Nồi cháo nghĩa tình"), site.named("Camera an ninh")
    assert (pot["localities"], pot["field"], pot["period"]) == (
        ["Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"], "van-hoa-xa-hoi", {"start": 2019})  # fmt: skip
    assert "Người chủ trì: Bà Nga" in pot.content
    assert camera["localities"] == ["Xã Bình Hải, huyện Bình Sơn, tỉnh Quảng Ngãi"]
    assert "period" not in camera.metadata
    assert "Bà Nga" not in camera.content
    assert told(done, "DV657") == [6, 6]


def test_millions_are_told_above_the_table(site: Site, path: Path) -> None:
    made(path, TITLE, [None, "Đơn vị tính: triệu đồng"], ["TT", "Tên mô hình", "Xã", "Vốn"],
         [1, "Hũ gạo tiết kiệm", "Bình Minh", 35], [2, "Camera an ninh", "Bình Trị", "1,5 tỷ"],
         [3, "Đội thuyền cứu nạn", "Bình Hải", "200.000 đồng"], [4, "Nhà văn hóa", "Bình Chương", "1 tỷ 200 triệu"],
         [5, "Bê tông hóa đường thôn", "Bình Minh", "7.500.000"])  # fmt: skip
    done = site.take(path, UNIT)
    sums = {post["name"]: post["figures"][0]["value"] for post in site.models().values() if "figures" in post.metadata}
    assert sums == {
        "Hũ gạo tiết kiệm": 35_000_000, "Camera an ninh": 1_500_000_000, "Đội thuyền cứu nạn": 200_000,
        "Nhà văn hóa": 1_200_000_000,
    }  # fmt: skip
    assert told(done, "DV698") == [8]
    assert "Vốn: 7.500.000" in site.named("Bê tông hóa đường thôn").content


def test_a_name_that_heads_what_is_done(site: Site, path: Path) -> None:
    made(path, TITLE, ["TT", "TÊN MH", "ĐVTH", "LV", "KP (tr.đ)", "KINH PHÍ DÂN GÓP (tr.đ)"],
         [1, "Hũ gạo tiết kiệm:\n- Góp gạo hằng tháng\n- Tặng hộ khó", "Xã Bình Minh", "VH - XH", 5, 3])  # fmt: skip
    site.take(path, UNIT)
    post = site.named("Hũ gạo tiết kiệm")
    assert "- Góp gạo hằng tháng; - Tặng hộ khó" in post.content
    assert [one["what"] for one in post["figures"]] == ["KP", "kinh phí dân góp"]


@pytest.mark.parametrize(
    ("cell", "start"),
    [("tháng 3/2021", 2021), ("Quý II-2020", 2020), ("Quý IV/2020", 2020), ("44270", dt.date(2021, 3, 15)),
     (44270, dt.date(2021, 3, 15)), ("15/03/21", dt.date(2021, 3, 15)), ("20222", None), (20222, None)],
)  # fmt: skip
def test_when_it_began(site: Site, path: Path, cell: object, start: dt.date | int | None) -> None:
    made(path, TITLE, ["TT", "Tên mô hình", "Xã", "Bắt đầu"], [1, "Hũ gạo tiết kiệm", "Bình Minh", cell])
    done = site.take(path, UNIT)
    assert site.named("Hũ gạo tiết kiệm").get("period", {}).get("start") == start
    assert told(done, "DV654") == ([] if start else [3])


def struck(path: Path) -> Path:
    book = Workbook()
    for row in (["STT", "Tên mô hình", "Xã"], [1, "Hũ gạo tiết kiệm", "Bình Minh"], [2, "Camera an ninh", "Bình Trị"]):
        book.active.append(row)
    for cell in book.active[3]:
        cell.font = Font(strike=True)
    book.active["A2"].font = Font(strike=True)
    for row in range(4, 10_004):
        book.active.cell(row, 2).font = Font(strike=True)
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_struck_out_row_is_said(site: Site, path: Path, converted: Callable[[Path, str], Path], kind: str) -> None:
    done = site.take(converted(struck(path), kind), UNIT)
    (one,) = [one for one in done.diagnostics if one.code == "DV696"]
    assert (one.location.line, one.values["rows"]) == (3, "3")
    assert len(done.outcomes) == 2
    assert load_workbook(path).active.max_row > 10_000
