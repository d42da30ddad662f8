"""Options that several commands share, and what their values mean."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain
from generator.entities import Level, Locality
from generator.records import Audience
from generator.tables import Choice, Tables
from generator.text import match_key

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help=say("root", language()),
)
AUDIENCE = click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.PUBLIC.value,
    show_default=True,
    callback=lambda _, __, value: Audience(value),
    help=say("audience", language()),
)
CLUSTER = click.option("--cluster", default="", metavar="tcp://…", help=say("cluster", language()))
TODAY = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help=say("today", language()))
STRICT = click.option("--strict", is_flag=True, help=say("strict", language()))


@contextmanager
def engine(cluster: str, lang: Language) -> Iterator[Executor | None]:
    """Give the engine at the address of a Dask scheduler (an extra: ``pip install .[dask]``); None for no address."""
    if not cluster:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as missing:
        raise click.UsageError(say("cluster_missing", lang)) from missing
    try:
        client = Client(cluster, timeout=20)
    except (OSError, ValueError) as problem:
        raise click.UsageError(say("cluster_silent", lang, address=cluster, problem=problem)) from problem
    with client:
        yield client.get_executor()


def unit_named(name: str, tables: Tables) -> Locality:
    """Return the one unit that ``name`` means, of today or of before: full name, id, or a province's bare name.

    Raises DanvanError (DV202, DV203).
    """
    today = date.today()
    found = tables.gazetteer.named(name, today) or _provinces(name, tables, today)
    if len(found) == 1:
        return found[0]
    where = Location("--locality")
    if found:
        candidates = "; ".join(f"{unit.full_name} ({unit.id})" for unit in found[:8])
        raise DanvanError(complain("DV203", where, name=name, candidates=candidates), exit_code=ExitCode.USAGE)
    raise DanvanError(complain("DV202", where, name=name, suggestion=""), exit_code=ExitCode.USAGE)


def _provinces(name: str, tables: Tables, on: date) -> tuple[Locality, ...]:
    units = (unit for unit in tables.gazetteer.by_id.values() if unit.level is Level.PROVINCE and unit.exists_on(on))
    return tuple(unit for unit in units if match_key(unit.name) == match_key(name))


def field_named(wording: str, tables: Tables) -> Choice:
    """Return the field that ``wording`` (id, name or a known form of it) means. Raises DanvanError."""
    choice = tables.choice_for("fields", wording)
    if choice is None:
        allowed = ", ".join(tables.vocabularies["fields"])
        words = complain("DV107", Location("--field"), field="field", value=wording, allowed=allowed)
        raise DanvanError(words, exit_code=ExitCode.USAGE)
    return choice
