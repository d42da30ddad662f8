"""What a hostile neighbour's record table and link inventory can do to a site that searches and links across: nothing.

The neighbour writes whatever it likes into both; judged in a browser under the policy the site ships with, and by what
people see: its words as words, its addresses on its own site, or its name among those that could not be searched.
"""

import copy
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect
from sphobjinv import DataObjStr, Inventory, compress, writebytes

from generator.diagnostics import DanvanError
from generator.pipeline import build
from generator.render.script import assignment
from generator.render.search import TABLE_NAME
from tests.browser.pages import settled
from tests.browser.serving import served
from tests.browser.test_hostile import ATTACKS, Audit
from tests.conftest import ROOT
from tests.search.test_page import status, total

Raw = dict[str, Any]
OUT = [
    "javascript:window.ran=1//",
    "//evil.example/",
    "https://evil.example/",
    "../../../",
    "data:text/html,x",
    "\\\\evil",
]
"""What a neighbour may write at the beginning of an address."""
TURNED = "\u202eexe.gpj\u2066"


def table_of(folder: Path) -> Raw:
    """Return the record table of a site as it stands in its script."""
    text = (folder / "assets" / "search" / "table.js").read_text(encoding="utf-8")
    quoted = text.removeprefix(f"globalThis.{TABLE_NAME}=JSON.parse('").removesuffix("');\n")
    raw: Raw = json.loads(re.sub(r"\\(u202[89]|.)", lambda m: m[1] if len(m[1]) == 1 else " ", quoted))
    return raw


@pytest.fixture(scope="module")
def own(bare: Path) -> Raw:
    return table_of(bare)


@pytest.fixture
def www(bare: Path, tmp_path: Path, own: Raw) -> Path:
    """A folder with the site and, beside it, a place for its neighbour."""
    shutil.copytree(bare, tmp_path / "nha")
    script = assignment(TABLE_NAME, {**own, "neighbours": [["Láng giềng", "../xa/"]]})
    (tmp_path / "nha" / "assets" / "search" / "table.js").write_text(script, encoding="utf-8")
    (tmp_path / "xa" / "assets" / "search").mkdir(parents=True)
    shutil.copytree(bare / "pagefind", tmp_path / "xa" / "pagefind")
    return tmp_path


@pytest.fixture
def address(www: Path) -> Iterator[str]:
    with served(www) as at:
        yield at


def sent(www: Path, script: str) -> None:
    """Let the neighbour send ``script`` as its table."""
    (www / "xa" / "assets" / "search" / "table.js").write_text(script, encoding="utf-8")


def hostile(own: Raw) -> Raw:
    """Return a table, well formed, in which every text is an attack."""
    raw = copy.deepcopy(own)
    attacks = [*(" ".join(one.split()) for one in ATTACKS), TURNED]
    count = len(raw["kind"])
    for name in ("title", "subtitle", "names", "number"):
        raw[name] = "\n".join(f"Xấu {row} {attacks[row % len(attacks)]}" for row in range(count))
    heads = [head + "x" for head in OUT]
    raw["url"] |= {"heads": "\n".join(heads), "head": [row % len(heads) for row in range(count)], "cut": [0] * count}
    for name in ("fields", "steps", "movements", "directives"):
        raw[name][1] = [f"{one} {attacks[at % len(attacks)]}" for at, one in enumerate(raw[name][1])]
        raw[name][0] = [f"{one}-xa" for one in raw[name][0]]
    places = raw["places"]
    places["name"] = "\n".join(f"{one} {attacks[at % 9]}" for at, one in enumerate(places["name"].split("\n")))
    places["id"] = "\n".join(f"{one}-xa" for one in places["id"].split("\n"))
    return raw


def test_its_words_are_words_and_its_addresses_its_own(page: Page, address: str, www: Path, own: Raw) -> None:
    sent(www, assignment(TABLE_NAME, hostile(own)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for query in ("q=xau", "q=onerror+xau", "q=script&xep=ten", "loai=mo-hinh", "q=exe.gpj"):
        page.goto(f"{address}/nha/tim-kiem.html?{query}")
        settled(page)
        assert "chưa tìm được" not in status(page).inner_text()
        assert (
            page.locator("main :is(img, iframe, script, svg, math, object, style), [onerror], [onclick]").count() == 0
        )
        links = page.locator("[data-search-results] a").evaluate_all("links => links.map(link => link.href)")
        assert links
        assert all(link.startswith(f"{address}/") for link in links), links
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.locator("[data-search-results]").inner_text())
    expect(page.locator("[data-search-results]")).to_contain_text("exe.gpj")
    page.locator("header").get_by_role("combobox").fill("xau onerror")
    expect(page.get_by_role("option").first).to_contain_text("Xấu")
    assert page.evaluate("window.ran") is None


def test_its_units_do_not_change_ours(page: Page, address: str, www: Path, own: Raw) -> None:
    raw = copy.deepcopy(own)
    places = raw["places"]
    provinces = [row for row, level in enumerate(places["level"]) if level == 0]
    places["name"] = "\n".join("Nơi khác" for _ in places["level"])
    places["parent"] = [-1 if level == 0 else provinces[0] for level in places["level"]]
    sent(www, assignment(TABLE_NAME, raw))
    page.goto(f"{address}/nha/tim-kiem.html?q=kien+co+hoa+kenh+muong")
    expect(page.locator("[data-search-results]").first).to_contain_text("Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi")
    expect(page.locator("[data-search-results]")).not_to_contain_text("Nơi khác")


def _set(*way: str | int, value: object) -> Callable[[Raw], object]:
    def change(raw: Raw) -> None:
        part: Any = raw
        for key in way[:-1]:
            part = part[key]
        part[way[-1]] = value

    return change


def _ring(raw: Raw) -> None:
    """Let a district lie in one of its communes."""
    places = raw["places"]
    child = next(row for row, level in enumerate(places["level"]) if level == 2 and places["parent"][row] >= 0)
    places["parent"][places["parent"][child]] = child


@pytest.mark.parametrize(
    "change",
    [
        _ring, lambda raw: raw["kind"].pop(), lambda raw: raw.pop("told"),
        _set("kind", 0, value=99), _set("field", 0, value="0"), _set("status", 3, value=-2),
        _set("weight", 0, value=1e9),
        _set("place", 0, 0, value=[10**6]), _set("place", 1, 0, value=-1), _set("movement", 0, value=None),
        _set("title", value=["a"]), _set("names", value="a\nb"), _set("fields", value=[["a"], [{}]]),
        _set("places", "next", 0, value=[-1]), _set("places", "name", value=""), _set("url", "head", 0, value=10**6),
        _set("url", value=None), _set("year", 0, 0, value=["<b>"]),
    ],
)  # fmt: skip
def test_a_table_that_is_none_is_left_out(
    page: Page, address: str, www: Path, own: Raw, change: Callable[[Raw], object]
) -> None:
    raw = copy.deepcopy(own)
    change(raw)
    sent(www, assignment(TABLE_NAME, raw))
    page.goto(f"{address}/nha/tim-kiem.html?loai=mo-hinh")
    expect(status(page)).to_contain_text("chưa tìm được ở Láng giềng")
    assert total(page) == own["kind"].count(own["kinds"].index("model"))


@pytest.mark.parametrize(
    "script",
    [
        "window.ran = 1", "globalThis.danvanSearchTable=(window.ran=1,JSON.parse('{}'))", "", "'", "'null'", "'[]'",
        "<script>window.ran = 1</script>",
    ],
)  # fmt: skip
def test_what_it_sends_is_never_run(page: Page, address: str, www: Path, script: str) -> None:
    sent(www, script)
    page.goto(f"{address}/nha/tim-kiem.html?q=kien+co+hoa+kenh+muong")
    expect(status(page)).to_contain_text("chưa tìm được ở Láng giềng")
    expect(page.get_by_role("link", name="Đồng lòng kiên cố hóa kênh mương").first).to_be_visible()
    assert page.evaluate("window.ran") is None


def listed(root: Path, addresses: list[str]) -> None:
    """Give the site at ``root`` an inventory of its neighbour, whose models a0, a1, … have ``addresses``."""
    inventory = Inventory()
    inventory.project, inventory.version = "xa", "1"
    for at, one in enumerate(addresses):
        item = DataObjStr(name=f"a{at}", domain="danvan", role="model", priority="1", uri=one, dispname="-")
        inventory.objects.append(item)
    writebytes(str(root / "site_config" / "neighbours" / "xa.inv"), compress(inventory.data_file(contract=True)))


def test_its_inventory_leads_to_its_own_site_only(page: Page, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(ROOT / "tests" / "small" / "content", root / "content")
    shutil.copytree(ROOT / "site_config", root / "site_config")
    for name in ("overrides", "node_modules", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    settings = yaml.safe_load((root / "site_config" / "site.yml").read_text(encoding="utf-8"))
    settings["neighbours"] = [{"id": "xa", "name": "Xa", "address": "../xa/", "search": False}]
    (root / "site_config" / "site.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    inside = [one for one in OUT if ".." not in one]
    attacks = [
        "#x",
        "?x",
        "",
        *inside,
        *(one.replace(" ", "%20").replace("\n", "") for one in ATTACKS),
        TURNED,
        "$",
        "x(y)[z]",
    ]
    (root / "site_config" / "neighbours").mkdir()
    listed(root, attacks)
    links = "\n".join(f"- [lời {at}](xa:model/a{at})" for at in range(len(attacks)))
    page_file = root / "content" / "pages" / "gioi-thieu.md"
    page_file.write_text(f"{page_file.read_text(encoding='utf-8')}\n\n{links}\n", encoding="utf-8")
    build(root, lambda _: None)
    html = (root / "build" / "site" / "gioi-thieu.html").read_text(encoding="utf-8")
    assert Audit(html.partition("<body")[2]).found == []
    with served(root / "build") as address:
        page.goto(f"{address}/site/gioi-thieu.html")
        found = page.get_by_role("link", name=re.compile(r"^lời \d+$"))
        assert found.count() == len(attacks)
        hrefs = found.evaluate_all("links => links.map(link => link.href)")
        assert all(href.startswith(f"{address}/") for href in hrefs), hrefs
        assert page.evaluate("window.ran") is None
    listed(root, ["../../../", "%2e%2e/", "a/../../x.html#y", *attacks[3:]])
    with pytest.raises(DanvanError) as stop:
        build(root, lambda _: None)
    first = page_file.read_text(encoding="utf-8").splitlines().index("- [lời 0](xa:model/a0)") + 1
    told = [(one.code, one.location.file, one.location.line) for one in stop.value.diagnostics]
    assert told == [("DV308", "content/pages/gioi-thieu.md", first + at) for at in range(3)]
