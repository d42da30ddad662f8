"""Doubts about what was found are located and say what to do."""

from datetime import date

from generator.diagnostics import Location
from generator.document import Context
from generator.entities import Span
from generator.extract.directives import find_directives
from generator.extract.doubts import doubts
from generator.extract.localities import find_localities
from generator.tables import Tables


def codes(text: str, tables: Tables) -> list[tuple[str, int]]:
    context = Context(tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0], date(2023, 5, 1))
    found = doubts(
        text,
        find_directives(text, context, tables),
        find_localities(text, context, tables.gazetteer, tables),
        lambda span: place(text, span),
        tables,
    )
    assert all(complaint.message("vi") and complaint.advice("en") for complaint in found)
    return [(complaint.code, complaint.location.column) for complaint in found]


def place(text: str, span: Span) -> Location:
    return Location("bao-cao.txt", text.count("\n", 0, span.start) + 1, span.start + 1)


def test_nothing_to_say(tables: Tables) -> None:
    assert codes("Chỉ thị số 22-CT/TU ngày 03/4/2017; Quy định số 55-QĐ/TW; xã Bình Trị", tables) == []


def test_a_damaged_number(tables: Tables) -> None:
    assert codes("Theo Quyết định số 269-Qb/TU", tables) == [("DV310", 6)]


def test_type_word_and_code_disagree(tables: Tables) -> None:
    assert codes("Theo Kế hoạch số 22-CT/TU", tables) == [("DV311", 6)]


def test_an_ambiguous_place(tables: Tables) -> None:
    assert codes("Đoàn xã Hòa Sơn", tables) == [("DV312", 6)]


def test_one_number_with_two_dates(tables: Tables) -> None:
    text = "Chỉ thị số 22-CT/TU ngày 03/4/2017; Chỉ thị số 22-CT/TU ngày 03/4/2012"
    assert codes(text, tables) == [("DV313", 37)]
