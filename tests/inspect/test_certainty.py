"""What was read with doubt is linked only where nothing else can be meant."""

import re
from array import array
from datetime import date

import pytest

from generator.document import CleanText, FoundLocality
from generator.entities import Span
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
