"""Marks around internal text: what they take out, and that a slip is an error and never published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audience.marks import mark_complaints, without_marked
from generator.records import Entry, PageRecord

BLOCKS = st.lists(
    st.sampled_from(["Chữ", "## Đề mục", "- mục\n- mục", "| a |\n| --- |\n| b |", "```\n::: internal\n```", "> trích"]),
    min_size=1,
    max_size=6,
)


def entry(body: str) -> Entry[PageRecord]:
    return Entry(PageRecord(id="x", title="X"), "", body, "content/pages/x.md", 5)


def public(body: str) -> str:
    return without_marked(entry(body)).body


def complaints(body: str) -> list[tuple[str, int]]:
    return [(one.code, one.location.line) for one in mark_complaints(entry(body))]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a\n\n::: internal\nb\n:::\n\nc", "a\n\nc"),
        ("a\n::: internal\nb\n:::\nc", "a\n\nc"),
        ("::: internal\nb\n\n## c\n:::", ""),
        (":::internal\nb\n:::\nc", "c"),
        ("a\n\n:::: Internal  \n- b\n::::\n\n\n\n  - c", "a\n\n  - c"),
        ("a\n\n::: internal\n```\n:::\n```\nb\n:::\nc", "a\n\nc"),
        ("a[^1]\n\n::: internal\nb[^2]\n:::\n\n[^1]: một\n\n[^2]: hai", "a[^1]\n\n[^1]: một"),
        ("a `::: internal` b", "a `::: internal` b"),
        ("```\n::: internal\n```", "```\n::: internal\n```"),
        ("Địa chỉ a::b và \\::: c", "Địa chỉ a::b và \\::: c"),
    ],
)
def test_what_stands_between_marks_is_gone(body: str, left: str) -> None:
    assert public(body) == left
    assert complaints(body) == []


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("a\n\n::: internal\nb", "DV903", 7),
        ("::: internal\nb\n::: internal\nc\n:::", "DV902", 7),
        (":::\nb", "DV902", 5),
        ("::: intenal\nb\n:::", "DV902", 5),
        ("::: nội bộ\nb\n:::", "DV902", 5),
        ("::: internal b\n:::", "DV902", 5),
        ("> ::: internal\n> b\n> :::", "DV902", 5),
        ("- ::: internal\n  b\n\n:::", "DV902", 5),
        ("a ::: internal\nb", "DV902", 5),
        ("：：： internal\nb\n：：：", "DV902", 5),
        ("```\na\n::: internal\nb\n:::", "DV902", 5),
        ("| a |\n| --- |\n| b |\n::: internal\n| c |\n:::", "DV904", 8),
    ],
)
def test_a_slip_is_an_error(body: str, code: str, line: int) -> None:
    assert (code, line) in complaints(body)


def test_text_after_a_mark_that_is_not_closed_is_not_published_either() -> None:
    assert public("a\n\n::: internal\nb\n\nc") == "a"


@given(BLOCKS, st.data())
def test_marked_blocks_are_gone_and_the_rest_keeps_its_lines(pieces: list[str], data: st.DataObject) -> None:
    secret = data.draw(st.sets(st.sampled_from(range(len(pieces)))))
    named = [f"{piece}\n\nchữ {number}" for number, piece in enumerate(pieces)]
    marked = [f"::: internal\n{one}\n:::" if number in secret else one for number, one in enumerate(named)]
    written = entry("\n\n".join(marked))
    cut = without_marked(written)
    assert cut.body == "\n\n".join(one for number, one in enumerate(named) if number not in secret)
    assert not list(mark_complaints(written))
    for number in set(range(len(pieces))) - secret:
        there, here = written.body.index(f"chữ {number}"), cut.body.index(f"chữ {number}")
        assert cut.line_at(here) == written.line_at(there)
