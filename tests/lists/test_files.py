"""Every kind of file gives the same models; hostile and broken ones are refused with a word, in bounded time."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.diagnostics import DanvanError
from generator.read.received.encodings import decode
from generator.read.sheets import read_book
from tests.lists.conftest import Site
from tests.lists.making import district_summary

ROWS = (
    ("UBND HUYỆN BÌNH SƠN", "", "", "", ""),
    ("DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2022", "", "", "", ""),
    ("STT", "Tên mô hình", "Xã", "Ngày công nhận", "Kinh phí (triệu đồng)"),
    ("1", "Hũ gạo tiết kiệm của phụ nữ", "Bình Minh", "05/03/2022", "12,5"),
    ("2", "Đội thuyền; cứu nạn, cứu hộ", "Bình Hải", "31/02/2022", "1.200"),
    ("3", "Thắp sáng đường quê được nhân dân ủng hộ", "Bình Trị", "2022", ""),
)


def separated(by: str) -> str:
    quoted = (tuple(f'"{cell}"' if by in cell or "," in cell else cell for cell in row) for row in ROWS)
    return "\r\n".join(by.join(row) for row in quoted)


@pytest.mark.parametrize("by", [";", ",", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files(site: Site, tmp_path: Path, by: str, codec: str) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(separated(by).encode(codec))
    done = site.take(path)
    assert [one.code for one in done.diagnostics] == ["DV654"]
    assert site.named("Đội thuyền; cứu nạn, cứu hộ")["figures"][0]["value"] == 1_200_000_000
    model = site.named("Hũ gạo tiết kiệm của phụ nữ")
    assert model["figures"][0]["value"] == 12_500_000
    assert str(model["status"][0]["date"]) == "2022-03-05"
    assert model["localities"] == ["Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"]


def test_a_legacy_encoding_is_said_and_read(site: Site, tmp_path: Path) -> None:
    data = separated(";").translate(_windows_1258()).encode("cp1258")
    assert decode(data) is not None
    path = tmp_path / "cu.csv"
    path.write_bytes(data)
    done = site.take(path)
    assert "DV610" in [one.code for one in done.diagnostics]
    assert {post["name"] for post in site.models().values()} == {row[1] for row in ROWS[3:]}


def _windows_1258() -> dict[int, str]:
    """Letters as Windows-1258 writes them: base letter, then the tone as a mark of its own."""
    import unicodedata

    found = {}
    for char in {char for row in ROWS for cell in row for char in cell if not char.isascii()}:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        found[ord(char)] = base + tones
    return found


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_spreadsheets_say_the_same(
    new_site: Callable[[], Site], converted: Callable[[Path, str], Path], tmp_path: Path, kind: str
) -> None:
    first, second = new_site(), new_site()
    source = district_summary(tmp_path / "summary.xlsx")
    first.take(source)
    done = second.take(converted(source, kind))
    wanted = {name: (post.metadata | {"sources": 0}, post.content) for name, post in first.models().items()}
    assert {name: (post.metadata | {"sources": 0}, post.content) for name, post in second.models().items()} == wanted
    assert [one.code for one in done.diagnostics] == ["DV671"]


def test_formulas_hidden_parts_and_comments_are_said(site: Site, tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    for row in (("STT", "Tên mô hình", "Xã", "Kết quả", "Cột lạ"), (1, "Hũ gạo", "Bình Minh", "=A1&B1", "#REF!")):
        sheet.append(row)
    sheet.append((2, "Vườn mẫu", "Bình Trị", "tốt", "lạ"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["B2"].comment = Comment("xem lại", "ai đó")
    book.create_sheet("Nháp").append(("chưa xong", "để sau"))
    book.save(tmp_path / "a.xlsx")
    done = site.take(tmp_path / "a.xlsx", "Huyện Bình Sơn, tỉnh Quảng Ngãi")
    told = sorted((one.code, one.location.line) for one in done.diagnostics)
    assert told == [("DV655", 2), ("DV655", 2), ("DV659", 1), ("DV660", 0), ("DV669", 3), ("DV670", 0)]
    assert len(site.models()) == 2
    assert "- Cột lạ: lạ" in site.named("Vườn mẫu").content


def refused(path: Path) -> str:
    with pytest.raises(DanvanError) as stop:
        read_book(path)
    return stop.value.diagnostics[0].code


def test_broken_files_are_refused(tmp_path: Path) -> None:
    whole = district_summary(tmp_path / "whole.xlsx").read_bytes()
    for name, data, code in (
        ("empty.xlsx", b"", "DV601"),
        ("cut.xlsx", whole[: len(whole) // 2], "DV605"),
        ("damaged.xlsx", whole[:2000] + b"\0" * 500 + whole[2500:], "DV605"),
        ("noise.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, "DV605"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "DV604"),
        ("noise.csv", bytes(range(256)) * 40, "DV603"),
    ):
        (tmp_path / name).write_bytes(data)
        assert refused(tmp_path / name) == code, name


def test_another_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(tmp_path / "a.xlsx") == "DV658"


def test_an_archive_that_would_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(60):
            file.write(b"0" * 10_000_000)
    assert refused(tmp_path / "bomb.xlsx") == "DV606"


def test_a_value_in_the_last_cell_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("S")
    sheet.append(("STT", "Tên mô hình"))
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                data = data.replace(b"</sheetData>", far)
            new.writestr(name, data)
    (sheet_read,) = read_book(tmp_path / "b.xlsx").sheets
    assert [(row.number, dict(row.cells)) for row in sheet_read.rows] == [
        (1, {1: "STT", 2: "Tên mô hình"}),
        (1048576, {16384: "x"}),
    ]


def test_huge_cells_and_formula_text_stay_words(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(("STT", "Tên mô hình", "Kết quả"))
    book.active.append((1, "Rất dài " * 3000, "a" * 32_000))
    book.active.append((2, "'=cmd|' /C calc'!A0", "+1+1"))
    book.save(tmp_path / "a.xlsx")
    done = site.take(tmp_path / "a.xlsx", "Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi")
    assert [one.code for one in done.diagnostics] == ["DV656"]
    long, short = sorted(site.models().values(), key=lambda post: -len(post["name"]))
    assert ("Rất dài " * 3000).strip() in long.content
    assert "a" * 32_000 in long.content
    assert short["name"] == "'=cmd|' /C calc'!A0"
