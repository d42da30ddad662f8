"""Fixtures every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator.tables import Tables, load_tables

settings.register_profile("danvan", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("danvan")

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
