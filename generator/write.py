"""The one module that writes the build: pages, redirects and assets into a folder of their own, then the swap.

Front matter is written as one JSON value a key, which is YAML that any reader takes the same way (``title: "Báo cáo:
kết quả"``); a page is never written by hand-made YAML. Nothing outside the folder given is touched.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from generator.diagnostics import DanvanError, ExitCode, Location, complain, refusal
from generator.entities import Page
from generator.lock import HeldError, held
from generator.render.address import link_from
from generator.swap import recover, swap

_VALUE = json.JSONEncoder(ensure_ascii=False, default=str)
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters JSON allows in a string and YAML does not, or takes for the end of a line."""


def write_pages(pages: Iterable[Page], folder: Path) -> Iterator[str]:
    """Write pages, the JSON beside them and the redirects to them below ``folder``; yield the name of each file."""
    for page in pages:
        write_text(folder / page.path, page_text(page))
        yield page.path
        if page.data:
            name = page.path.removesuffix(".md") + ".json"
            write_text(folder / name, page.data)
            yield name
        for old in page.redirects:
            name = old.removesuffix(".md") + ".html"
            write_text(folder / name, redirect_html(old, page))
            yield name


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with its line ends, in a folder that is made where it is missing."""
    data = text.encode()
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def page_text(page: Page) -> str:
    """Return the file of a page: front matter between ``---`` lines, then its Markdown."""
    meta = "".join(f"{key}: {_json(value)}\n" for key, value in page.meta.items())
    return f"---\n{meta}---\n\n{page.body}\n"


def _json(value: object) -> str:
    text = _VALUE.encode(value)
    return _NOT_IN_YAML.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def redirect_html(old: str, page: Page) -> str:
    """Return the page that stands at an old address and leads to the new one, without script."""
    target = escape(link_from(old, page.path).removesuffix(".md") + ".html")
    title = escape(str(page.meta["title"]))
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">\n'
        f'<meta name="robots" content="noindex"></head>\n<body><p><a href="{target}">{title}</a></p></body></html>\n'
    )


@contextmanager
def staging(build: Path) -> Iterator[Path]:
    """Give an empty folder beside what is published; it is gone afterwards, whatever happened.

    Raises DanvanError (DV801) while another build is at work and (DV802) when the disk refuses.
    """
    folder = build / "staging"
    try:
        build.mkdir(parents=True, exist_ok=True)
        with held(build / "lock"):
            recover(build)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except HeldError as other:
        busy = complain("DV801", Location(str(build / "lock")), pid=str(other))
        raise DanvanError(busy, exit_code=ExitCode.BUSY) from other
    except OSError as problem:
        path = str(problem.filename or build)
        words = complain("DV802", Location(path), path=path, problem=refusal(problem))
        raise DanvanError(words, exit_code=ExitCode.FAILED) from problem


def publish(staged: Path, build: Path, names: Iterable[str]) -> None:
    """Put the staged folders ``names`` in the place of those in ``build``; the old ones stand until the new are in."""
    for name in names:
        swap(staged / name, build / name)
