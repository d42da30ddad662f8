"""Names that Windows, macOS or a memory stick cannot hold are said before somebody copies the site there."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.record import short_slug
from generator.portable import can_be_held, twins
from generator.rules import check_content
from tests.review.conftest import Write
from tests.review.test_rules import NAME, PLACE, SOURCE, TODAY, shared_tables

CANNOT = ("con.md", "AUX", "nul.txt", "com1.csv", "a/LPT9.md", "a.", "a ", "a/b. /c", "a:b", "a?b", "a*", 'a"b', "a|b",
          "a<b", "a\\b", "a\nb", "a\x01b", "a" * 201, "x/" * 100 + "y")  # fmt: skip
CAN = ("con-duong.md", "content/models/consul.md", "mo-hinh/auxiliary.html", "ảnh xã.jpg", ".imported/a.conflict.md",
       "com.md", "com10.md", "nullable", "a" * 200)  # fmt: skip


@pytest.mark.parametrize("path", CANNOT)
def test_what_cannot_be_held(path: str) -> None:
    assert not can_be_held(path)


@pytest.mark.parametrize("path", CAN)
def test_what_can(path: str) -> None:
    assert can_be_held(path)


def test_names_that_are_one_elsewhere() -> None:
    composed = unicodedata.normalize("NFC", "ảnh.md")
    decomposed = unicodedata.normalize("NFD", "ảnh.md")
    paths = ["A/x.md", "a/y.md", "b/Hội.md", "b/hội.md", f"c/{composed}", f"c/{decomposed}", "d/hoi.md", "d/hội.md"]
    assert twins(paths) == (("A", "a"), ("b/Hội.md", "b/hội.md"), (f"c/{decomposed}", f"c/{composed}"))


def found(root: Path) -> list[tuple[str, str]]:
    told = check_content(root, TODAY, shared_tables()).diagnostics
    return [(one.code, one.location.file) for one in told if one.code in ("DV112", "DV113", "DV114")]


def test_check_names_files_and_addresses(register: Path, write: Write) -> None:
    write("models", "binh-thuong", NAME, PLACE, SOURCE)
    assert found(register) == []
    write("models", "aux", NAME, PLACE, SOURCE, "aliases: [com1]")
    (register / "content" / "models" / "anh" / "ghi chú?").mkdir(parents=True)
    (register / "content" / "models" / "anh" / "ghi chú?" / "a.txt").write_text("a", encoding="utf-8")
    (register / "content" / "models" / "Binh-Thuong.md.bak").write_text("a", encoding="utf-8")
    (register / "content" / "models" / "binh-thuong.md.bak").write_text("a", encoding="utf-8")
    assert found(register) == [
        ("DV112", "content/models/anh/ghi chú?/a.txt"),
        ("DV112", "content/models/aux.md"),
        ("DV114", "content/models/aux.md"),
        ("DV114", "content/models/aux.md"),
        ("DV113", "content/models/binh-thuong.md.bak"),
    ]


@given(words=st.one_of(st.sampled_from(["CON", "Aux", "nul", "COM1", "..", "", "a/../b"]), st.text(max_size=300)))
def test_every_id_an_import_makes_can_be_held(words: str) -> None:
    assert can_be_held(f"content/.imported/reports/{short_slug(words, 'abc')}.conflict.md")
