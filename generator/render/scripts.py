"""The scripts of data that pages load: records to search, places to pick, models to compare."""

from collections.abc import Callable, Iterator
from functools import partial

from generator.records import ModelRecord
from generator.render.compare import compare_scripts
from generator.render.place_units import units_script
from generator.render.search_index import search_table_script
from generator.render.views import Views


def site_scripts(views: Views) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path below ``assets/`` of every script of data, and what makes its text."""
    tables = views.site.tables
    yield "search/table.js", partial(search_table_script, views)
    yield "places/units.js", partial(units_script, tables.gazetteer, tables.regions)
    for name, make in compare_scripts(views.site.of_kind(ModelRecord), views):
        yield f"compare/{name}", make
