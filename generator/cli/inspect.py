"""``danvan inspect``: what is found in received files, for people or as JSON. Nothing is written.

A file that cannot be read is said with its reason and does not stop the others.
"""

import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import click
from rich.console import Console

from generator.cli.findings import changes_told, findings_told
from generator.cli.options import CLUSTER, engine
from generator.cli.show import out, show
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language, Location, complain
from generator.jobs import LostError, run
from generator.restore.raw_pages import PATTERN, RawPages
from generator.tables import Tables, load_tables

_LANGUAGE = language()
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True, help=say("jobs", _LANGUAGE)
)
NO_RESTORE = click.option("--no-restore", is_flag=True, help=say("no_restore", _LANGUAGE))


def _pages(_: click.Context, parameter: click.Parameter, words: str) -> str:
    """Refuse what names no pages."""
    if words and not re.match(PATTERN, words):
        raise click.BadParameter(say("raw_pages_wrong", _LANGUAGE, words=words), param=parameter)
    return words


RAW_PAGES = click.option("--raw-pages", default="", metavar="3,5-7", callback=_pages, help=say("raw_pages", _LANGUAGE))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the findings of a file are to be told; ``width`` and ``colour`` are those of the terminal."""

    root: Path
    as_json: bool
    explain: bool
    raw: RawPages
    language: Language
    width: int
    colour: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One file, and how to tell what is in it."""

    path: Path
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Told:
    """The words for one file; for a file that could not be read, why not and the exit code it asks for."""

    words: str
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK


@click.command("inspect", help=say("inspect", _LANGUAGE))
@FILES
@click.option("--json", "as_json", is_flag=True, help=say("as_json", _LANGUAGE))
@click.option("--explain", is_flag=True, help=say("explain", _LANGUAGE))
@NO_RESTORE
@RAW_PAGES
@JOBS
@CLUSTER
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=say("root", _LANGUAGE))
@click.pass_obj
def command(
    lang: Language,
    files: tuple[Path, ...],
    as_json: bool,
    explain: bool,
    no_restore: bool,
    raw_pages: str,
    jobs: int,
    cluster: str,
    root: Path,
) -> None:
    if as_json and explain:
        raise click.UsageError(say("json_or_explain", lang))
    tables_of(root)  # a broken table stops the command, not each file; forked processes share what is loaded
    raw = RawPages.of("all" if no_restore else raw_pages)
    wanted = Wanted(root, as_json, explain, raw, lang, out.width, out.is_terminal and not out.no_color)
    tasks = [Task(path, wanted) for path in files]
    codes: list[ExitCode] = []
    with engine(cluster, lang) as executor:
        for task, result in zip(tasks, run(tell, tasks, min(jobs, len(tasks)), executor), strict=True):
            told = _unexpected(task.path, result) if isinstance(result, LostError) else result
            say_to_stdout(told.words)
            show(told.diagnostics, lang)
            codes.append(told.exit_code)
    raise SystemExit(worst(codes))


def say_to_stdout(words: str) -> None:
    """Write ``words`` as UTF-8 whatever the terminal calls its encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(words.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def tell(task: Task) -> Told:
    """Return what is to be said of one file. Never raises, whatever the file."""
    from generator.inspection import inspect_file
    from generator.inspection_json import inspection_json

    wanted = task.wanted
    tables = tables_of(wanted.root)
    try:
        found = inspect_file(task.path, tables, wanted.raw)
        if wanted.as_json:
            return Told(json.dumps(inspection_json(found, tables, wanted.language), ensure_ascii=False) + "\n")
        page = Console(file=StringIO(), force_terminal=wanted.colour, width=wanted.width, highlight=False)
        findings_told(page, found, tables, wanted.language)
        if wanted.explain:
            changes_told(page, found, tables, wanted.language)
        assert isinstance(page.file, StringIO)
        return Told(page.file.getvalue())
    except DanvanError as stop:
        return Told("", stop.diagnostics, stop.exit_code)
    except Exception as problem:  # a defect of ours must not take the other files with it
        return _unexpected(task.path, problem)


@cache
def tables_of(root: Path) -> Tables:
    """Return the tables of the site below ``root``, loaded once a process."""
    tables = load_tables(root / "site_config")
    _ = tables.gazetteer
    return tables


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the exit code of a command over many files: content's faults before the machine's."""
    found = set(codes) - {ExitCode.OK}
    return min(found, default=ExitCode.OK)


def _unexpected(path: Path, problem: Exception) -> Told:
    words = " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
    return Told("", (complain("DV620", Location(str(path)), problem=words),), ExitCode.FOUND)
