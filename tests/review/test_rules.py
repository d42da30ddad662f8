"""Each rule over a register: what breaks it, at which line, and what comes close but does not."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import rules
from generator.memory import Memory
from generator.render import render_site
from generator.rules import Checked, check_content
from generator.rules.figures import _is, _shown
from generator.tables import Tables, load_tables
from tests.conftest import ROOT
from tests.review.conftest import Write

TODAY = date(2025, 6, 1)


@cache
def shared_tables() -> Tables:
    """The shipped tables, read once for all registers here."""
    return load_tables(ROOT / "site_config")


PLACE = 'localities: ["Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"]'
OTHER = 'localities: ["Xã Bình Hải, huyện Bình Sơn, tỉnh Quảng Ngãi"]'
NAME = "name: Nhà sạch vườn đẹp"
SOURCE = "sources: [{file: danh-sach.xlsx, row: 3}]"


def told(checked: Checked) -> list[tuple[str, int]]:
    """Return (code, line) of everything that was found."""
    return [(one.code, one.location.line) for one in checked.diagnostics]


def test_a_sound_register_is_quiet(register: Path, write: Write) -> None:
    sound = ("review: verified", "reviewed_by: Trần Thị Bình", "reviewed_on: 2025-05-01")
    write("models", "a", NAME, PLACE, SOURCE, "status: [{step: registered, year: 2020}]", *sound)
    assert told(check_content(register, TODAY, shared_tables())) == ignored_elsewhere()


def ignored_elsewhere() -> list[tuple[str, int]]:
    """Return what is said of entries of the shipped ignore.yml, which are about files a register here lacks."""
    return [("DV010", 4), ("DV010", 8)] if len(shared_tables().ignores) == 2 else []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("review: verified",), [("DV210", 6), ("DV210", 6)]),
        (("review: verified", "reviewed_by: Bình"), [("DV210", 6)]),
        (("review: verified", "reviewed_by: Bình", "reviewed_on: 2062-01-05"), [("DV211", 8)]),
        (("review: verified", "reviewed_by: Bình", "reviewed_on: 2024-05-31"), [("DV212", 8)]),
        (("review: verified", "reviewed_by: Bình", "reviewed_on: 2024-06-01"), []),
        (("updated: 2023-01-01",), [("DV212", 6)]),
        (("updated: 2023-01-01", "review: retired", "retired_because: không còn"), []),
        (("status: [{step: recognised, year: 2019}, {step: registered, year: 2021}]",), [("DV220", 6)]),
        (("status: [{step: registered, date: 2020-05-01}, {step: recognised, year: 2020}]",), []),
        (("period: {start: 2020}", "status: [{step: recognised, year: 2018}]"), [("DV221", 7)]),
        (("period: {start: 2020}", "status: [{step: registered, year: 2019}]"), []),
        (("status:", "  - {step: rewarded, year: 2062}"), [("DV222", 7)]),
        (("status: [{step: recognised, year: 2020, date: 2021-05-04}]",), [("DV223", 6)]),
        (("period: {start: 2022, end: 2020}",), [("DV224", 6)]),
        (("period: {start: 2022-03-01, end: 2022}",), []),
        (("status: [{step: recognised, year: 2020, directive: 15/QĐ-UBND}]",), [("DV314", 6)]),
        (("copy_of: [a]",), [("DV232", 6)]),
    ],
)
def test_what_one_model_says_of_itself(
    register: Path, write: Write, lines: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    write("models", "a", NAME, PLACE, SOURCE, *lines)
    assert [one for one in told(check_content(register, TODAY, shared_tables())) if one[0] != "DV010"] == expected


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Thắp sáng đường quê", "Thắp sáng đường que", True),
        ("Thắp sáng đường quê", "“Thắp  sáng đường quê”", True),
        ("Thắp sáng đường quê", "Thắp sáng đuờng quêe", True),
        ("Thắp sáng đường quê", "Thắp sáng sáng đường quê", True),
        ("Thắp sáng đường quê", "Thắp sáng đường làng", False),
        ("Tổ tự quản số 1", "Tổ tự quản số 2", False),
        ("Tổ tự quản số", "Tổ tự quản số 2", False),
        ("Trồng cam sạch", "Trồng cà sạch", False),
        ("Hũ gạo", "Hũ gạo tình thương", False),
    ],
)
def test_one_model_written_twice_in_one_place(register: Path, write: Write, first: str, second: str, one: bool) -> None:
    write("models", "a", f"name: {first}", PLACE, SOURCE)
    write("models", "b", f"name: {second}", PLACE, SOURCE)
    write("models", "c", f"name: {second}", OTHER, SOURCE)
    found = [d for d in check_content(register, TODAY, shared_tables()).diagnostics if d.code == "DV230"]
    assert [d.location.file for d in found] == (["content/models/b.md"] if one else [])


def test_a_copy_or_a_retired_double_is_none(register: Path, write: Write) -> None:
    write("models", "a", NAME, PLACE, SOURCE)
    write("models", "b", NAME, PLACE, SOURCE, "copy_of: [a]")
    write("models", "c", NAME, PLACE, SOURCE, "review: retired", "retired_because: ghi hai lần")
    assert "DV230" not in {code for code, _ in told(check_content(register, TODAY, shared_tables()))}


def test_the_place_of_today_is_the_place_of_before(register: Path, write: Write) -> None:
    write("models", "a", NAME, PLACE, SOURCE)
    write("models", "b", NAME, 'localities: ["Xã Vạn Tường, tỉnh Quảng Ngãi"]', SOURCE)
    assert "DV230" in {code for code, _ in told(check_content(register, TODAY, shared_tables()))}


def test_copies_are_younger_than_their_origin(register: Path, write: Write) -> None:
    write("models", "a", NAME, PLACE, SOURCE, "period: {start: 2020}")
    write("models", "b", "name: Ngõ sạch", OTHER, SOURCE, "period: {start: 2018}", "copy_of: [a]")
    write("models", "c", "name: Đường sạch", OTHER, SOURCE, "copy_of: [d]")
    write("models", "d", "name: Chợ sạch", OTHER, SOURCE, "copy_of: [c]")
    found = told(check_content(register, TODAY, shared_tables()))
    assert ("DV233", 7) in found
    assert [code for code, _ in found].count("DV232") == 1


def test_what_nothing_leads_to_or_comes_from(register: Path, write: Write) -> None:
    write("directives", "ke-hoach-1", "type: Kế hoạch", "number: 1/KH-UBND")
    write("models", "a", NAME, PLACE)
    found = {(d.code, d.location.file) for d in check_content(register, TODAY, shared_tables()).diagnostics}
    assert {("DV231", "content/directives/ke-hoach-1.md"), ("DV234", "content/models/a.md")} <= found


COUNTS = """figures:
  - {{value: {total}, unit: mô hình, what: tổng, measure: total}}
  - {{value: 10, unit: mô hình, what: kinh tế, field: kinh-te, measure: total}}
  - {{value: 20, unit: mô hình, what: văn hóa, field: van-hoa-xa-hoi, measure: total}}
  - {{value: 5, unit: mô hình, what: quốc phòng, field: quoc-phong-an-ninh, measure: total}}
  - {{value: 5, unit: mô hình, what: chính trị, field: xay-dung-he-thong-chinh-tri, measure: total}}
  - {{value: {effective}, unit: mô hình, what: hiệu quả, measure: effective}}
  - {{value: {rate}, unit: '%', what: tỷ lệ kinh tế, field: kinh-te}}
  - {{value: {again}, unit: mô hình, what: tổng, measure: total}}"""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"total": 45, "again": 45, "rate": 22.2}, [("DV410", 4)]),
        ({"effective": 41}, [("DV413", 9)]),
        ({"rate": 25.4}, [("DV411", 10)]),
        ({"rate": 80}, []),
        ({"again": 41}, [("DV412", 11)]),
    ],
)
def test_figures_of_front_matter(
    register: Path, write: Write, changed: dict[str, float], expected: list[tuple[str, int]]
) -> None:
    values = {"total": 40, "effective": 30, "rate": 25, "again": 40, **changed}
    write("reports", "a", COUNTS.format(**values).replace("figures:", "title: Báo cáo\nfigures:"))
    found = told(check_content(register, TODAY, shared_tables()))
    assert [(code, line - 1) for code, line in found if code.startswith("DV41")] == expected


@given(st.integers(1, 99999), st.integers(1, 99999), st.integers(0, 2))
def test_a_rate_holds_rounded_or_cut_off(part: int, whole: int, decimals: int) -> None:
    exact = 100 * part / whole
    assert _is(round(exact, decimals), exact)
    assert _is(int(exact * 10**decimals) / 10**decimals, exact)
    assert not _is(round(exact + 3, decimals), exact)  # three points off, however few the decimals


def test_numbers_are_shown_as_vietnamese_readers_write_them() -> None:
    assert (_shown(24814), _shown(34.61), _shown(1234.5)) == ("24.814", "34,61", "1.234,5")


def test_figures_of_a_text_are_reconciled_at_their_line(register: Path, write: Write) -> None:
    text = "## Kết quả\n\nToàn xã có 60 hộ, trong đó 45 hộ khá, 25 hộ trung bình."
    write("reports", "a", "title: Báo cáo", body=text)
    found = [d for d in check_content(register, TODAY, shared_tables()).diagnostics if d.code.startswith("DV40")]
    assert [(d.location.file, d.location.line) for d in found] == [("content/reports/a.md", 8)]


def test_open_conflicts_and_doubtful_words_are_told(register: Path, write: Write) -> None:
    write("reports", "a", "title: Báo cáo", body="Vận động [nhân](doubt:nh%C3%A3n) dân, [giúp](doubt:giup) nhau.")
    kept = register / "content" / ".imported" / "reports" / "a.conflict.md"
    kept.parent.mkdir(parents=True)
    kept.write_text("---\nid: a\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", encoding="utf-8")
    found = told(check_content(register, TODAY, shared_tables()))
    assert ("DV680", 4) in found
    assert ("DV681", 6) in found


def test_the_rules_page_lists_every_rule_with_meaning_example_and_advice(tables: Tables, register: Path) -> None:
    site = check_content(register, TODAY, shared_tables()).site
    page = next(page for page in render_site(site) if page.path == "quy-tac-kiem-tra.md")
    for code, rule in rules().items():
        assert rule.example, f"{code} has no example in generator/messages"
        assert f"{code} · {tables.labels[f'severity_{rule.severity}']} {{: #{code.lower()} }}" in page.body
    assert page.body.count(f"{tables.labels['rule_example']}: ") == len(rules())


def test_what_a_check_remembers_changes_nothing_of_what_it_says(register: Path, write: Write, tmp_path: Path) -> None:
    write("reports", "a", "title: Báo cáo", body="Toàn xã có 60 hộ, trong đó 45 hộ khá, 25 hộ trung bình.")
    kept = tmp_path / "kept"
    first = Memory(kept)
    found = check_content(register, TODAY, shared_tables(), first).diagnostics
    first.turn()
    first.save()
    assert check_content(register, TODAY, shared_tables(), Memory(kept)).diagnostics == found
    write("reports", "a", "title: Báo cáo", body="Toàn xã có 60 hộ, trong đó 45 hộ khá, 15 hộ trung bình.")
    changed = check_content(register, TODAY, shared_tables(), Memory(kept)).diagnostics
    assert {one.code for one in found} - {one.code for one in changed} == {"DV401"}


def test_figures_that_only_have_a_unit_are_not_compared(register: Path, write: Write) -> None:
    figures = (
        "title: Báo cáo\nfigures:\n  - {value: 412, unit: việc, what: việc}\n  - {value: 389, unit: việc, what: Việc}"
    )
    write("reports", "a", figures)
    assert not [code for code, _ in told(check_content(register, TODAY, shared_tables())) if code == "DV412"]
