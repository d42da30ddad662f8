"""Reads an annotated document of our own and gives it as a received file, with the answers in the scorer's form.

The marks stand in the text itself, ``{d plan|Kế hoạch số 12/KH-UBND}``, so that an answer cannot drift away from its
words: d a directive, l a locality, m a model, v a movement (with the key of its entry), f a figure (value and unit,
where the surface does not say them), x and s followed by one of these letters a hard and a soft trap. ``#2 1. Tên mục``
opens a heading of level 2, ``#2? 1. …`` a numbered paragraph that is none, and ``‖`` ends a heading printed within its
paragraph. While the text is printed, marks are characters without width.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tests.clean.printing import FIRST_MARK, LAYOUTS, Layout, clean_lines, print_document

DOCUMENTS = Path(__file__).parent / "documents"
KINDS = {"d": "directives", "l": "localities", "m": "models", "v": "movements", "f": "figures"}
_TEXTS = ("left", "right", "title", "addressee", "body", "notes", "recipients", "signature")
_COLUMNS = ("left", "right", "recipients", "signature", "notes")
_STAR = chr(FIRST_MARK - 1)
_HEADING = re.compile(r"#(\d)(\??)\s+")
_NUMBERING = re.compile(
    r"(?:((?:PHẦN|Phần) (?:(?:THỨ|thứ) \w+|[IVX]+)|[IVX]+|[A-Z]|\d+(?:\.\d+)*|[a-zđ]|[-+*•])"
    r"([.)\]:/]?-?)(?:\s+|$))?(.*)",
    re.S,
)
_VALUE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\s*(\S.*)", re.S)


@dataclass(frozen=True)
class Mark:
    """What one mark of the text says: its kind, its words, and where it stands in the printed file."""

    kind: str
    about: str
    start: int = -1
    end: int = -1
    surface: str = ""


@dataclass(frozen=True)
class Annotated:
    """A document as received, and its answers."""

    name: str
    raw: str
    gold: dict[str, Any]
    clean: str
    sizes: tuple[int, ...]

    @property
    def blocks(self) -> tuple[list[str], list[str], list[str], list[list[str]]]:
        """Left and right column of the header, the paragraphs, and recipients and signature, without marks."""
        lines = self.clean.rstrip("\n").split("\n")
        sizes = self.sizes
        left, right = lines[: sizes[0]], lines[sizes[0] : sum(sizes[:2])]
        end = len(lines) - sizes[4]
        foot = [lines[end - sizes[3] - sizes[2] : end - sizes[3]], lines[end - sizes[3] : end]]
        return left, right, [*lines[sum(sizes[:2]) : end - sizes[3] - sizes[2]], *lines[end:]], foot


def annotated(path: Path, layout: Layout | None = None) -> Annotated:
    """Return the document at ``path``, printed in ``layout`` (its own, when None)."""
    source: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    source["body"] = [line for line in source["body"].split("\n") if line]
    marks: list[Mark] = []
    if source.get("title"):
        source["title"] = f"#0 {source['title']}"
    document = {name: _marked(value, marks) if name in _TEXTS else value for name, value in source.items()}
    chosen = layout or next(one for one in LAYOUTS if one.name == source.get("layout", "whole"))
    raw, placed = _placed(print_document(document, chosen), marks)
    starred = {
        name: [f"{_STAR}*" if line == "*" else line for line in document.get(name, ())] for name in ("left", "right")
    }
    clean = _placed("\n".join(clean_lines(document | starred)), marks)[0].replace(_STAR, "") + "\n"
    shown = [[line for line in source.get(name, ()) if line and line != "*"] for name in _COLUMNS]
    return Annotated(path.stem, raw, _gold(path.stem, source, raw, placed), clean, tuple(map(len, shown)))


def _marked(value: Any, marks: list[Mark]) -> Any:
    """Replace every mark by two characters without width, and keep what it says in ``marks``."""
    if isinstance(value, list):
        return [_marked(one, marks) for one in value]
    opened = _HEADING.match(value)
    if opened:
        title, _, rest = value[opened.end() :].partition("‖")
        value = f"{{h{opened[2]} {opened[1]}|{title}}}{rest}"
    out: list[str] = []
    waiting: list[int] = []
    for piece in re.split(r"(\{[a-z?]{1,2}(?: [^|{}]*)?\||\})", value):
        if piece.startswith("{"):
            kind, _, about = piece[1:-1].partition(" ")
            kind, about = (kind + about, "") if kind in ("x", "s") else (kind, about)
            waiting.append(len(marks))
            marks.append(Mark(kind, about))
            out.append(chr(FIRST_MARK + 2 * waiting[-1]))
        elif piece == "}" and waiting:
            out.append(chr(FIRST_MARK + 2 * waiting.pop() + 1))
        else:
            out.append(piece)
    assert not waiting, f"a mark is not closed: {value[:60]}"
    return "".join(out)


def _placed(printed: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """Return the text without marks, and the marks with their offsets."""
    out: list[str] = []
    where: dict[int, int] = {}
    for character in printed:
        if ord(character) >= FIRST_MARK and ord(character) < FIRST_MARK + 2 * len(marks):
            where[ord(character) - FIRST_MARK] = len(out)
        else:
            out.append(character)
    raw = "".join(out)
    placed = []
    for index, mark in enumerate(marks):
        if 2 * index in where:
            start, end = where[2 * index], where[2 * index + 1]
            while raw[start : start + 1].isspace():
                start += 1
            while raw[end - 1 : end].isspace():
                end -= 1
            placed.append(replace(mark, start=start, end=end, surface=raw[start:end]))
    return raw, placed


def _gold(name: str, source: Mapping[str, Any], raw: str, marks: list[Mark]) -> dict[str, Any]:
    gold: dict[str, Any] = {"seed": name, "file": f"{name}.txt", "sha256": hashlib.sha256(raw.encode()).hexdigest()}
    gold["report"] = _report(source["report"], f"{name}.clean.txt")
    for letter, kind in KINDS.items():
        if letter != "f":
            gold[kind] = list(_entities(letter, kind, source.get(kind) or {}, marks))
        gold[f"not_{kind}"] = [
            {"reason": "trap", "severity": "soft" if mark.kind[0] == "s" else "hard", "mentions": [_mention(mark)]}
            for mark in marks
            if mark.kind in (f"x{letter}", f"s{letter}")
        ]
    gold["figures"] = [_figure(mark) for mark in marks if mark.kind in ("f", "f?")]
    gold["not_figures"] = gold.pop("not_figures")
    gold["figure_checks"] = [
        {"type": "sum", "holds": False, "stated": stated, "computed": computed, "description": f"{stated} {computed}"}
        for stated, computed in source.get("checks", ())
    ]
    gold["sections"] = list(_sections(marks))
    return gold


def _report(facts: Mapping[str, Any], clean: str) -> dict[str, Any]:
    start, end = facts.get("period") or (None, None)
    names = ("doc_type", "number", "date", "issuer", "title", "signer", "signer_position", "level", "locality")
    report: dict[str, Any] = {name: facts.get(name) for name in names}
    report |= {"title_inferred": facts.get("title_inferred"), "signed_on_behalf": facts.get("signed_on_behalf")}
    report["period"] = {"start": start, "end": end} if start or end else None
    return report | {"quality": "clean", "clean_text": clean}


def _mention(mark: Mark) -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, "surface": mark.surface}


def _directive_mention(mark: Mark) -> dict[str, Any]:
    number = re.search(r"\d[\d\s]*[-/].*", mark.surface, re.S)
    return _mention(mark) | ({"number_surface": number[0]} if number else {})


def _entities(letter: str, kind: str, entries: Mapping[str, str], marks: list[Mark]) -> Iterator[dict[str, Any]]:
    keys = {mark.about for mark in marks if mark.kind == letter}
    assert keys <= set(entries) | {""}, f"{kind} without an entry: {keys - set(entries)}"
    assert set(entries) <= keys, f"{kind} never marked: {set(entries) - keys}"
    for key, entry in entries.items():
        own = [mark for mark in marks if mark.kind == letter and mark.about == key]
        parts = [None if part.strip() in ("-", "") else part.strip() for part in str(entry).split(" | ")]
        parts += [None] * (5 - len(parts))
        value: dict[str, Any] = {"optional": key.endswith("?"), "mentions": [_mention(mark) for mark in own]}
        value["surfaces"] = list(dict.fromkeys(mark.surface for mark in own))
        if letter == "d":
            value |= dict(zip(("number", "type", "date", "issuer", "title"), parts, strict=False))
            value["mentions"] = [_directive_mention(mark) for mark in own]
        elif letter == "l":
            value |= {"name": parts[0], "level": _level(str(parts[0]))}
        elif letter == "m":
            value |= {"name": parts[0], "locality": parts[1], "field": parts[2]}
        else:
            value |= {"name": parts[0], "kind": parts[1] or "phong trào"}
        yield value


def _level(name: str) -> str:
    unit, above = name.casefold(), name.count(",")
    if unit.startswith(("xã", "phường", "thị trấn", "đặc khu")):
        return "commune"
    return "province" if not above else "district"


def _figure(mark: Mark) -> dict[str, Any]:
    value, _, unit = mark.about.partition(" ") if mark.about else _told(mark.surface)
    low, dash, high = value.partition("..")
    figure: dict[str, Any] = {"unit": " ".join(unit.split()) or None, "what": mark.surface, **_mention(mark)}
    figure |= {"value": None, "value_min": float(low), "value_max": float(high)} if dash else {"value": float(value)}
    return figure | {"optional": mark.kind == "f?"}


def _told(surface: str) -> tuple[str, str, str]:
    told = _VALUE.fullmatch(surface)
    assert told, f"a figure needs its value: {surface}"
    return told[1].replace(".", ""), "", told[2]


def _sections(marks: list[Mark]) -> Iterator[dict[str, Any]]:
    for mark in (mark for mark in marks if mark.kind in ("h", "h?")):
        numbering, sign, title = _split(mark.surface)
        kind = "item" if mark.kind == "h?" else "title" if mark.about == "0" else "heading"
        shown = numbering and numbering + (sign if sign == ")" else "")
        yield {"level": int(mark.about), "numbering": shown, "title": title, "kind": kind, **_mention(mark)}


def _split(heading: str) -> tuple[str | None, str, str]:
    found = _NUMBERING.fullmatch(heading)
    assert found
    return found[1], found[2] or "", " ".join(found[3].split()).rstrip(":.")
