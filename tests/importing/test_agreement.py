"""What an import proposes is what a build understands: both read the same text with the same knowledge."""

from datetime import date
from pathlib import Path

import pytest

from generator.importing import Library, import_found
from generator.inspection import inspect_file
from generator.records import DirectiveRecord, ModelRecord, ReportRecord
from generator.rules import check_content
from generator.tables import Tables
from tests.conftest import ROOT
from tests.inspect.annotated import DOCUMENTS, annotated

MERGED = """ĐẢNG BỘ HUYỆN THANH CHƯƠNG
ĐẢNG ỦY XÃ THANH MAI
*
Số 15-BC/ĐU

Thanh Mai, ngày 12 tháng 10 năm 2012

BÁO CÁO
Sơ kết 02 năm thực hiện Kế hoạch số 05-KH/HU ngày 10/02/2010 của Ban Thường vụ Huyện ủy về “Dân vận khéo”

I. KẾT QUẢ

Theo Nghị quyết số 08-NQ/ĐU ngày 15/3/2012 của Đảng ủy xã, UBND xã có Kế hoạch số 11/KH-UBND. Đảng ủy xã Thanh Mai đã
xây dựng mô hình “Trồng chè đổi công” ở xóm 5, có 14 tổ; 9 tổ có sổ ghi công.

Xã Thanh Mai cùng xã Thanh Tùng xây dựng mô hình “Đường hoa tự quản” dài 2 km.
"""
"""Of a commune that was merged before 2025, which the register of units lacks; other provinces have one of its name."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Library:
    """A site into which every annotated document was imported."""
    root = tmp_path_factory.mktemp("agreement")
    (root / "site_config").symlink_to(ROOT / "site_config")
    library = Library(root, tables)
    for source in sorted(DOCUMENTS.glob("*.yml")):
        path = root / f"{source.stem}.txt"
        path.write_text(annotated(source).raw, encoding="utf-8")
        import_found(inspect_file(path, tables), library)
    return library


def test_what_was_proposed_is_found_again(library: Library, tables: Tables) -> None:
    codes = {"DV202", "DV203", "DV301", "DV302", "DV304", "DV412"}
    found = check_content(library.root, date(2026, 11, 1), tables).diagnostics
    assert [one for one in found if one.code in codes] == []


def test_a_review_leads_to_what_it_reviews(library: Library) -> None:
    reports = [entry.record for entry in library.entries.values() if isinstance(entry.record, ReportRecord)]
    about = {report.number: report.about for report in reports if report.about}
    assert about["590-BC/TU"] == ("ke-hoach-33-kh-tu-thanh-pho-dong-ha-2010",)
    assert len(about) >= 8


def test_a_commune_the_register_lacks_counts_for_its_district(tmp_path: Path, tables: Tables) -> None:
    file = tmp_path / "merged.txt"
    file.write_text(MERGED, encoding="utf-8")
    (tmp_path / "site_config").symlink_to(ROOT / "site_config")
    library = Library(tmp_path, tables)
    import_found(inspect_file(file, tables), library)
    records = [entry.record for entry in library.entries.values()]
    report = next(one for one in records if isinstance(one, ReportRecord))
    assert (report.issuer, report.locality) == ("Đảng ủy xã Thanh Mai", "Huyện Thanh Chương, tỉnh Nghệ An")
    assert report.about == ("ke-hoach-05-kh-hu-huyen-thanh-chuong-2010",)
    assert {one.name: one.localities for one in records if isinstance(one, ModelRecord)} == {
        "Trồng chè đổi công": ("Huyện Thanh Chương, tỉnh Nghệ An",),
        "Đường hoa tự quản": ("Xã Thanh Tùng, huyện Thanh Chương, tỉnh Nghệ An",),
    }
    numbers = {one.number for one in records if isinstance(one, DirectiveRecord)}
    assert numbers == {"05-KH/HU", "08-NQ/ĐU", "11/KH-UBND"}
    found = check_content(tmp_path, date(2026, 11, 1), tables).diagnostics
    assert [one for one in found if one.location.file.startswith("content/")] == []
