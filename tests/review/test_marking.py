"""``danvan review`` changes its own keys and nothing else; ``danvan status`` says what waits."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.review import command as review
from generator.cli.status import command as status
from generator.diagnostics import ExitCode
from generator.lists.ledger import Ledger, Listed
from generator.records import Review
from generator.reviewing import Verdict, reviewed
from generator.rules.waiting import GROUPS
from generator.text import strip_marks
from tests.review.conftest import Write

KEYS = ("review", "reviewed_by", "reviewed_on", "retired_because")
OLD = st.sampled_from(
    [
        "review: draft",
        "review:   verified   # đã xem",
        "review: 'draft'",
        "reviewed_by: Lê Văn Cường",
        'reviewed_by: "Lê: Văn"',
        "reviewed_on: 2020-01-02",
        "retired_because: |\n  cũ\n  quá",
        "retired_because: >-\n  cũ",
        "review:",
    ]
)
OTHER = st.sampled_from(
    [
        "# review: chú thích",
        "tags: [a, b]",
        "description: 'Một #hai'",
        "figures:\n  - {value: 1, unit: m, what: x}\n  # giữa\n  - {value: 2, unit: m, what: y}",
        "",
        "unit:   Thôn 1  ",
    ]
)
NAMES = st.sampled_from(["Nguyễn Văn A", "Yes", "Trần: Bình #1", "'A'", "123", "  Đỗ"]).map(str.strip)


def unchanged(text: str) -> list[str]:
    """Return the lines that no review may touch."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        own = line.startswith(tuple(f"{key}:" for key in KEYS))
        inside = own or (inside and line.startswith("  "))
        if not inside:
            kept.append(line)
    return kept


@given(
    st.lists(OLD, max_size=5, unique_by=lambda line: line.partition(":")[0]),
    st.lists(OTHER, max_size=4, unique=True),
    st.randoms(use_true_random=False),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from([Review.VERIFIED, Review.RETIRED, Review.DRAFT]),
    NAMES,
)
def test_a_review_changes_its_own_keys_only(old, other, mixed, newline, mark, state, name) -> None:  # type: ignore[no-untyped-def]
    lines = ["id: a", *old, *other]
    mixed.shuffle(lines)
    text = mark + "\n".join(["---", *lines, "---", "", "Bài. review: draft", "---", ""]).replace("\n", newline)
    verdict = Verdict(state, name, date(2025, 6, 1), "hết: dùng" if state is Review.RETIRED else None)
    after = reviewed(text, verdict)
    assert unchanged(after) == unchanged(text)
    said = yaml.safe_load(after.split("---")[1])
    assert {key: said.get(key) for key in KEYS} == verdict.fields
    assert reviewed(after, verdict) == after


def run(command, root: Path, *arguments: str, lang: str = "vi") -> tuple[int, str]:  # type: ignore[no-untyped-def]
    result = CliRunner().invoke(command, [*arguments, "--root", str(root)], obj=lang)
    return result.exit_code, result.stdout + result.stderr


def test_records_are_marked_by_id_kind_or_path(register: Path, write: Write) -> None:
    first = write("models", "a", "name: Nhà sạch", "review: draft # chưa xem", body="Bài.")
    second = write("movements", "a", "name: Sạch", "movement_kind: phong-trao")
    third = write("models", "nha-dep", "name: Nhà đẹp")
    code, told = run(review, register, "a", "--by", "Trần Bình")
    assert (code, "DV302" in told, "model:a, movement:a" in told) == (ExitCode.FOUND, True, True)
    code, told = run(review, register, "model:a", str(third), "nha-dpe", "--by", "Trần Bình", "--on", "2025-06-01")
    assert code == ExitCode.FOUND
    assert "Có phải «nha-dep»?" in told
    assert first.read_text(encoding="utf-8") == (
        "---\nid: a\nname: Nhà sạch\nreview: verified # chưa xem\nreviewed_by: Trần Bình\nreviewed_on: 2025-06-01\n"
        "---\n\nBài.\n"
    )
    assert "reviewed_on: 2025-06-01\n---\n" in third.read_text(encoding="utf-8")
    assert "review:" not in second.read_text(encoding="utf-8")
    assert "Không đổi" in run(review, register, "model:a", "--by", "Trần Bình", "--on", "2025-06-01")[1]


def test_a_record_is_found_by_a_former_id(register: Path, write: Write) -> None:
    path = write("models", "a", "name: Nhà sạch", "aliases: [nha-cu, nha-chung]")
    write("models", "b", "name: Ngõ nha-cu", "aliases: [nha-chung]")
    write("models", "hong", "name: [nha-cu")
    assert run(review, register, "nha-cu", "--by", "Trần Bình")[0] == ExitCode.OK
    assert "review: verified" in path.read_text(encoding="utf-8")
    code, told = run(review, register, "model:nha-chung", "--by", "Trần Bình")
    assert (code, "model:a, model:b" in told) == (ExitCode.FOUND, True)


def test_what_cannot_be_marked_stays_as_it_was(register: Path, write: Write) -> None:
    path = write("models", "a", "name: Nhà sạch")
    for text in ("---\n{id: a, name: B}\n---\n", "không có phần đầu\n", "---\nid: a\nname: [\n---\n"):
        path.write_text(text, encoding="utf-8")
        assert run(review, register, "a", "--by", "Trần Bình")[0] == ExitCode.FOUND
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("options", [(), ("--draft", "--by", "B"), ("--draft", "--retire", "cũ")])
def test_a_review_needs_a_name(register: Path, write: Write, options: tuple[str, ...]) -> None:
    write("models", "a", "name: Nhà sạch")
    assert run(review, register, "a", *options)[0] == ExitCode.USAGE


def test_status_tells_what_waits(register: Path, write: Write) -> None:
    write("models", "a", "name: Nhà sạch", "updated: 2023-01-01")
    write("models", "b", "name: Ngõ sạch", "review: retired", "retired_because: cũ")
    write("reports", "r", "title: Báo cáo", "figures: [{value: 1, unit: m, what: x}, {value: 2, unit: m, what: x}]",
          body="[nhân](doubt:nh) dân")  # fmt: skip
    code, told = run(status, register, "--json", "--today", "2025-06-01")
    found = json.loads(told)
    assert code == ExitCode.OK
    assert {name: len(found[name]) for name in GROUPS} == {
        "errors": 0, "conflicts": 0, "figures": 1, "gone": 0, "drafts": 2, "stale": 1, "stubs": 1,
        "reports": 1, "doubts": 1,
    }  # fmt: skip
    assert found["stale"][0]["file"] == "content/models/a.md"
    told = run(status, register, "--today", "2025-06-01")[1]
    assert "2  Mô hình, báo cáo chưa kiểm duyệt" in told
    assert "content/reports/r.md:" in told


def test_status_tells_which_models_their_list_lacks(register: Path, write: Write) -> None:
    write("models", "a", "name: Nhà sạch", "aliases: [cu]")
    write("models", "b", "name: Ngõ sạch", "review: retired", "retired_because: cũ")
    write("models", "c", "name: Vườn mẫu")
    gone = {name: Listed(name, name) for name in ("cu", "b", "c", "d")}
    ledger = Ledger("danh-sach", ("danh-sach.xlsx",), gone, frozenset({"cu", "b", "d"}))
    ledger.path(register).parent.mkdir(parents=True)
    ledger.path(register).write_text(ledger.text(), encoding="utf-8")
    found = json.loads(run(status, register, "--json", "--only", "gone")[1])["gone"]
    assert [(one["id"], one["file"]) for one in found] == [("a", "content/models/a.md")]
    assert "«Nhà sạch» có ở lần nhập trước" in found[0]["why"]


def test_status_is_english_for_those_who_ask(register: Path, write: Write) -> None:
    write("models", "a", "name: Nha sach", "updated: 2023-01-01")
    write("reports", "r", "title: Bao cao", "figures: [{value: 1, unit: m, what: x}, {value: 2, unit: m, what: x}]",
          body="[nhan](doubt:nh) dan [x](model:khong-co)")  # fmt: skip
    told = run(status, register, "--all", "--today", "2025-06-01", lang="en")[1]
    assert "2023-01-01" in told
    assert "localities, field" in told
    assert strip_marks(told) == told
