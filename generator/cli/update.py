"""``danvan update``: later tables, templates and common pages for a site made by ``danvan init``."""

from pathlib import Path

import click

from generator.cli.options import ROOT
from generator.cli.show import out, show
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.starting import update


@click.command("update", help=say("update", language()))
@ROOT
@click.pass_obj
def command(lang: Language, root: Path) -> None:
    found = list(update(root))
    for one in found:
        out.print(f"  {say(f'given_{one.state}', lang)}  {one.name}")
    show((diagnostic for one in found for diagnostic in one.diagnostics), lang)
    out.print(say("brought_up", lang, count=len(found)))
