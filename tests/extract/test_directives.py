"""Properties that hold for directives of any text, and the gold documents."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import Context, FoundDirective
from generator.extract.directives import canonical_number, find_directives, find_relations
from generator.extract.directives.grammar import grammar_of
from generator.tables import Tables, load_tables

TABLES = load_tables(Path(__file__).resolve().parents[2] / "site_config")
DISTRICT = Context(TABLES.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0], date(2023, 5, 1))
PIECES = st.sampled_from(
    [
        *("Chỉ thị", "Kế hoạch", "Quyết định", "số", "22-CT/TU", "70/KH-UBND", "26/2018/QĐ-UBND", "của", "UBND tỉnh"),
        *("Luật", "Luật Đất đai", "sửa đổi, bổ sung một số điều của", "năm 2013", "ngày 03/4/2017", "ngày 31/02/2020"),
        *(
            "Nghị quyết Trung ương 4",
            "khóa XI, XII",
            "(sau đây gọi là",
            ")",
            "Nghị quyết Đại hội Đảng bộ",
            "lần thứ XX",
        ),
        *(
            "ban hành",
            "Huyện ủy",
            "Ban Thường vụ",
            "thực hiện",
            ",",
            ";",
            ".",
            "\n",
            "18, 19-NQ/TW",
            "S6 28 - BC/BCP",
            "“",
            "”",
        ),
        *("1/", "-", "/", "QH13", "Đ", "xã Bình Trị", "theo", "v/v", "[1]", "các", "và", "số 12 ngày 1/2/2020"),
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_mentions_lie_in_the_text_and_hold_their_words(text: str) -> None:
    found = find_directives(text, DISTRICT, TABLES)
    for directive in found:
        assert directive.mentions
        assert directive.number or directive.title
        assert directive.type in {kind.name for kind in TABLES.document_types}
        for span in directive.mentions:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
    for relation in find_relations(text, found, DISTRICT, TABLES):
        assert relation.target in found
        assert relation.source is None or relation.source in found
        assert relation.source is not relation.target


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    find_directives(text, Context(), TABLES)


@given(st.lists(PIECES, max_size=20).map(" ".join), st.text(alphabet="ab \n", max_size=30))
@settings(max_examples=100, deadline=None)
def test_words_after_the_text_do_not_move_what_was_found(text: str, more: str) -> None:
    def numbers(found: tuple[FoundDirective, ...]) -> list[tuple[str | None, str]]:
        return [(directive.number, directive.type) for directive in found]

    assert numbers(find_directives(text, DISTRICT, TABLES)) == numbers(
        find_directives(f"{text}\n\n{more}", DISTRICT, TABLES)
    )


def test_the_own_number_is_never_cited(tables: Tables) -> None:
    text = "Ban hành kèm theo Kế hoạch số 12/ KH- UBND. Thực hiện Kế hoạch số 15/KH-UBND."
    own = Context(DISTRICT.locality, DISTRICT.day, "Số: 12/KH-UBND")
    assert [directive.number for directive in find_directives(text, own, tables)] == ["15/KH-UBND"]


@pytest.mark.parametrize(
    ("text", "number", "issuer"),
    [
        (
            "theo Hướng dẫn số 84/HD-CT của Cục Chính trị Quân khu 5, Đảng ủy báo",
            "84/HD-CT",
            "Cục Chính trị Quân khu 5",
        ),
        (
            "đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 12/TTr-NV ngày 03/3/2022",
            "12/TTr-NV",
            "Phòng Nội vụ huyện Bình Sơn",
        ),
        ("Quyết định số 26/2018/QĐ.UBND của tỉnh", "26/2018/QĐ.UBND", "UBND tỉnh Quảng Ngãi"),
        ("huyện Sơn Tịnh đã ban hành Kế hoạch số 31/KH-UBND", "31/KH-UBND", "UBND huyện Sơn Tịnh"),
        ("trực thuộc trung ương có Kế hoạch số 31/KH-UBND", "31/KH-UBND", "UBND huyện Bình Sơn"),
        ("Nghị quyết số 26-NQ/TW của Trung ương", "26-NQ/TW", "Trung ương"),
        ("Kế hoạch số 45/KH-QSH", "45/KH-QSH", "Ban Chỉ huy Quân sự huyện Bình Sơn"),
        ("Kế hoạch số 45/KH-CTD", "45/KH-CTD", None),
    ],
)
def test_the_issuer_is_whom_the_words_or_the_own_series_name(
    text: str, number: str, issuer: str | None, tables: Tables
) -> None:
    own = Context(DISTRICT.locality, DISTRICT.day, "12/BC-QSH", "Ban Chỉ huy Quân sự huyện Bình Sơn")
    assert [(found.number, found.issuer) for found in find_directives(text, own, tables)] == [(number, issuer)]


def test_no_number_goes_on_in_another_paragraph(tables: Tables) -> None:
    assert not find_directives("Chỉ thị 1/\n\nbb", DISTRICT, tables)


def test_a_header_gives_the_own_number_and_a_list_does_not(tables: Tables) -> None:
    header = "UBND HUYỆN BÌNH SƠN\nSố: 31/BC-UBND   Bình Sơn, ngày 02 tháng 3 năm 2023\n"
    body = "UBND huyện ban hành các quyết định:\n- Số 12/QĐ-UBND ngày 01/02/2023;\n- Số 15/QĐ-UBND ngày 03/02/2023."
    found = find_directives(header + body, DISTRICT, tables)
    assert [directive.number for directive in found] == ["12/QĐ-UBND", "15/QĐ-UBND"]


def test_canonical_numbers(tables: Tables) -> None:
    grammar = grammar_of(tables)
    forms = {"Số: 12/ BC- UBND": "12/BC-UBND", "28 - BC/BCĐ": "28-BC/BCĐ", "26/2018/QÐ-UBND": "26/2018/QĐ-UBND"}
    assert {form: canonical_number(form, grammar) for form in forms} == forms
    assert canonical_number(" không số ", grammar) == "khôngsố"


def test_gold_documents(shared_dir: Path, tables: Tables) -> None:
    for name in ("002", "004"):
        gold = json.loads((shared_dir / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        text = (shared_dir / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
        found = find_directives(text, Context(DISTRICT.locality), tables)
        cited = [(d.number, d.type, str(d.date or ""), len(d.mentions)) for d in found]
        expected = [(d["number"], d["type"], d["date"] or "", d["count"]) for d in gold["directives"]]
        assert sorted(cited, key=str) == sorted(expected, key=str)
