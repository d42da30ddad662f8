"""Lists the way offices make them: title block, heads in two rows, group rows, merged places, totals.

All models are invented.
"""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

NAMES = (
    "Tuyến đường hoa do phụ nữ chăm sóc",
    "Camera an ninh trong dân",
    "Nuôi bò nhốt chuồng trồng cỏ",
    "Tiếng kẻng học bài",
    "Ngày thứ bảy gần dân",
    "Hũ gạo tiết kiệm",
    "Vườn mẫu của hội viên nông dân",
    "Tổ tự quản bảo vệ bãi biển",
    "Phân loại rác từ trong bếp",
    "Hiến đất mở đường liên thôn",
    "Mỗi chi bộ giúp một hộ thoát nghèo",
    "Đội thuyền cứu nạn của ngư dân",
    "Thắp sáng đường quê",
    "Thư viện nhỏ dưới gốc đa",
    "Trồng keo theo nhóm hộ",
    "Một cửa thân thiện ngày nghỉ",
    "Hòa giải từ đầu ngõ",
    "Nồi cháo nghĩa tình",
    "Tổ hợp tác trồng hành tím",
    "Cổng trường bình yên",
)
COMMUNES = ("Xã Bình Minh", "Xã Bình Trị", "Xã Bình Hải", "Xã Bình Chương", "Thị trấn Châu Ổ")

_SUMMARY_HEADS = {
    "A7": "TT",
    "B7": "Tên mô hình",
    "C7": "Xã, thị trấn",
    "D7": "Loại",
    "F7": "Kết quả",
    "H7": "Kinh phí\n(triệu đồng)",
    "I7": "Ghi chú",
    "D8": "Tập thể",
    "E8": "Cá nhân",
    "F8": "Số hộ tham gia",
    "G8": "Tóm tắt kết quả",
}
_SUMMARY_FIELDS = (
    "I. Lĩnh vực kinh tế",
    "II. Lĩnh vực văn hóa - xã hội",
    "III. Quốc phòng, an ninh",
    "IV. Xây dựng HTCT",
)


def district_summary(path: Path) -> Path:
    """Make a district's summary: two header rows, field groups, a commune merged over its rows, totals, signatures."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tổng hợp 2023"
    sheet["A1"], sheet["E1"] = "HUYỆN ỦY BÌNH SƠN", "ĐẢNG CỘNG SẢN VIỆT NAM"
    sheet["A2"] = "BAN DÂN VẬN"
    sheet["A4"] = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN NĂM 2023"
    sheet.merge_cells("A4:I4")
    sheet["A5"] = "(Kèm theo Quyết định số 512-QĐ/HU ngày 15/11/2023 của Ban Thường vụ Huyện ủy Bình Sơn)"
    sheet.merge_cells("A5:I5")
    for cell, words in _SUMMARY_HEADS.items():
        sheet[cell] = words
        sheet[cell].font, sheet[cell].alignment = Font(bold=True), Alignment(wrap_text=True, horizontal="center")
    for area in ("A7:A8", "B7:B8", "C7:C8", "D7:E7", "F7:G7", "H7:H8", "I7:I8"):
        sheet.merge_cells(area)
    for column in range(1, 10):
        sheet.cell(9, column, f"({column})")
    row = 10
    for group, field in enumerate(_SUMMARY_FIELDS):
        sheet.cell(row, 1, field)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
        row += 1
        first = row
        for step in range(5):
            number = group * 5 + step
            sheet.cell(row, 1, number + 1)
            sheet.cell(row, 2, NAMES[number])
            if step % 2 == 0:
                sheet.cell(row, 3, COMMUNES[(group + step // 2) % len(COMMUNES)])
            sheet.cell(row, 4 if step % 3 else 5, "x")
            sheet.cell(row, 6, 12 + number)
            sheet.cell(row, 7, f"Sau một năm đã có {12 + number} hộ làm theo.\n- Được dân tin.")
            sheet.cell(row, 8, 35.5 + number)
            if step == 1:
                sheet.cell(row, 9, "Đề nghị nhân rộng")
            row += 1
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=3, end_column=3)
        sheet.merge_cells(start_row=first + 2, end_row=first + 3, start_column=3, end_column=3)
    sheet.cell(row, 1, "Tổng cộng: 20 mô hình")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
    sheet.cell(row, 8, f"=SUM(H10:H{row - 1})")
    sheet.cell(row + 1, 1, "Ghi chú: Danh sách xếp theo lĩnh vực.")
    sheet.cell(row + 3, 7, "Bình Sơn, ngày 15 tháng 11 năm 2023")
    sheet.cell(row + 4, 7, "TM. BAN THƯỜNG VỤ")
    sheet.cell(row + 5, 7, "PHÓ BÍ THƯ")
    sheet.cell(row + 9, 7, "Nguyễn Thị Ví Dụ")
    book.save(path)
    return path


def registration_list(path: Path) -> Path:
    """Make a province's registration list: one head row, repeated after a page, places by group rows, two sheets."""
    book = Workbook()
    first = book.active
    first.title = "Tập thể"
    heads = ("STT", "Tên mô hình, điển hình", "Đơn vị", "Lĩnh vực", "Thời gian thực hiện", "Số quyết định", "Ghi chú")
    first["A1"] = "BAN DÂN VẬN TỈNH ỦY HÀ TĨNH"
    first["A3"] = "DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2022"
    for sheet in (book["Tập thể"], book.create_sheet("Cá nhân")):
        row = 5 if sheet.title == "Tập thể" else 1
        for district in ("Huyện Cẩm Xuyên", "Huyện Hương Sơn"):
            for column, head in enumerate(heads, 1):
                sheet.cell(row, column, head)
            sheet.cell(row + 1, 2, district)
            row += 2
            for step in range(5):
                number = step + (5 if district.endswith("Sơn") else 0) + (10 if sheet.title == "Cá nhân" else 0)
                values = (
                    step + 1,
                    NAMES[number].upper() if step == 0 else NAMES[number],
                    ("Hội Nông dân huyện", "Xã Cẩm Duệ", "Hội Phụ nữ xã Cẩm Mỹ", "Công an huyện", "Xã Cẩm Quan")[step]
                    if "Cẩm" in district
                    else ("Xã Sơn Tiến", "Hội Người cao tuổi", "Xã Sơn Lễ", "Đoàn xã Sơn Tây", "UBND xã Sơn Kim 1")[
                        step
                    ],
                    ("Kinh tế", "VH-XH", "An ninh trật tự", "Hệ thống chính trị", "Thể thao")[step],
                    ("2021-2023", "Từ năm 2022 đến nay", 2022, "Quý I/2022", date(2022, 3, 5))[step],
                    ("Số 31-QĐ/HU ngày 20/12/2022", None, "31/02/2022", None, "117/QĐ-UBND")[step],
                    (None, "nt", "Mới", None, "=HYPERLINK(1)")[step],
                )
                for column, value in enumerate(values, 1):
                    sheet.cell(row, column, value)
                row += 1
    book.save(path)
    return path
