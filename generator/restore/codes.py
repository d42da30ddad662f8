"""Numbers of documents (`22-CT/TU`, `70/KH-UBND`) in misread text: kept, but for a Đ read as another letter."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

import yaml

_DATA = Path(__file__).parent / "data" / "codes.yml"
_LOOKALIKES = ("D", "P", "B", "b", "Ð", "DP", "DB", "Db", "PD")
KEPT, CHANGED = -8.0, -0.1


class Codes:
    """Readings of the parts of a document's number."""

    # A number and a short form, or short forms joined by a stroke: 96-TB/VPTU, BC/BCĐ, KH-UBND, 269- -QĐ/TU.
    pattern = re.compile(
        r"(?<!\w)(?:\d+\s?[-–/]\s?-?\s?)?[A-ZĐÐ][A-Za-zĐđÐ]{0,5}(?:\s?[-–/]\s?[A-ZĐÐ][\wĐđ]{0,7})+(?!\w)"
        r"|(?<=[-/])[A-ZĐÐ]{2,4}[-/]\s"
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
        true = self._true.get(raw)
        return [(raw, KEPT), (true, CHANGED)] if true else [(raw, 0.0)]


@cache
def shipped_codes() -> Codes:
    """Return the codes of the package."""
    table = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return Codes(table["with_d"], table["plain"])
