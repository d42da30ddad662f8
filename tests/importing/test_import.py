"""Received files of every kind become reports and drafts; the same file twice changes nothing."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import frontmatter
import pytest

from generator.diagnostics import ExitCode
from generator.importing import Library, State, import_found
from generator.inspection import inspect_file
from generator.pipeline import load_site
from generator.read.received.ocr import can_recognise
from generator.render import render_site
from generator.render.address import page_path
from generator.tables import Tables
from tests.conftest import ROOT
from tests.importing.conftest import Importer, snapshot
from tests.inspect.annotated import DOCUMENTS, annotated
from tests.received.making import NOTE, TITLE, make_docx, make_image, make_pdf, make_scan, report_text
from tests.received.test_encodings import tcvn3, vni, windows1258
from tests.test_cli import danvan

HEADINGS = [
    "## I. CÔNG TÁC CHỈ ĐẠO", "## II. KẾT QUẢ", "### 1. Lĩnh vực kinh tế", "### 2. Lĩnh vực văn hóa - xã hội",
]  # fmt: skip
TEXT = report_text()
Make = Callable[[Path], Path]


def text(data: bytes, suffix: str = ".txt") -> Make:
    def make(folder: Path) -> Path:
        path = folder / f"bao-cao{suffix}"
        path.write_bytes(data)
        return path

    return make


def office(suffix: str) -> Make:
    def make(folder: Path) -> Path:
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        profile = (folder / "profile").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix]
        command += ["--outdir", str(folder), str(make_docx(folder / "a.docx"))]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / f"a.{suffix}"

    return make


WHOLE: dict[str, Make] = {
    "utf-8": text(TEXT.encode()),
    "utf-8 with bom": text(TEXT.encode("utf-8-sig")),
    "utf-16": text(TEXT.encode("utf-16")),
    "windows-1258": text(windows1258(TEXT)),
    "markdown": text(TEXT.encode(), ".md"),
    "docx": lambda folder: make_docx(folder / "a.docx"),
    "pdf": lambda folder: make_pdf(folder / "a.pdf"),
    "doc": office("doc"),
    "odt": office("odt"),
}
"""Files that keep everything the report says."""


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_becomes_its_report(kind: str, tmp_path: Path, site: Path, imported: Importer) -> None:
    path = WHOLE[kind](tmp_path)
    done = imported(path)
    report = frontmatter.load(str(site / "content" / "reports" / f"{done.report}.md"))
    assert (report["number"], str(report["date"]), report["doc_type"]) == ("145/BC-UBND", "2022-11-18", "Báo cáo")
    assert (report["title"], report["signer_position"]) == (TITLE, "Chủ tịch")
    assert (report["review"], report["source"]["quality"]) == ("draft", "digital")
    assert re.findall(r"^#+ .*$", report.content, re.MULTILINE) == HEADINGS
    assert report.content.endswith(f"[^1]: {NOTE}")
    assert "ghi thành sổ[^1]." in report.content
    if kind in ("docx", "pdf", "doc", "odt"):
        assert "| STT | Thôn | Số hộ |\n| --- | --- | --- |\n| 1 | Lệ Thủy | 32 |" in report.content
    after = snapshot(site)
    again = imported(path)
    assert {one.state for one in again.placed} <= {State.UNCHANGED, State.KNOWN}
    assert snapshot(site) == after
    assert not [one for one in load_site(site)[1] if one.severity == "error"]


@pytest.mark.parametrize("name", ["tinh_2024_ke_hoach_bang", "dang_uy_phuong_2026_so_ket"])
def test_what_names_something_in_a_table_or_a_note_is_led_to(
    name: str, tmp_path: Path, site: Path, imported: Importer
) -> None:
    """A table and a note can have no id of their own: a link to the words leads to what stands before them."""
    imported(text(annotated(DOCUMENTS / f"{name}.yml").raw.encode())(tmp_path))
    found, _ = load_site(site)
    shown = {page.path: page.body for page in render_site(found)}
    named = {
        (edge.evidence.page, edge.evidence.anchor) for edge in found.edges if edge.evidence and edge.evidence.anchor
    }
    assert named
    for page, anchor in named:
        assert f"{{: #{anchor} }}" in shown[page_path(page)], anchor


@pytest.mark.parametrize("encoded", [tcvn3, vni], ids=["tcvn3", "vni"])
def test_old_encodings_come_out_as_letters(
    encoded: Callable[[str], bytes], tmp_path: Path, site: Path, imported: Importer
) -> None:
    done = imported(text(encoded(TEXT.replace("“", '"').replace("”", '"')))(tmp_path))
    body = (site / "content" / "reports" / f"{done.report}.md").read_text(encoding="utf-8")
    assert "Thôn Lệ Thủy vận động 32 hộ góp 210 ngày công sửa tuyến mương dài 1.250 m" in body
    assert "145/BC-UBND" in body


@pytest.mark.skipif(not can_recognise(), reason="Tesseract with Vietnamese is not installed")
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scan_becomes_a_report_that_says_so(kind: str, tmp_path: Path, site: Path, imported: Importer) -> None:
    image = make_image(tmp_path / "a.png")
    done = imported(image if kind == "png" else make_scan(tmp_path / "a.pdf", image))
    report = frontmatter.load(str(site / "content" / "reports" / f"{done.report}.md"))
    assert report["source"]["quality"] == "ocr"
    assert [line[:5] for line in report.content.split("\n") if line.startswith("## ")] == ["## I.", "## II"]
    assert "DV617" in {one.code for one in done.diagnostics}


def test_drafts_quote_the_sentence_they_rest_on(tmp_path: Path, site: Path, imported: Importer) -> None:
    done = imported(text(TEXT.encode())(tmp_path))
    drafts = [one.path for one in done.placed[1:] if one.state is State.CREATED]
    assert [path.relative_to(site / "content").parts[0] for path in drafts].count("directives") == 1
    for path in drafts:
        draft = frontmatter.load(str(path))
        assert draft["review"] == "draft"
        if path.parent.name == "directives":
            assert "> Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2022" in draft.content
            assert f"(report:{done.report})" in draft.content


def test_a_draft_that_was_deleted_is_not_proposed_again(tmp_path: Path, imported: Importer) -> None:
    path = text(TEXT.encode())(tmp_path)
    draft = next(one.path for one in imported(path).placed[1:] if one.path.parent.name == "directives")
    draft.unlink()
    assert {one.path: one.state for one in imported(path).placed}[draft] is State.DELETED
    assert not draft.exists()


DIGEST = """---
id: binh-tri-nam-2022
title: Xã Bình Trị kể một năm làm dân vận
number: 145/BC-UBND
date: 2022-11-18
locality: Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi
digest: true
---

Xã kể việc trong năm.
"""


def test_a_report_that_has_a_digest_is_known_as_the_same(tmp_path: Path, site: Path, imported: Importer) -> None:
    (site / "content" / "reports" / "binh-tri-nam-2022.md").write_text(DIGEST, encoding="utf-8")
    done = imported(text(TEXT.encode())(tmp_path))
    assert done.report == "binh-tri-nam-2022-toan-van"
    assert "DV627" in {one.code for one in done.diagnostics}
    found, _ = load_site(site)
    report = found.entries[next(ref for ref in found.entries if ref.id == done.report)]
    assert report.record.model_dump()["retold_in"] == "binh-tri-nam-2022"
    assert imported(tmp_path / "bao-cao.txt").placed[0].state is State.UNCHANGED


def test_a_scan_does_not_replace_a_file_that_reads_better(tmp_path: Path, site: Path, tables: Tables) -> None:
    path = text(TEXT.encode())(tmp_path)
    better = inspect_file(path, tables)
    scan = replace(better, received=replace(better.received, scanned=True, sha256="0" * 64))
    first = import_found(better, Library(site, tables))
    after = snapshot(site)
    done = import_found(scan, Library(site, tables))
    assert (done.report, [one.code for one in done.diagnostics]) == (first.report, ["DV630"])
    assert snapshot(site) == after


def test_a_better_file_replaces_a_scan(tmp_path: Path, site: Path, tables: Tables) -> None:
    better = inspect_file(text(TEXT.encode())(tmp_path), tables)
    scan = replace(better, received=replace(better.received, scanned=True, sha256="0" * 64))
    import_found(scan, Library(site, tables))
    done = import_found(better, Library(site, tables))
    assert done.placed[0].state is State.UPDATED
    report = frontmatter.load(str(done.placed[0].path))
    assert report["source"]["quality"] == "digital"


def test_the_command_says_what_it_did_and_a_dry_run_writes_nothing(tmp_path: Path, site: Path) -> None:
    path, before = text(TEXT.encode())(tmp_path), snapshot(site)
    dry = danvan("import", "--root", str(site), "--dry-run", str(path), cwd=ROOT)
    assert dry.returncode == ExitCode.OK
    assert snapshot(site) == before
    done = danvan("import", "--root", str(site), str(path), str(tmp_path / "khong-co.docx"), cwd=ROOT)
    assert done.returncode == ExitCode.FOUND
    assert "DV616" in done.stderr
    assert "Mới content/reports/binh-tri-bao-cao-145-bc-ubnd-2022.md" in done.stdout
