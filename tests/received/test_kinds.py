"""A file of every kind goes from bytes to facts, headings, tables and notes."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from generator.clean import clean
from generator.document import Document
from generator.read.received import Received, read_received
from generator.read.received.ocr import can_recognise
from generator.tables import Tables
from tests.received.making import NOTE, TITLE, make_docx, make_image, make_pdf, make_scan, report_text

HEADINGS = [
    (1, "I", "CÔNG TÁC CHỈ ĐẠO"),
    (1, "II", "KẾT QUẢ"),
    (2, "1", "Lĩnh vực kinh tế"),
    (2, "2", "Lĩnh vực văn hóa - xã hội"),
]
needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract with Vietnamese is not installed")
needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def cleaned(received: Received, tables: Tables) -> Document:
    return clean(received.text, tables, file=received.file, whole=received.whole, bold=received.bold)


def check(document: Document, *, table: bool = True) -> None:
    facts = document.facts
    assert (facts.doc_type, facts.number, str(facts.date)) == ("Báo cáo", "145/BC-UBND", "2022-11-18")
    assert (facts.issuer, facts.title) == ("Ủy ban nhân dân xã Bình Trị", TITLE)
    assert (facts.signer, facts.signer_position) == ("Võ Thị Hồng Hạnh", "CHỦ TỊCH")
    assert facts.locality == "Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"
    assert [(s.level, s.numbering, s.title) for s in document.sections if s.level] == HEADINGS
    lines = document.clean.text.split("\n")
    assert lines[-1] == f"[1] {NOTE}"
    assert any(line.endswith("ghi thành sổ[1].") for line in lines)
    if table:
        start = lines.index("| STT | Thôn | Số hộ |")
        assert lines[start + 1 : start + 4] == ["| --- | --- | --- |", "| 1 | Lệ Thủy | 32 |", "| 2 | Phước Hòa | 18 |"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_text(suffix: str, encoding: str, tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / f"bao-cao{suffix}"
    path.write_bytes(report_text().encode(encoding))
    received = read_received(path)
    assert received.format == "text"
    check(cleaned(received, tables), table=False)


def test_docx(tmp_path: Path, tables: Tables) -> None:
    received = read_received(make_docx(tmp_path / "a.docx"))
    assert (received.format, received.whole, received.typed) == ("docx", True, True)
    assert {received.text[s.start : s.end] for s in received.bold} >= {"BÁO CÁO", TITLE, "1. Lĩnh vực kinh tế"}
    check(cleaned(received, tables))


def test_docx_numbers_that_word_counts(tmp_path: Path) -> None:
    received = read_received(make_docx(tmp_path / "a.docx", automatic=True))
    assert "\n1. Lĩnh vực kinh tế\n" in received.text
    assert "\n2. Lĩnh vực văn hóa - xã hội\n" in received.text


def test_docx_deleted_text_is_gone(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giữ lại.")
    run = paragraph.add_run(" Đã xóa.")
    deleted = docx.oxml.OxmlElement("w:del")
    run._r.addprevious(deleted)
    deleted.append(run._r)
    document.save(str(tmp_path / "a.docx"))
    assert read_received(tmp_path / "a.docx").text == "Giữ lại.\n"


def test_pdf(tmp_path: Path, tables: Tables) -> None:
    received = read_received(make_pdf(tmp_path / "a.pdf"), measure=lambda _: 1.0)
    assert (received.format, received.scanned) == ("pdf", False)
    check(cleaned(received, tables))


@needs_tesseract
def test_pdf_with_a_poor_layer_is_read_from_its_images(tmp_path: Path) -> None:
    received = read_received(make_pdf(tmp_path / "a.pdf"), measure=lambda _: 0.1)
    assert received.scanned
    assert [found.code for found in received.diagnostics] == ["DV611"]
    assert "BÁO CÁO" in received.text


def test_pdf_with_a_poor_layer_is_kept_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.read.received.ocr.can_recognise", lambda: False)
    received = read_received(make_pdf(tmp_path / "a.pdf"), measure=lambda _: 0.1)
    assert [found.code for found in received.diagnostics] == ["DV614"]
    assert "CÔNG TÁC CHỈ ĐẠO" in received.text


@needs_tesseract
@pytest.mark.parametrize("kind", ["png", "tif", "pdf"])
def test_scans(kind: str, tmp_path: Path, tables: Tables) -> None:
    image = make_image(tmp_path / "trang.tif") if kind == "tif" else make_image(tmp_path / "trang.png")
    path = make_scan(tmp_path / "a.pdf", image) if kind == "pdf" else image
    received = read_received(path)
    assert received.scanned
    assert [found.code for found in received.diagnostics] == ["DV617"]
    document = cleaned(received, tables)
    assert document.facts.issuer == "Ủy ban nhân dân xã Bình Trị"
    assert [s.numbering for s in document.sections] == ["I", "II", "1", "2"]


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_office_formats(suffix: str, tmp_path: Path, tables: Tables) -> None:
    make_docx(tmp_path / "a.docx")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix]
    command += ["--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    received = read_received(tmp_path / f"a.{suffix}")
    assert received.format == suffix
    check(cleaned(received, tables))


def test_the_same_bytes_give_the_same_answer(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    first, second = read_received(path), read_received(path)
    assert first == second
    assert len(first.sha256) == 64


def test_a_wrong_name_is_said(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx").rename(tmp_path / "a.txt")
    received = read_received(path)
    assert (received.format, [found.code for found in received.diagnostics]) == ("docx", ["DV615"])
