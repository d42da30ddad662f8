"""The scripts of data that pages load: records to search, places to pick, models to compare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.records import ModelRecord
from generator.render.compare import compare_script, shards
from generator.render.place_units import units_script
from generator.render.search_index import search_table_script
from generator.render.views import Views


@dataclass(frozen=True, slots=True)
class ScriptMaker:
    """Makes the script ``name`` below ``assets/`` from what it is ``told`` and what it reads of the site."""

    name: str
    told: tuple[object, ...]
    make: Callable[..., str]
    views: Views

    def text(self) -> str:
        return self.make(*self.told, self.views)


def script_makers(views: Views) -> Iterator[ScriptMaker]:
    """Yield what makes every script of data."""
    yield ScriptMaker("search/table.js", (), search_table_script, views)
    yield ScriptMaker("places/units.js", (), _units, views)
    for number, models in shards(entry.record.id for entry in views.site.of_kind(ModelRecord)):
        yield ScriptMaker(f"compare/{number}.js", (models,), compare_script, views)


def _units(views: Views) -> str:
    return units_script(views.site.tables.gazetteer, views.site.tables.regions)
