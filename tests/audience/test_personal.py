"""Personal data: found as people write them, reported with their line, masked for the public, allowed by name."""

import re
from pathlib import Path

import pytest
import yaml

from generator.audience import for_audience
from generator.personal import find_personal
from generator.read.content import parse_entry
from generator.records import Audience, ModelRecord
from generator.tables import Tables

CASES = yaml.safe_load(Path(__file__).with_name("personal.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "marked"), [(kind, text) for kind, texts in CASES.items() for text in texts])
def test_examples(kind: str, marked: str, tables: Tables) -> None:
    text = re.sub(r"[{}]", "", marked)
    found = find_personal(text, tables.personal_words)
    shown = "".join(text)
    for one in reversed(found):
        shown = f"{shown[: one.span.start]}{{{shown[one.span.start : one.span.end]}}}{shown[one.span.end :]}"
    assert shown == marked
    assert {one.kind for one in found} <= {kind}


HEADER = """---
id: x
name: Bếp ấm
unit: Tổ của chị Lan 0987 654 321
contact: anh Hòa 0912 345 678
allow_personal:
  - {what: 0903.123.456, because: anh ấy đồng ý}
---
"""


def test_they_are_masked_and_reported_with_their_line(tables: Tables) -> None:
    text = f"{HEADER}Gọi 0903 123 456.\n\n::: internal\n0978 111 222\n:::\n\nGọi 0935 123 456 hay a@b.vn\n"
    entry, complaints = parse_entry(text, "content/models/x.md", ModelRecord, tables)
    assert entry is not None
    assert complaints == ()
    (shown,), found = for_audience([entry], tables, Audience.PUBLIC)
    assert [(one.code, one.location.line) for one in found] == [("DV911", 15), ("DV912", 15), ("DV911", 4)]
    assert shown.body == "Gọi 0903 123 456.\n\nGọi (đã ẩn số điện thoại) hay (đã ẩn thư điện tử)"
    assert isinstance(shown.record, ModelRecord)
    assert (shown.record.unit, shown.record.contact) == ("Tổ của chị Lan (đã ẩn số điện thoại)", None)
    (whole,), same = for_audience([entry], tables, Audience.INTERNAL)
    assert (whole, same) == (entry, found)


def test_a_contact_made_public_on_purpose_is_not_masked(tables: Tables) -> None:
    text = HEADER.replace("contact:", "field_audience: {contact: public}\ncontact:")
    entry, _ = parse_entry(text, "content/models/x.md", ModelRecord, tables)
    assert entry is not None
    (shown,), _ = for_audience([entry], tables, Audience.PUBLIC)
    assert isinstance(shown.record, ModelRecord)
    assert shown.record.contact == "anh Hòa 0912 345 678"


def test_the_received_documents_raise_no_false_alarm(shared_dir: Path, tables: Tables) -> None:
    """They hold none: every number in them is a document's, a date, money or a count."""
    for path in sorted((shared_dir / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert [text[one.span.start : one.span.end] for one in find_personal(text, tables.personal_words)] == [], path
