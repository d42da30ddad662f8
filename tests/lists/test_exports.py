"""Lists that are not what their name says, as office programs export them, and what cells hold besides words."""

import email.mime.multipart
import email.mime.text
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.read.sheets import read_book
from tests.lists.conftest import Site

PLACE = "Huyện Bình Sơn, tỉnh Quảng Ngãi"
ROWS = (
    ("STT", "Tên mô hình", "Xã", "Kết quả"),
    ("1", "Hũ gạo tiết kiệm của phụ nữ", "Bình Minh", "45 hộ góp gạo hằng tháng"),
    ("2", "Thắp sáng đường quê", "Bình Trị", "Lắp 120 bóng đèn"),
    ("3", "Tiếng kẻng học bài", "Bình Hải", "Học sinh học đúng giờ"),
)
NAMES = {row[1] for row in ROWS[1:]}
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<style>td {{ mso-number-format:"\\@"; }}</style><script>alert(1)</script></head><body>
<h3>DANH SÁCH MÔ HÌNH<br>NĂM 2023</h3>
<table border=1><thead><tr><th rowspan=2>STT</th><th rowspan="2">Tên mô hình</th><th rowspan=2>Xã</th>
<th colspan=2>Kết quả</th></tr><tr><th>Số hộ</th><th>Tóm tắt</th></tr></thead>
<tr><td>1</td><td>Hũ gạo tiết kiệm</td><td rowspan=2>Bình Minh</td><td>45</td>
<td><p>Góp gạo.</p><p>Được dân tin.</p></td></tr>
<tr><td>2</td><td>Thắp sáng&nbsp;đường quê</td><td>12</td>
<td>Lắp <b>120</b> bóng<img src="http://{host}/a.png"></td></tr>
</table><p>NGƯỜI LẬP BIỂU</p></body></html>"""


def tcvn3(text: str) -> str:
    """Return ``text`` as a TCVN3 (ABC) font writes it: Latin-1 letters."""
    from generator.read.received.encodings import _tables

    back = {letter: chr(code) for code, letter in _tables().tcvn3.items()}
    return "".join(back.get(char, char) for char in text)


def lines(by: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return "\r\n".join(by.join(row) for row in rows) + "\r\n"


def test_a_list_in_tcvn3(site: Site, tmp_path: Path) -> None:
    (tmp_path / "cu.csv").write_bytes(tcvn3(lines(";")).encode("latin-1"))
    done = site.take(tmp_path / "cu.csv", PLACE)
    assert [one.values["encoding"] for one in done.diagnostics if one.code == "DV610"] == ["TCVN3 (ABC)"]
    assert {post["name"] for post in site.models().values()} == NAMES


def test_a_workbook_in_a_tcvn3_font(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append([tcvn3(cell) for cell in row])
    book.save(tmp_path / "cu.xlsx")
    done = site.take(tmp_path / "cu.xlsx", PLACE)
    assert [one.values["encoding"] for one in done.diagnostics if one.code == "DV610"] == ["TCVN3 (ABC)"]
    assert {post["name"] for post in site.models().values()} == NAMES
    assert site.named("Thắp sáng đường quê").content == "## Kết quả\n\nLắp 120 bóng đèn"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_text_between_tabs_called_xls(site: Site, tmp_path: Path, codec: str) -> None:
    (tmp_path / "xuat.xls").write_bytes(lines("\t").encode(codec))
    done = site.take(tmp_path / "xuat.xls", PLACE)
    assert not done.diagnostics
    assert {post["name"] for post in site.models().values()} == NAMES


def page(text: str) -> bytes:
    return text.encode()


def mime(text: str) -> bytes:
    whole = email.mime.multipart.MIMEMultipart("related")
    whole.attach(email.mime.text.MIMEText("<html><frameset></frameset></html>", "html", "utf-8"))
    whole.attach(email.mime.text.MIMEText(text, "html", "utf-8"))
    return b"MIME-Version: 1.0\r\n" + bytes(whole).replace(b"MIME-Version: 1.0\n", b"", 1)


@pytest.mark.parametrize("kept", [page, mime])
def test_a_web_page_called_xls(site: Site, tmp_path: Path, kept: Callable[[str], bytes]) -> None:
    path = tmp_path / "xuat.xls"
    path.write_bytes(kept(PAGE.format(host="example.org")))
    done = site.take(path, PLACE)
    assert [one.code for one in done.diagnostics if one.code != "DV671"] == []
    first, second = site.named("Hũ gạo tiết kiệm"), site.named("Thắp sáng đường quê")
    assert first["localities"] == second["localities"] == ["Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"]
    assert [(one["value"], one["unit"]) for one in first["figures"]] == [(45, "hộ")]
    assert "Góp gạo.\nĐược dân tin." in first.content.replace("\n\n", "\n")
    assert "Lắp 120 bóng" in second.content
    assert not any("alert" in text or "mso" in text for text in site.files().values())


def test_links_in_cells_give_their_words_and_are_not_followed(site: Site, tmp_path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["B2"].hyperlink = "https://example.org/mo-hinh?id=1"
    book.active["D3"].hyperlink = r"\\maychu\chung\anh.jpg"
    book.active["D4"] = '=HYPERLINK("https://example.org","Xem ảnh")'
    book.save(tmp_path / "a.xlsx")
    site.take(tmp_path / "a.xlsx", PLACE)
    assert {post["name"] for post in site.models().values()} == NAMES
    assert not any("example.org" in text or "maychu" in text for text in site.files().values())


def test_a_quote_that_never_closes_takes_no_other_row(site: Site, tmp_path: Path) -> None:
    rows = lines(";").replace("Hũ gạo", '"Hũ gạo')
    (tmp_path / "a.csv").write_bytes(rows.encode("utf-8-sig"))
    done = site.take(tmp_path / "a.csv", PLACE)
    assert [(one.code, one.location.line) for one in done.diagnostics] == [("DV678", 2)]
    assert len(site.models()) == 3
    assert site.named("Thắp sáng đường quê")["localities"] == [f"Xã Bình Trị, {PLACE[0].lower()}{PLACE[1:]}"]


def test_breaks_that_are_no_ends_of_rows_stay_in_their_cell(tmp_path: Path) -> None:
    text = 'STT;Tên mô hình\n1;"Một\nhai\u2028ba"\n2;Bốn\x0bnăm\x85sáu\n3;cửa 5" và "cổng"\n'
    (tmp_path / "a.csv").write_bytes(text.encode())
    (sheet,) = read_book(tmp_path / "a.csv").sheets
    assert [dict(row.cells) for row in sheet.rows] == [
        {1: "STT", 2: "Tên mô hình"},
        {1: "1", 2: "Một\nhai\nba"},
        {1: "2", 2: "Bốn\nnăm\x85sáu"},
        {1: "3", 2: 'cửa 5" và "cổng"'},
    ]
