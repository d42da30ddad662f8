"""The record table: every record comes back out of it, in any order in, whatever stands in a title."""

import json
import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.entities import Kind
from generator.render.search import KINDS, TABLE_NAME, SearchLabels, SearchRecord, search_script, search_table
from generator.render.search_urls import url_columns
from generator.tables import Tables
from generator.text import slug

LABELS = SearchLabels(
    fields={"kinh-te": "Kinh tế"},
    steps={"registered": "Đăng ký", "recognised": "Công nhận"},
    movements={"dvk": "Dân vận khéo"},
)
OLD = "xa-binh-minh-huyen-binh-son-quang-ngai"
RECORDS = (
    SearchRecord(
        Kind.MODEL, "Giếng  làng xóm Đồi", "mo-hinh/binh-minh-gieng-lang-xom-doi.html", places=(OLD,), field="kinh-te",
        years=(2019, 2021), status="recognised", movements=("dvk",), weight=4,
    ),
    SearchRecord(
        Kind.DIRECTIVE, "Chỉ thị số 7-CT/TU", "van-ban/7-ct-tu.html", number="7-CT/TU", subtitle="về nước sạch"
    ),
    SearchRecord(Kind.MOVEMENT, "Dân vận khéo", "phong-trao/dan-van-kheo.html", names=("DVK", "Dân vận giỏi")),
    SearchRecord(Kind.PAGE, "Giới thiệu", "gioi-thieu.html"),
)  # fmt: skip


def read(columns: dict[str, object], titles: list[str]) -> list[str]:
    """Read the address columns as the script does."""
    heads, tails = str(columns["heads"]).split("\n"), str(columns["tails"]).split("\n")
    rows = zip(titles, columns["head"], columns["cut"], columns["tail"], strict=True)  # type: ignore[call-overload]
    return [
        heads[head] + (slug(title) if cut < 0 else slug(title)[:cut]) + tails[tail] for title, head, cut, tail in rows
    ]


def test_records_come_back(tables: Tables) -> None:
    table = search_table(RECORDS, tables.gazetteer.by_id, LABELS)
    titles = str(table["title"]).split("\n")
    assert titles == ["Chỉ thị số 7-CT/TU", "Dân vận khéo", "Giếng làng xóm Đồi", "Giới thiệu"]
    assert read(table["url"], titles)[2] == "mo-hinh/binh-minh-gieng-lang-xom-doi.html"  # type: ignore[arg-type]
    sets, codes = table["place"]  # type: ignore[misc]
    places = table["places"]
    assert [str(places["id"]).split("\n")[code] for code in sets[codes[2]]] == [OLD]  # type: ignore[index]
    assert [table["field"][2], table["status"][2], table["weight"][2]] == [0, 1, 4]  # type: ignore[index]
    assert [KINDS[code] for code in table["kind"]] == [Kind.DIRECTIVE, Kind.MOVEMENT, Kind.MODEL, Kind.PAGE]  # type: ignore[attr-defined]


def test_places_bring_what_replaced_them_and_what_they_were_part_of(tables: Tables) -> None:
    places = search_table(RECORDS, tables.gazetteer.by_id, LABELS)["places"]
    ids = str(places["id"]).split("\n")  # type: ignore[index]
    assert set(ids) == {
        OLD,
        "huyen-binh-son-quang-ngai",
        "tinh-quang-ngai",
        "xa-binh-minh-quang-ngai",
        "tinh-quang-ngai-2025",
    }
    row = ids.index(OLD)
    assert ids[places["parent"][row]] == "huyen-binh-son-quang-ngai"  # type: ignore[index]
    assert [ids[code] for code in places["next"][row]] == ["xa-binh-minh-quang-ngai"]  # type: ignore[index]
    assert places["ended"][row] == 1  # type: ignore[index]


def test_the_order_of_the_records_does_not_change_a_byte(tables: Tables) -> None:
    scripts = set()
    for seed in range(4):
        shuffled = list(RECORDS)
        Random(seed).shuffle(shuffled)
        scripts.add(search_script(shuffled, tables.gazetteer.by_id, LABELS))
    assert len(scripts) == 1


@pytest.mark.parametrize(
    "wrong", [{"places": ("xa-khong-co",)}, {"field": "khac"}, {"status": "khac"}, {"movements": ("khac",)}]
)
def test_what_no_table_knows_is_refused(tables: Tables, wrong: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        search_table([replace(RECORDS[0], **wrong)], tables.gazetteer.by_id, LABELS)  # type: ignore[arg-type]


@given(st.lists(st.text(max_size=40), max_size=6))
@example(["\u0300"])
def test_no_title_breaks_the_script(titles: list[str]) -> None:
    records = [SearchRecord(Kind.PAGE, title, f"{index}.html") for index, title in enumerate(titles)]
    script = search_script(records, {}, LABELS)
    quoted = script.removeprefix(f"globalThis.{TABLE_NAME}=JSON.parse('").removesuffix("');\n")
    assert not re.search(r"(?<!\\)(?:\\\\)*'", quoted)
    table = json.loads(re.sub(r"\\(u202[89]|.)", lambda m: m[1] if len(m[1]) == 1 else chr(int(m[1][1:], 16)), quoted))
    assert len(table["kind"]) == len(titles)
    if titles:
        assert len(table["title"].split("\n")) == len(titles)
    assert "\n" not in script[:-1]


@given(st.lists(st.tuples(st.text("abc-/.", min_size=1, max_size=30), st.text("abc ĐÁ", max_size=12)), max_size=5))
def test_every_address_comes_back(rows: list[tuple[str, str]]) -> None:
    assert read(url_columns(rows), [title for _, title in rows]) == [url for url, _ in rows]
