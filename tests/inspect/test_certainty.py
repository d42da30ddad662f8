"""What was read with doubt is linked only where nothing else can be meant."""

import re
from array import array
from datetime import date

import pytest

from generator.document import CleanText, FoundLocality
from generator.entities import Span
from generator.extract.figures import find_figures
from generator.extract.localities import find_localities
from generator.inspection import Context
from generator.inspection_certainty import Certainty
from generator.restore import Doubt, Restored, RestoredToken
from generator.tables import Tables

Readings = dict[str, tuple[Doubt, dict[str, float]]]


def certainty(text: str, doubts: Readings) -> Certainty:
    """Return the certainty of ``text``, where the words of ``doubts`` have other readings, with their chances."""
    tokens = []
    for match in re.finditer(r"\w+", text):
        doubt, readings = doubts.get(match[0], (None, {}))
        posterior = readings.get(match[0], 1.0)
        place = (match.start(), match.end(), match.start(), match.end())
        tokens.append(RestoredToken(*place, posterior, bool(doubt), doubt, False, tuple(readings.items())))
    offsets = range(len(text) + 1)
    return Certainty(CleanText(text, text, array("L", offsets[:-1])), Restored(text, text, tuple(tokens), offsets))


def found(text: str, tables: Tables) -> tuple[FoundLocality, ...]:
    (unit,) = tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")
    return find_localities(text, Context(unit, date(2022, 5, 1)), tables.gazetteer, tables)


@pytest.mark.parametrize(
    ("doubts", "sure"),
    [
        ({}, True),
        ({"Trị": (Doubt.UNSURE, {"Trị": 0.9, "Trí": 0.08, "Tri": 0.02})}, True),
        ({"Trị": (Doubt.UNSURE, {"Trị": 0.9, "Mỹ": 0.1})}, False),
        ({"Trị": (Doubt.UNSURE, {"Trị": 0.2, "Trí": 0.8})}, False),
        ({"xã": (Doubt.UNSURE, {"xã": 0.7, "xa": 0.3})}, False),
    ],
)
def test_a_place_is_sure_when_no_other_reading_names_a_unit_nearby(
    doubts: Readings, sure: bool, tables: Tables
) -> None:
    text = "Mô hình ở xã Bình Trị được nhân rộng."
    (unit,) = tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")
    setting = tables.place_names.setting(unit.id, date(2022, 5, 1))
    kept = certainty(text, doubts).places(found(text, tables), tables.place_names, setting)
    assert bool(kept) is sure


@pytest.mark.parametrize(
    ("word", "doubt", "chance", "sure"),
    [
        ("QĐ", Doubt.NUMBER, 0.999, True),
        ("QĐ", Doubt.NUMBER, 0.9, False),
        ("269", Doubt.NUMBER, 0.999, False),
        ("TU", Doubt.NAME, 0.999, True),
    ],
)
def test_digits_once_touched_are_never_sure_but_the_code_of_a_type_may_be(
    word: str, doubt: Doubt, chance: float, sure: bool
) -> None:
    text = "Quyết định số 269-QĐ/TU"
    span = Span(text.index("269"), len(text))
    assert certainty(text, {word: (doubt, {word: chance, "Qb": 1 - chance})})(span) is sure
    assert not certainty(text, {word: (doubt, {word: chance})}).untouched(span)


@pytest.mark.parametrize(
    ("text", "readings", "expected"),
    [
        ("tại xã Bình Tri có", {"Tri": {"Tri": 0.7, "Trị": 0.3}}, {"Xã Bình Trị": "xã Bình Tri"}),
        ("tại xã Bình Trị, bình Hãi có", {"Hãi": {"Hãi": 0.6, "Hải": 0.4}}, {}),
        ("tại xã Bình Trị, Bình Hãi có", {"Hãi": {"Hãi": 0.6, "Hải": 0.4}}, {"Xã Bình Hải": "Bình Hãi"}),
        ("tại xã Bình Thụn có", {"Thụn": {"Thụn": 0.4, "Thuận": 0.2, "Thanh": 0.2}}, {}),
        ("tại xã Bình Tri có", {"Tri": {"Tri": 0.995, "Trị": 0.005}}, {}),
    ],
    ids=["type word", "no name", "list", "two units", "hardly read so"],
)
def test_another_reading_that_names_the_only_unit_nearby_is_taken(
    text: str, readings: dict[str, dict[str, float]], expected: dict[str, str], tables: Tables
) -> None:
    sure = certainty(text, {word: (Doubt.UNSURE, chances) for word, chances in readings.items()})
    (unit,) = tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")
    setting = tables.place_names.setting(unit.id, date(2022, 5, 1))
    kept = sure.places(found(text, tables), tables.place_names, setting)
    more = sure.reread(kept, {"xã", "thị trấn"}, tables.place_names, setting)
    assert {one.candidates[0].short_name: text[slice(*_ends(one.mentions[0]))] for one in more} == expected


@pytest.mark.parametrize(
    ("text", "chance", "expected"),
    [
        ("mô hình ở xã Si Lo Lau với", 1.0, "Xã Sì Lở Lầu"),
        ("mô hình ở xã Sĩ Lộ Láu với", 0.7, "Xã Sì Lở Lầu"),
        ("mô hình ở xã Si Lo Lau với", 0.1, None),
        ("mô hình ở thị trấn Si Lo Lau với", 1.0, None),
        ("mô hình ở xã Si Le Lau với", 1.0, None),
        ("mô hình ở xã si lo lau với", 1.0, None),
    ],
    ids=["no marks", "likely type word", "unlikely type word", "another type", "other letters", "no capitals"],
)
def test_the_letters_of_one_unit_of_the_province_name_it_after_its_type_word(
    text: str, chance: float, expected: str | None, tables: Tables
) -> None:
    doubts: Readings = {word: (Doubt.UNSURE, {word: 0.6}) for word in text.split()[-4:-1]}
    if chance < 1:
        doubts["xã"] = (Doubt.UNSURE, {"xã": chance})
    (unit,) = tables.gazetteer.named("Huyện Phong Thổ, tỉnh Lai Châu")
    setting = tables.place_names.setting(unit.id, date(2012, 10, 10))
    more = certainty(text, doubts).reread((), {"xã", "thị trấn"}, tables.place_names, setting)
    assert [one.candidates[0].short_name for one in more] == ([expected] if expected else [])


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize(
    ("text", "readings", "expected"),
    [
        ("có ước 164 hộ tham gia", {"ước": {"ước": 0.9, "nước": 0.1}}, ["164 hộ"]),
        ("có 164 hộ tham gia", {"hộ": {"hộ": 0.84, "hồ": 0.16}}, ["164 hộ"]),
        ("đăng 312 tấn trong", {"tấn": {"tấn": 0.6, "tin": 0.4}}, []),
        ("có 63 tổ tự quản", {"tổ": {"tổ": 0.5, "xã": 0.4}}, []),
        ("có 42 triệu đồng/hộ", {"hộ": {"hộ": 0.9, "hồ": 0.1}}, ["42 triệu đồng/hộ"]),
        ("có 164 hộ tham gia", {"164": {"164": 0.9, "104": 0.1}}, []),
    ],
    ids=["qualifier", "noun", "measure", "rival noun", "rate", "digits"],
)
def test_a_figure_is_sure_when_its_number_is_and_its_unit_can_be_no_other(
    text: str, readings: dict[str, dict[str, float]], expected: list[str], tables: Tables
) -> None:
    doubts = {word: (Doubt.NUMBER if word.isdigit() else Doubt.UNSURE, chances) for word, chances in readings.items()}
    kept = certainty(text, doubts).figures(find_figures(text, tables), text, {"hộ", "tổ", "xã", "tin", "lượt người"})
    assert [text[figure.span.start : figure.span.end] for figure in kept] == expected
