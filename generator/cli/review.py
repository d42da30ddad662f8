"""``danvan review``: marks records as verified, retired or draft again, without an editor."""

from datetime import date, datetime
from pathlib import Path

import click

from generator.cli.options import ROOT
from generator.cli.show import out, show, tally
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language
from generator.records import Review
from generator.reviewing import Verdict, record_file, write_review
from generator.tables import load_tables


@click.command("review", help=say("review", language()))
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--by", default="", help=say("review_by", language()))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=say("review_on", language()))
@click.option("--retire", default="", metavar="…", help=say("review_retire", language()))
@click.option("--draft", is_flag=True, help=say("review_draft", language()))
@ROOT
@click.pass_obj
def command(
    lang: Language, ids: tuple[str, ...], by: str, on: datetime | None, retire: str, draft: bool, root: Path
) -> None:
    by, retire = " ".join(by.split()), " ".join(retire.split())
    if draft == bool(by) or (draft and retire):
        raise click.UsageError(say("review_who", lang))
    state = Review.DRAFT if draft else Review.RETIRED if retire else Review.VERIFIED
    verdict = Verdict(state, by, on.date() if on else date.today(), retire or None)
    tables = load_tables(root / "site_config")
    wrong: list[Diagnostic] = []
    for name in dict.fromkeys(ids):
        try:
            path, schema = record_file(name, root)
            changed = write_review(path, root, schema, verdict, tables)
        except DanvanError as stop:
            wrong.extend(stop.diagnostics)
            continue
        out.print(
            f"{say(f'reviewed_{state}' if changed else 'review_same', lang)}: {path.relative_to(root).as_posix()}"
        )
    show(wrong, lang)
    if wrong:
        out.print(tally(wrong, lang))
    raise SystemExit(ExitCode.FOUND if wrong else ExitCode.OK)
