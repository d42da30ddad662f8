"""How much of a text is as it was printed, and whether it is Vietnamese at all; cheap enough for every file.

The share of words read right is the mixing weight, found by EM, of two word lists: words of clean Vietnamese, and
what an OCR engine with the wrong language makes of them. Digital text comes out near 1, unreadable OCR near 0.1.
"""

import json
import lzma
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.text import nfc, strip_marks, tone_placed

from .syllables import split

FORMS = Path(__file__).parent / "data" / "forms.bin"
_WORD = re.compile(r"[^\W_][^\s.,;:()“”\"\[\]/…–—-]*")
UNSEEN, ODD = 2e-7, 2e-9
ENOUGH = 12  # words that must speak before a text can be called bad
ROUNDS = 12


@dataclass(frozen=True)
class Quality:
    """``share`` of words as printed, 0..1; ``vietnamese``: share of words that can be Vietnamese, well read or not."""

    share: float
    vietnamese: float
    words: int

    @property
    def is_vietnamese(self) -> bool:
        return self.vietnamese >= 0.6


def quality(text: str) -> float:
    """Return the share of words of ``text`` that are as they were printed, 0..1; 1 for text in another language."""
    measured = measure(text)
    return measured.share if measured.is_vietnamese else 1.0


def measure(text: str) -> Quality:
    """Return the quality of a text. A text of few words is taken to be right."""
    chances: list[tuple[float, float, int]] = []
    like = total = 0
    for word, count in Counter(_WORD.findall(text)).items():
        if word.isdecimal():
            continue
        right, wrong, shaped = _chances(word)
        total += count
        like += count if shaped else 0
        if right != wrong:
            chances.append((right, wrong, count))
    speaking = sum(count for _, _, count in chances)
    if speaking < ENOUGH:
        return Quality(1.0, like / total if total else 1.0, total)
    share = 0.5
    for _ in range(ROUNDS):
        mine = sum(count * share * right / (share * right + (1 - share) * wrong) for right, wrong, count in chances)
        share = min(max(mine / speaking, 1e-4), 1 - 1e-4)
    return Quality(round(share, 4), like / total, total)


@cache
def _chances(word: str) -> tuple[float, float, bool]:
    """Return P(word | clean), P(word | misread) and whether it can be Vietnamese; equal chances say nothing."""
    form = word.lower().rstrip("'’‘`!?*")
    right, wrong = _forms().get(form) or _forms().get(tone_placed(nfc(form)), (0.0, 0.0))
    if right or wrong:
        return right + UNSEEN, wrong + UNSEEN, True
    if not form.isalpha():
        return ODD, UNSEEN, bool(re.search(r"[^\W\d]", form)) and len(form) <= 7
    bare = strip_marks(form)
    if not split(bare):
        return (UNSEEN, UNSEEN, False) if form.isascii() else (ODD, UNSEEN, len(form) <= 7)
    if form.isascii():
        return UNSEEN, UNSEEN, True
    return (UNSEEN, UNSEEN / 4, True) if split(tone_placed(nfc(form))) else (ODD, UNSEEN, True)


@cache
def _forms() -> dict[str, tuple[float, float]]:
    table = json.loads(lzma.decompress(FORMS.read_bytes()))
    return {form: (right * 1e-7, wrong * 1e-7) for form, (right, wrong) in table.items()}


def save_forms(path: Path, clean: Mapping[str, float], misread: Mapping[str, float]) -> None:
    """Write both word lists, as ten-millionths of their sums."""
    sums = sum(clean.values()), sum(misread.values())
    table = {
        form: (round(clean.get(form, 0) / sums[0] * 1e7), round(misread.get(form, 0) / sums[1] * 1e7))
        for form in sorted(clean.keys() | misread.keys())
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
