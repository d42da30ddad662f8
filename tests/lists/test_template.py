"""The empty form: whatever is filled in comes back from an import as it went in."""

import random
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.lists.columns import plain
from generator.lists.template import HEAD_ROW, form_columns, template
from generator.tables import Tables
from tests.lists.conftest import Site

SECTIONS = ("problem", "goals", "method", "people", "force", "resources", "results", "lasting", "lessons")
STEPS = ("registered", "recognised", "replicated", "typical", "rewarded")
PLACES = (
    "Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi",
    "Xã Bình Minh, tỉnh Quảng Ngãi",
    "Thị trấn Châu Ổ, huyện Bình Sơn, tỉnh Quảng Ngãi",
    "Huyện Cẩm Xuyên, tỉnh Hà Tĩnh",
)
_WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạốệ", min_size=2, max_size=7)
_SIGNS = st.sampled_from(["*", "_", "#", "<b>", "&amp;", "[x](y)", "|", "`", "1.", "=1+1", "—", "“a”", "~~", "\\", "!"])
lines = st.lists(_WORDS | _SIGNS, min_size=2, max_size=6).map(" ".join).map(lambda words: f"Hội {words}".strip())
texts = st.lists(lines | lines.map(lambda line: f"- {line}"), min_size=1, max_size=3).map("\n".join)
days = st.dates(date(1950, 1, 1), date(2026, 11, 1))
moments = st.integers(1946, 2026) | days
numbers = st.integers(1, 500).flatmap(lambda n: st.sampled_from([f"{n}-QĐ/HU", f"{n}/QĐ-UBND", f"{n}/2024/QĐ-UBND"]))
values = st.integers(0, 10**12) | st.integers(1, 10**7).filter(lambda n: n % 10).map(lambda n: n / 100)


@st.composite
def statuses(draw: st.DrawFn) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for step in STEPS:
        if draw(st.booleans()):
            moment = draw(st.none() | moments)
            one: dict[str, object] = {"step": step}
            one |= {} if moment is None else {"year": moment} if isinstance(moment, int) else {"date": moment}
            one |= {"directive": number} if (number := draw(st.none() | numbers)) else {}
            one |= {"note": "Cấp tỉnh"} if step == "recognised" and draw(st.booleans()) else {}
            found.append(one)
    return found


figures = st.fixed_dictionaries(
    {"value": values, "unit": st.sampled_from(["đồng", "m", "ha", "tấn", "hộ", "%"]), "what": lines},
    optional={"qualifier": st.sampled_from(["hơn", "gần"])},
)
records = st.fixed_dictionaries(
    {"name": lines, "localities": st.lists(st.sampled_from(PLACES), min_size=1, max_size=2, unique=True)},
    optional={
        "field": st.sampled_from(["kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "xay-dung-he-thong-chinh-tri"]),
        "holder": st.sampled_from(["collective", "individual"]),
        "unit": lines,
        "description": lines,
        "contact": lines,
        "period": st.fixed_dictionaries({"start": moments}, optional={"end": moments}),
        "status": statuses(),
        "effective": st.booleans(),
        "figures": st.lists(figures, min_size=1, max_size=3),
        "tags": st.lists(_WORDS, min_size=1, max_size=3, unique=True),
        "audience": st.sampled_from(["public", "internal"]),
        "sections": st.dictionaries(st.sampled_from(SECTIONS), texts, max_size=4),
    },
)


def written(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    return str(value)


def as_cells(record: dict, tables: Tables) -> dict[str, str]:
    """Return what a person would write for a record, by what a column holds."""
    cells = {"name": record["name"], "place": "\n".join(record["localities"]), **record.get("sections", {})}
    if "field" in record:
        cells["field"] = tables.name_of("fields", record["field"])
    if "holder" in record:
        cells["holder"] = {"collective": "Tập thể", "individual": "Cá nhân"}[record["holder"]]
    cells |= {key: record[key] for key in ("unit", "description", "contact") if key in record}
    cells |= {key: written(moment) for key, moment in record.get("period", {}).items()}
    for one in record.get("status", ()):
        told = one.get("date") or one.get("year")
        cells[one["step"]] = written(told) if told else "x"
        cells |= {f"{one['step']}_by": one["directive"]} if "directive" in one else {}
        cells |= {"level": one["note"]} if "note" in one else {}
    if "effective" in record:
        cells["effective"] = written(record["effective"])
    if "figures" in record:
        cells["figures"] = "\n".join(
            f"{one.get('qualifier', '')} {written(one['value'])} {one['unit']}: {one['what']}".strip()
            for one in record["figures"]
        )
    if "tags" in record:
        cells["tags"] = ", ".join(record["tags"])
    if "audience" in record:
        cells["audience"] = {"public": "Công khai", "internal": "Nội bộ"}[record["audience"]]
    return cells


def filled(path: Path, rows: list[dict[str, str]], tables: Tables) -> Path:
    """Save the form with these rows filled in."""
    path.write_bytes(template(tables))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    columns = {column.holds: heads[column.head] for column in form_columns(tables)}
    for number, cells in enumerate(rows, HEAD_ROW + 2):
        for holds, words in cells.items():
            cell = sheet.cell(number, columns[holds])
            cell.value = words
            cell.data_type = "s"
    book.save(path)
    return path


class _Sections(HTMLParser):
    """The lines under each heading of a rendered body."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, list[str]] = {}
        self._heading = self._text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in ("h2", "p", "li"):
            self._text = "- " if tag == "li" else ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self._heading = self._text
            self.sections[self._heading] = []
        elif tag in ("p", "li"):
            self.sections[self._heading].append(self._text)


def shown(body: str) -> dict[str, list[str]]:
    parser = _Sections()
    parser.feed(markdown.markdown(body))
    return parser.sections


@settings(max_examples=8)
@given(st.lists(records, min_size=1, max_size=5, unique_by=lambda record: plain(record["name"])))
def test_a_filled_form_comes_back_whole(
    new_site: Callable[[], Site], tmp_path_factory: pytest.TempPathFactory, tables: Tables, found: list[dict]
) -> None:
    site = new_site()
    path = filled(tmp_path_factory.mktemp("form") / "form.xlsx", [as_cells(one, tables) for one in found], tables)
    site.take(path)
    headings = {choice.id: choice.name for choice in tables.model_sections}
    posts = {post["name"]: post for post in site.models().values()}
    assert set(posts) == {one["name"] for one in found}
    for record in found:
        post = posts[record["name"]]
        wanted = {"audience": "public", "review": "draft", "field": None, "holder": None, "status": []} | record
        sections = wanted.pop("sections", {})
        told = {key: value for key, value in post.metadata.items() if key not in ("id", "sources")}
        assert told == wanted
        assert shown(post.content) == {headings[name]: words.split("\n") for name, words in sections.items()}


def test_the_empty_form_says_so_and_its_example_is_no_model(site: Site, tmp_path: Path, tables: Tables) -> None:
    done = site.take(filled(tmp_path / "form.xlsx", [], tables))
    assert [one.code for one in done.diagnostics] == ["DV674"]
    assert site.models() == {}


def test_every_example_of_the_form_would_be_understood(site: Site, tmp_path: Path, tables: Tables) -> None:
    example = {column.holds: column.example for column in form_columns(tables) if column.example}
    done = site.take(filled(tmp_path / "form.xlsx", [example], tables))
    assert [one.code for one in done.diagnostics] == []
    post = site.named("Tuyến đường không rác")
    assert post["figures"][0] == {"value": 12000000, "unit": "đồng", "what": "tiền dân góp"}
    assert post["status"][1] == {"step": "recognised", "year": 2023, "directive": "31-QĐ/HU", "note": "Cấp huyện"}


def test_the_form_offers_lists_and_keeps_its_head(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(template(tables))
    sheet = load_workbook(path).worksheets[0]
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert len(lists) == len({column.choices for column in form_columns(tables)} - {""})
    assert sheet.protection.sheet
    assert sheet.cell(HEAD_ROW, 2).protection.locked
    assert not sheet.column_dimensions["B"].protection.locked
    assert template(tables) == template(tables)


def test_heads_are_words_of_the_table_and_stand_once(tables: Tables) -> None:
    wordings = [(plain(word), holds) for holds, words in tables.list_words.columns.items() for word in words]
    meanings = dict(wordings)
    twice = [word for word, holds in wordings if meanings[word] != holds]
    assert twice == []
    for column in form_columns(tables):
        assert meanings[plain(column.head)] == column.holds


def test_people_may_sort_and_delete_columns(site: Site, tmp_path: Path, tables: Tables) -> None:
    """A form whose columns were moved and dropped is still a list."""
    full = filled(tmp_path / "form.xlsx", [{"name": "Hũ gạo", "place": PLACES[0], "note": "Gấp"}], tables)
    rows = list(load_workbook(full).worksheets[0].iter_rows(min_row=HEAD_ROW, values_only=True))
    kept = [at for at, head in enumerate(rows[0]) if head in ("Ghi chú", "Địa bàn thực hiện", "Tên mô hình")]
    random.Random(1).shuffle(kept)
    book = Workbook()
    for row in rows:
        book.active.append([row[at] for at in kept])
    book.save(tmp_path / "moved.xlsx")
    site.take(tmp_path / "moved.xlsx")
    post = site.named("Hũ gạo")
    assert post["localities"] == [PLACES[0]]
    assert re.search(r"^- Ghi chú: Gấp$", post.content, re.MULTILINE)
