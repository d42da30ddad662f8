"""``danvan template``: the empty registration form, to be filled in and imported."""

from pathlib import Path

import click

from generator.cli.options import ROOT
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain, refusal
from generator.tables import load_tables

_LANGUAGE = language()


@click.command("template", help=say("template", _LANGUAGE))
@click.option(
    "--out",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("dang-ky-mo-hinh.xlsx"),
    show_default=True,
    help=say("template_out", _LANGUAGE),
)
@ROOT
@click.pass_obj
def command(lang: Language, target: Path, root: Path) -> None:
    from generator.lists.template import template

    data = template(load_tables(root / "site_config"))
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise DanvanError(complain("DV679", Location(str(target))), exit_code=ExitCode.USAGE) from None
    except OSError as problem:
        told = complain("DV623", Location(str(target)), problem=refusal(problem))
        raise DanvanError(told, exit_code=ExitCode.FAILED) from problem
    out.print(say("template_made", lang, path=target))
