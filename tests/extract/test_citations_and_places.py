"""Directives and localities of passages of every kind of document, 2009 to 2026."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from generator.document import Context, FoundDirective, FoundLocality
from generator.extract.directives import find_directives
from generator.extract.localities import find_localities
from generator.tables import Tables


class Passage(NamedTuple):
    """A text with where and when it speaks, and what it cites and names, as one line each."""

    name: str
    place: str | None
    day: date | None
    text: str
    directives: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()


PASSAGES = [
    Passage(**entry) for entry in yaml.safe_load(Path(__file__).with_name("cited.yml").read_text(encoding="utf-8"))
]
by_name = pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)


def context(passage: Passage, tables: Tables) -> Context:
    if not passage.place:
        return Context(None, passage.day)
    (unit,) = tables.gazetteer.named(passage.place, passage.day)
    return Context(unit, passage.day)


def directive_line(text: str, found: FoundDirective) -> str:
    mentions = " + ".join(text[span.start : span.end].replace("\n", " ") for span in found.mentions)
    parts = (found.number or found.title or "", found.type, str(found.date or "-"), found.issuer or "-", mentions)
    return " | ".join((*parts, *(() if found.certain else ("?",))))


def locality_line(text: str, found: FoundLocality) -> str:
    unit = found.candidates[0].id if len(found.candidates) == 1 else "?"
    return f"{unit} | {' + '.join(text[span.start : span.end] for span in found.mentions)}"


@by_name
def test_directives(passage: Passage, tables: Tables) -> None:
    found = find_directives(passage.text, context(passage, tables), tables)
    assert [directive_line(passage.text, directive) for directive in found] == list(passage.directives)


@by_name
def test_localities(passage: Passage, tables: Tables) -> None:
    found = find_localities(passage.text, context(passage, tables), tables.gazetteer, tables)
    assert [locality_line(passage.text, locality) for locality in found] == list(passage.localities)


@by_name
def test_issuers_belong_to_units_that_exist(passage: Passage, tables: Tables) -> None:
    for directive in find_directives(passage.text, context(passage, tables), tables):
        assert directive.issuer_locality is None or directive.issuer_locality in tables.gazetteer.by_id
