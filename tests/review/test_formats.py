"""What ``danvan check`` prints for other programs, read back by the standards' own means."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from pre_commit.clientlib import load_manifest

from generator.cli.check import command
from generator.cli.formats import FORMATS
from generator.cli.status import command as status
from generator.diagnostics import Diagnostic, ExitCode, Location
from generator.rules import check_content
from tests.conftest import ROOT
from tests.review.conftest import Write

SCHEMA = ROOT / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
TODAY = date(2025, 6, 1)
FOUND = (
    Diagnostic("DV106", Location("content/models/b.md", 3), {"suggestion": {"vi": "Có phải «field»?", "en": "x"}}),
    Diagnostic("DV303", Location("content/a b/c,d.md", 7, 4), {"surface": "xã Bình: 100%\n", "candidates": "a, b"}),
    Diagnostic("DV231", Location("content/directives/e.md")),
)


def test_json_says_all_and_counts() -> None:
    read = json.loads(FORMATS["json"](FOUND, "vi"))
    assert read["counts"] == {"error": 1, "warning": 1, "note": 1}
    assert [(one["code"], one["file"], one["line"]) for one in read["diagnostics"]][2] == (
        "DV231",
        "content/directives/e.md",
        None,
    )
    assert read["diagnostics"][0]["advice"] == "Có phải «field»?"


def test_github_annotations_are_one_escaped_line_each() -> None:
    lines = FORMATS["github"](FOUND, "en").split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("::error file=content/models/b.md,line=3,title=DV106::")
    assert lines[1].startswith("::warning file=content/a b/c%2Cd.md,line=7,col=4,title=DV303::")
    assert "xã Bình: 100%25%0A" in lines[1]
    assert lines[2].startswith("::notice file=content/directives/e.md,title=DV231::")


def test_sarif_is_whole_and_points_into_the_files() -> None:
    log = json.loads(FORMATS["sarif"](FOUND, "vi"))
    (run,) = log["runs"]
    described = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result, one in zip(run["results"], FOUND, strict=True):
        assert described[result["ruleIndex"]] == result["ruleId"] == one.code
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[1]["artifactLocation"]["uri"] == "content/a%20b/c%2Cd.md"
    assert places[1]["region"] == {"startLine": 7, "startColumn": 4}
    assert "region" not in places[2]


def test_sarif_is_valid() -> None:
    if not SCHEMA.is_file():
        pytest.skip("the schema of SARIF (npm @microsoft/jest-sarif) is not installed")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for found in ((), FOUND):
        validator.validate(json.loads(FORMATS["sarif"](found, "vi")))
    broken = json.loads(FORMATS["sarif"](FOUND, "vi"))
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(broken)


def test_exit_codes_and_output(register: Path, write: Write) -> None:
    def check(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(command, ["--root", str(register), "--today", "2025-06-01", *options], obj="vi")
        return result.exit_code, result.stdout

    write("models", "a", "name: Nhà sạch", "status: [{step: registered, year: 2062}]", "sources: [{file: a.xlsx}]")
    assert check()[0] == ExitCode.OK
    assert check("--strict")[0] == ExitCode.FOUND
    code, out = check("--format", "json")
    assert (code, json.loads(out)["counts"]["warning"]) == (ExitCode.OK, 1)
    write("models", "b", "name: Nhà sạch", "localities: [Xã Không Có]")
    code, out = check("--format", "github")
    assert code == ExitCode.FOUND
    assert "::error file=content/models/b.md,line=4,title=DV202::" in out


IGNORE = """- {code: DV222, file: "content/models/*.md", reason: "Năm in trên bằng công nhận, đã hỏi lại"}
- {code: DV222, file: "content/models/x.md", words: "2062", reason: "Đã xem, để nguyên như nguồn", until: 2025-01-01}
- {code: DV202, file: "*", reason: "Đã xem, để nguyên như nguồn"}
- {code: DV999, file: "*", reason: "Đã xem, để nguyên như nguồn"}
- {code: DV231, file: "*", reason: "Đã xem, để nguyên như nguồn"}
"""


def test_ignored_complaints_need_a_reason_and_idle_entries_are_told(register: Path, write: Write) -> None:
    tables = register / "site_config"
    tables.unlink()
    tables.mkdir()
    for path in (ROOT / "site_config").iterdir():
        (tables / path.name).symlink_to(path)
    (tables / "ignore.yml").unlink()
    (tables / "ignore.yml").write_text(IGNORE, encoding="utf-8")
    write("models", "a", "name: Nhà sạch", "status: [{step: registered, year: 2062}]", "sources: [{file: a.xlsx}]")
    checked = check_content(register, TODAY)
    assert checked.ignored == 1
    told = [(one.code, one.location.file, one.location.line) for one in checked.diagnostics]
    assert told == [
        ("DV011", "site_config/ignore.yml", 2),
        ("DV012", "site_config/ignore.yml", 3),
        ("DV012", "site_config/ignore.yml", 4),
        ("DV010", "site_config/ignore.yml", 5),
    ]
    (tables / "ignore.yml").write_text("- {code: DV222, file: x, reason: vội}\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--root", str(register)], obj="vi")
    assert result.exit_code == ExitCode.FOUND
    assert "site_config/ignore.yml\n  1 " in result.stdout


def test_status_keeps_for_check_what_it_found(register: Path, write: Write) -> None:
    write("models", "a", "name: Nhà sạch", "sources: [{file: a.xlsx}]")
    (register / "build").mkdir(exist_ok=True)
    options = ["--root", str(register), "--today", "2025-06-01"]
    without = CliRunner().invoke(command, options, obj="vi").stdout
    (register / "build" / "check").unlink()
    assert CliRunner().invoke(status, options, obj="vi").exit_code == ExitCode.OK
    kept = (register / "build" / "check").read_bytes()
    assert CliRunner().invoke(command, options, obj="vi").stdout == without
    assert (register / "build" / "check").read_bytes() == kept


def test_the_hook_for_others_is_one_pre_commit_accepts() -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    (hook,) = load_manifest(str(manifest))
    assert hook["entry"] == "danvan check"
    assert hook["pass_filenames"] is False
