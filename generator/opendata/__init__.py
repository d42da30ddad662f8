"""Open data: what a build offers for download beside its pages.

Guarantees: everything comes from the ``Site`` alone, so what was held back before holds here too; the same site gives
the same bytes; no table is ever in memory as a whole. Tables and feeds are
pieces of the documents folder (``making``). Files stand in ``du-lieu/`` (tables), ``tin/`` (feeds) and at the
root (link inventory, site map) of the folder given.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from generator.making import Piece
from generator.opendata.atom import atom
from generator.opendata.inventory import write_inventory
from generator.opendata.package import write_package
from generator.opendata.sitemap import write_sitemap
from generator.opendata.spreadsheets import write_csv, write_json_lines, write_xlsx
from generator.render.feeds import Feed, feeds
from generator.render.open_data import FOLDER
from generator.render.views import Views

_FORMS = {"csv": write_csv, "jsonl": write_json_lines, "xlsx": write_xlsx}


def open_data_pieces(views: Views) -> Iterator[Piece]:
    """Yield the tables, the longest first, and the feeds.

    To make one raises DanvanError (DV001) for a column in ``datasets.yml`` that the program does not know.
    """
    for name in reversed(list(views.site.tables.datasets)):
        for ending in reversed(_FORMS):
            path = f"{FOLDER}/{name}.{ending}"
            yield Piece(path, (), partial(_table, name, ending, path, views))
    for feed in feeds(views):
        yield Piece(feed.path, (feed.title, feed.page, *chain.from_iterable(feed.entries)), partial(_feed, feed, views))


def finish_open_data(pages: Sequence[str], views: Views, docs: Path) -> None:
    """Write what describes the whole below ``docs``, where pages and tables stand: package, inventory, site map."""
    tables = [(name, ending) for ending in _FORMS for name in views.site.tables.datasets]
    write_package(tables, views, docs / FOLDER)
    write_inventory(views.site, docs / "objects.inv")
    write_sitemap(pages, views.site, docs)


def _table(name: str, ending: str, path: str, views: Views, docs: Path) -> tuple[str]:
    (docs / FOLDER).mkdir(parents=True, exist_ok=True)
    _FORMS[ending](name, views, docs / path)
    return (path,)


def _feed(feed: Feed, views: Views, docs: Path) -> tuple[str]:
    path = docs / feed.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(atom(feed, views))
    return (feed.path,)
