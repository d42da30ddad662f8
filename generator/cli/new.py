"""``danvan new``: a content file with everything filled in that the name, the gazetteer or the citation tells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from generator.cli.options import ROOT
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain
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
    _make(root, lang, locality, lambda _, unit: report_draft(title, unit))


@command.command("model", help=say("new_model", _LANGUAGE))
@click.argument("name")
@_LOCALITY
@click.option("--field", default="", help=say("field", _LANGUAGE))
@ROOT
@click.pass_obj
def new_model(lang: Language, name: str, locality: str, field: str, root: Path) -> None:
    def draft(tables: Tables, unit: Locality | None) -> Draft:
        choice = tables.choice_for("fields", field) if field else None
        if field and choice is None:
            allowed = ", ".join(tables.vocabularies["fields"])
            raise DanvanError(complain("DV107", Location("--field"), field="field", value=field, allowed=allowed))
        return model_draft(name, unit, choice.id if choice else None, tables)

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
    path = write_draft(draft(tables, _unit(place, tables) if place else None), root)
    out.print(say("created", lang, path=path))


def _unit(name: str, tables: Tables) -> Locality:
    found = tables.gazetteer.named(name, date.today())
    if len(found) == 1:
        return found[0]
    where = Location("--locality")
    if found:
        candidates = "; ".join(f"{unit.full_name} ({unit.id})" for unit in found[:8])
        raise DanvanError(complain("DV203", where, name=name, candidates=candidates), exit_code=ExitCode.USAGE)
    raise DanvanError(complain("DV202", where, name=name, suggestion=""), exit_code=ExitCode.USAGE)
