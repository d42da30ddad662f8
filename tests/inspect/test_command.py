"""What ``danvan inspect`` prints, and that no file makes it end in a traceback."""

import json
import subprocess
import time
from pathlib import Path

import pytest

from generator.cli.findings import shown
from generator.cli.inspect import Task, Wanted, tell
from generator.diagnostics import ExitCode
from tests.conftest import ROOT
from tests.received.making import make_docx, make_pdf
from tests.received.test_refusals import CASES
from tests.test_cli import danvan

KEYS = {"schema", "source", "report", "text", "sections", "directives", "localities", "models", "movements", "figures"}
TEXT = """ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
Số: 12/BC-UBND
Bình Minh, ngày 05 tháng 9 năm 2022
BÁO CÁO
Kết quả phong trào thi đua “Dân vận khéo”

I. TÌNH HÌNH CHUNG
Thực hiện Chỉ thị số 22-CT/TU ngày 03/4/2017 của Ban Thường vụ Tỉnh ủy Quảng Ngãi, xã đã xây dựng mô hình “Thắp sáng
ngõ quê” với tổng kinh phí 45.000.000 đồng.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def inspect(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return danvan("inspect", "--root", str(ROOT), *map(str, arguments))


def test_one_file_gives_one_object_whose_places_are_those_of_the_file(report: Path) -> None:
    done = inspect(report, "--json")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    found = json.loads(done.stdout)
    assert found.keys() >= KEYS | {"figure_checks", "diagnostics"}
    assert found["report"]["number"] == "12/BC-UBND"
    assert [one["number"] for one in found["directives"]] == ["22-CT/TU"]
    assert [one["name"] for one in found["models"]] == ["Thắp sáng ngõ quê"]
    for one in (*found["directives"], *found["localities"], *found["models"]):
        assert all(TEXT[m["start"] : m["end"]] == m["surface"] for m in one["mentions"])


def test_several_files_give_a_line_each_in_order_and_a_bad_one_stops_no_other(report: Path, tmp_path: Path) -> None:
    bad, docx = tmp_path / "trong.txt", make_docx(tmp_path / "b.docx")
    bad.write_bytes(b"")
    done = inspect(report, bad, docx, tmp_path, tmp_path / "khong-co.pdf", "--json", "--jobs", 2)
    assert done.returncode == ExitCode.FOUND
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == [report.name, "b.docx"]
    assert "DV601" in done.stderr
    assert done.stderr.count("DV616") == 2


def test_the_report_for_people_names_what_was_found(report: Path) -> None:
    vietnamese, english = inspect(report), danvan("--lang", "en", "inspect", "--root", str(ROOT), str(report))
    for words in (
        "12/BC-UBND",
        "05/9/2022",
        "I. TÌNH HÌNH CHUNG",
        "Chỉ thị 22-CT/TU",
        "Thắp sáng ngõ quê",
        "45.000.000",
    ):
        assert words in vietnamese.stdout
        assert words in english.stdout
    assert "Văn bản được viện dẫn" in vietnamese.stdout
    assert "Directives" in english.stdout
    assert "\x1b" not in vietnamese.stdout


def test_every_step_is_explained_with_its_changes(report: Path) -> None:
    text = TEXT.replace("Thực hiện", "Thu\u031b\u0323c hiện").replace("đồng.", "đo\u0302\u0300ng.\u200b")
    report.write_text(text, encoding="utf-8")
    done = inspect(report, "--explain")
    assert "letters (" in done.stdout
    assert "[U+200B]" in done.stdout
    assert "«⏎» → « »" in done.stdout


def test_json_and_explain_do_not_go_together(report: Path) -> None:
    assert inspect(report, "--json", "--explain").returncode == ExitCode.USAGE


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_is_refused_says_why(case: str, tmp_path: Path) -> None:
    code, make = CASES[case]
    told = tell(Task(make(tmp_path), Wanted(ROOT, False, True, True, "vi", 80, False)))
    assert [one.code for one in told.diagnostics] == [code]
    assert told.words == ""
    assert told.exit_code != ExitCode.OK


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J báo cáo",
        "\u202e\u2066 xã\u2069",
        "<script>alert(1)</script>",
        "[red]{{ x }}[/red] [link=x]",
    ],
)
def test_words_of_a_file_cannot_command_the_terminal(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"BÁO CÁO\nVề việc chung\n\nI. TÌNH HÌNH\n1. Mô hình “{text}” của xã.\n", encoding="utf-8")
    done = inspect(path, "--explain")
    assert done.returncode == ExitCode.OK
    assert not set(done.stdout) & set("\x1b\x07\u202e\u2066\u2069")
    assert "\x1b" not in shown(text)


def test_a_long_line_takes_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "dong.txt"
    path.write_text("Xã Bình Minh vận động 20 hộ hiến đất; " * 60_000, encoding="utf-8")
    began = time.monotonic()
    assert inspect(path, "--json").returncode == ExitCode.OK
    assert time.monotonic() - began < 120


def test_a_pdf_is_inspected_like_its_text(tmp_path: Path) -> None:
    found = json.loads(inspect(make_pdf(tmp_path / "a.pdf"), "--json").stdout)
    assert found["directives"]
    assert found["report"]["quality"] == "digital"
