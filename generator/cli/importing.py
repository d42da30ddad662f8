"""``danvan import``: received files become content, and what needs a person's eye is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

import click
from rich.markup import escape

from generator.cli.inspect import FILES, JOBS, NO_RESTORE, RAW_PAGES, tables_of, worst
from generator.cli.listing import list_imported
from generator.cli.options import CLUSTER, engine, unit_named
from generator.cli.show import out, show, tally
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language, Location, complain
from generator.importing import Imported, Library, Placed, State, import_found
from generator.inspection import Inspection, inspect_file
from generator.jobs import LostError, run
from generator.lists.remembering import Remembered
from generator.read.sheets import is_list
from generator.restore import RawPages

_LANGUAGE = language()
_STYLE = {State.CREATED: "green", State.UPDATED: "green", State.CONFLICT: "bold red"}


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, for the site below ``root``; ``unit`` is where it comes from, if the caller says so."""

    path: Path
    root: Path
    raw: RawPages
    unit: str | None


@click.command("import", help=say("import", _LANGUAGE))
@FILES
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=say("root", _LANGUAGE))
@click.option("--dry-run", is_flag=True, help=say("dry_run", _LANGUAGE))
@click.option("--locality", default="", help=say("import_locality", _LANGUAGE))
@NO_RESTORE
@RAW_PAGES
@JOBS
@CLUSTER
@click.pass_obj
def command(
    lang: Language,
    files: tuple[Path, ...],
    root: Path,
    dry_run: bool,
    locality: str,
    no_restore: bool,
    raw_pages: str,
    jobs: int,
    cluster: str,
) -> None:
    tables = tables_of(root)
    unit = unit_named(locality, tables).id if locality else None
    library, known = Library(root, tables), Remembered(root, tables)
    home = tables.gazetteer.by_id[unit] if unit else None
    raw = "all" if no_restore else raw_pages
    lists, documents = _sorted(files)
    if documents or any(known.recall(path, home) is None for path in lists):
        show(library.diagnostics, lang)
    tasks = [Task(path, root, RawPages.of(raw or chosen_before(path, library)), unit) for path in documents]
    codes: list[ExitCode] = []
    with engine(cluster, lang) as executor:
        for task, found in zip(tasks, run(read, tasks, min(jobs, len(tasks)), executor) if tasks else (), strict=True):
            codes.append(_imported(task, found, library, dry_run, lang))
    for path in lists:  # after the documents: what these name is known by then
        codes.append(list_imported(path, library, home, dry_run, lang, known))
    known.save()
    if dry_run:
        out.print(say("dry_run_done", lang))
    raise SystemExit(worst(codes))


def _sorted(files: tuple[Path, ...]) -> tuple[list[Path], list[Path]]:
    """Return the lists and the documents among ``files``, each once."""
    found: tuple[list[Path], list[Path]] = ([], [])
    for path in dict.fromkeys(files):
        found[0 if is_list(path) else 1].append(path)
    return found


def chosen_before(path: Path, library: Library) -> str:
    """Return the pages that the record of this very file says to leave as they are."""
    chosen = library.raw_pages
    if not chosen or not path.is_file():
        return ""
    with path.open("rb") as file:
        return chosen.get(file_digest(file, "sha256").hexdigest(), "")


def read(task: Task) -> Inspection | DanvanError:
    """Return what is found in one file, or why it cannot be read. Never raises, whatever the file."""
    tables = tables_of(task.root)
    unit = tables.gazetteer.by_id[task.unit] if task.unit else None
    try:
        return inspect_file(task.path, tables, task.raw, unit)
    except DanvanError as stop:
        return stop
    except Exception as problem:  # a defect of ours must not take the other files with it
        return _unexpected(task.path, problem)


def _imported(
    task: Task, found: Inspection | DanvanError | LostError, library: Library, dry: bool, lang: Language
) -> ExitCode:
    """Import one file, say what became of it, and return its exit code."""
    if isinstance(found, LostError):
        found = _unexpected(task.path, found)
    done = found if isinstance(found, DanvanError) else _attempted(task, found, library, dry)
    if isinstance(done, DanvanError):
        show(done.diagnostics, lang)
        return done.exit_code
    _told(task.path, done, library.root, lang)
    return ExitCode.FOUND if any(one.state is State.CONFLICT for one in done.placed) else ExitCode.OK


def _attempted(task: Task, found: Inspection, library: Library, dry: bool) -> Imported | DanvanError:
    try:
        return import_found(found, library, dry)
    except DanvanError as stop:
        return stop
    except Exception as problem:  # as in ``read``
        return _unexpected(task.path, problem)


def _told(path: Path, done: Imported, root: Path, lang: Language) -> None:
    out.print(f"[bold]{escape(str(path))}[/bold]")
    for line in _lines(done.placed, root, lang):
        out.print(f"  {line}")
    if done.known:
        out.print(f"  [dim]{escape(say('import_known', lang, count=len(done.known)))}[/dim]")
    show(done.diagnostics, lang)
    if done.diagnostics:
        out.print(f"  {escape(tally(done.diagnostics, lang))}")


def _lines(placed: tuple[Placed, ...], root: Path, lang: Language) -> Iterator[str]:
    """Yield a line for the report, and one for each state and folder of the drafts."""
    report, drafts = placed[0], placed[1:]
    yield f"{_state(report.state, lang)} {escape(report.path.relative_to(root).as_posix())}"
    ordered = sorted(drafts, key=lambda one: (one.path.parent.name, one.state, one.path.name))
    for (folder, state), group in groupby(ordered, key=lambda one: (one.path.parent.name, one.state)):
        names = [one.path.stem for one in group]
        if state in (State.UNCHANGED, State.KNOWN):
            yield f"{_state(state, lang)} content/{folder}: {len(names)}"
            continue
        yield f"{_state(state, lang)} content/{folder}: {len(names)}"
        yield from (f"    {escape(name)}.md" for name in names)


def _state(state: State, lang: Language) -> str:
    return f"[{_STYLE.get(state, 'dim')}]{say(f'state_{state}', lang)}[/]"


def _unexpected(path: Path, problem: Exception) -> DanvanError:
    words = " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
    told: Diagnostic = complain("DV620", Location(str(path)), problem=words)
    return DanvanError(told, exit_code=ExitCode.FOUND)
