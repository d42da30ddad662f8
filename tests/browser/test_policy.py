"""The Content-Security-Policy the site ships with: it stands on every page, everything works under it, and it holds."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import HASHES, served

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
PAGES = (
    "index.html",
    "mo-hinh/index.html",
    "mo-hinh/binh-minh-dong-long-kien-co-hoa-kenh-muong.html",
    "so-lieu.html",
    "bao-cao/index.html",
    "dia-phuong/huyen-binh-son-quang-ngai.html",
    "tim-kiem.html?q=dan+van+kheo",
    "404.html",
)


def watched(page: Page) -> list[str]:
    """Return a list that fills with what the policy of the page refuses and what its scripts complain of."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_one_script_is_written_in_the_page_and_the_policy_knows_it(site_dir: Path) -> None:
    """Of all inline scripts only the line that chooses the ground runs; the policy names it by what it says."""
    texts = (path.read_text(encoding="utf-8") for path in site_dir.rglob("*.html"))
    codes = {code for text in texts for code in re.findall(r"<script>(.+?)</script>", text, re.DOTALL)}
    (code,) = codes
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == HASHES


def test_every_page_has_the_policy_before_any_script(site_dir: Path) -> None:
    policies = set()
    for path in site_dir.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            assert "<script" not in text, path
            continue
        match = POLICY.search(text)
        assert match, path
        assert "<script" not in text[: match.start()], path
        policies.add(match[1])
    (policy,) = policies
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert not re.search(r"https?:|\*", policy), "no address outside the site"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_site_runs_against_it(chromium: Browser, site_url: str, address: str) -> None:
    page = chromium.new_page()
    found = watched(page)
    page.goto(f"{site_url}/{address}", wait_until="networkidle")
    page.close()
    assert found == []


def test_full_text_search_works_under_it(chromium: Browser, site_url: str) -> None:
    page = chromium.new_page()
    found = watched(page)
    page.goto(f"{site_url}/tim-kiem.html?q=hệ+thống+chính+trị", wait_until="networkidle")
    page.wait_for_selector("[data-search-fulltext]:not([hidden]) a")
    page.close()
    assert found == []


def test_it_stops_what_should_never_be_there(chromium: Browser, site_dir: Path, tmp_path: Path) -> None:
    """If hostile markup ever came through, the browser would still not run or load it."""
    attack = (
        '<script>window.ran="inline"</script><img src="x.png" onerror="window.ran=\'handler\'">'
        '<a id="go" href="javascript:window.ran=1">x</a><iframe srcdoc="<script>parent.ran=2</script>"></iframe>'
        '<img src="https://example.org/x.png"><style>body{display:none}</style><base href="https://example.org/">'
    )
    text = (site_dir / "404.html").read_text(encoding="utf-8").replace("<h1>", f"{attack}<h1>")
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    with served(tmp_path) as address:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("response", lambda response: asked.append(response.url))
        page.goto(f"{address}/x.html")
        page.evaluate("document.getElementById('go').click()")
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.is_visible("h1")
        assert all(url.startswith(address) for url in asked), asked
        page.close()
