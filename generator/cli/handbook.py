"""``danvan handbook``: models of a place or a field as a PDF to print."""

from pathlib import Path

import click

from generator.cli.options import AUDIENCE, ROOT, field_named, unit_named
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain, refusal
from generator.handbook import Choice, Paper, handbook
from generator.pipeline import load_site
from generator.records import Audience
from generator.text import slug

_LANGUAGE = language()


@click.command("handbook", help=say("handbook", _LANGUAGE))
@click.option("--locality", default="", help=say("locality", _LANGUAGE))
@click.option("--field", default="", help=say("field", _LANGUAGE))
@click.option("--paper", type=click.Choice(["a4", "a5"]), default="a4", show_default=True, help=say("paper", _LANGUAGE))
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help=say("handbook_out", _LANGUAGE))
@ROOT
@AUDIENCE
@click.pass_obj
def command(
    lang: Language, locality: str, field: str, paper: Paper, target: Path | None, root: Path, audience: Audience
) -> None:
    site, _ = load_site(root, audience)
    choice = Choice(
        unit_named(locality, site.tables) if locality else None, field_named(field, site.tables).id if field else None
    )
    made, count = handbook(site, choice, paper)
    path = target or Path(file_name(choice))
    try:
        path.write_bytes(made)
    except OSError as problem:
        words = complain("DV802", Location(str(path)), path=path, problem=refusal(problem))
        raise DanvanError(words, exit_code=ExitCode.FAILED) from problem
    out.print(say("handbook_made", lang, path=path, count=count))


def file_name(choice: Choice) -> str:
    """Return the name of the file of a choice: "so-tay-huyen-binh-son-tinh-quang-ngai-kinh-te.pdf"."""
    parts = ["so-tay", slug(choice.place.full_name) if choice.place else "", choice.field or ""]
    return "-".join(part for part in parts if part) + ".pdf"
