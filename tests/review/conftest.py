"""A register small enough to read, made anew for every test."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.entities import Page
from generator.pipeline import load_site
from generator.render import render_site
from tests.conftest import ROOT

Write = Callable[..., Path]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The root of a site without content, with the shipped tables."""
    (tmp_path / "content").mkdir()
    for name in ("site_config", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture
def write(register: Path) -> Write:
    """Return a function that writes a content file: folder, id, lines of front matter, body."""

    def write_file(folder: str, name: str, *lines: str, body: str = "") -> Path:
        path = register / "content" / folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        header = "\n".join((f"id: {name}", *lines))
        path.write_text(f"---\n{header}\n---\n\n{body}\n", encoding="utf-8")
        return path

    return write_file


def pages(root: Path) -> Mapping[str, Page]:
    """Return every page of the site below ``root`` by its path."""
    site, _ = load_site(root)
    return {page.path: page for page in render_site(site)}
