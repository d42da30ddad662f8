"""MkDocs's own build of a folder of pages, with the pages shared among processes.

The steps and the functions are those of ``mkdocs.commands.build``, so the HTML is that of ``mkdocs build``, byte for
byte. What differs: a page is forgotten as soon as it is written, so that memory does not grow with the site; pages are
independent of one another (stock plugins only, titles of the navigation in ``mkdocs.yml``), so any process may render
any of them.
"""

import gc
import logging
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

_CHUNK = 100
_WORTH_FORKING = 400
"""Pages below which starting processes costs more than it saves."""


@dataclass(frozen=True)
class _Work:
    """What every process needs to render a page."""

    config: MkDocsConfig
    files: Files
    pages: Sequence[File]
    navigation: Navigation
    environment: Environment


_work: _Work | None = None


def render_html(config_file: Path, docs: Path, site: Path, processes: int | None = None) -> tuple[str, ...]:
    """Render the pages in ``docs`` into ``site``; return what MkDocs warns of, in order.

    ``processes`` None means one a core. An error of MkDocs is among the warnings: the caller decides what it weighs.
    """
    with _warnings() as found:
        try:
            config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(site))
            config.plugins.on_startup(command="build", dirty=False)
            found += _render(_gathered(config), processes or os.cpu_count() or 1)
            config.plugins.on_shutdown()
        except (MkDocsException, Abort) as problem:
            found.append(str(problem))
    return tuple(sorted(set(found)))


def _gathered(config: MkDocsConfig) -> _Work:
    """Return everything a page depends on, with static files and templates already written."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    environment = config.theme.get_env()
    files.add_files_from_theme(environment, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    navigation = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = list(files.documentation_pages())
    for file in pages:
        if file.page is None:
            Page(None, file, config)
    environment = config.plugins.on_env(environment, config=config, files=files) or environment
    files.copy_static_files()
    for template in config.theme.static_templates:
        mkdocs_build._build_theme_template(template, environment, files, config, navigation)
    environment.get_template("main.html")  # compiled once, before processes part
    return _Work(config, files, pages, navigation, environment)


def _render(work: _Work, processes: int) -> list[str]:
    """Render every page of ``work``, in this process or in forked ones."""
    global _work
    _work = work
    chunks = [range(start, min(start + _CHUNK, len(work.pages))) for start in range(0, len(work.pages), _CHUNK)]
    try:
        if processes < 2 or len(work.pages) < _WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
            return [warning for chunk in chunks for warning in _render_chunk(chunk)]
        gc.freeze()  # what is shared stays shared: the collector must not touch it in the children
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            return [warning for found in pool.imap_unordered(_render_chunk, chunks) for warning in found]
    finally:
        gc.unfreeze()
        _work = None


def _render_chunk(numbers: range) -> list[str]:
    """Render the pages with these numbers and return what MkDocs warned of."""
    assert _work is not None
    config, files, pages = _work.config, _work.files, _work.pages
    with _warnings() as found:
        for number in numbers:
            page = pages[number].page
            assert page is not None
            mkdocs_build._populate_page(page, config, files)
            mkdocs_build._build_page(page, config, pages, _work.navigation, _work.environment)
            page.markdown = page.content = None
    return found


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs logs as a warning or worse while the block runs."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    before = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [handler]
    try:
        yield found
    finally:
        logger.propagate, logger.handlers = before
