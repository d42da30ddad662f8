"""Tables of ``site_config/`` with anything in them: read, or refused with the file and line, never a traceback."""

import copy
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.clean.words import load_words
from generator.diagnostics import DanvanError
from generator.records import ModelRecord
from generator.rules import check_content
from generator.safe_yaml import load_yaml
from generator.schema import json_schema
from generator.tables import Tables
from tests.conftest import ROOT

CONFIG = ROOT / "site_config"
PROPERTY = {"site": "settings", "historic_units": "gazetteer", "ignore": "ignores"}
"""Tables that ``Tables`` calls otherwise than their files."""
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WEIRD: list[Any] = [None, "", " ", "x", "\n", "(", "*", "\\", "{", "%s", "..", "a" * 3000, "\u202e", 0, -1, 10**30, 1.5,
                    float("nan"), True, [], {}, [[]], [None], ["("], [{}], {"a": "b"}, date(2020, 1, 1)]  # fmt: skip
BROKEN = ["", "\t", "- ", ": ", "'", '"', "[", "{", "&a ", "*a", "!!python/object/apply:os.system ['x']", "? ", "\0",
          "9" * 5000, "0x" + "f" * 5000, "2020-99-99", "[ " * 3000, "{a: " * 3000, "|", "\x85", "---\n"]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "site_config"))


def read(folder: Path, stem: str) -> None:
    """Read one table of ``folder``."""
    if stem == "blocks":
        load_words.__wrapped__(folder)
    elif stem in (*PROPERTY, *vars(Tables)):
        name = PROPERTY.get(stem, stem)
        assert isinstance(vars(Tables)[name], cached_property)
        getattr(Tables(folder), name)


def refused_or_read(folder: Path, stem: str, text: str) -> None:
    path = folder / f"{stem}.yml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        read(folder, stem)
    except DanvanError as stop:
        for one in stop.diagnostics:
            assert one.code in ("DV001", "DV003")
            assert one.location.file == f"site_config/{stem}.yml"
            assert one.message("vi")
    finally:
        shutil.copy(CONFIG / path.name, path)


def steps(value: object, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in ``value``."""
    yield way
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from steps(child, (*way, key))


STEMS = sorted(path.stem for path in CONFIG.glob("*.yml"))


@pytest.mark.parametrize("stem", STEMS)
@given(data=st.data())
@FEW
def test_any_value_in_the_place_of_another(stem: str, data: st.DataObject, folder: Path) -> None:
    table = load_yaml((CONFIG / f"{stem}.yml").read_text(encoding="utf-8"))
    root = {"": copy.deepcopy(table)}
    *before, last = ("", *data.draw(st.sampled_from(list(steps(table)))))
    parent: Any = root
    for step in before:
        parent = parent[step]
    match data.draw(st.sampled_from(["set", "set", "set", "delete", "twice"])):
        case "set":
            parent[last] = data.draw(st.sampled_from(WEIRD))
        case "delete" if parent is not root:
            del parent[last]
        case "twice" if isinstance(parent, list):
            parent.append(parent[last])
    refused_or_read(folder, stem, yaml.dump(root[""], Dumper=yaml.CSafeDumper, allow_unicode=True))


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")  # Python's own, of a wounded pattern
@pytest.mark.parametrize("stem", STEMS)
@given(data=st.data())
@FEW
def test_any_wound(stem: str, data: st.DataObject, folder: Path) -> None:
    text = (CONFIG / f"{stem}.yml").read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        at, gone = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(st.sampled_from(BROKEN)) + text[at + gone :]
    refused_or_read(folder, stem, text)


@given(share=st.floats(0, 1), gone=st.integers(0, 60), instead=st.sampled_from([*BROKEN, ",", '"', "\n", "\r"]))
@FEW
def test_any_wound_of_the_units(share: float, gone: int, instead: str, folder: Path) -> None:
    path = folder / "historic_units.csv"
    text = path.read_text(encoding="utf-8")
    at = int(share * len(text))
    path.write_text(text[:at] + instead + text[at + gone :], encoding="utf-8", newline="")
    complaints = [one for one in Tables(folder).faults() if one.location.file != "site_config/regions.yml"]
    assert {(one.code, one.location.file) for one in complaints} <= {("DV001", "site_config/historic_units.csv")}
    shutil.copy(CONFIG / path.name, path)


@pytest.mark.parametrize(
    ("stem", "before", "more"),
    [
        ("fields", "", "- {id: kinh-te, name: Kinh tế số}"),
        ("steps", "", "- {id: registered, name: Nhân rộng nữa}"),
        (
            "site",
            "neighbours: []",
            "neighbours:\n- {id: a, name: A, address: ../a/}\n- {name: B, address: ../b/, id: a}",
        ),
    ],
)
def test_two_entries_of_one_id_are_said_where_the_second_stands(
    stem: str, before: str, more: str, folder: Path
) -> None:
    path = folder / f"{stem}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, more) if before else f"{text}{more}\n", encoding="utf-8")
    with pytest.raises(DanvanError) as stop:
        check_content(folder.parent, date(2026, 1, 1))
    (told,) = stop.value.diagnostics
    assert told.code == "DV003"
    line = path.read_text(encoding="utf-8").splitlines()[told.location.line - 1]
    assert line in more.splitlines()[-1:]


def test_a_word_that_an_older_table_lacks_is_asked_for_by_name(folder: Path) -> None:
    for name in ("labels", "field_help"):
        table = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
        del table["model"]
        (folder / f"{name}.yml").write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
        with pytest.raises(DanvanError) as caught:
            json_schema(ModelRecord, Tables(folder))
        (one,) = caught.value.diagnostics
        assert (one.code, one.location.file) == ("DV001", f"site_config/{name}.yml")
        assert "model" in one.message("en")
        shutil.copy(CONFIG / f"{name}.yml", folder)


@pytest.mark.parametrize(
    "pattern", ["(", r"\d+", "Số (?P<number>x)"], ids=["none", "without its group", "does not read its examples"]
)
def test_a_wrong_pattern_is_found_by_check(pattern: str, folder: Path) -> None:
    path = folder / "blocks.yml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    table["number"]["pattern"] = pattern
    path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
    shutil.copytree(ROOT / "tests" / "small" / "content", folder.parent / "content")
    with pytest.raises(DanvanError) as caught:
        check_content(folder.parent, date(2026, 11, 21))
    (one,) = caught.value.diagnostics
    assert (one.code, one.location.file) == ("DV001", "site_config/blocks.yml")
    assert one.location.line
