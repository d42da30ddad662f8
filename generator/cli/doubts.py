"""``danvan doubts``: the doubtful words that are still marked, where they stand and what else they may be."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from generator.cli.findings import shown
from generator.cli.options import ROOT
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.importing.settling import OpenDoubt, open_doubts
from generator.markdown import spoken

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILES = click.argument("files", nargs=-1, type=_FILE, metavar="[FILE…]")
_AROUND = 28


@click.command("doubts", help=say("doubts", language()))
@FILES
@ROOT
@click.pass_obj
def command(lang: Language, files: tuple[Path, ...], root: Path) -> None:
    count = 0
    for path, group in groupby(open_doubts(root, files), key=lambda one: one.path):
        found = list(group)
        count += len(found)
        out.print(Text(str(path), style="bold").append(f" ({len(found)})", style="dim"))
        out.print(Padding(_listed(found), (0, 0, 1, 2)))
    out.print(say("doubts_left" if count else "doubts_none", lang, count=count))


def _listed(found: Sequence[OpenDoubt]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for one in found:
        where = Text(f"{one.line}:{one.column}", style="dim")
        table.add_row(where, in_context(one, _AROUND), scanned(one), listed(one))
    return table


def in_context(one: OpenDoubt, around: int) -> Text:
    """Return a doubtful word between the words around it, at most ``around`` characters on each side."""
    before, after = shown(_unmarked(one.before)), shown(_unmarked(one.after))
    start = ("…" if len(before) > around else "") + before[-around:]
    end = after[:around] + ("…" if len(after) > around else "")
    start += " " if one.before[-1:].isspace() else ""
    end = (" " if one.after[:1].isspace() else "") + end
    return Text.assemble((start, "dim"), (shown(one.read), "bold yellow"), (end, "dim"))


def scanned(one: OpenDoubt) -> Text:
    """Return the characters the scanner gave."""
    return Text(f"← {shown(one.raw)}", style="red")


def listed(one: OpenDoubt) -> Text:
    """Return what a word may be, with the chances."""
    return Text(" · ".join(f"{shown(word)} {chance:.0%}" for word, chance in one.candidates), style="dim")


def _unmarked(words: str) -> str:
    """Return Markdown around a word without the marks of other doubtful words."""
    return spoken(words).replace("\\", "")
