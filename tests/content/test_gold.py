"""The shipped records of Bình Sơn say what the hand-made answers to its two reports say, and nothing against them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.tables import Tables
from generator.text import match_key

REPORTS = {"002": "binh-son-so-ket-05-nam-22-ct-tu", "004": "binh-son-tong-ket-10-nam-34-ct-tw"}
SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "CCHC": "cải cách hành chính", "BCH": "Ban Chấp hành"}
FIELDS = {
    "kinh tế": "kinh-te",
    "văn hóa - xã hội": "van-hoa-xa-hoi",
    "quốc phòng - an ninh": "quoc-phong-an-ninh",
    "xây dựng hệ thống chính trị": "xay-dung-he-thong-chinh-tri",
}
# Said again in words elsewhere in the text, and no quantity worth a row of a table: spans under review, how often a
# committee meets, an age limit, the four steps of working with examples.
IN_WORDS = {"nam1", "nam2", "nam_tieude", "nam_ket", "ky6", "ky12", "bon_khau", "tuoi"}
HEADING = re.compile(r"^(#+) (\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)]", re.MULTILINE)
SEED = pytest.mark.parametrize("seed", ["002", "004"])


def _key(text: str | None) -> str:
    """Return ``text`` with abbreviations in full, without quotes and without the words before a title."""
    for short, full in SHORT.items():
        text = re.sub(rf"\b{short}\b", full, text or "")
    return re.sub(r"[“”\"]", "", re.sub(r"^(về việc|về) ", "", match_key(text or "")))


@SEED
def test_every_cited_directive_has_a_record_that_agrees(seed, gold, shipped):
    known = [item.record for item in shipped["directives"].values()]
    missing = []
    for answer in gold(seed)["directives"]:
        if not any(_agree(record, answer) for record in known):
            missing.append(answer["id"])
    assert missing == []


def _agree(record: Any, answer: dict[str, Any]) -> bool:
    if record.number != answer["number"] or record.type != answer["type"]:
        return False
    if str(record.date or "") != (answer["date"] or ""):
        return False
    if answer["issuer"] and not _key(answer["issuer"]).startswith(_key(record.issuer)):
        return False
    if not answer["number"]:
        return _key(record.title).startswith(_unnumbered(answer))
    return bool(record.title) == bool(answer["title"]) and _key(answer["title"]).startswith(_key(record.title))


def _unnumbered(answer: dict[str, Any]) -> str:
    """Return the name of an unnumbered directive; resolutions of the centre go by plenum and congress."""
    plenum = re.fullmatch(r"nq-tw(\d+)-khoa-([ivx]+)", answer["id"])
    if plenum:
        return _key(f"Nghị quyết Trung ương {plenum[1]} khóa {plenum[2].upper()}")
    return _key(answer["title"])


def test_the_models_are_the_named_ones_and_no_more(gold, shipped):
    answers = {match_key(model["name"]): model for model in gold("002")["models"]}
    records = {match_key(item.record.name): item.record for item in shipped["models"].values()}
    assert records.keys() == answers.keys()
    for name, record in records.items():
        assert record.field == FIELDS.get(answers[name]["field"] or ""), record.id
        assert [(f.value, f.unit) for f in record.figures] == [
            (f["value"], f["unit"]) for f in answers[name]["figures"]
        ], record.id
        assert record.reports == (REPORTS["002"],)


def test_a_model_lies_where_the_report_says_else_in_the_district(gold, shipped):
    places = {match_key(model["name"]): model["locality"] for model in gold("002")["models"]}
    for item in shipped["models"].values():
        said = places[match_key(item.record.name)]
        assert item.record.localities == (said or "Huyện Bình Sơn, tỉnh Quảng Ngãi",), item.record.id


@SEED
def test_every_movement_has_a_record(seed, gold, shipped, tables: Tables):
    known = {match_key(name): item for item in shipped["movements"].values() for name in _names(item.record)}
    for answer in gold(seed)["movements"]:
        item = known.get(match_key(answer["name"]))
        assert item is not None, answer["name"]
        kinds = [tables.name_of("movement_kinds", item.record.movement_kind).lower()]
        kinds += ["phong trào"] if kinds[0] == "phong trào thi đua" else []
        assert any(kind in answer["kind"] for kind in kinds) or answer["kind"] == "phong trào", answer["name"]
        period = item.record.period
        assert period is None or f"{period.start}-{period.end}" == answer.get("period", ""), answer["name"]


def _names(record: Any) -> Iterator[str]:
    yield record.name
    yield from record.names


@SEED
def test_the_facts_of_the_report(seed, gold, shipped):
    record, answer = shipped["reports"][REPORTS[seed]].record, gold(seed)
    said = answer["report"]
    assert (record.doc_type, record.number, record.date) == (said["doc_type"], said["number"], said["date"])
    assert (record.issuer, record.signer, record.locality) == (said["issuer"], said["signer"], said["locality"])
    assert match_key(record.title) == match_key(said["title_inferred"])
    assert str(record.period.start) == said["period"]["start"]
    assert record.period.end is None
    assert record.source.sha256 == answer["sha256"]
    assert record.digest


@SEED
def test_the_digest_keeps_the_section_tree(seed, gold, shipped):
    """Same numbers in the same order, one step deeper in the page than in the document; run-in heads are words."""
    body = shipped["reports"][REPORTS[seed]].body
    found = [
        (len(marks) - 1, number) for marks, number in re.findall(r"^(#+) (\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)]", body, re.M)
    ]
    wanted = [
        (section["level"], section["numbering"].rstrip(".)"))
        for section in gold(seed)["sections"]
        if section["kind"] == "heading" and section["numbering"] not in ("-", "*")
    ]
    assert [number for _, number in found] == [number for _, number in wanted]
    assert [level for level, _ in found] == [level for level, _ in wanted]


@SEED
def test_every_figure_is_in_the_table_or_the_text(seed, gold, shipped):
    item = shipped["reports"][REPORTS[seed]]
    data = {(figure.value, figure.unit) for figure in item.record.figures}
    for answer in gold(seed)["figures"]:
        for value in (answer["value"], answer.get("value_min"), answer.get("value_max")):
            if value is not None and answer["key"] not in IN_WORDS:
                assert (value, answer["unit"]) in data, answer["key"]


@SEED
def test_the_table_has_no_figure_the_report_does_not_give(seed, gold, shipped):
    keys = ("value", "value_min", "value_max")
    answers = {(answer.get(key), answer["unit"]) for answer in gold(seed)["figures"] for key in keys}
    record = shipped["reports"][REPORTS[seed]].record
    assert [f for f in record.figures if (f.value, f.unit) not in answers] == []


@SEED
def test_every_number_of_the_report_is_cited_in_its_digest(seed, gold, shipped):
    body = shipped["reports"][REPORTS[seed]].body
    numbers = [answer["number"] for answer in gold(seed)["directives"] if answer["number"]]
    assert [number for number in numbers if number not in body] == []


def test_every_named_model_is_named_in_the_digest(gold, shipped):
    body = match_key(shipped["reports"][REPORTS["002"]].body)
    assert [m["name"] for m in gold("002")["models"] if f"“{match_key(m['name'])}”" not in body] == []
