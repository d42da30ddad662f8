"""What pages show of review: the ladder, completeness, retired records, counts, copies on both ends."""

import re
from pathlib import Path

from tests.review.conftest import Write, pages

PLACE = 'localities: ["Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"]'
DECISION = ("type: Quyết định", "number: 15/QĐ-UBND", "date: 2021-05-04", 'locality: "Huyện Bình Sơn, tỉnh Quảng Ngãi"')


def steps(body: str) -> list[str]:
    """Return the lines of the ladder of a model page, each with its class."""
    found = re.findall(r"^1\. (.*)\n    \{: (.*) \}$", body, re.MULTILINE)
    return [f"{'+' if 'reached' in mark else '-'} {re.sub(r'<[^>]+>|[*]', '', text)}" for text, mark in found]


def test_the_ladder_shows_every_step_with_its_day_decision_and_note(register: Path, write: Write) -> None:
    write("directives", "quyet-dinh-15", *DECISION)
    status = (
        "status: [{step: registered, year: 2020}, {step: recognised, date: 2021-05-04, directive: 15/QĐ-UBND},"
        " {step: rewarded, note: giấy khen của huyện}, {step: replicated, directive: 7/QĐ-KT}]"
    )
    write("models", "a", "name: Nhà sạch", PLACE, status)
    page = pages(register)["mo-hinh/a.md"]
    assert steps(page.body) == [
        "+ Đăng ký 2020",
        "+ Công nhận 04/5/2021 – theo [Quyết định số 15/QĐ-UBND](../van-ban/quyet-dinh-15.md) ngày 04/5/2021",
        "+ Nhân rộng theo 7/QĐ-KT",
        "- Tiêu biểu nguồn chưa nêu",
        "+ Khen thưởng giấy khen của huyện",
    ]
    assert "[Nhà sạch](../mo-hinh/a.md)" in pages(register)["van-ban/quyet-dinh-15.md"].body


def test_a_model_without_steps_has_no_ladder(register: Path, write: Write) -> None:
    write("models", "a", "name: Nhà sạch", PLACE)
    assert steps(pages(register)["mo-hinh/a.md"].body) == []


def test_completeness_is_computed_and_shown_with_what_is_missing(register: Path, write: Write) -> None:
    write("models", "a", "name: Nhà sạch")
    told = "## Thực trạng\n\nBẩn.\n\n## Cách làm\n\nDọn.\n\n## Kết quả\n\nSạch.\n\n## Mục tiêu\n"
    full = (PLACE, "field: kinh-te", "unit: Thôn 1", "period: {start: 2020}", "sources: [{file: a.xlsx, row: 3}]")
    write("models", "b", "name: Ngõ sạch", *full, body=told)
    bare, rich = (pages(register)[f"mo-hinh/{name}.md"] for name in "ab")
    assert (bare.meta["completeness"], rich.meta["completeness"]) == ("stub", "complete")
    assert "Sơ lược (0%)" in bare.body
    assert "Nguồn chưa nêu: trạng thái, thực trạng, mục tiêu" in rich.body  # a heading alone tells nothing
    assert "Thực trạng" in rich.body


def test_a_retired_model_keeps_its_page_and_search_entry_but_leaves_lists_and_counts(
    register: Path, write: Write
) -> None:
    write("models", "a", "name: Nhà sạch", PLACE, "field: kinh-te")
    write(
        "models",
        "b",
        "name: Ngõ sạch",
        PLACE,
        "field: kinh-te",
        "review: retired",
        "reviewed_on: 2024-05-06",
        "retired_because: trùng với mô hình khác",
    )
    found = pages(register)
    assert "đã thôi dùng (06/5/2024). Lý do: trùng với mô hình khác." in found["mo-hinh/b.md"].body
    listing = {path for path, page in found.items() if "mo-hinh/b.md" in page.body or "](b.md)" in page.body}
    assert listing == set()
    assert "| [Kinh tế](../danh-sach/linh-vuc-kinh-te-1.md) | 1 | 1 | 0 | 0 | 0 |" in found["linh-vuc/index.md"].body


def test_counts_tell_built_recognised_replicated_and_effective_apart(register: Path, write: Write) -> None:
    write("models", "a", "name: A", PLACE, "status: [{step: recognised, year: 2020}]", "updated: 2024-03-01")
    write("models", "b", "name: B", PLACE, "copy_of: [a]", "effective: true", "updated: 2024-02-01")
    write("models", "c", "name: C", PLACE, "effective: false", "status: [{step: replicated}]")
    body = pages(register)["linh-vuc/index.md"].body
    assert "| Chưa rõ lĩnh vực" in body.replace("[", "").replace("](", " (")
    assert "| 3 | 2 | 1 | 2 | 1 |" in body
    assert "Tính đến 01/3/2024." in body


def test_a_model_and_its_copies_point_at_each_other(register: Path, write: Write) -> None:
    write("models", "a", "name: Gốc", PLACE)
    copied = 'localities: ["Xã Bình Hải, huyện Bình Sơn, tỉnh Quảng Ngãi"]'
    write("models", "b", "name: Bản sau", copied, "copy_of: [a]", "period: {start: 2022}")
    found = pages(register)
    assert "## Được nhân rộng tại {: #nhan-rong }\n\n- [Bản sau](b.md) <small>Xã Bình Hải" in found["mo-hinh/a.md"].body
    assert "· 2022</small>" in found["mo-hinh/a.md"].body
    assert "## Nhân rộng từ {: #nhan-rong-tu }\n\n- [Gốc](a.md)" in found["mo-hinh/b.md"].body
