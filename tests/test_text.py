"""String forms: one text, one form; what people type finds what is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import folded, match_key, nfc, slug, sort_key, squeeze, strip_marks, tone_placed

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹóòỏõọớờởỡợúùủũụứừửữựýỳỷỹỵĐÔƯ -/.,0123456789"
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hoà bình", "hòa bình"),
        ("Ủy ban", "Uỷ ban"),
        ("thuỷ sản", "thủy sản"),
        ("Kiên cố  hoá", "kiên cố hóa"),
        ("Ðảng", "Đảng"),
        ("Dân vận\u00a0khéo", "Dân vận khéo"),
        (unicodedata.normalize("NFD", "Dân vận khéo"), "Dân vận khéo"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(left: str, right: str) -> None:
    assert match_key(left) == match_key(right)


@pytest.mark.parametrize(("left", "right"), [("Bình Thanh", "Bình Thạnh"), ("quý", "qúy"), ("hoàn", "hòan")])
def test_different_names_keep_different_keys(left: str, right: str) -> None:
    assert match_key(left) != match_key(right)


def test_folding_is_what_people_type_in_a_hurry() -> None:
    assert folded("Đồng lòng KIÊN CỐ hóa") == "dong long kien co hoa"


def test_slugs_are_ascii_and_keep_d() -> None:
    assert slug("Đồng lòng: kiên cố “hóa” kênh/mương") == "dong-long-kien-co-hoa-kenh-muong"


def test_dictionary_order_is_vietnamese() -> None:
    words = ["đa", "da", "ăn", "an", "ân", "bá", "ba", "bà", "Bình Thạnh", "Bình Thanh", "ô", "ơ", "o"]
    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "ba", "bà", "bá", "Bình Thanh", "Bình Thạnh", "da", "đa", "o", "ô", "ơ"
    ]  # fmt: skip


@given(VIETNAMESE)
def test_decomposed_typing_changes_nothing(text: str) -> None:
    typed = unicodedata.normalize("NFD", text)
    assert nfc(typed) == nfc(text)
    assert folded(typed) == folded(text)
    assert slug(typed) == slug(text)


@given(st.text())
def test_forms_are_stable(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert tone_placed(tone_placed(text)) == tone_placed(text)
    assert slug(text).isascii()
    assert slug(slug(text)) == slug(text)


@given(VIETNAMESE)
def test_unmarked_vietnamese_is_ascii_of_the_same_length(text: str) -> None:
    assert strip_marks(text).isascii()
    assert len(strip_marks(text)) == len(nfc(text))
