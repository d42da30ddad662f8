"""Letters of other alphabets that look like ours: a name written with one is no name of ours, and leads nowhere."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.document import Context
from generator.extract.localities import find_localities
from generator.resolve.index import number_key
from generator.tables import Tables

LOOKALIKES = {"a": "а", "o": "о", "c": "с", "x": "х", "e": "е", "p": "р", "i": "і", "B": "В", "T": "Т", "C": "С",
              "1": "１", "2": "２", "X": "Х", "H": "Н", "n": "ո"}  # fmt: skip
NAMES = ("Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi", "Huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Cẩm Duệ")


@given(name=st.sampled_from(NAMES), at=st.integers(0, 60))
def test_a_place_with_a_foreign_letter_is_no_place(name: str, at: int, tables: Tables) -> None:
    places = [index for index, char in enumerate(name) if char in LOOKALIKES]
    place = places[at % len(places)]
    false = name[:place] + LOOKALIKES[name[place]] + name[place + 1 :]
    assert tables.gazetteer.named(name)
    assert tables.gazetteer.named(false) == ()


@given(number=st.sampled_from(["22-CT/TU", "12/KH-UBND", "1255-HD/BCĐ"]), at=st.integers(0, 20))
def test_a_number_with_a_foreign_letter_is_another_number(number: str, at: int) -> None:
    places = [index for index, char in enumerate(number) if char in LOOKALIKES]
    place = places[at % len(places)]
    assert number_key(number[:place] + LOOKALIKES[number[place]] + number[place + 1 :]) != number_key(number)


def test_a_sentence_with_a_false_place_names_none(tables: Tables) -> None:
    context = Context(locality=None, day=date(2022, 9, 5))
    for text in ("Nhân dân Хã Вình Тrị làm đường.", "Nhân dân xã Вình Trị làm đường."):
        assert find_localities(text, context, tables.gazetteer, tables) == ()
