"""Another generator builds the same pages: mkdocs-material ends in 2027, and the pages must not end with it.

Known differences, in the README: Zensical's base template adds a skip link of its own (``#__skip``), and it writes
``./page.html`` where MkDocs writes ``page.html``.
"""

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from posixpath import normpath

import pytest

from generator.pipeline import build
from tests.build.test_incremental import fresh, quiet

pytestmark = pytest.mark.skipif(find_spec("zensical") is None, reason="needs the package zensical (extra dev)")
ITS_OWN = {"__skip", "#__skip"}


class Seen(HTMLParser):
    """Links, ids and headings of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.headings: list[tuple[str, str]] = []
        self._within = ""
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and (address := values.get("href")):
            self.links.add(address if address.startswith("#") else normpath(address))
        self.ids.add(values.get("id") or "")
        if tag in ("h1", "h2", "h3"):
            self._within = tag
            self.headings.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            tag, words = self.headings[-1]
            self.headings[-1] = (tag, words + data)


def test_zensical_builds_the_same_pages(tmp_path: Path) -> None:
    fresh(tmp_path)
    build(tmp_path, quiet)
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "build" / "docs", other / "build" / "docs")
    shutil.copytree(tmp_path / "overrides", other / "overrides")
    shutil.copyfile(tmp_path / "mkdocs.yml", other / "mkdocs.yml")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=other, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = tmp_path / "build" / "site", other / "build" / "site"
    pages = {path.relative_to(ours) for path in ours.rglob("*.html")}
    assert pages == {path.relative_to(theirs) for path in theirs.rglob("*.html")}
    for page in pages:
        one, two = Seen(ours / page), Seen(theirs / page)
        assert one.headings == two.headings, page
        assert one.links == two.links - ITS_OWN, page
        assert one.ids == two.ids - ITS_OWN, page
