"""Three versions become one; what cannot be merged is shown whole, and no word of a person is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import DanvanError
from generator.importing import merging
from generator.importing.merging import Clash, _merged_lines, has_marks, merge

LABELS = ("content/reports/a.md", "import")
BASE = "---\nid: a\n---\n\n## I\n\nMột [hai](doubt:hai) ba bốn năm.\n\nSáu bảy tám.\n"
WORDS = st.sampled_from(
    ["một", "hai", "ba", "[bốn](doubt:b6n)", "năm.", "-", "\n", "\n\n", "  ", "<<<<<<< x", "=======", "["]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)


def merged(mine: str, theirs: str) -> tuple[str, int]:
    result = merge(mine, BASE, theirs, LABELS)
    return result.text, result.conflicts


def test_changes_of_both_sides_go_together_even_in_one_line() -> None:
    mine, theirs = BASE.replace("bảy", "BẢY"), BASE.replace("Sáu", "SÁU").replace("năm", "NĂM")
    assert merged(mine, theirs) == (theirs.replace("bảy", "BẢY"), 0)


@pytest.mark.parametrize("better", ["[hái](doubt:hai)", "hài", "[hai](doubt:hai) [thêm](doubt:x)"])
def test_a_settled_word_stays_settled(better: str) -> None:
    settled = BASE.replace("[hai](doubt:hai)", "hải")
    text, conflicts = merged(settled, BASE.replace("[hai](doubt:hai)", better).replace("tám", "TÁM"))
    assert conflicts == 0
    assert "Một hải " in text
    assert "(doubt:hai)" not in text
    assert "TÁM" in text


def test_a_clash_shows_both_and_where() -> None:
    mine, theirs = BASE.replace("bảy", "xưa"), BASE.replace("bảy", "nay")
    result = merge(mine, BASE, theirs, LABELS)
    assert result.conflicts == 1
    assert has_marks(result.text)
    lines = result.text.split("\n")
    assert lines[result.line - 1 : result.line + 4] == [
        "<<<<<<< content/reports/a.md", "Sáu xưa tám.", "=======", "Sáu nay tám.", ">>>>>>> import",
    ]  # fmt: skip
    assert not has_marks(mine)


def test_lines_that_clash_stand_as_each_side_wrote_them() -> None:
    base = "Đầu.\n\nẤp Bàu mở lớp may cho chị em nghèo.\nHộ nào cũng góp gạo.\n\nCuối.\n"
    mine = base.replace("may", "thêu").replace("góp", "góp một bơ")
    theirs = base.replace("Ấp Bàu", "Ấp Bầu").replace("may", "đan").replace("chị em", "phụ nữ").replace("Đầu", "Mở đầu")
    result = merge(mine, base, theirs, LABELS)
    assert result.conflicts == 1
    assert result.text == (
        "Mở đầu.\n\n<<<<<<< content/reports/a.md\nẤp Bàu mở lớp thêu cho chị em nghèo.\n=======\n"
        "Ấp Bầu mở lớp đan cho phụ nữ nghèo.\n>>>>>>> import\nHộ nào cũng góp một bơ gạo.\n\nCuối.\n"
    )


def test_a_paragraph_one_side_took_out_and_the_other_changed_clashes() -> None:
    result = merge(BASE.replace("Sáu bảy tám.\n", ""), BASE, BASE.replace("bảy", "BẢY"), LABELS)
    assert "<<<<<<< content/reports/a.md\n=======\nSáu BẢY tám.\n>>>>>>> import\n" in result.text


@settings(max_examples=40)
@given(TEXTS, TEXTS, TEXTS)
def test_every_line_between_marks_is_a_line_of_its_side(mine: str, base: str, theirs: str) -> None:
    parts = [part for part in _merged_lines(mine, base, theirs) if isinstance(part, Clash)]
    for part in parts:
        assert part.mine in f"{mine}\n"
        assert part.theirs in f"{theirs}\n"


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_one_side_alone_is_taken_as_it_is(one: str, other: str) -> None:
    assert merge(one, other, other, LABELS).text == one
    assert merge(other, other, one, LABELS).text == one
    assert merge(one, other, one, LABELS).text == one


@settings(max_examples=40)
@given(TEXTS, TEXTS, TEXTS)
def test_no_word_of_a_person_is_lost(mine: str, base: str, theirs: str) -> None:
    added = Counter(re.findall(r"\w+", mine)) - Counter(re.findall(r"\w+", base))
    found = Counter(re.findall(r"\w+", merge(mine, base, theirs, LABELS).text))
    assert not added - found


def test_without_git_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "which", lambda _: None)
    with pytest.raises(DanvanError) as caught:
        merged(BASE.replace("Một", "Hai"), BASE.replace("tám", "chín"))
    assert [one.code for one in caught.value.diagnostics] == ["DV622"]
