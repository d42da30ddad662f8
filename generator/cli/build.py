"""``danvan build``: the whole site, made aside and swapped in."""

from pathlib import Path

import click

from generator.cli.options import AUDIENCE, ROOT, STRICT
from generator.cli.show import out, show, stages
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain, refusal
from generator.memory import Memory
from generator.offline import write_offline
from generator.pipeline import Built, build, build_folder
from generator.records import Audience
from generator.tables import load_tables
from generator.text import slug

_SHOWN = 20
"""Complaints a build shows; ``danvan check`` shows all."""


@click.command("build", help=say("build", language()))
@ROOT
@STRICT
@AUDIENCE
@click.option(
    "--edition",
    type=click.Choice(["web", "offline"]),
    default="web",
    show_default=True,
    help=say("edition", language()),
)
@click.pass_obj
def command(lang: Language, root: Path, strict: bool, audience: Audience, edition: str) -> None:
    build_and_tell(root, strict, lang, audience)
    if edition == "offline":
        pack_and_tell(root, lang, audience)


def build_and_tell(root: Path, strict: bool, lang: Language, audience: Audience, memory: Memory | None = None) -> Built:
    """Build the site for ``audience`` below ``root``; show the stages and the first complaints. Raises DanvanError."""
    with stages(lang) as progress:
        built = build(root, progress, strict, audience, memory)
        seconds = progress.seconds
    show(built.diagnostics, lang, _SHOWN)
    folder = build_folder(root, audience) / "site"
    shown_to = say(f"audience_{audience}", lang)
    out.print(say("built", lang, pages=built.pages, folder=folder, seconds=f"{seconds:.1f}", audience=shown_to))
    return built


def pack_and_tell(root: Path, lang: Language, audience: Audience) -> None:
    """Write the built site as a zip beside it, named after the site. Raises DanvanError (DV802, DV851)."""
    tables, folder = load_tables(root / "site_config"), build_folder(root, audience)
    name = slug(tables.settings.name) or "danvan"
    if audience is Audience.INTERNAL:
        name += f"-{slug(tables.labels['internal'])}"
    target = folder / f"{name}.zip"
    try:
        count = write_offline(folder / "site", target, name, tables.settings.name)
    except OSError as problem:
        words = complain("DV802", Location(str(target)), path=target, problem=refusal(problem))
        raise DanvanError(words, exit_code=ExitCode.FAILED) from problem
    out.print(say("packed", lang, path=target, files=count, size=f"{target.stat().st_size / 1e6:.1f}"))
