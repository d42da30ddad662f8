"""Options that several commands share."""

from pathlib import Path

import click

from generator.cli.words import language, say

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help=say("root", language()),
)
STRICT = click.option("--strict", is_flag=True, help=say("strict", language()))
