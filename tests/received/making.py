"""Makes a file of each kind from one report, as offices send them. Every text here is our own."""

import io
import zipfile
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LEFT = ["ỦY BAN NHÂN DÂN", "XÃ BÌNH TRỊ", "Số: 145/BC-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình Trị, ngày 18 tháng 11 năm 2022"]
TITLE = "Kết quả thực hiện phong trào thi đua “Dân vận khéo” năm 2022"
BODY = (
    (
        "",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2022 của UBND huyện Bình Sơn, Ủy ban nhân dân xã Bình Trị "
        "báo cáo kết quả như sau:",
    ),
    ("I.", "CÔNG TÁC CHỈ ĐẠO"),
    (
        "",
        "Ngay từ đầu năm, Ủy ban nhân dân xã giao từng công chức phụ trách một thôn, mỗi tháng họp một lần với trưởng "
        "thôn để nghe việc còn vướng và ghi thành sổ[1].",
    ),
    ("II.", "KẾT QUẢ"),
    ("1.", "Lĩnh vực kinh tế"),
    (
        "",
        "Thôn Lệ Thủy vận động 32 hộ góp 210 ngày công sửa tuyến mương dài 1.250 m; kinh phí 86.500.000 đồng, trong đó "
        "người dân góp bốn phần mười.",
    ),
    ("2.", "Lĩnh vực văn hóa - xã hội"),
    (
        "",
        "Hội khuyến học trao 45 suất học bổng cho học sinh có hoàn cảnh khó khăn, mỗi suất 500.000 đồng và một "
        "bộ sách.",
    ),
    ("", "Trên đây là kết quả phong trào thi đua năm 2022, Ủy ban nhân dân xã Bình Trị kính báo cáo./."),
)
TABLE = [["STT", "Thôn", "Số hộ"], ["1", "Lệ Thủy", "32"], ["2", "Phước Hòa", "18"]]
NOTE = "Sổ do công chức văn phòng giữ, mỗi thôn một quyển."
RECIPIENTS = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Võ Thị Hồng Hạnh"]
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_NAMES = (
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("times.ttf", "timesbd.ttf"),
)


def fonts() -> tuple[Path, Path]:
    """Return a regular and a bold font that have Vietnamese letters; the test is skipped where there is none."""
    for regular, bold in _NAMES:
        for folder in map(Path, _FONTS):
            found = [next(folder.rglob(name), None) if folder.is_dir() else None for name in (regular, bold)]
            if found[0] and found[1] and _has_vietnamese(found[0]) and _has_vietnamese(found[1]):
                return found[0], found[1]
    pytest.skip("no font with Vietnamese letters on this machine")


def _has_vietnamese(font: Path) -> bool:
    return all(ord(letter) in TTFont("Tried", str(font)).face.charToGlyph for letter in "ạảấầẩẫậắằẳẵặẹẻẽếềểễệơưữựỵỷđĐỦ")


def report_text() -> str:
    """Return the report as plain text, a paragraph a line."""
    lines = [*LEFT, *RIGHT, "BÁO CÁO", TITLE]
    lines += [f"{number} {text}".strip() for number, text in BODY]
    return "\n".join([*lines, *RECIPIENTS, *SIGNATURE, f"[1] {NOTE}"]) + "\n"


def make_docx(path: Path, *, automatic: bool = False) -> Path:
    """Write the report as .docx: header and signature in layout tables, a ruled table, a real footnote."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    _columns(document, LEFT, RIGHT)
    for text in ("BÁO CÁO", TITLE):
        document.add_paragraph().add_run(text).bold = True
    for number, text in BODY:
        paragraph = document.add_paragraph(style="List Number" if automatic and number in ("1.", "2.") else None)
        if not (automatic and number in ("1.", "2.")):
            text = f"{number} {text}".strip()
        paragraph.paragraph_format.first_line_indent = None if number else Cm(1)
        head, mark, tail = text.partition("[1]")
        paragraph.add_run(head).bold = bool(number)
        if mark:
            _reference(paragraph)
            paragraph.add_run(tail)
    document.add_paragraph()
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()
    _columns(document, RECIPIENTS, SIGNATURE)
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(_with_footnote(stream.getvalue()))
    return path


def docx_of(path: Path, left: list[str], right: list[str], paragraphs: list[str], foot: list[list[str]]) -> Path:
    """Write paragraphs as .docx between two columns at head and foot; rows between "|" become a table."""
    document = docx.Document()
    _columns(document, left or [""], right or [""])
    table = None
    for text in paragraphs:
        cells = [cell.strip() for cell in text.strip("|").split("|")] if text.startswith("|") else []
        if cells and not any(char.isalnum() for char in text):
            continue  # the rule below a head
        if cells:
            table = table or document.add_table(rows=0, cols=len(cells), style="Table Grid")
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
        else:
            table = None
            document.add_paragraph(text)
    _columns(document, *foot)
    document.save(str(path))
    return path


def pdf_of(path: Path, left: list[str], right: list[str], paragraphs: list[str], foot: list[list[str]]) -> Path:
    """Write paragraphs as a PDF with a text layer, in wrapped lines over as many pages as they need."""
    regular, bold = fonts()
    pdfmetrics.registerFont(TTFont("Body", str(regular)))
    pdfmetrics.registerFont(TTFont("Body-Bold", str(bold)))
    canvas = Canvas(str(path), pagesize=A4)
    writer = _Writer(canvas)
    for pair in zip_longest(left, right, fillvalue=""):
        writer.columns(*pair)
    for text in paragraphs:
        writer.room(40)
        writer.paragraph(text, bold=text.isupper())
    writer.room(16 * max(map(len, foot)))
    for pair in zip_longest(*foot, fillvalue=""):
        writer.columns(*pair)
    canvas.save()
    return path


def _columns(document: Any, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _reference(paragraph: Any) -> None:
    run = paragraph.add_run()
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    run._r.append(mark)


def _with_footnote(data: bytes) -> bytes:
    """Add the footnotes part, which python-docx does not write."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote>'
    body = f'<w:footnotes xmlns:w="{main}">{note}</w:footnotes>'
    relation = (
        '<Relationship Id="rIdNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            if entry == "[Content_Types].xml":
                content = content.replace(b"</Types>", kind.encode() + b"</Types>")
            new.writestr(entry, content)
        new.writestr("word/footnotes.xml", body)
    return out.getvalue()


def make_pdf(path: Path, *, password: str | None = None) -> Path:
    """Write the report as a PDF with a text layer: two columns, wrapped lines, a raised mark, a note, a ruled table."""
    regular, bold = fonts()
    pdfmetrics.registerFont(TTFont("Body", str(regular)))
    pdfmetrics.registerFont(TTFont("Body-Bold", str(bold)))
    canvas = Canvas(str(path), pagesize=A4, encrypt=password)
    writer = _Writer(canvas)
    for left, right in zip(LEFT, RIGHT, strict=True):
        writer.columns(left, right)
    writer.y -= 14
    for text in ("BÁO CÁO", "Kết quả thực hiện phong trào thi đua", "“Dân vận khéo” năm 2022"):
        writer.centred(text)
    writer.y -= 14
    for number, text in BODY:
        writer.paragraph(f"{number} {text}".strip(), bold=bool(number))
    writer.table(TABLE)
    for index in range(3):
        writer.columns(RECIPIENTS[index], SIGNATURE[index])
    writer.note(NOTE)
    canvas.showPage()
    canvas.save()
    return path


class _Writer:
    """Sets text on a page from the top down."""

    left, right, size = 85.0, 550.0, 14.0

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = 790.0

    def room(self, height: float) -> None:
        """Go on at the top of a new page if less than ``height`` is left of this one."""
        if self.y < 60 + height:
            self.canvas.showPage()
            self.y = 790.0

    def columns(self, left: str, right: str) -> None:
        self.canvas.setFont("Body", 12)
        self.canvas.drawString(self.left, self.y, left)
        self.canvas.drawString(330, self.y, right[:44])
        self.y -= 16

    def centred(self, text: str) -> None:
        self.canvas.setFont("Body-Bold", self.size)
        self.canvas.drawCentredString((self.left + self.right) / 2, self.y, text)
        self.y -= 18

    def paragraph(self, text: str, *, bold: bool) -> None:
        font = "Body-Bold" if bold else "Body"
        x = self.left + 28
        for word in text.split():
            if x + pdfmetrics.stringWidth(word.replace("[1]", ""), font, self.size) > self.right:
                x = self.left
                self.y -= 18
                self.room(0)
            head, mark, tail = word.partition("[1]")
            x = self._draw(x, head, font, self.size, 0)
            if mark:
                x = self._draw(x, "1", font, 8, 5)
                x = self._draw(x, tail, font, self.size, 0)
            x += pdfmetrics.stringWidth(" ", font, self.size)
        self.y -= 18

    def _draw(self, x: float, text: str, font: str, size: float, rise: float) -> float:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y + rise, text)
        return x + pdfmetrics.stringWidth(text, font, size)

    def table(self, rows: list[list[str]]) -> None:
        top = self.y + 12
        for row in rows:
            for column, text in enumerate(row):
                self.canvas.setFont("Body", 12)
                self.canvas.drawString(self.left + 4 + 120 * column, self.y - 4, text)
            self.y -= 18
        for index in range(len(rows) + 1):
            self.canvas.line(self.left, top - 18 * index, self.left + 360, top - 18 * index)
        for column in range(4):
            self.canvas.line(self.left + 120 * column, top, self.left + 120 * column, top - 18 * len(rows))
        self.y -= 10

    def note(self, text: str) -> None:
        self.y = 70
        self.canvas.line(self.left, self.y + 14, self.left + 140, self.y + 14)
        x = self._draw(self.left, "1", "Body", 7, 4)
        self._draw(x + 2, text, "Body", 10, 0)


def make_image(path: Path) -> Path:
    """Write the report as a scanned page: grey, 200 dpi."""
    regular, _ = fonts()
    font = ImageFont.truetype(str(regular), 39)
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    y = 120
    for line in _lines_of_page():
        draw.text((150, y), line, fill=0, font=font)
        y += 58
    page.save(path, dpi=(200, 200))
    return path


def _lines_of_page() -> list[str]:
    lines = ["BÁO CÁO", ""]
    for number, text in BODY:
        line = ""
        for word in f"{number} {text}".replace("[1]", "").split():
            if len(line) + len(word) > 66:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""] if not number else [line]
    return lines


def make_scan(path: Path, image: Path) -> Path:
    """Write a PDF that holds nothing but the picture of a page."""
    with Image.open(image) as page:
        page.save(path, "PDF", resolution=200)
    return path
