"""What ``danvan import`` does with lists, and what it says of them: a table of rows, then what needs an eye."""

from collections import Counter
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from generator.cli.show import out, show, tally
from generator.cli.words import say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain
from generator.entities import Locality
from generator.importing import Library, State
from generator.lists import ImportedList, import_list
from generator.lists.remembering import Remembered

_STYLES = {State.CREATED: "green", State.UPDATED: "green", State.CONFLICT: "bold red", "refused": "bold red"}
_MOST_ROWS = 500
"""Rows a table on a screen shows; the rest is counted."""


def list_imported(
    path: Path, library: Library, unit: Locality | None, dry: bool, lang: Language, known: Remembered
) -> ExitCode:
    """Import one list, say what became of every row of it, and return its exit code."""
    try:
        done = known.recall(path, unit)
        if done is None:
            done = import_list(path, library, unit, dry)
            if not dry:
                known.keep(path, unit, done)
    except DanvanError as stop:
        show(stop.diagnostics, lang)
        return stop.exit_code
    except Exception as problem:  # a defect of ours must not take the other files with it
        words = " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
        show((complain("DV620", Location(str(path)), problem=words),), lang)
        return ExitCode.FOUND
    _told(path, done, dry, lang)
    states = {one.state for one in done.outcomes}
    return ExitCode.FOUND if not done.outcomes or State.CONFLICT in states else ExitCode.OK


def _told(path: Path, done: ImportedList, dry: bool, lang: Language) -> None:
    out.print(f"[bold]{escape(str(path))}[/bold]")
    if dry:
        out.print(_table(done, lang))
    for state, count in sorted(Counter(one.state for one in done.outcomes).items()):
        out.print(f"  {_state(state, lang)}: {count}")
    if done.gone:
        out.print(f"  {say('list_gone', lang, count=len(done.gone))}")
    show(done.diagnostics, lang)
    if done.diagnostics:
        out.print(f"  {escape(tally(done.diagnostics, lang))}")


def _table(done: ImportedList, lang: Language) -> Table:
    """Return the outcome of every row as a table."""
    several = len({one.sheet for one in done.outcomes}) > 1
    heads = [*(["list_sheet"] if several else []), "list_row", "list_name", "list_place", "list_field", "list_outcome"]
    table = Table(*(say(head, lang) for head in heads), box=None, pad_edge=False, header_style="dim")
    for one in done.outcomes[:_MOST_ROWS]:
        cells = [*([one.sheet] if several else []), str(one.row), one.name, one.place, one.field]
        table.add_row(*map(escape, cells), _state(one.state, lang))
    if len(done.outcomes) > _MOST_ROWS:
        table.caption = say("list_more", lang, count=len(done.outcomes) - _MOST_ROWS)
    return table


def _state(state: str, lang: Language) -> str:
    return f"[{_STYLES.get(state, 'dim')}]{say(f'state_{state}', lang)}[/]"
