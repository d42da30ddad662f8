"""Attacks that come in by every door an office sends files through, judged at every door the site gives them out by.

In: names and cells of lists (.xlsx, .csv, a web page called .xls), sheet names, file names, paragraphs and table cells
of Word. Out: pages under the shipped policy, search, feeds, data files, workbooks, the offline edition, the handbook.
"""

import csv
import html
import io
import itertools
import json
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pdfplumber
import pytest
import yaml
from lxml import etree
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser

from generator.handbook import Choice, handbook
from generator.importing import Library, import_found
from generator.inspection import inspect_file
from generator.lists import import_list
from generator.loading import load_site
from generator.offline import write_offline
from generator.pipeline import build
from generator.tables import Tables
from tests.browser.serving import served
from tests.browser.test_hostile import ATTACKS, Audit
from tests.conftest import ROOT
from tests.received.making import LEFT, RIGHT, TITLE

PLACE = "Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"
FILE = "=cmd 'x' {{{{7*7}}}} &quot;onerror=window.ran=1 ..\\..\u202egpj.{}"
"""A file name with all that a system lets stand in one."""
MORE = ["+84 hộ|calc!A1", "-2+3+cmd|' /C calc'!A0", "\tdde", "../../../../etc/passwd", "..\\..\\con",
        "&#x202e;\u202egpj.exe",
        "%3Cscript%3Ewindow.ran=31%3C/script%3E", "<<script>window.ran=32//<</script>", "\u2028window.ran=33\u2029",
        "${7*7} #{7*7} <%= 7*7 %>", "::: internal", "!!python/object/apply:os.system [x]", "--- \nid: x"]  # fmt: skip


def made(folder: Path) -> list[Path]:
    """Make the files that are received."""
    attacks = [*ATTACKS, *MORE]
    book = Workbook()
    book.active.title = "=1+1 <b>&'"
    rows = [("STT", "Tên mô hình", "Xã", "Kết quả", "Người phụ trách", "<img src=x onerror=window.ran=40>")]
    rows += [(str(n), f"Mô hình {n} {one}", "Bình Trị", one, one, one) for n, one in enumerate(attacks, 1)]
    for row in rows:
        book.active.append([re.sub(r"[\x00-\x08\x0b-\x1f]", "", cell) for cell in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s"
    book.save(folder / FILE.format("xlsx"))
    with (folder / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(rows[0])
        writer.writerows((n, f"Tệp {name}", *rest) for n, name, *rest in rows[1::4])
    cells = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>".replace("Mô hình", "Trang")
        for row in rows[1::4]
    )
    heads = "".join(f"<th>{html.escape(cell)}</th>" for cell in rows[0])
    (folder / "a.xls").write_text(f"<html><table><tr>{heads}</tr>{cells}</table></html>", encoding="utf-8")
    document = docx.Document()
    for words in (*LEFT, *RIGHT, "BÁO CÁO", TITLE, "I. TÌNH HÌNH <script>window.ran=41</script>"):
        document.add_paragraph(words)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for one, other in itertools.pairwise(attacks):
        document.add_paragraph(_typed(one))
        for cell, words in zip(table.add_row().cells, (one, other), strict=True):
            cell.text = _typed(words)
    document.save(folder / FILE.format("docx"))
    return [folder / FILE.format("xlsx"), folder / "a.csv", folder / "a.xls", folder / FILE.format("docx")]


def _typed(words: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f]", " ", words)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Path:
    """A site built from what was received."""
    folder = tmp_path_factory.mktemp("doors")
    site = folder / "site"
    shutil.copytree(ROOT / "tests" / "small" / "content", site / "content")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (site / name).symlink_to(ROOT / name)
    before = {path for path in folder.rglob("*") if "content" not in path.parts}
    received = folder / "received"
    received.mkdir()
    unit = tables.gazetteer.named(PLACE)[0]
    for path in made(received):
        library = Library(site, tables)
        if path.suffix == ".docx":
            import_found(inspect_file(path, tables, unit=unit), library)
        else:
            done = import_list(path, library, unit)
            assert [one.state for one in done.outcomes if one.state == "refused"] == []
    after = {path for path in folder.rglob("*") if "content" not in path.parts}
    assert {path.parent for path in after - before} <= {folder, received}, "nothing is written elsewhere"
    build(site, lambda _: None)
    return site


def test_every_row_is_there_with_its_words(root: Path) -> None:
    names = [yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])["name"] for path in
             (root / "content" / "models").glob("*.md")]  # fmt: skip
    for start, count in (("Mô hình", len(ATTACKS + MORE)), ("Tệp", None), ("Trang", None)):
        found = [name for name in names if name.startswith(start)]
        assert len(found) == count if count else found
    ids = [path.stem for path in (root / "content").rglob("*.md") if ".imported" not in path.parts]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) for one in ids)


def test_no_markup_comes_through(root: Path) -> None:
    site = root / "build" / "site"
    found = {path.name: told for path in site.rglob("*.html") if (told := Audit(_without_own(path)).found)}
    assert found == {}


def _without_own(path: Path) -> str:
    """Return a page without what the site itself puts into its head."""
    return path.read_text(encoding="utf-8").partition("<body")[2]


def test_nothing_runs_under_the_shipped_policy(chromium: Browser, root: Path) -> None:
    site = root / "build" / "site"
    pages = sorted(path.relative_to(site).as_posix() for path in site.glob("mo-hinh/binh-tri-*.html"))
    pages += [path.relative_to(site).as_posix() for path in site.glob("bao-cao/*.html")]
    with served(site) as address:
        page = chromium.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        for name in (
            *pages[::3],
            "mo-hinh/index.html",
            "so-lieu.html",
            "tim-kiem.html?q=onerror",
            "tim-kiem.html?q=mo hinh",
        ):
            page.goto(f"{address}/{name}", wait_until="load")
            assert page.evaluate("window.ran") is None, name
            assert page.is_visible("body"), name
        page.close()
    assert wrong == []
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), asked


def test_feeds_and_data_hold_words_only(root: Path) -> None:
    site = root / "build" / "site"
    feeds = [path for path in site.rglob("*.xml") if b"http://www.w3.org/2005/Atom" in path.read_bytes()[:300]]
    assert feeds
    for path in feeds:
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))
        assert {etree.QName(one).namespace for one in tree.iter(etree.Element)} == {"http://www.w3.org/2005/Atom"}
        links = [one.get("href") for one in tree.iter("{http://www.w3.org/2005/Atom}link")]
        assert not any(re.match(r"\s*(?:javascript|data):", link) for link in links)
    for path in site.rglob("*.jsonl"):
        assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def test_no_cell_of_a_download_is_a_formula(root: Path) -> None:
    site = root / "build" / "site"
    tables, books = list(site.rglob("du-lieu/**/*.csv")), list(site.rglob("du-lieu/**/*.xlsx"))
    assert tables
    assert books
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        risky = [cell for cell in cells if re.match(r"\s*[=+@＝＋＠]|\s*[-－](?!\d+(?:,\d+)?$)", cell)]
        assert risky == []
    for path in books:
        for sheet in load_workbook(path).worksheets:
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_the_offline_edition_holds_no_way_out(root: Path, tmp_path: Path) -> None:
    write_offline(root / "build" / "site", tmp_path / "kho.zip", "kho", "Kho thử <script>")
    with zipfile.ZipFile(tmp_path / "kho.zip") as archive:
        names = archive.namelist()
        door = archive.read("kho.html").decode()
    assert not [name for name in names if ".." in name or name.startswith("/") or "\\" in name]
    assert "<script>" not in door


def test_the_handbook_holds_words_only(root: Path) -> None:
    site, _ = load_site(root)
    made, count = handbook(site, Choice())
    assert count > len(ATTACKS)
    with pdfplumber.open(io.BytesIO(made)) as paper:
        text = "".join("".join(page.extract_text() for page in paper.pages).split())
        assert not [one for page in paper.pages for one in page.annots if one["uri"]]
    assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile)\b", made)
    for one in ("<svgonload=window.ran=3>", "{{7*7}}{%include'/etc/passwd'%}", "${7*7}#{7*7}<%=7*7%>"):
        assert one in text
