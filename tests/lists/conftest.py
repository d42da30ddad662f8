"""A small site to import lists into, with git-free checks of what stands in its files."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import frontmatter
import pytest

from generator.importing import Library
from generator.lists import ImportedList, import_list
from generator.lists.remembering import Remembered
from generator.tables import Tables
from tests.conftest import ROOT

TODAY = date(2026, 11, 21)


class Site:
    """A site of its own below ``root``, empty but for the shipped tables."""

    def __init__(self, root: Path, tables: Tables) -> None:
        self.root, self.tables = root, tables
        (root / "content" / "models").mkdir(parents=True, exist_ok=True)

    def take(self, path: Path, unit: str = "", dry: bool = False) -> ImportedList:
        """Import a list, coming from ``unit`` (full name); if it is known as it was, that is what comes of it."""
        library = Library(self.root, self.tables)
        place = self.tables.gazetteer.named(unit, TODAY)[0] if unit else None
        (self.root / "build").mkdir(exist_ok=True)
        known = Remembered(self.root, self.tables, TODAY)
        again, before = known.recall(path, place), self.files()
        done = import_list(path, library, place, dry, TODAY)
        if again is not None:
            assert (again, before) == (done, self.files())
        elif not dry:
            known.keep(path, place, done)
            known.save()
        return done

    @property
    def folder(self) -> Path:
        return self.root / "content" / "models"

    def models(self) -> dict[str, frontmatter.Post]:
        """Return every model by its id."""
        return {path.stem: frontmatter.load(str(path)) for path in sorted(self.folder.glob("*.md"))}

    def named(self, name: str) -> frontmatter.Post:
        """Return the one model of that name."""
        (found,) = [post for post in self.models().values() if post["name"] == name]
        return found

    def files(self) -> dict[str, str]:
        """Return every file of the content."""
        folder = self.root / "content"
        return {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def site(tmp_path: Path, tables: Tables) -> Site:
    """An empty site."""
    return Site(tmp_path / "site", tables)


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Callable[[], Site]:
    """Makes empty sites, for tests that need one for each example."""

    def make() -> Site:
        return Site(tmp_path_factory.mktemp("site"), tables)

    return make


@pytest.fixture
def shipped(tmp_path: Path, tables: Tables) -> Site:
    """The shipped content, copied."""
    shutil.copytree(ROOT / "content", tmp_path / "shipped" / "content")
    return Site(tmp_path / "shipped", tables)


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Gives a workbook in another format, by LibreOffice."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(source: Path, kind: str) -> Path:
        if source.suffix == f".{kind}":
            return source
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        folder = tmp_path_factory.mktemp("office")
        how = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir"]
        subprocess.run([*how, str(folder), str(source)], check=True, capture_output=True, timeout=120)
        return folder / f"{source.stem}.{kind}"

    return convert
