"""Showing diagnostics and progress to a person at a terminal."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from generator.cli.words import say
from generator.diagnostics import Diagnostic, Language, Severity, in_order

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def show(diagnostics: Iterable[Diagnostic], chosen: Language, most: int | None = None, console: Console = err) -> None:
    """Print diagnostics file by file: place, code, what is wrong, what to do; errors first where only ``most`` fit."""
    found = in_order(diagnostics)
    shown = found if most is None else sorted(found, key=lambda d: d.severity is not Severity.ERROR)[:most]
    for file, group in groupby(in_order(shown), key=lambda d: d.location.file):
        console.print(f"[bold]{escape(file)}[/bold]")
        for one in group:
            where = ":".join(str(n) for n in (one.location.line, one.location.column) if n) or "-"
            label = say(one.severity, chosen)
            console.print(f"  {where}  [{_STYLE[one.severity]}]{label}[/] {one.code}  {escape(one.message(chosen))}")
            console.print(f"      → {escape(one.advice(chosen))}", style="dim")
    if len(shown) < len(found):
        console.print(say("more", chosen, count=len(found) - len(shown)))


def tally(diagnostics: Iterable[Diagnostic], chosen: Language) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    kinds = [one.severity for one in diagnostics]
    if not kinds:
        return say("clean", chosen)
    counts = {f"{kind}s": kinds.count(kind) for kind in Severity}
    return say("found", chosen, **counts)


@contextmanager
def stages(chosen: Language) -> Iterator["Stages"]:
    """Show the stage a command is in and how long it has run, on a terminal; nothing is drawn in a pipe."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield Stages(progress, chosen)


class Stages:
    """Tells a person which stage has begun; ``seconds`` is the time since the first."""

    def __init__(self, progress: Progress, chosen: Language) -> None:
        self._progress = progress
        self._language = chosen
        self._task = progress.add_task("", total=None)
        self._begun = time.perf_counter()

    def __call__(self, stage: str) -> None:
        self._progress.update(self._task, description=say(f"stage_{stage}", self._language))

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._begun
