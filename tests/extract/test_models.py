"""Models: named ones are found with place, field and figures; slogans, titles, movements and generic uses are not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extract.quotes import find_quotes
from generator.extract.sentences import Sentences
from generator.tables import Tables
from tests.extract.reading import Reading, passages


@pytest.mark.parametrize("passage", passages("models"))
def test_the_models_of_a_passage_are_found_and_no_others(passage: dict[str, Any], tables: Tables) -> None:
    reading = Reading(passage, tables)
    found = {m.name: [m.locality, m.field] for m in reading.models}
    expected = {
        name: [place and tables.gazetteer.named(place, reading.context.day)[0].id, field]
        for name, (place, field) in passage["models"].items()
    }
    assert found == expected


@pytest.mark.parametrize("passage", passages("own_figures"))
def test_figures_belong_to_the_model_they_are_told_of(passage: dict[str, Any], tables: Tables) -> None:
    reading = Reading(passage, tables)
    assert {m.name: [reading.words(f.span) for f in m.figures] for m in reading.models} == passage["own_figures"]


def test_every_mention_is_the_name(tables: Tables) -> None:
    for passage in passages("models"):
        reading = Reading(passage.values[0], tables)
        for model in reading.models:
            assert {reading.words(span).casefold() for span in model.mentions} == {model.name.casefold()}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("mô hình “A b”, “C d”", ["A b", "C d"]),
        ("“A b; “C d”", ["A b", "C d"]),
        ('"A b” và “C d"', ["A b", "C d"]),
        ('“A b," "C d" “E f”', ["A b", "C d", "E f"]),
        ("”A b“ và «C d»", ["A b", "C d"]),
        ("như: A b”; “C d”", ["A b", "C d"]),
        ("về “tăng cường mô hình “A b” hiện nay” và “C d”", ["tăng cường mô hình “A b” hiện nay", "A b", "C d"]),
        ("“ A b ” ‘C d’ ''E f''", ["A b", "C d", "E f"]),
        ("“A b chưa đóng, rồi thôi. Câu khác\n“C d”", ["A b chưa đóng", "C d"]),
    ],
)
def test_quotation_marks_are_repaired(text: str, phrases: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in find_quotes(text)] == phrases


@given(st.text(alphabet="“”\"'‘’«» ab;,.\n", max_size=60))
def test_quotes_of_any_text_lie_in_it_in_order(text: str) -> None:
    quotes = find_quotes(text)
    assert [q.span.start for q in quotes] == sorted(q.span.start for q in quotes)
    for quote in quotes:
        assert quote.outer.start <= quote.span.start < quote.span.end <= quote.outer.end
        assert "\n" not in text[quote.span.start : quote.span.end]


@given(st.text(alphabet="aB.!? \n1”", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    sentences = Sentences(text)
    for offset in range(len(text)):
        span = sentences.at(offset)
        assert span.start <= offset < max(span.end, offset + 1)


def test_numberings_and_abbreviations_end_no_sentence() -> None:
    text = "1. Công tác ở TP. Hà Tĩnh đã xong. Xã làm tiếp.\nĐoạn mới"
    starts = Sentences(text).starts
    assert [text[start : start + 5] for start in starts] == ["1. Cô", "Xã là", "Đoạn "]
