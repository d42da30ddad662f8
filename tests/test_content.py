"""Reading content: what is wrong is said with file, line and field, and never stops the rest."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.read.content import parse_entry, read_content
from generator.records import RECORDS, ModelRecord, Record
from generator.schema import json_schemas
from generator.tables import Tables, load_tables
from tests.conftest import ROOT

TABLES = load_tables(ROOT / "site_config")


def complaints(header: str, tables: Tables, schema: type[Record] = ModelRecord) -> list[tuple[str, int]]:
    _, found = parse_entry(f"---\n{header}\n---\n", "x.md", schema, tables)
    return [(one.code, one.location.line) for one in found]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id: a\nname: Báo cáo: kết quả", [("DV104", 3)]),
        ("id: a\nname: B\nname: C", [("DV104", 4)]),
        ("id: a\nname: &x B\nunit: *x", [("DV104", 4)]),
        ("id: a", [("DV105", 2)]),
        ("id: a\nnam: B\nname: B", [("DV106", 3)]),
        ("id: a\nname: B\nfield: nong-nghiep", [("DV107", 4)]),
        ("id: Ấp\nname: B", [("DV107", 2)]),
        ("id: a\nname: B\nreviewed_on: 31/12/2020", [("DV107", 4)]),
        ("id: a\nname: B\nfigures:\n  - value: x\n    unit: m\n    what: k", [("DV107", 5)]),
        ("id: a\nname: B\nperiod:\n  start: soon", [("DV107", 5)]),
        ("id: a\nname: B\nstatus:\n  - {step: registered}\n  - {step: famous}", [("DV107", 6)]),
        ("id: a\nname: B\nreview: retired", [("DV107", 2)]),
        ("[1, 2]", [("DV103", 1)]),
    ],
)
def test_wrong_front_matter_is_located(header: str, expected: list[tuple[str, int]], tables: Tables) -> None:
    assert complaints(header, tables) == expected


def test_an_unknown_field_suggests_the_nearest_and_a_wrong_value_what_is_allowed(tables: Tables) -> None:
    _, found = parse_entry("---\nid: a\nname: B\nlocalites: []\nfield: x\n---\n", "x.md", ModelRecord, tables)
    by_code: dict[str, Diagnostic] = {one.code: one for one in found}
    assert "localities" in by_code["DV106"].advice()
    assert all(field in by_code["DV107"].advice() for field in tables.vocabularies["fields"])


def test_files_that_cannot_be_read_do_not_stop_the_others(tmp_path: Path, tables: Tables) -> None:
    folder = tmp_path / "content" / "models"
    folder.mkdir(parents=True)
    (folder / "good.md").write_text("---\nid: good\nname: Tốt\n---\nChữ.\n", encoding="utf-8")
    (folder / "empty.md").write_text("\n", encoding="utf-8")
    (folder / "latin.md").write_bytes("---\nid: latin\nname: Tốt\n---\n".encode("utf-16"))
    (folder / "no-header.md").write_text("Chữ.\n", encoding="utf-8")
    (folder / "Tên có dấu.md").write_text("---\nid: ten-co-dau\nname: X\n---\n", encoding="utf-8")
    (folder / "other.md").write_text("---\nid: another\nname: X\n---\n", encoding="utf-8")
    content = read_content(tmp_path, tables)
    assert {entry.record.id for entry in content.entries} == {"good", "ten-co-dau", "another"}
    assert {(one.location.file.rpartition("/")[2], one.code) for one in content.diagnostics} == {
        ("empty.md", "DV102"), ("latin.md", "DV101"), ("no-header.md", "DV103"),
        ("Tên có dấu.md", "DV108"), ("other.md", "DV109"),
    }  # fmt: skip


def test_a_missing_content_folder_is_said(tmp_path: Path, tables: Tables) -> None:
    assert [one.code for one in read_content(tmp_path, tables).diagnostics] == ["DV110"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    entry, found = parse_entry(text, "x.md", ModelRecord, TABLES)
    assert (entry is None) == bool(found)


def test_body_line_is_where_the_text_begins(tables: Tables) -> None:
    entry, _ = parse_entry("---\nid: a\nname: B\n---\n\n\nChữ\n", "x.md", ModelRecord, tables)
    assert entry is not None
    assert (entry.body, entry.body_line) == ("Chữ", 7)


def test_every_field_is_explained_and_every_explanation_has_a_field(tables: Tables) -> None:
    explained = {name: set(fields) for name, fields in tables.field_help.items()}
    common = explained.pop("record")
    schemas = dict(json_schemas(tables))
    for record in RECORDS:
        own = set(record.model_fields) - common
        assert explained.pop(record.kind.value) == own
        assert all("description" in field for field in schemas[record.kind.value]["properties"].values())
    parts = {n: set(p["properties"]) for s in schemas.values() for n, p in s["$defs"].items() if "properties" in p}
    assert explained == parts


def test_schemas_name_the_values_of_each_vocabulary(tables: Tables) -> None:
    text = yaml.safe_dump(dict(json_schemas(tables)), allow_unicode=True)
    assert "x-vocabulary" not in text
    for values in tables.vocabularies.values():
        assert all(value in text for value in values)
