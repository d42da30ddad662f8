"""MkDocs's own build of a folder of pages, with the pages shared among processes.

The steps and the functions are those of ``mkdocs.commands.build``, so the HTML is that of ``mkdocs build``, byte for
byte. What differs: a page is forgotten as soon as it is written, so that memory does not grow with the site; pages are
independent of one another (stock plugins only, titles of the navigation in ``mkdocs.yml``), so any process may render
any of them.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.parallel import each


@dataclass(frozen=True)
class _Work:
    """What every process needs to render a page."""

    config: MkDocsConfig
    files: Files
    pages: Sequence[File]
    navigation: Navigation
    environment: Environment


def render_html(config_file: Path, docs: Path, site: Path, processes: int | None = None) -> tuple[str, ...]:
    """Render the pages in ``docs`` into ``site``; return what MkDocs warns of, in order.

    ``processes`` None means one a core. An error of MkDocs is among the warnings: the caller decides what it weighs.
    """
    with _warnings() as found:
        try:
            config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(site))
            config.plugins.on_startup(command="build", dirty=False)
            work = _gathered(config)
            for warnings in each(partial(_render, work), work.pages, processes):
                found += warnings
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


def _render(work: _Work, file: File) -> list[str]:
    """Render one page and return what MkDocs warned of."""
    page = file.page
    assert page is not None
    with _warnings() as found:
        mkdocs_build._populate_page(page, work.config, work.files)
        mkdocs_build._build_page(page, work.config, work.pages, work.navigation, work.environment)
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
