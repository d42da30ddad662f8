"""Open data: what a build offers for download beside its pages.

Guarantees: everything comes from the ``Site`` alone, so what was held back before holds here too; the same site gives
the same bytes; no table is ever in memory as a whole. Parts of tables, tables and feeds are pieces (``making``). Files
stand in ``du-lieu/`` (tables), ``tin/`` (feeds) and at the root (link inventory, site map) of the folder given.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from generator.making import Piece
from generator.opendata.atom import atom
from generator.opendata.inventory import inventory_piece
from generator.opendata.package import write_package
from generator.opendata.sitemap import write_sitemap
from generator.opendata.tables import part_pieces, table_pieces
from generator.render.feeds import Feed, feeds
from generator.render.open_data import FOLDER
from generator.render.views import Views

__all__ = ["feed_pieces", "finish_open_data", "inventory_piece", "part_pieces", "table_pieces"]


def feed_pieces(views: Views) -> Iterator[Piece]:
    """Yield the feeds as pieces of the documents folder."""
    for feed in feeds(views):
        yield Piece(feed.path, (feed.title, feed.page, *chain.from_iterable(feed.entries)), partial(_feed, feed, views))


def finish_open_data(pages: Sequence[str], views: Views, docs: Path) -> None:
    """Write what describes the whole below ``docs``, where pages and tables stand: package and site map."""
    write_package(views, docs / FOLDER)
    write_sitemap(pages, views.site, docs)


def _feed(feed: Feed, views: Views, docs: Path) -> tuple[str]:
    path = docs / feed.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(atom(feed, views))
    return (feed.path,)
