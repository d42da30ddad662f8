"""``danvan new``: a content file with everything filled in that the name, the gazetteer or the citation tells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from generator.cli.options import ROOT, field_named, unit_named
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.document import Context
from generator.drafts import Draft, directive_draft, locality_draft, model_draft, report_draft, write_draft
from generator.entities import Locality
from generator.tables import Tables, load_tables

_LANGUAGE = language()
_LOCALITY = click.option("--locality", default="", help=say("locality", _LANGUAGE))


@click.group(help=say("new", _LANGUAGE))
def command() -> None:
    """Group of the commands that make content files."""


@command.command("report", help=say("new_report", _LANGUAGE))
@click.argument("title")
@_LOCALITY
@ROOT
@click.pass_obj
def new_report(lang: Language, title: str, locality: str, root: Path) -> None:
    _make(root, lang, locality, lambda tables, unit: report_draft(title, unit, tables))


@command.command("model", help=say("new_model", _LANGUAGE))
@click.argument("name")
@_LOCALITY
@click.option("--field", default="", help=say("field", _LANGUAGE))
@ROOT
@click.pass_obj
def new_model(lang: Language, name: str, locality: str, field: str, root: Path) -> None:
    def draft(tables: Tables, unit: Locality | None) -> Draft:
        return model_draft(name, unit, field_named(field, tables).id if field else None, tables)

    _make(root, lang, locality, draft)


@command.command("directive", help=say("new_directive", _LANGUAGE))
@click.argument("citation")
@_LOCALITY
@ROOT
@click.pass_obj
def new_directive(lang: Language, citation: str, locality: str, root: Path) -> None:
    _make(root, lang, locality, lambda tables, unit: directive_draft(citation, Context(unit, date.today()), tables))


@command.command("locality", help=say("new_locality", _LANGUAGE))
@click.argument("name")
@ROOT
@click.pass_obj
def new_locality(lang: Language, name: str, root: Path) -> None:
    _make(root, lang, name, lambda _, unit: locality_draft(unit))


def _make(root: Path, lang: Language, place: str, draft: Callable[[Tables, Locality | None], Draft]) -> None:
    tables = load_tables(root / "site_config")
    path = write_draft(draft(tables, unit_named(place, tables) if place else None), root)
    out.print(say("created", lang, path=path))
