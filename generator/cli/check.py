"""``danvan check``: every rule over content and tables, without building."""

from datetime import date, datetime
from pathlib import Path

import click

from generator.cli.formats import FORMATS
from generator.cli.options import ROOT, STRICT, TODAY
from generator.cli.show import out, show, tally
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language, Severity
from generator.rules import check_again


@click.command("check", help=say("check", language()))
@ROOT
@STRICT
@click.option("--format", "form", type=click.Choice(["text", *FORMATS]), default="text", help=say("form", language()))
@TODAY
@click.pass_obj
def command(lang: Language, root: Path, strict: bool, form: str, today: datetime | None) -> None:
    day = today.date() if today else date.today()
    code = ExitCode.OK
    try:
        checked = check_again(root, day)
        found, ignored = checked.diagnostics, checked.ignored
    except DanvanError as stop:  # tables nobody can work with
        found, ignored, code = stop.diagnostics, 0, stop.exit_code
    if form == "text":
        _print(found, ignored, lang)
    else:
        click.echo(FORMATS[form](found, lang))
    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if code is ExitCode.OK and any(one.severity in fatal for one in found):
        code = ExitCode.FOUND
    raise SystemExit(code)


def _print(found: tuple[Diagnostic, ...], ignored: int, lang: Language) -> None:
    show(found, lang, console=out)
    out.print(tally(found, lang))
    if ignored:
        out.print(say("ignored", lang, count=ignored), style="dim")
