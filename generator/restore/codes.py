"""Numbers of documents (`22-CT/TU`, `70/KH-UBND`) in misread text: kept, but for a Đ read as another letter."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

from generator.safe_yaml import load_yaml

_DATA = Path(__file__).parent / "data" / "codes.yml"
_LOOKALIKES = ("D", "P", "B", "b", "Ð", "DP", "DB", "Db", "PD")
KEPT, CHANGED = -8.0, -0.1


_LONG_ROMAN = re.compile("[IVX]+[Il1|]+")
_PART = r"[A-ZĐÐ]{1,3}[a-zđ]?[A-ZĐÐb]{0,6}[a-z]?"
_ROMAN = r"[IVX]{1,4}[Il1|]{0,3}"


class Codes:
    """Readings of the parts of a document's number, and of a heading's Roman one."""

    # 96-TB/VPTU, 80/ KH- UBND, 269- -QĐ/TU; BC/BCĐ, KH-UBND; a Roman number or letter that opens a line: II., I1-, a/.
    pattern = re.compile(
        rf"(?<!\w)\d+\s?[-–/]\s?-?\s?{_PART}(?:\s?[-–/]\s?{_PART})*(?!\w)"
        rf"|(?<!\w){_PART}(?:[-–/]{_PART})+(?!\w)"
        rf"|(?:(?<=\n)|^)[^\S\n]*(?:{_ROMAN}(?=[.\-–)])|[a-eđg](?=[)/.]\s))"
    )

    def __init__(self, with_d: Iterable[str], plain: Iterable[str]) -> None:
        standing = set(plain)
        self._true: dict[str, str] = {}
        for code in with_d:
            for letters in product(*(_LOOKALIKES if letter == "Đ" else letter for letter in code)):
                if (raw := "".join(letters)) not in standing:
                    self._true.setdefault(raw, code)

    def readings(self, raw: str) -> list[tuple[str, float]]:
        """Return what ``raw`` can be, itself first, with logs of the chances."""
        roman = re.sub("[l1|]", "I", raw)
        if roman != raw and _LONG_ROMAN.fullmatch(raw):
            return [(raw, KEPT), (roman, CHANGED)]
        true = self._true.get(raw)
        return [(raw, KEPT), (true, CHANGED)] if true else [(raw, 0.0)]


@cache
def shipped_codes() -> Codes:
    """Return the codes of the package."""
    table = load_yaml(_DATA.read_text(encoding="utf-8"))
    return Codes(table["with_d"], table["plain"])
