"""The offline edition: the built site as one zip that opens from a disk or a stick by double click (file://).

Everything the web edition has but what a browser refuses on file://: the full text of reports is searched in a table
loaded by a script instead of Pagefind. Every name is one that Windows, FAT and exFAT take. The same site gives the same
bytes.
"""

import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from generator.diagnostics import DanvanError, Diagnostic, Location, complain
from generator.offline.fulltext import fulltext_script
from generator.portable import can_be_held, twins

_SKIPPED = ("pagefind/", "sitemap.xml", "404.html")
"""What only a server or a search engine asks for."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the zip: the earliest a zip can hold."""


def write_offline(site: Path, target: Path, name: str, title: str) -> int:
    """Write the built ``site`` as the zip ``target``, below a folder ``name``, and return its number of files.

    ``title`` is that of the page at the top of the zip which leads inside. Raises DanvanError (DV851) for names that
    Windows does not take and OSError where the disk refuses; then ``target`` is what it was before.
    """
    files = {f"{name}/{path}": site / path for path in _paths(site)}
    wrong = tuple(_unsafe(files))
    if wrong:
        raise DanvanError(*wrong)
    made = {
        f"{name}/assets/search/fulltext.js": fulltext_script(site).encode(),
        f"{name}.html": _door(f"{name}/index.html", title).encode(),
    }
    aside = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted({*files, *made}):
                data = made[path] if path in made else files[path].read_bytes()
                archive.writestr(_entry(path), data)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return len({*files, *made})


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same bytes wherever it is made
    entry.external_attr = 0
    return entry


def _paths(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(_SKIPPED) and not name.endswith(".map"):
            yield name


def _unsafe(paths: dict[str, Path]) -> Iterator[Diagnostic]:
    """Yield a complaint for each path that some system cannot hold, or cannot tell from another."""
    alike = {path for group in twins(paths) for path in group}
    for path in sorted({path for path in paths if not can_be_held(path)} | alike):
        yield complain("DV851", Location(path), path=path)


def _door(address: str, title: str) -> str:
    """Return the page beside the folder that leads inside, so that nobody has to look for the right file."""
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}"></head>\n'
        f'<body><p><a href="{address}">{escape(title)}</a></p></body></html>\n'
    )
