"""Content files made to break the reader: each is a complaint or an entry, soon, never a traceback."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audience import for_audience
from generator.read.content import read_entry
from generator.records import RECORDS, Audience, ModelRecord, ReportRecord
from generator.render import render_site
from generator.resolve import resolve_site
from generator.tables import Tables

HEADERS = {
    "a list nobody closes": "a: " + "[" * 5000,
    "maps nobody closes": "a: " + "{a: " * 3000,
    "a deep list": "a: " + "[" * 3000 + "]" * 3000,
    "a deep map": "\n".join(" " * depth + "a:" for depth in range(1500)),
    "an alias": "a: &a [1]\nb: *a",
    "a bomb of aliases": "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(30)),
    "a tag of Python": "id: !!python/object/apply:os.system ['echo']\nname: y",
    "a list as a key": "? [a, b]\n: c",
    "a whole number of 6000 digits": f"id: x\nname: y\nfigures: [{{value: {'9' * 6000}, unit: m, what: x}}]",
    "a huge number in hexadecimal": f"id: x\nname: y\nfigures: [{{value: 0x{'f' * 6000}, unit: m, what: x}}]",
    "infinity": "id: x\nname: y\nfigures: [{value: .inf, unit: m, what: x}]",
    "no number": "id: x\nname: y\nfigures: [{value: .nan, unit: m, what: x}]",
    "a day that never was": "id: x\nname: y\nupdated: 2020-99-99",
    "a way out of the folder": "id: ../../etc/x\nname: y",
    "a way out by an alias": "id: x\nname: y\naliases: ['../../index', 'C:\\x', 'a/b']",
    "a character nobody sees": 'id: x\nname: "a\\0b"',
    "an escape of terminals": 'id: x\nname: "a\\x1b[31m"',
    "turned writing": 'id: x\nname: "a\\u202egpj.exe"',
    "half a character": 'id: x\nname: "\\ud800"',
    "two million letters": f"id: x\nname: {'a' * 2_000_000}",
}
BODIES = [
    "[" * 50_000, "[a](" * 30_000, "*" * 60_000, "`" * 50_000, "> " * 5_000 + "x", "|" * 50_000, ":::" * 20_000,
    "“" * 50_000, "1/2-" * 20_000, "1.000." * 20_000, "a@" * 30_000, "a." * 40_000 + "@", "0912 " * 20_000,
    "ông A thôn " * 8_000, "STK 1 " * 20_000, "số " * 30_000, "[^1]" * 20_000, "- " * 20_000, "{" * 50_000,
    "&#" * 30_000, "[a](doubt:" * 10_000, "Xã " * 20_000, "a" * 300_000, " " * 100_000 + "x", "#" * 50_000,
]  # fmt: skip
SECONDS = 20
"""Far more than any takes, far less than a pattern that backtracks without end."""


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_front_matter(header: str, tables: Tables) -> None:
    data = f"---\n{header}\n---\nchữ\n".encode()
    entry, complaints = read_entry(data, Path("x.md"), "content/models/x.md", ModelRecord, tables)
    assert entry is None
    assert complaints
    for one in complaints:
        assert len(one.message("vi")) < 2000


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:12]))
def test_bodies(body: str, tables: Tables) -> None:
    begun = time.monotonic()
    data = f"---\nid: x\ntitle: Tên\n---\n{body}\n".encode()
    entry, _ = read_entry(data, Path("x.md"), "content/reports/x.md", ReportRecord, tables)
    assert entry is not None
    shown, _ = for_audience([entry], tables, Audience.PUBLIC)
    assert list(render_site(resolve_site(shown, tables)[0]))
    assert time.monotonic() - begun < SECONDS


@given(kind=st.sampled_from(RECORDS), data=st.binary(max_size=300))
def test_any_bytes(kind: type[ModelRecord], data: bytes, tables: Tables) -> None:
    for written in (data, b"---\n" + data, b"---\nid: x\nname: x\ntitle: x\n" + data + b"\n---\n" + data):
        entry, complaints = read_entry(written, Path("x.md"), "content/x/x.md", kind, tables)
        assert entry is not None or complaints


YAML = st.text(alphabet="ab:-[]{}?*&!|>'\"#%@, \n\t0.~<=\\", max_size=60)


@given(header=YAML, body=st.text(alphabet="ab:-[](){}*`_#|>!^\\ \n:1đ.“”", max_size=80))
@settings(max_examples=60)
def test_any_marks(header: str, body: str, tables: Tables) -> None:
    data = f"---\nid: x\ntitle: t\n{header}\n---\n{body}".encode()
    entry, _ = read_entry(data, Path("x.md"), "content/reports/x.md", ReportRecord, tables)
    if entry is not None:
        for audience in Audience:
            shown, _ = for_audience([entry], tables, audience)
            assert list(render_site(resolve_site(shown, tables, audience)[0]))
