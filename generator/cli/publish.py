"""``danvan publish``: the built site as a new version in the folder a web server shows, and the way back."""

from pathlib import Path

import click

from generator.cli.options import ROOT
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.publishing import publish_version, roll_back

_LANGUAGE = language()


@click.command("publish", help=say("publish", _LANGUAGE))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@ROOT
@click.option("--keep", type=click.IntRange(1), default=5, show_default=True, help=say("keep", _LANGUAGE))
@click.option("--back", is_flag=True, help=say("back", _LANGUAGE))
@click.pass_obj
def command(lang: Language, folder: Path, root: Path, keep: int, back: bool) -> None:
    done = roll_back(folder) if back else publish_version(root / "build" / "site", folder, keep)
    kept = ", ".join(map(str, done.kept))
    out.print(say("published", lang, folder=folder / "current", version=done.current, kept=kept))
