"""The tables as their readers open them: Frictionless, a spreadsheet, a line of JSON."""

import csv
import filecmp
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import yaml
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import DanvanError
from generator.memory import Memory
from generator.opendata.spreadsheets import csv_cell
from generator.pipeline import load_site, write_documents
from generator.records import ModelRecord
from generator.render.datasets import dataset_rows
from generator.render.views import Views
from generator.resolve import resolve_site
from generator.tables import Tables
from tests.opendata.conftest import HOSTILE, hostile_root


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("built", ["hostile", "addressed", "shipped"])
def test_frictionless_finds_every_table_as_described(built: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue("site_dir" if built == "shipped" else built)
    package = Package(str(folder / "du-lieu" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    names = {"models", "directives", "localities", "reports", "movements", "figures", "citations"}
    assert names | {f"{name}-jsonl" for name in names} == set(package.resource_names)
    assert package.licenses == [{"name": "MIT", "title": "Giấy phép MIT"}]


def test_a_described_digest_that_is_not_the_file_s_is_noticed(hostile: Path, tmp_path: Path) -> None:
    shutil.copytree(hostile / "du-lieu", tmp_path / "x")
    with (tmp_path / "x" / "models.csv").open("a", encoding="utf-8") as file:
        file.write("thua;" * 3 + "\r\n")
    assert not Package(str(tmp_path / "x" / "datapackage.json")).validate().valid


def test_cells_are_never_formulas_and_give_their_text_back(hostile: Path) -> None:
    rows = {row["id"]: row for row in rows_of(hostile / "du-lieu" / "models.csv")}
    for name, stem in HOSTILE.items():
        cell = rows[stem]["name"]
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        assert cell.removeprefix("'") == name if name[0] in "=+-@'" else cell == name


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
def test_any_text_can_be_had_back_from_its_cell(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert (cell[1:] if cell.startswith("'") else cell) == text


def test_numbers_and_days_stand_as_excel_in_viet_nam_reads_them(hostile: Path) -> None:
    raw = (hostile / "du-lieu" / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfrecord_kind;record;")
    figure = next(row for row in rows_of(hostile / "du-lieu" / "figures.csv") if row["record"] == "dau-tru")
    assert (figure["value"], figure["period_start"]) == ("34,61", "2019")
    assert csv_cell(380000000) == "380000000"
    assert csv_cell(1e16) == "10000000000000000"
    assert csv_cell(-1.5) == "-1,5"
    model = next(row for row in rows_of(hostile / "du-lieu" / "models.csv") if row["id"] == "dau-tru")
    assert model["updated"] == "2024-03-03"


def test_json_lines_hold_the_values_as_they_are(hostile: Path) -> None:
    models = {row["id"]: row for row in lines_of(hostile / "du-lieu" / "models.jsonl")}
    for name, stem in HOSTILE.items():
        assert models[stem]["name"] == name
        assert models[stem]["tags"] == [name, "hai | ba"]
    assert models["binh-tri-bep-am-cho-tre"]["status"] == ["registered 2022", "recognised 2023"]
    assert models["binh-tri-bep-am-cho-tre"]["province"] == "Tỉnh Quảng Ngãi"
    assert "## Nội dung, cách làm" in str(models["binh-tri-bep-am-cho-tre"]["text"])


def test_workbooks_hold_text_as_text_and_days_as_days(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile / "du-lieu" / "models.xlsx")
    sheet, codes = book["Mô hình"], book["Bảng mã dữ liệu"]
    titles = [cell.value for cell in sheet[1]]
    names = {row[titles.index("Mã")].value: row for row in sheet.iter_rows(min_row=2)}
    for name, stem in HOSTILE.items():
        cell = names[stem][titles.index("Tên mô hình")]
        assert (cell.value, cell.data_type) == (name, "s")
    assert all(names[stem][titles.index("Cập nhật")].is_date for stem in HOSTILE.values())
    assert [row[0].value for row in codes.iter_rows(min_row=2)] == titles
    assert sheet.freeze_panes == "A2"


def test_libreoffice_opens_the_workbook_and_the_csv_alike(hostile: Path, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed (Debian package libreoffice-calc-nogui)")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false",
        "--outdir",
        str(tmp_path),
        str(hostile / "du-lieu" / "models.xlsx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    converted = tmp_path / "models.csv"
    if not converted.is_file():
        pytest.skip(f"this LibreOffice has no spreadsheet part: {done.stderr.strip()[-200:]}")
    rows = {row["Mã"]: row for row in rows_of(converted)}
    assert {stem: rows[stem]["Tên mô hình"] for stem in HOSTILE.values()} == {
        stem: name for name, stem in HOSTILE.items()
    }


def test_nothing_internal_stands_in_any_file(hostile: Path) -> None:
    for path in hostile.rglob("*"):
        if path.is_file() and path.suffix != ".xlsx":
            assert "giấu kín" not in path.read_text(encoding="utf-8", errors="replace"), path
    for path in (hostile / "du-lieu").glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert not any("giấu kín" in str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def test_every_edge_and_every_figure_has_its_row(hostile: Path) -> None:
    site, _ = load_site(hostile.parent)
    citations = rows_of(hostile / "du-lieu" / "citations.csv")
    assert len(citations) == len(site.edges)
    carried = [row for row in citations if row["relation"] == "carries_out" and row["source_kind"] == "model"]
    assert {row["target"] for row in carried} == {"chi-thi-22-ct-tu-quang-ngai-2017"}
    cited = next(row for row in citations if row["relation"] == "cites" and row["target_kind"] == "directive")
    assert cited["url"].startswith("bao-cao/an-lac-tong-ket-2023.html#p")
    assert cited["sentence"].startswith("Huyện đã làm theo Chỉ thị số 22-CT/TU")


def test_the_order_of_files_and_the_clock_play_no_part(hostile: Path, tmp_path: Path) -> None:
    whole, _ = load_site(hostile.parent)
    site, _ = resolve_site(tuple(reversed(list(whole.entries.values()))), whole.tables)
    write_documents(site, tmp_path, tmp_path / "none", Memory())
    tables = tmp_path / "docs" / "du-lieu"
    names = sorted(path.name for path in tables.iterdir())
    _, different, missing = filecmp.cmpfiles(hostile / "du-lieu", tables, names, shallow=False)
    assert (different, missing) == ([], [])
    assert len(names) == 22


def test_every_column_is_explained_and_every_title_stands_once(tables: Tables) -> None:
    for name, dataset in tables.datasets.items():
        titles = [column.title for column in dataset.columns.values()]
        assert len(titles) == len(set(titles)), name
        helped = {**tables.field_help["record"], **tables.field_help.get(dataset.kind or "", {})}
        for column, about in dataset.columns.items():
            assert about.help or helped.get(column), f"{name}.{column}"


def test_a_column_nobody_knows_is_said(tmp_path: Path) -> None:
    root = hostile_root(tmp_path)
    path = root / "site_config" / "datasets.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["models"]["columns"]["gia-dinh"] = {"title": "Gia đình"}
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    site, _ = load_site(root)
    with pytest.raises(DanvanError) as stop:
        list(dataset_rows("models", [next(iter(site.of_kind(ModelRecord))).ref], Views(site)))
    assert stop.value.diagnostics[0].code == "DV001"


def test_a_site_without_content_offers_empty_tables(tmp_path: Path) -> None:
    root = hostile_root(tmp_path)
    shutil.rmtree(root / "content")
    (root / "content").mkdir()
    site, _ = load_site(root)
    write_documents(site, tmp_path / "built", tmp_path / "none", Memory())
    assert Package(str(tmp_path / "built" / "docs" / "du-lieu" / "datapackage.json")).validate().valid
    sheet = openpyxl.load_workbook(tmp_path / "built" / "docs" / "du-lieu" / "models.xlsx").worksheets[0]
    assert sheet["A1"].value == "Mã"
