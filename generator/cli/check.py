"""``danvan check``: every rule over content and tables, without building."""

from pathlib import Path

import click

from generator.cli.options import ROOT, STRICT
from generator.cli.show import out, show, tally
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.pipeline import load_site, stop_on
from generator.records import Audience


@click.command("check", help=say("check", language()))
@ROOT
@STRICT
@click.pass_obj
def command(lang: Language, root: Path, strict: bool) -> None:
    _, diagnostics = load_site(root, Audience.INTERNAL)
    stop_on(diagnostics, strict)
    show(diagnostics, lang)
    out.print(tally(diagnostics, lang))
