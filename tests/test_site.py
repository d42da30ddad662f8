"""A whole small site: what is written, that it is the same everywhere, that every link leads somewhere."""

import filecmp
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import frontmatter
import pytest

from generator.diagnostics import DanvanError
from generator.entities import Kind, Ref, Relation
from generator.pipeline import build, load_site
from generator.read.content import read_content
from generator.render import render_site
from generator.resolve import resolve_site
from generator.tables import load_tables
from generator.write import write_pages
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
CITED = Ref(Kind.DIRECTIVE, "chi-thi-22-ct-tu-quang-ngai-2017")
MODEL = Ref(Kind.MODEL, "binh-tri-bep-am-cho-tre")
REPORT = Ref(Kind.REPORT, "an-lac-tong-ket-2023")


def quiet(_: str) -> None:
    """Take no interest in progress."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(ROOT / "tests" / "small" / "content", folder / "content")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    build(folder, quiet, strict=True)
    return folder


def test_written_pages_are_the_golden_ones(small: Path) -> None:
    """Compare every Markdown page with ``tests/golden``; DANVAN_UPDATE_GOLDEN=1 takes today's as golden."""
    docs = small / "build" / "docs"
    written = {p.relative_to(docs).as_posix(): p.read_text(encoding="utf-8") for p in docs.rglob("*.md")}
    kept = {name: text for name, text in written.items() if not name.startswith(("truong-", "quy-tac"))}
    if os.environ.get("DANVAN_UPDATE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in kept.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    golden = {p.relative_to(GOLDEN).as_posix(): p.read_text(encoding="utf-8") for p in GOLDEN.rglob("*.md")}
    assert sorted(kept) == sorted(golden)
    for name, text in kept.items():
        assert text == golden[name], name


def test_every_written_page_has_its_front_matter(small: Path) -> None:
    for path in (small / "build" / "docs").rglob("*.md"):
        meta = frontmatter.load(str(path)).metadata
        assert {"title", "description", "tags", "relations", "audience", "review"} <= meta.keys(), path


def test_edges_are_found_with_their_evidence(small: Path) -> None:
    site, diagnostics = load_site(small)
    assert diagnostics == ()
    (edge,) = site.into(CITED, Relation.CITES)
    assert edge.source == REPORT
    assert edge.evidence is not None
    assert edge.evidence.sentence.startswith("Huyện đã làm theo Chỉ thị số 22-CT/TU")
    assert {edge.source for edge in site.into(CITED, Relation.CARRIES_OUT)} == {MODEL, Ref(Kind.MOVEMENT, "kheo-dan")}
    cited = {edge.target.id for edge in site.out(REPORT, Relation.CITES)}
    assert {MODEL.id, "kheo-dan", "xa-binh-tri-huyen-binh-son-quang-ngai"} <= cited


class Page(HTMLParser):
    """What an independent reader sees of a page: its ids and everything it leads to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ("href", "src", "action") and value is not None:
                self.targets.append(value)


def broken_links(site: Path) -> dict[str, list[str]]:
    """Return, by page, what leads outside the site or nowhere. Written apart from ``generator.check``."""
    pages = {p.relative_to(site).as_posix(): Page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    found: dict[str, list[str]] = defaultdict(list)
    for name, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                found[name].append(target)
                continue
            base = site if parts.path.startswith("/") else (site / name).parent
            path = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else (site / name).resolve()
            path = path / "index.html" if path.is_dir() else path
            inside = path.relative_to(site.resolve()).as_posix() if path.is_relative_to(site.resolve()) else ""
            missing_anchor = parts.fragment and inside in pages and unquote(parts.fragment) not in pages[inside].ids
            if not inside or not path.is_file() or missing_anchor:
                found[name].append(target)
    return found


def test_every_link_and_anchor_leads_somewhere_inside(small: Path) -> None:
    assert broken_links(small / "build" / "site") == {}


def test_the_independent_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">x</a><a href="#no">y</a><img src="//example.org/z">')
    assert broken_links(tmp_path) == {"a.html": ["b.html", "#no", "//example.org/z"]}


def test_old_addresses_redirect(small: Path) -> None:
    assert "binh-tri-bep-am-cho-tre.html" in (small / "build/site/mo-hinh/bep-am.html").read_text(encoding="utf-8")


def test_hostile_words_of_a_report_come_out_as_text(small: Path) -> None:
    page = (small / f"build/site/bao-cao/{REPORT.id}.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(2)" in page
    assert 'onclick="' not in page


def test_the_same_content_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    """Neither the hash seed nor the order of files may show."""
    code = "import sys; from pathlib import Path; from generator.pipeline import build\nbuild(Path(sys.argv[1]), print)"
    for name in ("content", "site_config", "overrides", "node_modules", "mkdocs.yml"):
        (tmp_path / name).symlink_to((small / name).resolve())
    seeded = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=seeded, cwd=ROOT)
    assert differing(small / "build", tmp_path / "build") == []


def differing(left: Path, right: Path) -> list[str]:
    """Return the files that are not the same, byte for byte, in both folders."""
    found = {p.relative_to(side).as_posix() for side in (left, right) for p in side.rglob("*") if p.is_file()}
    names = found - {"lock", "memory"}
    return sorted(
        name for name in names
        if not (left / name).is_file() or not (right / name).is_file()
        or not filecmp.cmp(left / name, right / name, shallow=False)
    )  # fmt: skip


def test_the_order_of_entries_plays_no_part(small: Path, tmp_path: Path) -> None:
    tables = load_tables(small / "site_config")
    entries = read_content(small, tables).entries
    for name, order in (("a", entries), ("b", tuple(reversed(entries)))):
        site, _ = resolve_site(order, tables)
        list(write_pages(render_site(site), tmp_path / name))
    assert differing(tmp_path / "a", tmp_path / "b") == []


def test_plain_mkdocs_gives_the_same_html(small: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", "-d", str(tmp_path / "x")],
        check=True,
        cwd=small,
    )
    for path in (tmp_path / "x").rglob("*.html"):
        name = path.relative_to(tmp_path / "x")
        assert path.read_bytes() == (small / "build" / "site" / name).read_bytes(), name


def test_an_error_leaves_the_old_site(small: Path, tmp_path: Path) -> None:
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(small / "content", tmp_path / "content")
    (tmp_path / "build" / "site").mkdir(parents=True)
    (tmp_path / "build" / "site" / "index.html").write_text("old")
    (tmp_path / "content" / "models" / "x.md").write_text("---\nid: x\n---\n", encoding="utf-8")
    with pytest.raises(DanvanError):
        build(tmp_path, quiet)
    assert (tmp_path / "build" / "site" / "index.html").read_text() == "old"
