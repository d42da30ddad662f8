"""Rules over the built site as a whole: every link inside it leads to a page, and to a place on that page.

Independent of MkDocs: it reads what was written, as a browser would.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Location, complain
from generator.memory import Memory, file_digest, files_below, identity
from generator.parallel import each

_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s>\"']++)"
_OTHER = rf"(?>(?:\s++(?!(?:href|src)=)[^\s=>]++(?:={_VALUE})?)*)"
"""Attributes before the one that leads somewhere; what their values say is no attribute.

An atomic group: Python 3.11.2 finds nothing with a possessive one, ``(…)*+``.
"""
_HREF = re.compile(rf"<(?:a|link|img|script|source)\b{_OTHER}\s++(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_ID = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:|^//")
_OUTSIDE = ("mailto:", "tel:", "data:")


class Facts(NamedTuple):
    """What is known of one file of the site: the digest of its bytes, its ids, and where its links lead.

    A target is ``path`` or ``path#fragment``, the path relative to the site; an address outside it is kept as it is.
    """

    digest: str
    ids: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


Survey = Mapping[str, Facts]
"""The files of a site by their path, in order."""


def survey(site: Path, memory: Memory | None = None) -> Survey:
    """Return the facts of every file of ``site``. A file that ``memory`` knows in its present state is not read."""
    memory = memory or Memory()
    names = sorted(files_below(site))
    states = {name: identity(f"{site}/{name}") for name in names}
    known: dict[str, Facts | None] = {name: memory.recall("facts", name, states[name]) for name in names}
    unknown = [name for name, facts in known.items() if facts is None]
    for name, facts in zip(unknown, each(partial(_facts, site), unknown), strict=True):
        known[name] = _shared(facts)
        memory.keep("facts", name, states[name], known[name])
    return {name: facts for name, facts in known.items() if facts is not None}


def check_site(found: Survey, neighbours: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """Return a complaint (DV306) for each target outside the site or missing in it, at the first page that leads there.

    Absolute addresses are taken from the root of the site; ``neighbours`` are addresses of other sites it may lead to.
    """
    targets: set[str] = set().union(*(facts.targets for facts in found.values()))
    outside = _OUTSIDE + neighbours
    inside = (one for one in targets if not one.startswith(outside) and one.partition("#")[0] + "/" not in neighbours)
    broken = {target for target in inside if not _stands(target, found)}
    first: dict[str, str] = {}
    for name, facts in found.items() if broken else ():
        for target in facts.targets:
            if target in broken:
                first.setdefault(target, name)
    return tuple(complain("DV306", Location(page), page=page, target=target) for target, page in first.items())


def _stands(target: str, found: Survey) -> bool:
    path, _, fragment = target.partition("#")
    facts = found.get("index.html" if path == "." else path)
    return facts is not None and (not fragment or fragment in facts.ids)


def _facts(site: Path, name: str) -> Facts:
    path = site / name
    if not name.endswith(".html"):
        return Facts(file_digest(path))
    text = path.read_text(encoding="utf-8")
    ids = {_first(groups) for groups in _ID.findall(text)}
    return Facts(file_digest(path), tuple(sorted(ids)), tuple(_targets(text, name)))


def _shared(facts: Facts) -> Facts:
    """Return ``facts`` with each string held once: thousands of pages lead to the same places."""
    ids, targets = tuple(map(sys.intern, facts.ids)), tuple(map(sys.intern, facts.targets))
    return Facts(facts.digest, ids, targets)


def _targets(text: str, name: str) -> Iterator[str]:
    """Yield where each link of a page leads, each once."""
    base = name.rpartition("/")[0]
    for address in sorted({_first(groups).replace("&amp;", "&") for groups in _HREF.findall(text)}):
        if _SCHEME.match(address):
            yield address
            continue
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        target = path.lstrip("/") or "index.html" if path.startswith("/") else normpath(join(base, path))
        yield (target if path else name) + (f"#{unquote(fragment)}" if fragment else "")


def _first(groups: tuple[str, ...]) -> str:
    return next((group for group in groups if group), "")
