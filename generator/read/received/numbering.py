"""Automatic numbers of a Word document, as Word prints them (WordprocessingML, ECMA-376 part 1, 17.9)."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_LETTERS = 30  # Word itself goes no further
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BULLETS = {"o": "+", "§": "-", "·": "-", "\uf0b7": "-", "\uf0a7": "-", "\uf02d": "-", "\uf0d8": "-", "•": "-"}


@dataclass
class Numbering:
    """The numbering definitions of a document, and the count each has reached."""

    levels: dict[tuple[str, int], tuple[str, str, int]]  # (list, level): format, text such as "%1.%2.", start
    styles: dict[str, tuple[str, int]]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """Return the definitions of a python-docx document; empty if it has none."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        if part is not None:
            root = part.element
            abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
            for number in root.iter(qn("w:num")):
                target = abstract.get(_value(number, "w:abstractNumId"))
                for level in target.iter(qn("w:lvl")) if target is not None else ():
                    key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl"))))
                    levels[key] = (
                        _value(level, "w:numFmt"),
                        _value(level, "w:lvlText"),
                        int(_value(level, "w:start") or 1),
                    )
        return cls(levels, _numbered_styles(document))

    def next_label(self, paragraph: Any) -> str:
        """Return the number Word prints before ``paragraph``, an empty string if it has none."""
        place = self._place(paragraph)
        if place is None or place not in self.levels:
            return ""
        name, depth = place
        form, text, start = self.levels[place]
        if form == "bullet":
            return _BULLETS.get(text, text if text.isascii() and text.strip() else "-")
        if form == "none":
            return ""
        self.counts[place] = self.counts.get(place, start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == name and key[1] > depth]:
            del self.counts[deeper]
        for level in range(depth + 1):
            counted = self.levels.get((name, level))
            if counted and f"%{level + 1}" in text:
                text = text.replace(f"%{level + 1}", _printed(self.counts.get((name, level), counted[2]), counted[0]))
        return text

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        number = properties.find(qn("w:numPr"))
        if number is not None and _value(number, "w:numId") not in ("", "0"):
            return _value(number, "w:numId"), int(_value(number, "w:ilvl") or 0)
        return None if number is not None else self.styles.get(_value(properties, "w:pStyle"))


def _numbered_styles(document: Any) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(qn("w:style")):
        number = next(style.iter(qn("w:numPr")), None)
        if number is not None and _value(number, "w:numId"):
            found[style.get(qn("w:styleId"))] = (_value(number, "w:numId"), int(_value(number, "w:ilvl") or 0))
    return found


def _value(element: Any, tag: str) -> str:
    child = element.find(qn(tag))
    return (child.get(qn("w:val")) or "") if child is not None else ""


def _printed(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        rest = min(count, 89)
        for value, letters in _ROMANS:
            roman += letters * (rest // value)
            rest %= value
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(count - 1) % 26] * min((count - 1) // 26 + 1, _MOST_LETTERS)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02}" if form == "decimalZero" else str(count)
