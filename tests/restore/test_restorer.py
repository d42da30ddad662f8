"""The restorer's promises: clean text is left alone, lines and numbers stay, every character points back."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.restore import Restorer, load_restorer, quality

# Sentences of our own, in the language of such reports.
CLEAN = """Trong quý vừa rồi, thôn Đông Hòa đã vận động 45 hộ dân góp tiền sửa lại nhà văn hóa và
đoạn mương dài 320 m.
Ban công tác Mặt trận thôn họp với từng tổ dân cư, nghe bà con bàn bạc rồi mới chọn cách làm phù hợp.
Kinh phí 87.500.000 đồng được niêm yết công khai tại bảng tin; ai cũng có thể hỏi, kiểm tra và góp ý.
Nhờ vậy người dân tin tưởng, tự nguyện hiến 150 m2 đất vườn để mở rộng đường ra cánh đồng.
"""
MISREAD = """Trong quy vira r6i, thén Déng Hoa da van dong 45 ho dan gép tién stra lai nha vin héa va
doan muong dai 320 m.
Ban cong tac Mat tran thon hop v6i timg t6 dan cu, nghe ba con ban bac réi mdi chon cach lam phu hop.
Kinh phi 87.500.000 dong dugc niém yét cong khai tai bang tin; ai cling cé thé héi, kiém tra va gép y.
Nho vay ngudi dan tin tuéng, tu nguyén hién 150 m2 dat vudn dé mo rong dudng ra canh déng.
"""
ENGLISH = """The council met on 12 March and agreed that the new road would be paid for by the district, while
the villages gave land and work. Nobody was asked to leave, and every household received a written answer to
its questions within two weeks. A report of the works will be published each quarter.
"""


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return load_restorer()


def test_misread_text_becomes_readable(restorer: Restorer) -> None:
    restored = restorer.restore(MISREAD)
    wrong = [(mine, true) for mine, true in zip(restored.text.split(), CLEAN.split(), strict=True) if mine != true]
    assert len(wrong) <= 3, wrong


def test_quality_tells_clean_from_misread() -> None:
    assert quality(CLEAN) > 0.95
    assert quality(MISREAD) < 0.4
    assert quality(ENGLISH) == 1.0


@pytest.mark.parametrize("text", [CLEAN, ENGLISH, "", "\n\n", "22-CT/TU", CLEAN.replace("\n", "\r\n")])
def test_what_needs_nothing_is_left_byte_for_byte(restorer: Restorer, text: str) -> None:
    restored = restorer.restore(text)
    assert restored.text == text
    assert not restored.touched


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(re.split(r"(?<=[.;,])\s|\n", CLEAN)), min_size=1, max_size=30))
def test_clean_text_passes_unchanged(restorer: Restorer, parts: list[str]) -> None:
    text = " ".join(parts)
    assert restorer.restore(text).text == text


def test_lines_stay_lines(restorer: Restorer) -> None:
    restored = restorer.restore(MISREAD)
    assert restored.text.count("\n") == MISREAD.count("\n")
    for mine, raw in zip(restored.text.splitlines(), MISREAD.splitlines(), strict=True):
        assert len(mine.split()) == len(raw.split())


def test_every_character_points_to_the_raw_text(restorer: Restorer) -> None:
    restored = restorer.restore(MISREAD)
    assert len(restored.offsets) == len(restored.text) + 1
    assert list(restored.offsets) == sorted(restored.offsets)
    for token in restored.tokens:
        assert restored.raw_span(token.start, token.end) == (token.raw_start, token.raw_end)
        was = MISREAD[token.raw_start : token.raw_end]
        assert token.touched == (restored.text[token.start : token.end] != was)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("aàăbcdđ eéêg hioôơ6n13ú./-“”\n¢'("), max_size=200))
def test_no_digit_is_made_and_every_line_stays(restorer: Restorer, noise: str) -> None:
    text = MISREAD + noise
    restored = restorer.restore(text)
    assert restored.text.count("\n") == text.count("\n")
    for token in restored.tokens:
        made = [char for char in restored.text[token.start : token.end] if char.isdigit()]
        was = [char for char in text[token.raw_start : token.raw_end] if char.isdigit()]
        assert made in ([], was)
