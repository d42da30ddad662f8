"""The audit of dependencies never takes silence for soundness."""

import importlib.util
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_could_not_be_asked_is_said(audit: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.judged([{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1", "vulns": []}]) == 0
    assert "NOT AUDITED: 1 of 2 packages" in capsys.readouterr().out


def test_a_known_vulnerability_fails(audit: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.judged([{"name": "b", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}]) == 1
    assert "b: PYSEC-1, fixed in 2" in capsys.readouterr().out
