"""``danvan verify``: whether a site is, file by file, what its manifest says."""

from pathlib import Path

import click

from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Language
from generator.publishing import verify


@click.command("verify", help=say("verify", language()))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("build/site"))
@click.pass_obj
def command(lang: Language, folder: Path) -> None:
    found = verify(folder)
    if found:
        raise DanvanError(*found)
    out.print(say("verified", lang, folder=folder))
