"""Every shipped record fits its schema, and everything it refers to exists and is meant without doubt."""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.records import RECORDS, DirectiveRecord
from generator.tables import Tables
from tests.conftest import ROOT

LINK = re.compile(r"\[[^\]]*\]\((directive|locality|model|report|movement|page|none):([^)\s]*)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
FOLDERS = {kind.kind.value: kind.folder for kind in RECORDS}
RELATIONS = ("based_on", "carries_out", "guides", "amends", "replaces", "repeals", "reviews", "directives", "about")
PLACES = ("locality", "localities")
FILES = sorted(path for kind in RECORDS for path in (ROOT / "content" / kind.folder).glob("*.md"))


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def item(request, shipped):
    path: Path = request.param
    return shipped[path.parent.name][path.stem]


def test_the_id_is_the_file_name_and_lists_have_a_description(item):
    assert item.record.id == item.path.stem
    assert item.record.description
    assert item.body.strip()


def test_directives_are_named_by_ids_that_exist(item, shipped):
    named = [name for key in RELATIONS for name in getattr(item.record, key, ())]
    assert [name for name in named if name not in shipped["directives"]] == []


def test_reports_movements_and_parents_exist(item, shipped):
    record = item.record
    assert set(getattr(record, "reports", ())) <= shipped["reports"].keys()
    assert set(getattr(record, "movements", ())) <= shipped["movements"].keys()
    assert (getattr(record, "part_of", None) or "dan-van-kheo") in shipped["movements"]


def test_every_locality_means_exactly_one_unit(item, tables: Tables):
    places = [name for key in PLACES for name in _listed(getattr(item.record, key, None))]
    if item.path.parent.name == "localities":
        places.append(item.record.id)
    assert [name for name in places if len(tables.gazetteer.named(name)) != 1] == []


def test_links_in_the_text_lead_somewhere(item, shipped, tables: Tables):
    for kind, target in LINK.findall(CODE.sub("", item.body)):
        if kind == "locality":
            assert target in tables.gazetteer.by_id, target
        elif kind != "none":
            assert target in shipped[FOLDERS[kind]], f"{kind}:{target}"


def test_an_id_says_what_a_directive_is(shipped):
    """The number in the id is the number in the record, so that a misplaced file is noticed."""
    for item in shipped["directives"].values():
        record: DirectiveRecord = item.record
        if record.number:
            number = re.sub(r"[^a-z0-9]+", "-", record.number.lower().replace("đ", "d"))
            assert number in record.id, record.id
        if record.date and record.number:
            assert str(record.date.year) in record.id, record.id


def test_no_two_directives_are_the_same_document(shipped):
    keys = Counter(
        (d.type, d.number, d.locality, d.date)
        for d in (item.record for item in shipped["directives"].values())
        if d.number
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_one_number_of_several_committees_is_several_directives(shipped):
    """43-KL of the centre and of Hà Tĩnh, 93 of the people's committee and of the council stay apart."""
    numbers = {item.record.number for item in shipped["directives"].values()}
    assert {"43-KL/TW", "43-KL/TU", "93/QĐ-UBND", "93/NQ-HĐND"} <= numbers


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
