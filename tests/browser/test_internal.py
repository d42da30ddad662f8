"""The internal edition in a browser: it says what it is, shows whom to ask, and is as accessible as the public one."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from generator.pipeline import build
from generator.records import Audience
from tests.browser.serving import served
from tests.browser.test_pages import WCAG
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def internal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("internal")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    for path in (ROOT / "tests" / "small" / "content").rglob("*.md"):
        copy = folder / "content" / path.relative_to(ROOT / "tests" / "small" / "content")
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "models":
            text = text.replace("---\n", "---\ncontact: Văn phòng xã\n", 1)
        copy.write_text(text, encoding="utf-8")
    build(folder, lambda _: None, audience=Audience.INTERNAL)
    return folder / "build" / "internal" / "site"


def test_model_shows_whom_to_ask_and_that_it_is_internal(chromium: Browser, internal_site: Path) -> None:
    model = next(path for path in (internal_site / "mo-hinh").glob("*.html") if path.name != "index.html")
    with served(internal_site) as address:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{address}/mo-hinh/{model.name}")
        expect(page.get_by_role("complementary", name="Bản dựng")).to_contain_text("không phổ biến ra ngoài")
        expect(page.locator("#lien-he + p")).to_have_text("Văn phòng xã")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        assert not [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
        page.close()
