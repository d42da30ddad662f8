"""MkDocs's own build of a folder of pages, with the pages shared among processes.

The steps and the functions are those of ``mkdocs.commands.build``, so the HTML is that of ``mkdocs build``, byte for
byte. What differs: a page is forgotten as soon as it is written, so that memory does not grow with the site; pages are
independent of one another (stock plugins only, titles of the navigation in ``mkdocs.yml``), so any process may render
any of them, and a page whose Markdown, configuration and templates are those of the build before has its HTML still:
it is linked into the new site, not rendered. (A template that lists all pages would need ``memory=None``.)
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, TemplateError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.memory import Identity, Memory, folder_digest, identity, second_name, take_over
from generator.parallel import each
from generator.plain_page import PlainPages, plain_pages

STYLES = ("base.css", "search.css", "danvan.css")
"""Style sheets below ``overrides/assets/stylesheets/`` that the pages load as one, ``site.css``, in this order."""

_UNUSED = (
    "assets/javascripts/bundle.",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
    *(f"assets/stylesheets/{name}" for name in STYLES),
)
"""Files of the theme that no page loads (``overrides/main.html``), or loads as parts of another (``site.css``)."""


@dataclass(frozen=True)
class _Work:
    """What every process needs to render a page."""

    config: MkDocsConfig
    files: Files
    pages: Sequence[File]
    navigation: Navigation
    environment: Environment
    plain: PlainPages | None


_Makings = dict[str, tuple[Identity | None, str]]
"""By page: the state of the file of its Markdown, and a digest of configuration and templates."""


@dataclass(frozen=True)
class Before:
    """The site that stands, and what is remembered of how its pages were made."""

    site: Path
    memory: Memory


def render_html(
    config_file: Path, docs: Path, site: Path, before: Before | None = None, processes: int | None = None
) -> tuple[str, ...]:
    """Render the pages in ``docs`` into ``site``; return what MkDocs warns of, in order.

    ``processes`` None means one a core. An error of MkDocs is among the warnings: the caller decides what it weighs.
    """
    with _warnings() as found:
        try:
            config = load_config(str(config_file), docs_dir=str(docs.absolute()), site_dir=str(site.absolute()))
            config.plugins.on_startup(command="build", dirty=False)
            work = _gathered(config)
            _write_frame(work)
            makings = _makings(work) if before and _pages_are_independent(config) else {}
            left = [file for file in work.pages if not (before and makings and _taken_over(file, makings, before))]
            for warnings in each(partial(_render, work), left, processes):
                found += warnings
            config.plugins.on_shutdown()
            if before and makings and not found:
                for file in left:
                    before.memory.keep("html", file.src_uri, makings[file.src_uri], identity(Path(file.abs_dest_path)))
        except (MkDocsException, Abort, TemplateError) as problem:
            found.append(str(problem) or type(problem).__name__)
    return tuple(sorted(set(found)))


class PageRenderer:
    """Renders one page at a time as ``render_html`` would, beside pages that stand in ``docs``; nothing is written."""

    def __init__(self, config_file: Path, docs: Path) -> None:
        site = docs.absolute().with_name("site")
        self._config = load_config(str(config_file), docs_dir=str(docs.absolute()), site_dir=str(site))
        self._config.plugins.on_startup(command="build", dirty=False)
        self._work = _gathered(self._config)

    def html(self, name: str, text: str) -> bytes:
        """Return the HTML of the page ``name``, relative to the documents, whose file would hold ``text``."""
        with TemporaryDirectory() as folder:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")
            file = File(name, folder, folder, use_directory_urls=False)
            Page(None, file, self._config)
            _render(self._work, file)
            return Path(file.abs_dest_path).read_bytes()


def _gathered(config: MkDocsConfig) -> _Work:
    """Return everything a page depends on."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    environment = config.theme.get_env()
    files.add_files_from_theme(environment, config)
    for file in [file for file in files if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map")]:
        files.remove(file)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    navigation = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    environment = config.plugins.on_env(environment, config=config, files=files) or environment
    environment.get_template("main.html")  # compiled once, before processes part
    pages = list(files.documentation_pages())
    return _Work(config, files, pages, navigation, environment, plain_pages(config, files))


def _write_frame(work: _Work) -> None:
    """Put what is no page into the site; files of the documents by a second name, as nobody writes to them."""
    config = work.config
    for file in work.pages:
        if file.page is None:
            Page(None, file, config)
    for file in work.files:
        if file.is_documentation_page() or not file.inclusion.is_included():  # type: ignore[no-untyped-call]
            continue
        if file.src_dir == config.docs_dir and file.abs_src_path:
            second_name(file.abs_src_path, file.abs_dest_path)
        else:
            file.copy_file()
    for template in config.theme.static_templates:
        mkdocs_build._build_theme_template(template, work.environment, work.files, config, work.navigation)


def _pages_are_independent(config: MkDocsConfig) -> bool:
    """Return False where a plugin or hook may have made one page from another, or another file configures the build."""
    text = Path(config.config_file_path).read_text(encoding="utf-8")
    return not (config.plugins or config.hooks or "INHERIT" in text)


def _makings(work: _Work) -> _Makings:
    """Return what the HTML of each page is made from. The theme's own templates are part of the program."""
    own = [Path(work.config.theme.custom_dir)] if work.config.theme.custom_dir else []
    frame = folder_digest(Path(work.config.config_file_path), *own)
    return {file.src_uri: (identity(str(file.abs_src_path)), frame) for file in work.pages}


def _taken_over(file: File, makings: _Makings, before: Before) -> bool:
    """Link the page as it stands into the new site, if it is made from the same; return whether it was."""
    state: Identity | None = before.memory.recall("html", file.src_uri, makings[file.src_uri])
    return state is not None and take_over(f"{before.site}/{file.dest_uri}", file.abs_dest_path, state)


def _render(work: _Work, file: File) -> list[str]:
    """Render one page and return what MkDocs warned of."""
    page = file.page
    assert page is not None
    with _warnings() as found:
        if not (work.plain and work.plain.fill(page)):
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
