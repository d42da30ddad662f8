"""Rules over the built site as a whole: every link inside it leads to a page, and to a place on that page.

Independent of MkDocs: it reads what was written, as a browser would.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Location, complain

_HREF = re.compile(r"<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_ID = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:|^//")


def check_site(site: Path) -> tuple[Diagnostic, ...]:
    """Return a complaint (DV306) for each target outside ``site`` or missing in it, at the first page that leads there.

    Absolute addresses are taken from the root of the site.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids: dict[str, frozenset[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    for name in sorted(file for file in files if file.endswith(".html")):
        text = (site / name).read_text(encoding="utf-8")
        ids[name] = frozenset(_first(groups) for groups in _ID.findall(text))
        wanted.extend((name, *target) for target in _targets(text, name))
    return tuple(_broken(wanted, files, ids))


def _targets(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield (path, fragment) of each link, the path relative to the site; outside links keep their address."""
    base = name.rpartition("/")[0]
    for address in sorted({_first(groups).replace("&amp;", "&") for groups in _HREF.findall(text)}):
        if _SCHEME.match(address):
            yield address, ""
            continue
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        target = path.lstrip("/") or "index.html" if path.startswith("/") else normpath(join(base, path))
        yield (target if path else name), unquote(fragment)


def _broken(
    wanted: list[tuple[str, str, str]], files: set[str], ids: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    told: set[tuple[str, str]] = set()
    for page, path, fragment in wanted:
        target = "index.html" if path == "." else path
        missing = target not in files or (fragment and fragment not in ids.get(target, frozenset()))
        if missing and (path, fragment) not in told and not path.startswith(("mailto:", "tel:", "data:")):
            told.add((path, fragment))
            yield complain("DV306", Location(page), page=page, target=f"{path}#{fragment}" if fragment else path)


def _first(groups: tuple[str, ...]) -> str:
    return next((group for group in groups if group), "")
