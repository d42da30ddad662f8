"""``danvan status``: what waits for an editor, the most pressing first."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from generator.cli.options import ROOT, TODAY
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.lists.ledger import read_ledgers
from generator.rules import check_again
from generator.rules.waiting import GROUPS, Item, waiting

STATUS_FORMAT = "danvan-status/1"
_SHOWN = 8


@click.command("status", help=say("status", language()))
@ROOT
@TODAY
@click.option("--json", "as_json", is_flag=True, help=say("status_json", language()))
@click.option("--all", "everything", is_flag=True, help=say("status_all", language()))
@click.option("--only", type=click.Choice(GROUPS), help=say("status_only", language()))
@click.pass_obj
def command(
    lang: Language, root: Path, today: datetime | None, as_json: bool, everything: bool, only: str | None
) -> None:
    day = today.date() if today else date.today()
    gone = frozenset().union(*(ledger.gone for ledger in read_ledgers(root).values()))
    found = waiting(check_again(root, day), day, gone, lang)
    if only:
        found = {only: found[only]}
    if as_json:
        groups = {name: [asdict(item) for item in items] for name, items in found.items()}
        click.echo(
            json.dumps({"format": STATUS_FORMAT, "today": day.isoformat(), **groups}, ensure_ascii=False, indent=2)
        )
        return
    out.print(_summary(found, lang))
    for name, items in found.items():
        if items:
            _list(name, items, len(items) if everything or only else _SHOWN, lang)


def _summary(found: dict[str, tuple[Item, ...]], lang: Language) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    for name, items in found.items():
        style = "bold" if items else "dim"
        table.add_row(f"[{style}]{len(items)}[/]", f"[{style}]{escape(say(f'waits_{name}', lang))}[/]")
    return table


def _list(name: str, items: tuple[Item, ...], most: int, lang: Language) -> None:
    out.print(f"\n[bold]{escape(say(f'waits_{name}', lang))}[/bold]")
    for item in items[:most]:
        place = f"{item.file}:{item.line}" if item.line else item.file
        head = f"{item.name} · {place}" if item.name else place
        out.print(f"  {escape(head)}")
        if item.why:
            out.print(f"      {escape(item.why)}", style="dim")
    if len(items) > most:
        out.print(f"  {escape(say('waits_more', lang, count=len(items) - most, name=name))}", style="dim")
