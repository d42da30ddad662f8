"""Properties that hold for localities of any text, traps, and the gold documents."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import Context
from generator.extract.localities import find_localities
from generator.tables import Tables, load_tables

TABLES = load_tables(Path(__file__).resolve().parents[2] / "site_config")
DISTRICT = Context(TABLES.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0], date(2023, 5, 1))
PIECES = st.sampled_from(
    [
        *("xã", "các xã:", "huyện", "TP.", "tỉnh", "Bình Sơn", "Bình Thuận", "Bình Trị", "Quảng Ngãi", "Hồ Chí Minh"),
        *(
            "sông",
            "Huyện ủy",
            ",",
            "(",
            ")",
            "và",
            "\n",
            "cũ",
            "Sơn Tịnh",
            "thị trấn Châu Ổ",
            "phường 5",
            "1",
            "-",
            ";",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_mentions_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find_localities(text, DISTRICT, TABLES.gazetteer, TABLES)
    spans = sorted((s.start, s.end) for locality in found for s in locality.mentions)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= after for (_, end), (after, _) in pairwise(spans))
    assert all(locality.candidates for locality in found)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    find_localities(text, Context(), TABLES.gazetteer, TABLES)


@pytest.mark.parametrize(
    ("home", "day", "text", "units"),
    [
        ("Tỉnh Hà Giang", date(2016, 1, 5), "Thuộc huyện Đồng Văn, xã Tả Lủng làm khác",
         {"huyện Đồng Văn", "xã Tả Lủng, huyện Đồng Văn"}),
        ("Tỉnh Tây Ninh", date(2026, 6, 1), "Địa bàn Phường 2 và phường Hiệp Ninh cũ",
         {"phường 2, thành phố Tây Ninh", "phường Hiệp Ninh, thành phố Tây Ninh"}),
        ("Xã Bách Thuận, huyện Vũ Thư, tỉnh Thái Bình", date(2012, 1, 5), "Giáp xã Tân Lập. Chở rác sang Tân Lập",
         {"xã Tân Lập, huyện Vũ Thư"}),
    ],
)  # fmt: skip
def test_units_beside_and_before_tell_which_is_meant(home: str, day: date, text: str, units: set[str]) -> None:
    place = next(iter(TABLES.gazetteer.named(home, day) or TABLES.gazetteer.named(home)))
    found = find_localities(text, Context(place, day), TABLES.gazetteer, TABLES)
    assert all(len(one.candidates) == 1 for one in found)
    names = {one.candidates[0].full_name.rpartition(", ")[0] for one in found}
    assert {name[:1].lower() + name[1:] for name in names} == units
    assert sum(len(one.mentions) for one in found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch Hồ Chí Minh và Đoàn TNCS Hồ Chí Minh",
        "kè chống sạt lở sông Trà Bồng, cầu Châu Ổ",
        "đồng chí Nguyễn Bình Minh cùng ông Bình Trị",
        "Hợp tác xã Bình Dương, Công ty TNHH Bình Phước",
        "Khu công nghiệp Bình Hòa - Bình Phước",
        "hòa bình, bình yên, bình quân đầu người",
        "tỉnh và huyện chỉ đạo các xã, phường",
        "nước uống Vạn tường",
        "Biển Đông, Thái Bình Dương, Việt Nam",
        "đường Trần Phú và Quang Trung",
    ],
)
def test_traps(text: str, tables: Tables) -> None:
    assert find_localities(text, DISTRICT, tables.gazetteer, tables) == ()


def test_the_day_decides_between_structures(tables: Tables) -> None:
    (new,) = tables.gazetteer.named("Xã Bình Minh, tỉnh Quảng Ngãi", date(2026, 1, 1))
    old = "Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"
    late = Context(DISTRICT.locality, date(2026, 1, 1))  # a district speaks no later than its last day
    for context, name in ((DISTRICT, old), (late, old), (Context(new, date(2026, 1, 1)), new.full_name)):
        (found,) = find_localities("xã Bình Minh", context, tables.gazetteer, tables)
        assert [unit.full_name for unit in found.candidates] == [name]


def test_an_ambiguous_name_keeps_its_candidates(tables: Tables) -> None:
    (found,) = find_localities("xã Hòa Sơn", Context(), tables.gazetteer, tables)
    assert len(found.candidates) > 1
    assert {unit.name for unit in found.candidates} == {"Hòa Sơn"}


def test_gold_documents(shared_dir: Path, tables: Tables) -> None:
    for name in ("002", "004"):
        gold = json.loads((shared_dir / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        text = (shared_dir / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
        found = find_localities(text, Context(DISTRICT.locality), tables.gazetteer, tables)
        cited = [(locality.candidates[0].full_name, len(locality.mentions)) for locality in found]
        assert sorted(cited) == sorted((unit["name"], unit["count"]) for unit in gold["localities"])
