"""Fixtures every test may use."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from generator.pipeline import build
from generator.tables import Tables, load_tables
from tests.browser.screenshots import CHROMIUM
from tests.browser.serving import served

settings.register_profile("danvan", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("danvan")
expect.set_options(timeout=20_000)  # ms; on a busy machine a page may take long, and only a failing test waits so long

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of received documents and gold answers; tests that need it are skipped where it is missing."""
    folder = Path(os.environ.get("DANVAN_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip("the received documents (DANVAN_SHARED, or ../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The tables of the shipped ``site_config/``."""
    return load_tables(ROOT / "site_config")


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, built; ``DANVAN_SITE`` names a built site to take instead while one works on its look."""
    if "DANVAN_SITE" in os.environ:
        return Path(os.environ["DANVAN_SITE"]).resolve()
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("content", "site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    build(folder, lambda _: None)
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The address at which the shipped site is served, without a slash at its end."""
    with served(site_dir) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run."""
    if not shutil.which("chromium"):
        pytest.skip("Chromium is not installed (Debian package chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        yield browser
        browser.close()
