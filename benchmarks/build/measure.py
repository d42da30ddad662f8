"""Times a whole build of N synthetic models, stage by stage, beside plain MkDocs with Material's own search.

    python -m benchmarks.build.measure 25000

Every stage is a process of its own, so that its peak memory is its own; both builds are of the same pages, in one run.
Times are given as shares of the plain build: machines differ, ratios less so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.build.synthetic import ROOT, write_content
from generator.tables import load_tables

PLAIN = """site_name: plain
docs_dir: docs
site_dir: plain-site
use_directory_urls: false
theme: {name: material, custom_dir: plain-theme, language: vi, font: false}
plugins: [search]
nav: [{Home: index.md}]
not_in_nav: "*"
markdown_extensions: [attr_list, def_list, footnotes, tables]
validation: {nav: {omitted_files: ignore}}
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One stage: wall seconds and peak resident memory in MiB."""

    name: str
    seconds: float
    memory: float


def measure(count: int, folder: Path) -> list[Measured]:
    """Return the stages of a build of ``count`` models made in ``folder``, the whole build, and the plain one."""
    for name in ("site_config", "overrides", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    write_content(count, folder, load_tables(ROOT / "site_config"))
    found = [
        _stage("generate", lambda: _generate(folder)),
        _stage("MkDocs", lambda: _mkdocs(folder)),
        _stage("Pagefind", lambda: _pagefind(folder)),
        _stage("check links", lambda: _check(folder)),
        _command("danvan build", [sys.executable, "-m", "generator", "build", "--root", str(folder)]),
    ]
    (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
    (folder / "plain-theme").mkdir()
    for name in ("home.html", "search.html"):  # two pages ask for these by name
        (folder / "plain-theme" / name).write_text('{% extends "main.html" %}', encoding="utf-8")
    plain = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "plain.yml")]
    return [*found, _command("plain mkdocs build", plain)]


def _generate(folder: Path) -> None:
    from generator.pipeline import load_site, write_assets
    from generator.render import render_site
    from generator.write import write_pages

    site, _ = load_site(folder)
    write_pages(render_site(site), folder / "docs")
    write_assets(site, folder, folder / "docs")


def _mkdocs(folder: Path) -> None:
    from generator.pipeline import run_mkdocs

    run_mkdocs(folder, folder / "docs", folder / "site")


def _pagefind(folder: Path) -> None:
    from generator.pipeline import index_fulltext

    index_fulltext(folder / "site")


def _check(folder: Path) -> None:
    from generator.check import check_site, survey

    found = check_site(survey(folder / "site"))
    if found:
        print(*(one.message("en") for one in found[:5]), sep="\n")


def _stage(name: str, work: Callable[[], None]) -> Measured:
    """Measure ``work`` in a forked process."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return _ended(name, child, begun)


def _command(name: str, command: list[str]) -> Measured:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    measured = _ended(name, process.pid, begun)
    process.returncode = 0
    return measured


def _ended(name: str, child: int, begun: float) -> Measured:
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{name} failed with status {status}")
    return Measured(name, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def size(folder: Path) -> float:
    """Return the size of ``folder`` in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def main(count: int) -> None:
    """Print the table for ``count`` models."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stages = measure(count, folder)
        whole = stages[-1].seconds
        print(f"{count} models; plain build = 1.00 ({whole:.1f} s on this machine)\n")
        print("| stage | time, plain build = 1 | peak memory, MiB |\n| --- | ---: | ---: |")
        for stage in stages:
            print(f"| {stage.name} | {stage.seconds / whole:.2f} | {stage.memory:.0f} |")
        table = (folder / "docs" / "assets" / "search" / "table.js").stat().st_size / 2**20
        plain = (folder / "plain-site" / "search" / "search_index.json").stat().st_size / 2**20
        print(f"\nsite {size(folder / 'site'):.0f} MiB, search table {table:.1f} MiB; plain site"
              f" {size(folder / 'plain-site'):.0f} MiB, its search index {plain:.1f} MiB")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
