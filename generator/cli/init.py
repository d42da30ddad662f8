"""``danvan init``: a site of one's own for a province, ready to be built."""

from pathlib import Path

import click

from generator.cli.options import unit_named
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.starting import shipped, start
from generator.tables import load_tables


@click.command("init", help=say("init", language()))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--province", required=True, help=say("province", language()))
@click.pass_obj
def command(lang: Language, folder: Path, province: str) -> None:
    tables = load_tables(shipped() / "site_config")
    unit = unit_named(province, tables)
    start(folder, unit)
    out.print(say("started", lang, folder=folder, place=unit.full_name))
