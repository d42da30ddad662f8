"""The restorer's promises: clean text is left alone, lines and numbers stay, every character points back."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.restore import Doubt, Restored, Restorer, load_restorer, quality

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


def _raw_words(restored: Restored, doubt: Doubt) -> set[str]:
    return {restored.raw[t.raw_start : t.raw_end] for t in restored.tokens if t.doubt is doubt}


def test_document_numbers_are_kept_and_a_changed_one_is_marked(restorer: Restorer) -> None:
    text = MISREAD + "Can ct Quyét dinh s6 123-Qb/TU, Chi thi s6 45-CT/TU va Ké hoach sé 67/KH-UBND da ban hanh.\n"
    restored = restorer.restore(text)
    assert "Quyết định số 123-QĐ/TU, Chỉ thị số 45-CT/TU và Kế hoạch số 67/KH-UBND đã ban hành." in restored.text
    assert _raw_words(restored, Doubt.NUMBER) == {"Qb"}


def test_changed_names_are_always_in_doubt(restorer: Restorer) -> None:
    text = MISREAD + "Doan cong tac cua tinh Quang Binh da dén tham va lam viéc véi can bo cac thon trong xa.\n"
    restored = restorer.restore(text)
    marked = {restored.text[t.start : t.end] for t in restored.doubtful}
    assert {"Quảng", "Bình"} <= marked


def test_a_number_read_as_a_word_is_in_doubt(restorer: Restorer) -> None:
    restored = restorer.restore(MISREAD + "Dang bao cho 13 nguoi, nhat 13 trong viéc xay dung néng thon méi.\n")
    for token in restored.tokens:
        was = restored.raw[token.raw_start : token.raw_end]
        if was.isdigit() and token.touched:
            assert token.doubt is Doubt.NUMBER


def test_a_stamp_is_left_as_it_is(restorer: Restorer) -> None:
    restored = restorer.restore(MISREAD + "\n~ sS4 : ; }{ Jf\n\n[ [ ~ o P }{ 1\n")
    assert restored.text.endswith("\n~ sS4 : ; }{ Jf\n\n[ [ ~ o P }{ 1\n")
    assert any(t.noise for t in restored.tokens)


def test_restored_text_needs_no_second_restoration(restorer: Restorer) -> None:
    once = restorer.restore(MISREAD).text
    assert restorer.restore(once).text == once


def test_a_misread_part_of_a_clean_document_is_restored_and_the_rest_is_not(restorer: Restorer) -> None:
    clean = (CLEAN.strip() + "\n\n") * 4
    misread = (MISREAD.strip() + "\n\n") * 4
    restored = restorer.restore(clean + misread + clean)
    assert restored.text.startswith(clean[:-400])
    assert restored.text.endswith(clean[400:])
    assert quality(restored.text) > 0.9


def test_received_digital_documents_pass_unchanged(restorer: Restorer, shared_dir: Path) -> None:
    for name in ("002", "004"):
        [path] = (shared_dir / "seeds").glob(f"{name}_*")
        text = path.read_text(encoding="utf-8")
        assert quality(text) > 0.98
        assert restorer.restore(text).text == text


def test_received_scans_become_readable(restorer: Restorer, shared_dir: Path) -> None:
    for name in ("000", "001", "003"):
        [path] = (shared_dir / "seeds").glob(f"{name}_*")
        text = path.read_text(encoding="utf-8")
        restored = restorer.restore(text)
        assert quality(text) < 0.2
        assert quality(restored.text) > 0.95
        assert len(restored.doubtful) < 0.2 * len(restored.tokens)
