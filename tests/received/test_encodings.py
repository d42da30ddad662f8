"""Every encoding Vietnamese offices have used is recognised and read to the letter."""

import unicodedata

import pytest

from generator.read.received.encodings import _tables, decode, modernised

TEXT = (
    "Hội đồng nhân dân và Ủy ban nhân dân các xã đã họp; người dân được hỏi ý kiến trước. Nghỉ, nghĩ, kỹ, kỵ, "
    "ỷ lại, hợp tác, cửa hàng, những tổ tự quản của huyện báo cáo kết quả tháng chín."
)


def tcvn3(text: str) -> bytes:
    codes = {letter: code for code, letter in _tables().tcvn3.items()}
    return bytes(ord(char) if char.isascii() else codes[char if char in codes else char.lower()] for char in text)


def vni(text: str) -> bytes:
    letters = {letter: code for code, letter in _tables().vni_letters.items()}
    marks = {frozenset(mark): code for code, mark in _tables().vni_marks.items()}
    out = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char.lower())
        horned = "\u031b" in parts
        base = {"o": "ô", "u": "ö"}[parts[0]] if horned else parts[0]
        rest = frozenset(parts[1:]) - {"\u031b"}
        code = letters[char.lower()] if char.lower() in letters else base + (marks[rest] if rest else "")
        out += code.upper() if char.isupper() else code
    return out.encode("cp1252")


def windows1258(text: str) -> bytes:
    """Letters that the code page holds, others as base letter and combining tone."""
    out = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out += (base + "".join(tones)).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (windows1258(TEXT), "Windows-1258"),
        (tcvn3(TEXT), "TCVN3 (ABC)"),
        (vni(TEXT), "VNI"),
    ],
    ids=["utf-8", "bom", "nfd", "utf-16", "utf-16-le", "utf-16-be", "windows-1258", "tcvn3", "vni"],
)
def test_text_is_read(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.encoding, decoded.lost) == (encoding, 0)
    assert unicodedata.normalize("NFC", decoded.text).lower() == TEXT.lower()


@pytest.mark.parametrize("legacy", [tcvn3(TEXT).decode("latin-1"), vni(TEXT).decode("cp1252")], ids=["tcvn3", "vni"])
def test_legacy_fonts_inside_unicode_are_recognised(legacy: str) -> None:
    assert modernised(legacy).text.lower() == TEXT.lower()


@pytest.mark.parametrize("text", ["Déjà vu, où êtes-vous, garçon naïf ?", "Plain English.", "Temperatur über 30 °C"])
def test_other_languages_are_left_alone(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text


def test_a_misread_scan_is_no_legacy_font() -> None:
    """A scanner with the wrong language leaves Latin accents that by chance spell a common word as TCVN3."""
    text = "Nhan dan x4 d4 dugc béo c4o két qua v6 phong trao; thyc hién tai thén, xém, bà con dang gép víi xa. " * 20
    assert modernised(text) == (text, "UTF-8", 0)


def test_a_broken_byte_is_counted() -> None:
    decoded = decode(TEXT.encode() + b"\xe1")
    assert decoded is not None
    assert (decoded.encoding, decoded.lost) == ("UTF-8", 1)


def test_binary_is_no_text() -> None:
    assert decode(bytes(range(256)) * 8) is None
