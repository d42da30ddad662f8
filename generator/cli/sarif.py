"""Diagnostics as a SARIF 2.1.0 log (OASIS, 2020), which editors and code hosts show at the lines concerned."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Language, Location, Rule, Severity, rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(diagnostics: Sequence[Diagnostic], language: Language) -> Mapping[str, Any]:
    """Return the log: one run that describes the rules that were broken, each result at its place."""
    broken = sorted({one.code for one in diagnostics})
    index = {code: number for number, code in enumerate(broken)}
    driver = {
        "name": "danvan",
        "semanticVersion": __version__,
        "rules": [_rule(rules()[code], language) for code in broken],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index[one.code], language) for one in diagnostics],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, language: Language) -> Mapping[str, Any]:
    general = Diagnostic(rule.code, Location(""))  # without values, "…" stands for each
    return {
        "id": rule.code,
        "shortDescription": {"text": general.message(language)},
        "help": {"text": general.advice(language) or general.message(language)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(one: Diagnostic, rule: int, language: Language) -> Mapping[str, Any]:
    """Return a result; its fingerprint does not change when the lines above it do."""
    where, message = one.location, one.message(language)
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(where.file), "uriBaseId": "%SRCROOT%"}}
    if where.line:
        column = {"startColumn": where.column} if where.column else {}
        place["region"] = {"startLine": where.line, **column}
    told = "\n".join((one.code, where.file, one.message("en")))
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVEL[one.severity],
        "message": {"text": f"{message} {one.advice(language)}".strip()},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"danvan/v1": hashlib.sha256(told.encode()).hexdigest()},
    }
