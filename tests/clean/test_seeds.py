"""The received documents whose answers are known: clean text to the letter, every heading, every fact."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.clean import clean
from generator.document import Document
from generator.tables import Tables

SEEDS = ("002", "004")


def load(shared_dir: Path, seed: str, tables: Tables) -> tuple[Document, dict[str, Any], str]:
    gold = json.loads((shared_dir / "gold" / f"{seed}.json").read_text(encoding="utf-8"))
    raw = (shared_dir / "seeds" / gold["file"]).read_bytes().decode("utf-8")
    text = (shared_dir / "gold" / gold["report"]["clean_text"]).read_text(encoding="utf-8")
    return clean(raw, tables, file=gold["file"]), gold, text


@pytest.mark.parametrize("seed", SEEDS)
def test_text(seed: str, shared_dir: Path, tables: Tables) -> None:
    document, _, text = load(shared_dir, seed, tables)
    assert document.clean.text.split("\n") == text.rstrip("\n").split("\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_headings(seed: str, shared_dir: Path, tables: Tables) -> None:
    document, gold, _ = load(shared_dir, seed, tables)
    wanted = [(s["level"], s["numbering"], s["title"]) for s in gold["sections"] if s["kind"] != "item"]
    found = [(s.level, s.numbering, s.title) for s in document.sections]
    assert found == wanted
    assert [document.clean.raw_span(s.span).start for s in document.sections] == [
        s["start"] for s in gold["sections"] if s["kind"] != "item"
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_facts(seed: str, shared_dir: Path, tables: Tables) -> None:
    document, gold, _ = load(shared_dir, seed, tables)
    facts, report = document.facts, gold["report"]
    assert (facts.doc_type, facts.issuer, facts.signer) == (report["doc_type"], report["issuer"], report["signer"])
    assert facts.signer_position == report["signer_position"].split(" - ")[-1]
    assert (facts.number, facts.date, facts.title) == (None, None, None)
    assert (facts.level, facts.locality) == (report["level"], report["locality"])
    assert (facts.period_start, facts.period_end) == (report["period"]["start"], report["period"]["end"])
    assert list(facts.recipients) == report["recipients"]


def test_oddities_are_reported(shared_dir: Path, tables: Tables) -> None:
    document, _, _ = load(shared_dir, "002", tables)
    assert [(found.code, found.location.line) for found in document.diagnostics] == [("DV518", 110), ("DV510", 406)]
    document, _, _ = load(shared_dir, "004", tables)
    assert [found.location.line for found in document.diagnostics if found.code == "DV519"] == [468]
