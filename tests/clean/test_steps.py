"""Steps and the offset map, whatever the text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean import STEPS, clean, explain
from generator.clean.rewriting import Draft, Edit, apply
from generator.clean.words import Words, load_words
from generator.document import NO_RAW
from generator.entities import Span
from generator.tables import Tables

SYLLABLES = [
    "xã",
    "Bình",
    "Sơn",
    "thực",
    "hiện",
    "I.",
    "1.",
    "a)",
    "-",
    "*",
    "kết",
    "quả:",
    "năm",
    "2022.",
    "“Dân",
    "khéo”;",
]
BREAKS = [" ", "\n", "\n\n", " \n\n", "\n \n", "\f", "     ", "\u00a0", "\n 2 \n", "-\n\n"]
lines = st.lists(st.tuples(st.sampled_from(SYLLABLES), st.sampled_from(BREAKS)), max_size=120)
texts = st.one_of(st.text(max_size=300), lines.map(lambda pairs: "".join(a + b for a, b in pairs)))


@pytest.fixture(scope="module")
def words(tables: Tables) -> Words:
    return load_words(tables.folder)


@given(raw=texts)
@settings(max_examples=150, deadline=None)
def test_every_character_knows_its_origin(raw: str, tables: Tables) -> None:
    text = clean(raw, tables).clean
    assert len(text.origin) == len(text.text)
    for char, origin in zip(text.text, text.origin, strict=True):
        if origin == NO_RAW or char in " \n[]" or char.isdecimal():
            continue
        assert char in unicodedata.normalize("NFC", raw[origin : origin + 6]).replace("Ð", "Đ").replace("ð", "đ")


@given(raw=texts)
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_or_made(raw: str, tables: Tables) -> None:
    """Letters stay as they are, in number and kind; only their places may change."""

    def letters(text: str) -> list[str]:
        composed = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
        return sorted(char for char in composed if char.isalpha())

    assert letters(clean(raw, tables).clean.text) == letters(raw)


@given(raw=texts)
@settings(max_examples=100, deadline=None)
def test_steps_replay(raw: str, words: Words) -> None:
    draft = Draft.of(raw)
    for step in STEPS:
        edits = list(step.find(draft.text, words))
        assert [(edit.start, edit.end) for edit in edits] == sorted((edit.start, edit.end) for edit in edits)
        draft = apply(draft, edits)
    assert "\f" not in draft.text
    assert "  " not in draft.text


cuts_of_text = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4), st.text(max_size=3)), max_size=5)


@given(text=st.text(max_size=40), cuts=cuts_of_text)
def test_apply_composes_origins(text: str, cuts: list[tuple[int, int, str]]) -> None:
    edits, done = [], 0
    for start, length, put in sorted(cuts):
        if done <= start and start + length <= len(text):
            edits.append(Edit(start, start + length, put))
            done = start + length
    draft = apply(Draft.of(text), edits)
    assert len(draft.origin) == len(draft.text)
    kept = [origin for origin in draft.origin if origin != NO_RAW]
    assert kept == sorted(kept)


def test_moved_text_keeps_its_origin() -> None:
    draft = apply(Draft.of("abcdef"), [Edit(0, 2), Edit(6, 6, "|"), Edit(6, 6, moved=Span(0, 2))])
    assert draft.text == "cdef|ab"
    assert list(draft.origin) == [2, 3, 4, 5, NO_RAW, 0, 1]


def test_overlapping_edits_are_a_defect() -> None:
    with pytest.raises(ValueError, match="out of order"):
        apply(Draft.of("abcdef"), [Edit(0, 3), Edit(2, 4)])
    with pytest.raises(ValueError, match="not a stretch"):
        Edit(3, 2)


def test_every_step_explains_itself() -> None:
    assert all(step.explanation.strip().endswith(".") for step in STEPS)
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_explain_shows_each_change(tables: Tables) -> None:
    changes = list(explain("Quyết định số 9/QÐ-UBND  của huyện.\n", tables, file="a.txt"))
    assert ("letters", "Ð", "Đ") in [(change.step, change.before, change.after) for change in changes]
    assert all(change.location.file == "a.txt" and change.location.line == 1 for change in changes)


def test_direction_controls_are_removed_and_reported(tables: Tables) -> None:
    document = clean("Số tiền \u202e000.1\u202c đồng.\u200b", tables, file="a.txt")
    assert document.clean.text == "Số tiền 000.1 đồng."
    assert [found.code for found in document.diagnostics] == ["DV501"]


@pytest.mark.parametrize(
    ("printed", "clean_text"),
    [
        ("Thực hiện Chỉ thị số 15-\n\nCT/TU của Tỉnh ủy. \n\nHết. \n\nXong. \n", "15-CT/TU"),
        ("phát triển kinh tế - \n\nxã hội của huyện nhà. \n\nHết. \n\nXong. \n", "kinh tế - xã hội"),
        ("nhiệm kỳ 2020-\n\n2025 của Đảng bộ huyện. \n\nHết. \n\nXong. \n", "2020-2025"),
    ],
)
def test_numbers_close_at_a_hyphen_and_dashes_keep_their_spaces(printed: str, clean_text: str, tables: Tables) -> None:
    line = "Các thôn tiếp tục họp dân mỗi tháng một lần để bàn việc chung và ghi sổ \n\ntheo mẫu. \n\n"
    assert clean_text in clean(line + printed, tables).clean.text


SCRAPS = [
    "",
    " ",
    "\n\n\n",
    "\f",
    "a",
    "Một dòng",
    "\ufeff",
    "Nơi nhận:",
    "BÁO CÁO",
    "Số: ",
    "TM.",
    "[1] ",
    "I.",
    "-",
    "|",
]


@pytest.mark.parametrize("raw", SCRAPS)
def test_scraps_are_no_trap(raw: str, tables: Tables) -> None:
    document = clean(raw, tables)
    assert document.facts.number is None
    assert document.facts.signer is None
    assert document.body.end <= len(document.clean.text)


def test_the_span_of_a_decomposed_letter_holds_its_marks(tables: Tables) -> None:
    raw = "xa\u0303 nha\u0300"
    text = clean(raw, tables).clean
    assert text.text == "xã nhà"
    assert raw[slice(*_ends(text.raw_span(Span(3, 6))))] == "nha\u0300"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
