"""A small site to import into, and what an import left there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.importing import Imported, Library, import_found
from generator.inspection import inspect_file
from generator.restore import RawPages
from generator.tables import Tables
from tests.conftest import ROOT

Importer = Callable[..., Imported]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of its own: the small content with the shipped tables and templates."""
    root = tmp_path / "site"
    shutil.copytree(ROOT / "tests" / "small" / "content", root / "content")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    return root


@pytest.fixture
def imported(site: Path, tables: Tables) -> Importer:
    """Import a file into the site."""

    def run(path: Path, raw: str = "") -> Imported:
        return import_found(inspect_file(path, tables, RawPages.of(raw)), Library(site, tables))

    return run


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file of the content with its bytes."""
    files = (path for path in (root / "content").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}
