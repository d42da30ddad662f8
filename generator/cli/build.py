"""``danvan build``: the whole site, made aside and swapped in."""

from pathlib import Path

import click

from generator.cli.options import ROOT, STRICT
from generator.cli.show import out, show, stages
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.pipeline import build

_SHOWN = 20
"""Complaints a build shows; ``danvan check`` shows all."""


@click.command("build", help=say("build", language()))
@ROOT
@STRICT
@click.pass_obj
def command(lang: Language, root: Path, strict: bool) -> None:
    build_and_tell(root, strict, lang)


def build_and_tell(root: Path, strict: bool, lang: Language) -> None:
    """Build the site below ``root``, showing the stages and the first complaints. Raises DanvanError."""
    with stages(lang) as progress:
        built = build(root, progress, strict)
        seconds = progress.seconds
    show(built.diagnostics, lang, _SHOWN)
    folder = root / "build" / "site"
    out.print(say("built", lang, pages=built.pages, folder=folder, seconds=f"{seconds:.1f}"))
