"""Names and figures of the received documents, scored against the answers made by hand."""

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from generator.clean import clean
from generator.document import CleanText, Context
from generator.entities import Span
from generator.extract.figures import find_figures
from generator.extract.localities import find_localities
from generator.extract.models import find_models
from generator.extract.movements import find_movements
from generator.extract.reconcile import reconcile
from generator.tables import Tables

FLOORS = {"models": 0.95, "movements": 0.90, "figures": 0.92}


@pytest.fixture(scope="module", params=["002", "004"])
def scored(request: pytest.FixtureRequest, shared_dir: Path, tables: Tables) -> Any:
    gold = json.loads((shared_dir / "gold" / f"{request.param}.json").read_text(encoding="utf-8"))
    received = (shared_dir / "seeds" / gold["file"]).read_bytes()
    text = (shared_dir / "gold" / gold["report"]["clean_text"]).read_text(encoding="utf-8")
    return _scorer(shared_dir).Document(gold, _output(received, tables), text)


def test_names_and_figures_reach_the_floors(scored: Any) -> None:
    reached = {name: scored.tallies[name].metrics()["f1"] for name in FLOORS}
    misses = {name: scored.tallies[name].notes for name in FLOORS}
    assert all(reached[name] >= floor for name, floor in FLOORS.items()), misses


def test_what_the_text_says_of_a_name_is_right(scored: Any) -> None:
    models, movements = scored.tallies["models"].metrics(), scored.tallies["movements"].metrics()
    assert [models.get("locality", 1.0), models.get("field", 1.0), movements["kind"]] == [1.0, 1.0, 1.0]


def test_every_wrong_sum_is_found_and_no_sound_one_is_blamed(scored: Any) -> None:
    checks = scored.tallies["figure_checks"].metrics()
    assert (checks["recall_arithmetic"], checks["false_alarms"]) == (1.0, 0)


def _scorer(shared: Path) -> Any:
    path = shared / "score" / "score_extraction.py"
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _output(received: bytes, tables: Tables) -> dict[str, Any]:
    raw = received.decode("utf-8")
    document = clean(raw, tables)
    text, facts = document.clean.text, document.facts
    homes = tables.gazetteer.named(facts.locality, facts.date) if facts.locality else ()
    context = Context(homes[0] if homes else None, facts.date)
    figures = find_figures(text, tables)
    localities = find_localities(text, context, tables.gazetteer, tables)
    models = find_models(text, document.sections, figures, localities, tables, context)
    return {
        "source": {"sha256": hashlib.sha256(received).hexdigest()},
        "text": text,
        "models": [
            {
                "name": model.name,
                "locality": tables.gazetteer.by_id[model.locality].full_name if model.locality else None,
                "field": tables.name_of("fields", model.field) if model.field else None,
                "mentions": _mentions(document.clean, model.mentions),
            }
            for model in models
        ],
        "movements": [
            {
                "name": movement.name,
                "kind": tables.name_of("movement_kinds", movement.kind),
                "mentions": _mentions(document.clean, movement.mentions),
            }
            for movement in find_movements(text, tables)
        ],
        "figures": [
            {"value": figure.value, "unit": figure.unit} | _place(document.clean, figure.span) for figure in figures
        ],
        "figure_checks": [
            {"stated": check.stated, "computed": check.computed, "holds": check.holds}
            for check in reconcile(text, figures, tables)
        ],
    }


def _mentions(text: CleanText, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [_place(text, span) for span in spans]


def _place(text: CleanText, span: Span) -> dict[str, Any]:
    raw = text.raw_span(span)
    return {"start": raw.start, "end": raw.end, "surface": text.raw[raw.start : raw.end]}
