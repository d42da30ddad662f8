"""Names that are attacks in what charts and maps draw, and in the tables all pages take names from, in a real browser.

As in ``test_hostile``, the policy that would hide a hole is taken away.
"""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from generator.pipeline import build
from generator.render.charts import Bar, Branch, Caption, bar_chart, bubble_chart, tree_chart
from generator.render.maps import Dot, dot_map
from generator.tables import load_tables
from tests.browser.serving import served
from tests.browser.test_hostile import ATTACKS, Audit
from tests.conftest import ROOT

MORE = ["</title><script>window.ran=50</script>", "</text></svg><img src=x onerror=window.ran=51>", "]]><a href='x'>",
        "datum['x']; window.ran=52", '"}},{"signal":"x"}', "a.b[c]\\'d", "<![CDATA[<b>]]>", "&lt;script&gt;",
        "</desc></svg><svg onload=window.ran=53>", "<foreignObject><b onclick=1>"]  # fmt: skip
NAMES = [" ".join(one.split()) for one in (*ATTACKS, *MORE)]
NAMED = ("fields", "steps", "measures", "movement_kinds", "model_sections", "regions")
"""Tables whose names for people are seen on pages."""


def figures() -> str:
    """Return every kind of chart once for each attack, in every text it takes."""
    made = []
    for at, one in enumerate(NAMES):
        told = Caption(f"hinh-{at}", one, one, one)
        made.append(bar_chart(told, {one: [Bar(3, one)], f"{one} 2": [Bar(1, one), Bar(2, "x")]}))
        made.append(bubble_chart(told, [one, f"{one} 2"], [(0, 2019, 2), (1, 2021, 1)]))
        made.append(tree_chart(told, [Branch(0, None, one, True), Branch(1, 0, f"{one} 2")]))
        made.append(dot_map(told, [Dot(108.7, 15.3, 4, one), Dot(108.9, 15.5, 1, f"{one} 2")]))
    return "\n".join(made)


def test_charts_draw_names_as_words(chromium: Browser, tmp_path: Path) -> None:
    drawn = figures()
    (tmp_path / "x.html").write_text(f"<!doctype html><meta charset=utf-8><body>{drawn}", encoding="utf-8")
    assert Audit(drawn).found == []
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "x.html").as_uri(), wait_until="load")
    assert page.evaluate("window.ran") is None
    assert page.locator("figure > svg").count() == page.locator("figure, svg").count() // 2 == 4 * len(NAMES)
    assert page.locator(":is(img, script, iframe, foreignObject, a, b, style, image, use, animate, set)").count() == 0
    titles = page.locator("svg > title").evaluate_all("titles => titles.map(title => title.textContent)")
    assert titles == [one for one in NAMES for _ in range(4)]
    page.close()
    assert len(asked) == 1


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose fields, steps, regions, kinds and a unit are called by attacks."""
    root = tmp_path_factory.mktemp("named")
    shutil.copytree(ROOT / "tests" / "small" / "content", root / "content")
    shutil.copytree(ROOT / "site_config", root / "site_config")
    for name in ("overrides", "node_modules", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    for number, stem in enumerate(NAMED):
        path = root / "site_config" / f"{stem}.yml"
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for at, row in enumerate(rows):
            row["name"] += f" {NAMES[(7 * number + at) % len(NAMES)]}"
        path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    path = root / "site_config" / "historic_units.yml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows.append({**rows[0], "code": "998", "name": "Ác <img src=x onerror=window.ran=60>", "successors": []})
    path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    (unit,) = [one for one in load_tables(root / "site_config").gazetteer.by_id.values() if one.name.startswith("Ác <")]
    steps = "status: [{step: registered, year: 2021}, {step: recognised, year: 2022}]\nfield: kinh-te\n"
    (root / "content" / "models" / "ac.md").write_text(
        f"---\nid: ac\nname: Ở nơi ác\nlocalities: [{unit.id}]\n{steps}---\n\nLời.\n", encoding="utf-8"
    )
    build(root, lambda _: None)
    for path in (root / "build" / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    return root / "build" / "site"


def test_names_of_tables_are_words_on_every_page(chromium: Browser, site: Path) -> None:
    pages = [
        path for path in site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")[:300]
    ]
    found = {path.name: told for path in pages if (told := Audit(path.read_text(encoding="utf-8")).found)}
    assert found == {}
    with served(site) as address:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        names = [path.relative_to(site).as_posix() for path in sorted(pages)]
        unit = next(name for name in names if name.startswith("dia-phuong/huyen-ac-"))
        drawn = [name for name in names if "<svg" in (site / name).read_text(encoding="utf-8")]
        hubs = [
            "index.html",
            "so-lieu.html",
            "mo-hinh/index.html",
            "mo-hinh/ac.html",
            "so-sanh.html?m=ac",
            "tim-kiem.html?q=ac",
        ]
        for name in dict.fromkeys([*hubs, unit, *drawn[:20], f"xa-toi.html?noi={Path(unit).stem}"]):
            page.goto(f"{address}/{name}", wait_until="networkidle")
            assert page.evaluate("window.ran") is None, name
            assert (
                page.locator("main :is(img[src=x], iframe, foreignObject), [onerror], [onload], [onclick]").count() == 0
            )
        page.goto(f"{address}/{unit}")
        assert "Ác <img src=x onerror=window.ran=60>" in page.locator("h1").inner_text()
        page.close()
    assert all(url.startswith((address, "data:")) for url in asked), [url for url in asked if address not in url]
