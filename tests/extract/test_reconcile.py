"""Reconciliation: every planted inconsistency is reported with both places, sound figures raise no alarm."""

from typing import Any

import pytest

from generator.document import CleanText
from generator.extract.figures import find_figures
from generator.extract.reconcile import complaints, reconcile
from generator.tables import Tables
from tests.extract.reading import Reading, passages


@pytest.mark.parametrize("passage", passages("failed"))
def test_what_does_not_hold_is_found_and_nothing_else(passage: dict[str, Any], tables: Tables) -> None:
    checks = Reading(passage, tables).checks
    failed = [[c.stated, c.computed] for c in checks if not c.holds and not c.truncated]
    assert sorted(failed) == sorted(passage["failed"])
    assert sorted(c.stated for c in checks if c.truncated) == passage.get("truncated", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 30 tổ, gồm 18 tổ hòa giải, 12 tổ tự quản.", True),
        ("Huyện có 22 đơn vị hành chính cấp xã (gồm 20 xã, 01 thị trấn).", False),
        ("Khen thưởng 20 điển hình, trong đó 12 tập thể, 8 cá nhân.", True),
        ("Kinh phí 1,2 tỷ đồng, gồm ngân sách 0,85 tỷ đồng, nhân dân 0,35 tỷ đồng.", True),
        ("Có 85/120 hộ (70,8%) tham gia.", True),
        ("Có 85/120 hộ (70,9%) tham gia.", False),
        ("Số hộ tăng từ 80 hộ lên 100 hộ, tăng 25%.", True),
        ("Số hộ tăng từ 80 hộ lên 100 hộ, tăng 30 hộ.", False),
        ("Có 03 mô hình: “Bếp ấm”, “Vườn xanh” và “Ngõ sáng”.", True),
        ("Có 04 mô hình: “Bếp ấm”, “Vườn xanh” và “Ngõ sáng”.", False),
        ("Ủng hộ tiền mặt: tập thể 20 triệu đồng, cá nhân 15 triệu đồng; riêng điểm trực 50 triệu đồng.", False),
    ],
)
def test_single_checks(text: str, expected: bool, tables: Tables) -> None:
    checks = reconcile(text, find_figures(text, tables), tables)
    assert [check.holds for check in checks] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Hơn 30 tổ, gồm 18 tổ hòa giải, 14 tổ tự quản.",
        "Có 40 người, trong đó 25 nữ, 30 đảng viên.",
        "Huyện có 40 mô hình, trong đó 12 mô hình kinh tế.",
        "Thu ngân sách 20 tỷ đồng, đạt 105% kế hoạch, tăng 12% so với cùng kỳ.",
        "Có 05 xã như: Bình An, Bình Mỹ.",
        "Toàn huyện có 18 xã đạt chuẩn. Toàn huyện có 3 xã kiểu mẫu.",
        "Đoàn gồm 12 thành viên, tặng 60 suất quà.",
    ],
)
def test_no_false_alarm(text: str, tables: Tables) -> None:
    assert all(check.holds for check in reconcile(text, find_figures(text, tables), tables))


def test_a_complaint_shows_both_places(tables: Tables) -> None:
    text = "Mở đầu.\nKhen thưởng 20 điển hình, trong đó 12 tập thể, 9 cá nhân."
    checks = reconcile(text, find_figures(text, tables), tables)
    (complaint,) = complaints(checks, CleanText.verbatim(text), "bao-cao.txt")
    assert (complaint.code, str(complaint.location)) == ("DV401", "bao-cao.txt:2:13")
    assert "21" in complaint.message("vi")
    assert "12 tập thể" in complaint.message("en")


def test_a_rate_cut_off_instead_of_rounded_is_told_apart(tables: Tables) -> None:
    text = "Toàn huyện có 2.988 mô hình, trong đó có 1.848 mô hình phát huy hiệu quả (chiếm 61,84%)."
    (check,) = (c for c in reconcile(text, find_figures(text, tables), tables) if c.kind == "percent")
    assert (check.holds, check.truncated, check.computed) == (False, True, 61.85)
    (complaint,) = complaints([check], CleanText.verbatim(text), "a.txt")
    assert complaint.code == "DV403"
