"""The scripts of data that pages load: records to search, places to pick, models to compare."""

from collections.abc import Iterator

from generator.records import ModelRecord
from generator.render.compare import compare_scripts
from generator.render.place_units import units_script
from generator.render.search_index import search_table_script
from generator.render.views import Views
from generator.site import Site


def site_scripts(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path below ``assets/``, text) of every script of data."""
    views = Views(site)
    yield "search/table.js", search_table_script(site)
    yield "places/units.js", units_script(site.tables.gazetteer, site.tables.regions)
    for name, text in compare_scripts(site.of_kind(ModelRecord), views):
        yield f"compare/{name}", text
