"""A whole build on one screen: content -> site -> pages -> MkDocs -> full-text index -> checks -> published.

Everything is made aside and swapped in at the end: whatever stops a build, what stood before still stands.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator.changes import Changes
from generator.check import check_site, survey
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, Severity, complain, not_installed
from generator.html import STYLES, Before, render_html
from generator.loading import load_site
from generator.making import Piece, make
from generator.memory import Identity, Memory, file_digest, folder_digest, identity, take_over
from generator.opendata import feed_pieces, finish_open_data, inventory_piece, part_pieces, table_pieces
from generator.publishing import write_manifest
from generator.records import Audience
from generator.relating import related_of
from generator.render import PageMaker, page_makers
from generator.render.related import Related
from generator.render.scripts import ScriptMaker, script_makers
from generator.render.views import Views
from generator.rules.ignoring import without_ignored
from generator.schema import json_schemas
from generator.site import Site
from generator.tables import Tables
from generator.write import publish, staging, write_pages, write_text

__all__ = ["Built", "build", "load_site", "stop_on"]

Progress = Callable[[str], None]
"""Is told the name of each stage as it begins."""

_INDEXED = "bao-cao"
"""Folder of the pages whose whole text can be searched."""

LIBRARIES = ("@leeoniya/ufuzzy/dist/uFuzzy.iife.min.js",)
"""Files of npm packages that the site carries, below ``node_modules/``."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: pages written, what people should look at, and the site the pages were made from."""

    pages: int
    diagnostics: tuple[Diagnostic, ...]
    site: Site


def build_folder(root: Path, audience: Audience) -> Path:
    """Return where the site for ``audience`` is built. ``root/build/site`` never holds anything internal."""
    return root / "build" if audience is Audience.PUBLIC else root / "build" / audience.value


def build(
    root: Path,
    progress: Progress,
    strict: bool = False,
    audience: Audience = Audience.PUBLIC,
    memory: Memory | None = None,
) -> Built:
    """Build the site below ``root`` for ``audience`` into its folder.

    Raises DanvanError; then nothing published has changed. What ``memory`` knows is not made again; None takes what the
    last build left in the folder, and leaves what this one knows.
    """
    build = build_folder(root, audience)
    with staging(build) as folder:
        progress("read")
        begun = _frame(root)
        given, memory = memory, memory or Memory(build / "memory")
        site, complaints = load_site(root, audience, memory)
        diagnostics, _ = without_ignored(complaints, site.tables.ignores, date.today())
        stop_on(diagnostics, strict)
        before = Before(build / "site", memory)
        progress("generate")
        docs = folder / "docs"
        pages = write_documents(site, folder, build, memory)
        write_assets(site.tables, root, docs)
        progress("render")
        stop_on(run_mkdocs(root, docs, folder / "site", before), strict)
        progress("index")
        index_fulltext(folder / "site", before)
        progress("check")
        found = survey(folder / "site", memory)
        stop_on(check_site(found, tuple(one.address for one in site.tables.settings.neighbours)), strict)
        write_manifest(folder / "site", {name: facts.digest for name, facts in found.items()})
        if _frame(root) != begun:  # half of the old tables or templates and half of the new ones
            raise DanvanError(complain("DV805", Location("site_config")), exit_code=ExitCode.FAILED)
        progress("publish")
        publish(folder, build, ("rows", "docs", "site"))
        memory.turn()
        if given is None:
            memory.save()
    return Built(pages, diagnostics, site)


def _frame(root: Path) -> str:
    """Return one digest of what every page depends on."""
    return folder_digest(root / "site_config", root / "overrides", root / "mkdocs.yml")


def stop_on(diagnostics: tuple[Diagnostic, ...], strict: bool) -> None:
    """Raise DanvanError if any diagnostic is an error, or a warning where ``strict``."""
    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(diagnostic.severity in fatal for diagnostic in diagnostics):
        raise DanvanError(*diagnostics)


def write_documents(site: Site, folder: Path, before: Path, memory: Memory) -> int:
    """Write pages, scripts of data and open data of ``site`` below ``folder/docs``; return how many pages there are.

    Parts of the tables are kept in ``folder/rows``. Files that would be those in the same place below ``before`` are
    taken over, where ``memory`` knows how these were made.
    """
    views = Views(site)
    changes = Changes(views, memory)
    rows, docs = folder / "rows", folder / "docs"
    rows.mkdir(parents=True)
    parts = make([*part_pieces(views)], views, changes, rows, before / "rows", memory)
    related = related_of(views, changes, memory)
    pieces = [*table_pieces(parts, views, rows), *feed_pieces(views), inventory_piece(site), *_pieces(views, related)]
    names = make(pieces, views, changes, docs, before / "docs", memory)
    pages = [name for name in names if name.endswith(".md")]
    finish_open_data(pages, views, docs)
    return len(pages)


def _pieces(views: Views, related: Mapping[str, Sequence[Related]]) -> Iterator[Piece]:
    """Yield the pages and the scripts of data as pieces of the documents folder."""
    for script in script_makers(views):
        yield Piece(f"assets/{script.name}", script.told, partial(_script, script))
    for page in page_makers(views, related):
        yield Piece(page.name, page.told, partial(_pages, page), forks=not page.draws)


def _pages(maker: PageMaker, docs: Path) -> Iterator[str]:
    return write_pages(maker.pages(), docs)


def _script(maker: ScriptMaker, docs: Path) -> tuple[str]:
    name = f"assets/{maker.name}"
    write_text(docs / name, maker.text())
    return (name,)


def write_assets(tables: Tables, root: Path, docs: Path) -> None:
    """Write what editors and pages use beside the data: style sheet, JSON Schemas, libraries installed by npm."""
    sheets = (root / "overrides" / "assets" / "stylesheets" / name for name in STYLES)
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    write_text(docs / "assets" / "stylesheets" / "site.css", text)
    for kind, schema in json_schemas(tables):
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        write_text(docs / "assets" / "schemas" / f"{kind}.schema.json", text)
    for name in LIBRARIES:
        source = root / "node_modules" / name
        if not source.is_file():
            raise DanvanError(not_installed(name), exit_code=ExitCode.FAILED)
        shutil.copyfile(source, docs / "assets" / "search" / source.name)


def run_mkdocs(root: Path, docs: Path, site: Path, before: Before | None = None) -> tuple[Diagnostic, ...]:
    """Render the pages in ``docs`` into ``site`` with the site's own ``mkdocs.yml``; return MkDocs's complaints."""
    warnings = render_html(root / "mkdocs.yml", docs, site, before)
    return tuple(complain("DV804", Location("mkdocs.yml"), problem=warning) for warning in warnings)


def index_fulltext(site: Path, before: Before | None = None) -> None:
    """Index the text of the reports in ``site`` with Pagefind, or take the index over if no report changed.

    Raises DanvanError (DV803) if Pagefind fails.
    """
    reports = tuple((path.name, file_digest(path)) for path in sorted(site.glob(f"{_INDEXED}/*.html")))
    if before and _index_taken_over(site, before, reports):
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", f"{_INDEXED}/*.html", "--quiet"]
    command += ["--exclude-selectors", "dl, .headerlink"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        advice = {"advice_vi": done.stderr.strip()[-300:], "advice_en": done.stderr.strip()[-300:]}
        raise DanvanError(complain("DV803", Location("pagefind"), program="pagefind", **advice))
    if before:
        files = {path.relative_to(site): identity(path) for path in (site / "pagefind").rglob("*") if path.is_file()}
        before.memory.keep("index", _INDEXED, reports, files)


def _index_taken_over(site: Path, before: Before, reports: object) -> bool:
    files: Mapping[Path, Identity] | None = before.memory.recall("index", _INDEXED, reports)
    if files and all(take_over(before.site / name, site / name, state) for name, state in files.items()):
        return True
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    return False
