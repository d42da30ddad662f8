"""A small site around the shipped search: the real partials, scripts and record table, without MkDocs.

``bare`` is its folder, ``bare_address`` its address, with a slash at its end, under the strict Content-Security-Policy
the site ships with; ``page`` is a page of Debian's Chromium in which any console error, page error or outside request
fails the test.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, select_autoescape
from playwright.sync_api import Browser, Page

from generator.offline.fulltext import fulltext_script
from generator.pipeline import load_site
from generator.render.search_index import search_table_script
from generator.render.views import Views
from tests.browser.serving import served

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "node_modules" / "@leeoniya" / "ufuzzy" / "dist" / "uFuzzy.iife.min.js"
FRAME = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/stylesheets/search.css"></head>
<body class="md-typeset"><header>{% include "partials/danvan-search.html" %}</header><main><h1>{{ title }}</h1>
{% if title == "Tìm kiếm" %}{% include "partials/search-page.html" %}{% endif %}
</main><script src="assets/javascripts/search.js"></script></body></html>"""
REPORT = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Báo cáo thử</title></head>
<body data-pagefind-body><h1>Báo cáo thử</h1><h2 id="muc-1">Chuyện ở xóm Đồi</h2>
<p>Bà con xóm Đồi góp công đào giếng &lt;b&gt;chung&lt;/b&gt;, nước trong quanh năm.</p></body></html>"""


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "overrides" / "assets", folder / "assets")
    (folder / "assets" / "search").mkdir(exist_ok=True)
    shutil.copyfile(ENGINE, folder / "assets" / "search" / ENGINE.name)
    site, _ = load_site(ROOT)
    (folder / "assets" / "search" / "table.js").write_text(search_table_script(Views(site)), encoding="utf-8")
    material = Path(str(find_spec("material") and find_spec("material").origin)).parent  # type: ignore[union-attr]
    loader = FileSystemLoader([ROOT / "overrides", material / "templates"])
    env = Environment(loader=loader, autoescape=select_autoescape(default=True))
    env.filters["url"] = str
    for name, title in (("index", "Trang thử"), ("tim-kiem", "Tìm kiếm")):
        text = env.from_string(FRAME).render(title=title, config={"extra": {}})
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "bao-cao").mkdir()
    (folder / "bao-cao" / "thu.html").write_text(REPORT, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--glob", "bao-cao/*.html", "--quiet"]
    subprocess.run(command, check=True)
    (folder / "assets" / "search" / "fulltext.js").write_text(fulltext_script(folder), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def bare_address(bare: Path) -> Iterator[str]:
    with served(bare) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def site(site_url: str) -> str:
    """The built site, whose real pages the queries must find."""
    return site_url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if _inside(request.url) else faults.append(request.url))
    yield page
    context.close()
    assert not faults


def _inside(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "http://localhost:", "file:", "data:", "blob:"))
