"""The handbook: what was chosen stands in it, as it was written, with its sources."""

import io
import os
from pathlib import Path

import pdfplumber
import pytest

from generator.diagnostics import DanvanError, ExitCode
from generator.handbook import Choice, handbook
from generator.handbook.prose import prose
from generator.pipeline import load_site
from generator.records import Audience, ModelRecord
from generator.site import Site
from tests.conftest import ROOT
from tests.test_cli import danvan

HOSTILE = (
    '#import "/etc/hostname"',
    "$x^2$",
    "*đậm* _nghiêng_",
    "<script>alert(1)</script>",
    "@nhan",
    "\\u{41}",
    "// hết",
    '#read("/etc/passwd")',
    "#sys.version",
    '#link("javascript:alert(1)")[x]',
    "#{ while true {} }",
    "#let x = (",
    "]]])}",
    "\\",
    "= mục + danh sách",
    "https://example.org/x",
)
DEEP = (
    "*" * 3000 + "a" + "*" * 3000,
    "> " * 60 + "x",
    "\n".join("  " * depth + "- a" for depth in range(60)),
    f"|{'a|' * 300}\n|{'-|' * 300}\n|{'b|' * 400}",
    "999999999. x",
    "| a |\n| --- |",
    "[x](javascript:alert(1)) <https://example.org/> ![y](/etc/passwd)",
)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT)[0]


def printed(made: bytes) -> str:
    with pdfplumber.open(io.BytesIO(made)) as paper:
        return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_models_of_a_place_and_field_stand_in_it_with_their_sources(site: Site) -> None:
    district = site.tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0]
    made, count = handbook(site, Choice(district, "kinh-te"))
    text = printed(made)
    names = [entry.record.name for entry in site.of_kind(ModelRecord) if entry.record.field == "kinh-te"]
    assert count == len(names) > 1
    for name in names:
        assert text.count(name) >= 2, "in the contents and in its place"
    assert "Huyện Bình Sơn, tỉnh Quảng Ngãi" in text
    assert "Mục lục" in text
    assert "380.000.000 đồng" in text
    assert "ngày 03/4/2017 của Ban Thường vụ Tỉnh ủy Quảng Ngãi" in text
    assert "Các báo cáo đã dùng" in text


def test_a_unit_of_today_has_the_models_of_those_it_replaced(site: Site) -> None:
    old = site.tables.gazetteer.named("Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi")[0]
    new = site.tables.gazetteer.by_id[old.successors[0]]
    assert handbook(site, Choice(new))[1] >= handbook(site, Choice(old))[1] == 1


def test_the_same_choice_gives_the_same_bytes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = handbook(site, Choice(field="kinh-te"))
    monkeypatch.setitem(os.environ, "TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1")
    assert handbook(site, Choice(field="kinh-te")) == first


def test_no_model_is_said(site: Site) -> None:
    with pytest.raises(DanvanError) as stop:
        handbook(site, Choice(site.tables.gazetteer.named("Tỉnh Cà Mau")[0]))
    assert [one.code for one in stop.value.diagnostics] == ["DV850"]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_record_are_words(text: str) -> None:
    assert "".join(run["text"] for run in prose(f"`{text}`")[0]["runs"]) == text


def test_hostile_words_are_printed_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "content" / "models").mkdir(parents=True)
    (tmp_path / "site_config").symlink_to(ROOT / "site_config")
    body = "\n\n".join(f"`{one}`" for one in HOSTILE)
    (tmp_path / "content" / "models" / "a.md").write_text(
        f"---\nid: a\nname: '#panic() $ * _'\n---\n\n{body}\n", "utf-8"
    )
    text = printed(handbook(load_site(tmp_path)[0], Choice())[0])
    assert text.count("#panic() $ * _") == 2
    for one in HOSTILE:
        assert one in text, one


@pytest.mark.parametrize("body", DEEP, ids=lambda body: body[:10])
def test_no_body_stops_the_press_or_leads_out_of_the_paper(body: str, tmp_path: Path) -> None:
    (tmp_path / "content" / "models").mkdir(parents=True)
    (tmp_path / "site_config").symlink_to(ROOT / "site_config")
    (tmp_path / "content" / "models" / "a.md").write_text(f"---\nid: a\nname: Vườn\n---\n\n{body}\n", "utf-8")
    made = handbook(load_site(tmp_path)[0], Choice())[0]
    with pdfplumber.open(io.BytesIO(made)) as paper:
        assert not [one for page in paper.pages for one in page.annots if one["uri"]]
    assert b"/JavaScript" not in made


def test_what_is_internal_stands_only_in_the_internal_handbook(tmp_path: Path) -> None:
    (tmp_path / "content" / "models").mkdir(parents=True)
    (tmp_path / "site_config").symlink_to(ROOT / "site_config")
    record = "---\nid: a\nname: Vườn chung\ncontact: Chị Hạnh ở văn phòng\n---\n\nMột vườn rau.\n"
    (tmp_path / "content" / "models" / "a.md").write_text(record, encoding="utf-8")
    texts = [printed(handbook(load_site(tmp_path, audience)[0], Choice())[0]) for audience in Audience]
    assert ["Chị Hạnh" in text for text in texts] == [audience is Audience.INTERNAL for audience in Audience]


def test_the_command_names_the_file_after_the_choice(tmp_path: Path) -> None:
    done = danvan("handbook", "--locality", "Quảng Ngãi", "--field", "Kinh tế", "--root", str(ROOT), cwd=tmp_path)
    assert done.returncode == ExitCode.OK, done.stdout + done.stderr
    assert (tmp_path / "so-tay-tinh-quang-ngai-kinh-te.pdf").read_bytes().startswith(b"%PDF-")
    assert danvan("handbook", "--locality", "Xứ Lạ", cwd=ROOT).returncode == ExitCode.USAGE
    nowhere = str(tmp_path / "không có" / "a.pdf")
    assert danvan("handbook", "--out", nowhere, cwd=ROOT).returncode == ExitCode.FAILED
