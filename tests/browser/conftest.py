"""Fixtures of the browser tests."""

from pathlib import Path

import pytest

from tests.browser.pages import pages_of_every_kind


@pytest.fixture(scope="session")
def kinds(site_dir: Path) -> dict[str, str]:
    """One address for every kind of page: name -> path below the site."""
    return pages_of_every_kind(site_dir)
