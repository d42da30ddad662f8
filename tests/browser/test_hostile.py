"""A site whose every text is an attack: nothing runs, nothing is asked for outside, every attack shows as text.

Judged twice: by an independent parser that looks for elements and attributes nobody should be able to bring in, and by
a real browser from which the Content-Security-Policy was taken away, so that the policy cannot hide a hole.
"""

import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import yaml
from playwright.sync_api import Browser

from generator.pipeline import build
from generator.records import RECORDS, LocalityRecord, Record
from generator.tables import Tables
from tests.audience.test_canary import CANARY, filled, without_references
from tests.browser.serving import served
from tests.conftest import ROOT

ATTACKS: list[str] = yaml.safe_load((ROOT / "tests" / "hostile.yml").read_text(encoding="utf-8"))
NEVER = {"iframe", "object", "embed", "base", "math", "frame", "applet", "marquee", "mglyph"}


def attacked(value: Any, attacks: Iterator[str]) -> Any:
    """Return ``value`` with an attack in place of every free text."""
    if isinstance(value, list):
        return [attacked(one, attacks) for one in value]
    if isinstance(value, dict):
        return {name: attacked(one, attacks) for name, one in value.items()}
    return next(attacks) if isinstance(value, str) and value.startswith("Zqxjk") else value


def record(schema: type[Record], number: int, tables: Tables, attacks: Iterator[str]) -> dict[str, Any]:
    header = filled(schema, tables, set(schema.model_fields) - {"id", "audience", "field_audience", "aliases"})
    name = "xa-binh-minh-quang-ngai" if schema is LocalityRecord else f"doc-{schema.folder}-{number}"
    header = {**attacked(without_references(header), attacks), "id": name, "review": "verified"}
    return {key: value for key, value in header.items() if CANARY not in str(value).lower()}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    attacks = itertools.cycle(ATTACKS)
    body = "\n\n".join(
        f"## {one}\n\n{one}\n\n- {one}\n\n| {one} | b |\n| --- | --- |\n| {one} | c |\n\n> {one}" for one in ATTACKS
    )
    for schema in RECORDS:
        for number in range(1 if schema is LocalityRecord else 4):
            header = record(schema, number, tables, attacks)
            path = folder / "content" / schema.folder / f"{header['id']}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(header, allow_unicode=True)
            path.write_text(f"---\n{text}---\n{re.sub(r'.*(javascript|data):.*', 'x', body)}\n", encoding="utf-8")
    for page in (ROOT / "tests" / "small" / "content" / "pages").glob("*.md"):
        (folder / "content" / "pages" / page.name).write_bytes(page.read_bytes())
    build(folder, lambda _: None)
    site = folder / "build" / "site"
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    return site


class Audit(HTMLParser):
    """Notes what no text of a person may bring into a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline, self.after = 0, ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own = tag == "script" and (given.get("src", "").endswith(".js") or given.get("type") == "application/ld+json")
        own = own or (tag == "script" and not self.inline and self.after == "dv-dark")
        self.inline += tag == "script" and not given
        self.after = given.get("id", "")
        if tag in NEVER or tag == "style" or (tag == "script" and not own):
            self.found.append(f"<{tag} {given}>")
        for name, value in given.items():
            leads = name in ("href", "src", "action", "formaction", "data", "xlink:href", "srcset")
            if name.startswith("on") or name == "style" or (leads and re.match(r"\s*(?:[a-z]+\s*:|//)", value, re.I)):
                self.found.append(f'{tag} {name}="{value}"')


def test_no_markup_comes_through(hostile_site: Path) -> None:
    found = {
        path.name: told
        for path in hostile_site.rglob("*.html")
        if (told := Audit(path.read_text(encoding="utf-8")).found)
    }
    assert found == {}


def test_the_audit_can_fail() -> None:
    for attack in ATTACKS[:6]:
        assert Audit(attack).found or "on" in attack


def test_nothing_runs_in_a_browser(chromium: Browser, hostile_site: Path) -> None:
    with served(hostile_site) as address:
        page = chromium.new_page()
        asked: list[str] = []
        dialogs: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        names = [path.relative_to(hostile_site).as_posix() for path in sorted(hostile_site.rglob("*.html"))]
        kinds = [
            name for name in names if "doc-" in name or name in ("index.html", "so-lieu.html", "mo-hinh/index.html")
        ]
        for name in kinds:
            page.goto(f"{address}/{name}", wait_until="load")
            page.mouse.move(300, 300)
            assert page.evaluate("window.ran") is None, name
            assert page.is_visible("body")
        for query in ("script", "window ran", "img onerror", "javascript"):
            page.goto(f"{address}/tim-kiem.html?q={query}", wait_until="networkidle")
            assert page.evaluate("window.ran") is None, query
            assert page.locator("[data-search-results] :is(img, script, iframe, svg[onload])").count() == 0
        page.goto(f"{address}/index.html")
        box = page.locator("[data-search-box] [data-search-input]").filter(visible=True).first
        box.press_sequentially("onerror")
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        page.close()
    assert dialogs == []
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), [u for u in asked if address not in u]


def test_nothing_of_an_address_runs(chromium: Browser, hostile_site: Path) -> None:
    """What stands after ``?`` or ``#``, in every page that reads it, is words or nothing."""
    names = (
        "q",
        "noi",
        "m",
        "loai",
        "linh-vuc",
        "dia-phuong",
        "trang-thai",
        "phong-trao",
        "van-ban",
        "nam",
        "xep",
        "trang",
    )
    with served(hostile_site) as address:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for attack in ATTACKS[::2]:
            told = urlencode([(name, attack) for name in names])
            for path in ("tim-kiem", "xa-toi", "so-sanh", "mo-hinh/index"):
                page.goto(f"{address}/{path}.html?{told}#{quote(attack)}", wait_until="networkidle")
                assert page.evaluate("window.ran") is None, (path, attack)
                assert (
                    page.locator("img[src=x], iframe, base, [onmouseover], [onerror], [href^=javascript]").count() == 0
                )
        page.close()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), [u for u in asked if address not in u]
