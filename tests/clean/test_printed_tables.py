"""Tables are found however a program printed them: between tabs, in columns, wrapped within them, one cell a line."""

import textwrap
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean import clean
from generator.clean.rewriting import Draft, apply
from generator.clean.tabled import tables as find_tables
from generator.clean.words import load_words
from generator.document import NO_RAW
from generator.inspection_json import printed_text
from generator.tables import Tables

ROWS = [
    ["TT", "Tên mô hình", "Đơn vị", "Số hộ"],
    ["1", "Ngõ xóm không rác, nhà không muỗi", "Hội Phụ nữ xã Bình Trị", "57"],
    ["2", "Tiếng mõ bình yên", "Công an xã Bình Hải", "1.240"],
    ["3", "Hũ gạo tình thương", "Hội Nông dân xã Bình Phước", "31"],
]
TOTAL = ["", "Tổng cộng", "", "1.328"]
BEFORE, AFTER = "Kết quả cụ thể như sau:", "Trên đây là kết quả của năm 2022."


def tabs(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["".join(cell.ljust(36) for cell in row).rstrip() for row in rows]


def wrapped(rows: Sequence[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        cells = [textwrap.wrap(cell, 18) or [""] for cell in row]
        for index in range(max(map(len, cells))):
            lines.append("".join((cell[index] if index < len(cell) else "").ljust(22) for cell in cells).rstrip())
    return lines


def one_a_line(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell for row in rows for cell in row if cell]


PRINTED: tuple[Callable[[Sequence[Sequence[str]]], list[str]], ...] = (tabs, columns, wrapped, one_a_line)


@pytest.mark.parametrize("print_rows", PRINTED)
def test_a_table_keeps_rows_and_columns(
    print_rows: Callable[[Sequence[Sequence[str]]], list[str]], tables: Tables
) -> None:
    raw = "\n".join([BEFORE, *print_rows([*ROWS, TOTAL]), AFTER]) + "\n"
    lines = clean(raw, tables).clean.text.strip().split("\n")
    assert [line for line in lines if "---" not in line] == [
        BEFORE,
        *(" ".join(f"| {' | '.join(row)} |".split()) for row in [*ROWS, TOTAL]),
        AFTER,
    ]


@pytest.mark.parametrize("print_rows", [columns, wrapped])
def test_a_table_without_numbers_is_known_by_its_columns(
    print_rows: Callable[[Sequence[Sequence[str]]], list[str]], tables: Tables
) -> None:
    rows = [
        [*row[1:3], kept]
        for row, kept in zip(ROWS, ["Kết quả", "5 km đường sạch, 120 bóng đèn", "tốt", ""], strict=True)
    ]
    raw = "\n".join([BEFORE, *print_rows(rows), AFTER]) + "\n"
    lines = clean(raw, tables).clean.text.strip().split("\n")
    assert [" ".join(line.split()) for line in lines if "---" not in line] == [
        BEFORE,
        *(" ".join(f"| {' | '.join(row)} |".split()) for row in rows),
        AFTER,
    ]


@pytest.mark.parametrize("print_rows", PRINTED)
def test_the_text_is_told_as_it_was_printed(
    print_rows: Callable[[Sequence[Sequence[str]]], list[str]], tables: Tables
) -> None:
    printed = [BEFORE, *print_rows(ROWS), AFTER]
    told = printed_text(clean("\n".join(printed) + "\n", tables).clean)
    shown = printed if print_rows is one_a_line else [BEFORE, *(" ".join(row) for row in ROWS), AFTER]
    assert told.strip().split("\n") == [" ".join(line.split()) for line in shown]


@pytest.mark.parametrize(
    "text",
    [
        "UBND XÃ BÌNH TRỊ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/BC-UBND\tĐộc lập - Tự do - Hạnh phúc",
        "\tThực hiện kế hoạch, xã đã làm:\n\tMột là, tuyên truyền;\n\tHai là, vận động.",
        "STT\nHọ và tên\nNăm nay xã có 12 mô hình.",
        "Quyết   định   số 12\nQuyết   định   số 13\nQuyết   định   số hai",
        "| TT | Tên |\n| 1 | A |",
    ],
)
def test_what_is_no_table_stays_as_it_is(text: str, tables: Tables) -> None:
    assert list(find_tables(text, load_words(tables.folder))) == []


PIECES = st.sampled_from(
    ["TT", "STT", "1", "2", "3", "I", "II", "A", "\t", "   ", "  ", " ", "\n", "\n\n", "a b", "|", "12,5", "Cộng"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_made_up(tables: Tables, text: str) -> None:
    draft = apply(Draft.of(text), find_tables(text, load_words(tables.folder)))
    kept = [place for place in draft.origin if place != NO_RAW and not text[place].isspace()]
    assert sorted(kept) == [place for place, char in enumerate(text) if not char.isspace()]
    assert all(text[place] == char for char, place in zip(draft.text, draft.origin, strict=True) if place != NO_RAW)
