"""Open data: what a build offers for download beside its pages.

Guarantees: everything comes from the ``Site`` alone, so what was held back before holds here too; the same site gives
the same bytes; no table is ever in memory as a whole. Files stand in ``du-lieu/`` (tables), ``tin/`` (feeds) and at the
root (link inventory, site map) of the folder given.
"""

from functools import partial
from pathlib import Path

from generator.opendata.atom import write_feeds
from generator.opendata.inventory import write_inventory
from generator.opendata.package import write_package
from generator.opendata.sitemap import write_sitemap
from generator.opendata.spreadsheets import Written, write_csv, write_json_lines, write_xlsx
from generator.parallel import each
from generator.render.open_data import FOLDER
from generator.render.views import Views

_FORMS = {"csv": write_csv, "jsonl": write_json_lines, "xlsx": write_xlsx}


def write_open_data(views: Views, docs: Path) -> None:
    """Write the open data of a site below ``docs``, where its pages already stand (the site map lists them).

    Raises DanvanError (DV001) for a column in ``datasets.yml`` that the program does not know.
    """
    site = views.site
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    work = [(name, ending) for ending in _FORMS for name in site.tables.datasets]
    written = list(each(partial(_write, views, folder), work, few=1 if len(site.entries) > 400 else len(work) + 1))
    write_package(written, views, folder)
    write_feeds(views, docs)
    write_inventory(site, docs / "objects.inv")
    write_sitemap(site, docs)


def _write(views: Views, folder: Path, one: tuple[str, str]) -> Written:
    name, ending = one
    return _FORMS[ending](name, views, folder / f"{name}.{ending}")
