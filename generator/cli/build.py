"""``danvan build``: the whole site, made aside and swapped in."""

from pathlib import Path

import click

from generator.cli.options import ROOT, STRICT
from generator.cli.show import out, show, stages
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain
from generator.offline import write_offline
from generator.pipeline import build
from generator.tables import load_tables
from generator.text import slug

_SHOWN = 20
"""Complaints a build shows; ``danvan check`` shows all."""


@click.command("build", help=say("build", language()))
@ROOT
@STRICT
@click.option(
    "--edition",
    type=click.Choice(["web", "offline"]),
    default="web",
    show_default=True,
    help=say("edition", language()),
)
@click.pass_obj
def command(lang: Language, root: Path, strict: bool, edition: str) -> None:
    build_and_tell(root, strict, lang)
    if edition == "offline":
        pack_and_tell(root, lang)


def build_and_tell(root: Path, strict: bool, lang: Language) -> None:
    """Build the site below ``root``, showing the stages and the first complaints. Raises DanvanError."""
    with stages(lang) as progress:
        built = build(root, progress, strict)
        seconds = progress.seconds
    show(built.diagnostics, lang, _SHOWN)
    folder = root / "build" / "site"
    out.print(say("built", lang, pages=built.pages, folder=folder, seconds=f"{seconds:.1f}"))


def pack_and_tell(root: Path, lang: Language) -> None:
    """Write the built site as a zip beside it, named after the site. Raises DanvanError (DV802, DV851)."""
    settings = load_tables(root / "site_config").settings
    name = slug(settings.name) or "danvan"
    target = root / "build" / f"{name}.zip"
    try:
        count = write_offline(root / "build" / "site", target, name, settings.name)
    except OSError as problem:
        words = complain("DV802", Location(str(target)), path=target, problem=problem.strerror or str(problem))
        raise DanvanError(words, exit_code=ExitCode.FAILED) from problem
    out.print(say("packed", lang, path=target, files=count, size=f"{target.stat().st_size / 1e6:.1f}"))
