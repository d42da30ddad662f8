"""The command line: messages, exit codes, and that nothing ever ends in a traceback."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from generator.cli import COMMANDS
from generator.diagnostics import ExitCode, refusal
from tests.conftest import ROOT


def danvan(*arguments: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of its own: the small content with the shipped tables and templates."""
    shutil.copytree(ROOT / "tests" / "small" / "content", tmp_path / "content")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


HELP = """
from generator.cli import COMMANDS, LANGUAGE, danvan, speak
speak(LANGUAGE)
for command in ((), *((name,) for name in COMMANDS), ("new", "model"), ("new", "directive")):
    print("##", *command, flush=True)
    danvan.main([*command, "--help"], prog_name="danvan", standalone_mode=False)
"""


@pytest.mark.parametrize(("language", "own", "other"), [("vi", "Cách dùng", "Usage"), ("en", "Usage", "Cách dùng")])
def test_every_command_explains_itself(language: str, own: str, other: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DANVAN_LANG": language}
    done = subprocess.run([sys.executable, "-c", HELP], env=environment, capture_output=True, text=True, check=True)
    told = done.stdout.split("##")[1:]
    assert len(told) == len(COMMANDS) + 3
    for text in told:
        assert own in text
        assert other not in text
        assert language == "en" or not re.search(r"OPTIONS|COMMAND\b|INTEGER|TEXT", text)


def test_the_compiled_words_of_click_are_those_of_the_source() -> None:
    folder = ROOT / "generator" / "cli" / "locale" / "vi" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        assert wordings(read_mo(compiled)) == wordings(read_po(source))


def wordings(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the translations by the singular of what they translate."""

    def forms(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(value)

    return {forms(message.id)[0]: forms(message.string) for message in catalog if message.id}


def test_check_of_good_content_is_quiet(folder: Path) -> None:
    done = danvan("check", "--strict", "--root", str(folder))
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert not [line for line in done.stdout.splitlines() if line.startswith("content/")]


def test_check_of_shipped_content_finds_no_error() -> None:
    assert danvan("check").returncode == ExitCode.OK


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("models/a.md", "---\nid: a\nname: B: c\n---\n", "DV104", 3),
        ("models/a.md", "---\nid: a\nname: B\nlocalities: [Xã Không Có]\n---\n", "DV202", 4),
        ("models/a.md", "---\nid: a\nname: B\nlocalities: [Xã Bình Minh]\n---\n", "DV203", 4),
        ("models/a.md", "---\nid: a\nname: B\ndirectives: [99-CT/TU]\n---\n", "DV301", 4),
        ("models/a.md", "---\nid: a\nname: B\n---\n\nXem [x](directive:khong-co).\n", "DV301", 6),
        ("models/a.md", "---\nid: a\nname: B\n---\n[x](https://example.org)\n", "DV305", 5),
        ("models/z.md", "---\nid: z\nname: B\naliases: [bep-am]\n---\n", "DV205", 2),
        ("movements/a.md", "---\nid: a\nname: B\nmovement_kind: phong-trao\npart_of: a\n---\n", "DV204", 2),
        ("localities/xa-khong-co.md", "---\nid: xa-khong-co\n---\n", "DV202", 2),
        ("models/sub/binh-tri-bep-am-cho-tre.md", "---\nid: binh-tri-bep-am-cho-tre\nname: B\n---\n", "DV201", 2),
    ],
)
def test_bad_content_fails_with_file_and_line(folder: Path, name: str, text: str, code: str, line: int) -> None:
    path = folder / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    done = danvan("check", "--root", str(folder))
    assert done.returncode == ExitCode.FOUND
    told = done.stdout.splitlines()
    at = told.index(f"content/{name}")
    assert any(code in row and row.split()[0].split(":")[0] == str(line) for row in told[at + 1 :])


def test_a_wrong_table_is_said(folder: Path) -> None:
    (folder / "site_config").unlink()
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    (folder / "site_config" / "fields.yml").write_text("- {id: x}\n", encoding="utf-8")
    done = danvan("--lang", "en", "check", "--root", str(folder))
    assert done.returncode == ExitCode.FOUND
    assert "DV001" in done.stdout
    assert "site_config/fields.yml\n  1 " in done.stdout
    (folder / "site_config" / "fields.yml").unlink()
    assert danvan("check", "--root", str(folder)).returncode == ExitCode.FAILED


def test_every_word_of_click_is_translated() -> None:
    with (ROOT / "generator/cli/locale/vi/LC_MESSAGES/messages.po").open("rb") as source:
        known = wordings(read_po(source))
    asked = {words if isinstance(words, str) else words[0] for _, _, words, *_ in extract_from_dir(click.__path__[0])}
    assert {words for words in asked if not known.get(words, ("",))[0]} == set()
    plural = {"choices", "formats", "possibilities", "len", "nargs"}
    for words in asked:
        named, told = (set(re.findall(r"{(\w+)", one)) for one in (words, known[words][0]))
        assert told <= named | plural


@pytest.mark.parametrize(
    ("command", "vi", "en"),
    [
        (("bild",), "Không có lệnh 'bild'", "No such command 'bild'"),
        (("import",), "Thiếu tham số 'FILE…'", "Missing argument 'FILE…'"),
        (("import", "--jobs", "0", "x"), "0 không nằm trong khoảng x>=1", "0 is not in the range x>=1"),
        (("serve", "--port", "x"), "'x' không phải số hợp lệ", "'x' is not a valid number"),
        (("check", "--format", "xml"), "'xml' không thuộc các giá trị", "'xml' is not one of"),
        (("check", "--today", "x"), "'x' không viết theo dạng", "'x' does not match the format"),
        (("check", "--strict=1"), "'--strict' không kèm giá trị", "'--strict' does not take a value"),
        (("build", "--nope"), "Không có tùy chọn '--nope'", "No such option '--nope'"),
        (("publish", "--keep"), "'--keep' cần 1 giá trị", "'--keep' requires an argument"),
        (("inspect", "--json", "--explain", "x"), "Chỉ dùng một trong hai", "Use either"),
    ],
)
def test_wrong_usage_is_said_as_all_else(command: tuple[str, ...], vi: str, en: str) -> None:
    english = ("Usage", "Options", "OPTIONS", "Error", "Invalid", "No such", "Missing", "Try ", "integer", "range")
    for lang, words in (("vi", vi), ("en", en)):
        done = danvan("--lang", lang, *command)
        assert done.returncode == ExitCode.USAGE
        assert "DV830" in done.stderr
        assert words in done.stderr
        assert lang == "en" or not any(word in done.stderr + done.stdout for word in english)


def test_what_the_machine_refuses_is_said_in_the_language_asked_for() -> None:
    for lang, words in (("vi", "không có tệp hoặc thư mục này"), ("en", "no such file or folder")):
        assert words in danvan("--lang", lang, "inspect", "khong-co.docx").stderr
    assert refusal(OSError("odd")) == {"vi": "odd", "en": "odd"}
    assert refusal(OSError(28, "No space left on device"))["vi"] == "đĩa đầy"


def test_wrong_usage_has_a_code_of_its_own() -> None:
    assert danvan("bild").returncode == ExitCode.USAGE
    assert danvan("new").returncode == ExitCode.USAGE
    assert danvan("new", "model", "Tên", "--locality", "Xã Bình Minh").returncode == ExitCode.USAGE


def test_new_files_are_filled_in_and_check(folder: Path) -> None:
    root = ("--root", str(folder))
    place = "Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"
    for command in (
        ("model", "Đường hoa", "--locality", place, "--field", "văn hóa - xã hội"),
        ("report", "Báo cáo năm", "--locality", place),
        ("directive", "Kế hoạch số 70/KH-UBND ngày 04/6/2020 của UBND tỉnh", "--locality", place),
        ("locality", place),
    ):
        assert danvan("new", *command, *root).returncode == ExitCode.OK
    model = (folder / "content" / "models" / "binh-tri-duong-hoa.md").read_text(encoding="utf-8")
    assert "field: van-hoa-xa-hoi" in model
    (directive,) = (folder / "content" / "directives").glob("ke-hoach*.md")
    text = directive.read_text(encoding="utf-8")
    assert "number: 70/KH-UBND" in text
    assert "date: 2020-06-04" in text
    assert "Tỉnh Quảng Ngãi" in text
    assert danvan("check", *root).returncode == ExitCode.OK


def test_new_never_overwrites(folder: Path) -> None:
    root = ("--root", str(folder))
    assert danvan("new", "model", "Đường hoa", *root).returncode == ExitCode.OK
    before = (folder / "content" / "models" / "duong-hoa.md").read_bytes()
    assert danvan("new", "model", "Đường hoa", *root).returncode == ExitCode.FOUND
    assert (folder / "content" / "models" / "duong-hoa.md").read_bytes() == before
