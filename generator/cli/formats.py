"""Diagnostics for other programs: JSON, annotations of GitHub Actions, SARIF."""

import json
from collections.abc import Callable, Mapping

from generator.cli.sarif import sarif
from generator.diagnostics import Diagnostic, Language, Severity

Formatter = Callable[[tuple[Diagnostic, ...], Language], str]
JSON_FORMAT = "danvan-check/1"

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Return one JSON object: ``format``, ``counts`` by severity, and ``diagnostics`` in order of place."""
    counts = {severity.value: sum(one.severity is severity for one in diagnostics) for severity in Severity}
    found = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": one.location.file,
            "line": one.location.line or None,
            "column": one.location.column or None,
            "message": one.message(language),
            "advice": one.advice(language),
        }
        for one in diagnostics
    ]
    return json.dumps({"format": JSON_FORMAT, "counts": counts, "diagnostics": found}, ensure_ascii=False, indent=2)


def as_github(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Return a line a diagnostic, as GitHub Actions' workflow commands want them."""
    return "\n".join(_command(one, language) for one in diagnostics)


def as_sarif(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    return json.dumps(sarif(diagnostics, language), ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Formatter] = {"json": as_json, "github": as_github, "sarif": as_sarif}


def _command(one: Diagnostic, language: Language) -> str:
    where = one.location
    place = {"file": where.file, "line": where.line, "col": where.column, "title": one.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    return f"::{_GITHUB[one.severity]} {properties}::{_data(f'{one.message(language)} → {one.advice(language)}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
