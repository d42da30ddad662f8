"""Own passages with what is to be found in them, read the way a received document is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.document import Context, FigureCheck, FoundFigure, FoundModel, FoundMovement, Section
from generator.entities import Span
from generator.extract.figures import find_figures
from generator.extract.localities import find_localities
from generator.extract.models import find_models
from generator.extract.movements import find_movements
from generator.extract.reconcile import reconcile
from generator.tables import Tables

PASSAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("passages.yml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Reading:
    """One passage and what the program finds in it."""

    passage: dict[str, Any]
    tables: Tables

    @property
    def text(self) -> str:
        return str(self.passage["text"])

    @cached_property
    def context(self) -> Context:
        day = date.fromisoformat(self.passage.get("day", "2024-05-01"))
        return Context(self.tables.gazetteer.named(self.passage["home"], day)[0], day)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        found = []
        for heading in self.passage.get("sections", ()):
            numbering, _, title = heading.partition(" ")
            start = self.text.index(heading)
            found.append(Section(1, numbering.rstrip("."), title, Span(start, start + len(heading))))
        return tuple(found)

    @cached_property
    def figures(self) -> tuple[FoundFigure, ...]:
        return find_figures(self.text, self.tables)

    @cached_property
    def movements(self) -> tuple[FoundMovement, ...]:
        return find_movements(self.text, self.tables)

    @cached_property
    def models(self) -> tuple[FoundModel, ...]:
        gazetteer = self.tables.gazetteer
        localities = find_localities(self.text, self.context, gazetteer, self.tables)
        return find_models(self.text, self.sections, self.figures, localities, self.tables, self.context)

    @cached_property
    def checks(self) -> tuple[FigureCheck, ...]:
        return reconcile(self.text, self.figures, self.tables)

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]


def passages(*keys: str) -> list[Any]:
    """Return the passages that say something of all ``keys``, as parameters of a test."""
    import pytest

    return [pytest.param(p, id=p["id"].replace(" ", "-")) for p in PASSAGES if all(key in p for key in keys)]
