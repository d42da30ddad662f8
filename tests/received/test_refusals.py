"""Bad files are refused with a located diagnostic, or read as inert text; nothing escapes as a traceback."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.clean import clean
from generator.diagnostics import DanvanError, ExitCode
from generator.read.received import read_received
from generator.read.received.shape import LONGEST_TEXT
from generator.tables import Tables
from tests.received.making import make_docx, make_image, make_pdf


def refusal(path: Path) -> tuple[str, str]:
    """Return code and file of the one diagnostic that refuses ``path``; its messages must be whole."""
    with pytest.raises(DanvanError) as caught:
        read_received(path)
    (found,) = caught.value.diagnostics
    assert "…" not in found.message("vi") + found.message("en") + found.advice("vi") + found.advice("en")
    return found.code, found.location.file


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def cut(path: Path, length: int) -> Path:
    return written(path, path.read_bytes()[:length])


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as body:
            for _ in range(450):
                body.write(b"0" * 1_000_000)
    return path


def huge_image(path: Path) -> Path:
    Image.new("1", (20_000, 20_000)).save(path)
    return path


CASES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "password": ("DV604", lambda folder: make_pdf(folder / "a.pdf", password="bi mat")),
    "truncated pdf": ("DV605", lambda folder: cut(make_pdf(folder / "a.pdf"), -300)),
    "half a pdf": ("DV605", lambda folder: cut(make_pdf(folder / "a.pdf"), 9_000)),
    "pdf in name": ("DV605", lambda folder: written(folder / "a.pdf", b"%PDF-1.7\nrubbish")),
    "truncated docx": ("DV605", lambda folder: cut(make_docx(folder / "a.docx"), 5_000)),
    "zip bomb": ("DV606", lambda folder: bomb(folder / "a.docx")),
    "other zip": ("DV603", lambda folder: _zip(folder / "a.docx")),
    "huge image": ("DV607", lambda folder: huge_image(folder / "a.png")),
    "broken image": ("DV605", lambda folder: written(folder / "a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 500)),
    "empty": ("DV601", lambda folder: written(folder / "a.txt", b"")),
    "blank": ("DV601", lambda folder: written(folder / "a.txt", b"\xef\xbb\xbf \r\n\n")),
    "binary": ("DV603", lambda folder: written(folder / "a.txt", bytes(range(256)) * 40)),
    "missing": ("DV616", lambda folder: folder / "khong-co.txt"),
    "folder": ("DV616", lambda folder: folder),
    "one long line": ("DV602", lambda folder: written(folder / "a.txt", b"mot hai ba " * (LONGEST_TEXT // 10))),
}


def _zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    return path


@pytest.mark.parametrize("name", CASES)
def test_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    code, make = CASES[name]
    path = make(tmp_path)
    assert refusal(path) == (code, str(path))


def test_a_scan_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.read.received.ocr.can_recognise", lambda: False)
    path = make_image(tmp_path / "a.png")
    with pytest.raises(DanvanError) as caught:
        read_received(path)
    (found,) = caught.value.diagnostics
    assert (found.code, caught.value.exit_code) == ("DV608", ExitCode.FAILED)
    assert "tesseract-ocr-vie" in found.advice("vi")


def test_office_formats_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert refusal(written(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))[0] == "DV609"


HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"{\\rtf", b"GIF89a"]


@given(junk=st.binary(max_size=400), head=st.sampled_from(HEADS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_read_or_refused(junk: bytes, head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.read.received.ocr.can_recognise", lambda: False)
    monkeypatch.setattr("generator.read.received.office.shutil.which", lambda _: None)
    path = written(tmp_path / "junk.bin", head + junk)
    refused: tuple[str, ...] = ()
    text = ""
    try:
        text = read_received(path).text
    except DanvanError as error:
        refused = tuple(found.code for found in error.diagnostics)
    assert bool(text.strip()) != bool(refused)
    assert all(code.startswith("DV6") for code in refused)


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ config }} {% include 'a' %}",
    "---\ntitle: giả\n---",
    "# Tiêu đề giả",
    "[bấm](javascript:alert(1)) ![x](http://ngoai)",
    "```\nkhối\n```",
    "| a | b |\n| --- | --- |",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text(words: str, tmp_path: Path, tables: Tables) -> None:
    text = f"Thôn họp dân vào tối thứ bảy hằng tuần.\n\n{words}\n\nHọp xong ai cũng ký vào sổ.\n"
    received = read_received(written(tmp_path / "a.md", text.encode()))
    document = clean(received.text, tables)
    assert document.sections == ()
    assert "".join(document.clean.text.split()) in "".join(text.split())


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx")
    read_received(path)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
