"""Where things are: the map of the country, by province, and the map of one province, by the units models lie in.

A map is left out where it would hold a single place. Historic units count where they lie today.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.entities import Level, Locality, Ref, Relation
from generator.records import Entry, ModelRecord, Record
from generator.render.charts import Caption
from generator.render.maps import Dot, distance, dot_map
from generator.render.markdown import section, table
from generator.render.number import day, number
from generator.render.parts import to
from generator.render.views import Views
from generator.text import sort_key

_NAMED, _TOLD = 20, 30
"""Units around those with models whose names still help; rows of the table under a map."""
_OUT_AT_SEA = 300
"""Kilometres from the seat of its province from which only its name on the map tells whose an island is."""


def country_map(page: str, views: Views) -> str:
    """Return the section that shows which provinces of today have models or reports; of a single one, its own map."""
    labels, units = views.labels, views.site.tables.gazetteer.by_id
    models, reports = _counts(views)
    held = sorted((units[name] for name in models.keys() | reports.keys()), key=lambda unit: sort_key(unit.name))
    if len(held) < 2:
        return province_map(held[0], page, views) if held else ""
    provinces = [unit for unit in units.values() if unit.level is Level.PROVINCE and unit.until is None]
    islands = [unit for unit in units.values() if unit.type == "Đặc khu"]
    named = [*_far_islands(islands, views), *sorted(held, key=lambda unit: -models[unit.id])]
    dots = _dots(named, [*provinces, *islands], {unit.id: 1 + models[unit.id] for unit in held})
    told = [f"{unit.full_name}: {_counted(models[unit.id], reports[unit.id], views)}" for unit in held]
    counted = _counted(len(views.models), len(views.reports), views)
    caption = Caption("ban-do", labels["map_country"], "; ".join(told), _source(counted, views.models, views))
    rows = [
        [to(unit.ref, page, views, unit.full_name), number(models[unit.id]), number(reports[unit.id])] for unit in held
    ]
    head = [labels["province"], labels["models"], labels["reports"]]
    drawn = dot_map(caption, dots, views.site.tables.outline, whole=True)
    return section(labels["map_country"], drawn, table(head, rows, numeric=(1, 2)), anchor="ban-do-kho")


def is_mapped(views: Views) -> bool:
    """Return whether ``country_map`` has something to show."""
    provinces = [*dict.fromkeys(name for counts in _counts(views) for name in counts)]
    units = views.site.tables.gazetteer.by_id
    return len(provinces) > 1 or any(len(_places(units[name], views)) > 1 for name in provinces)


def province_map(unit: Locality, page: str, views: Views) -> str:
    """Return the section with the map of a province and the units in it that models lie in; empty for a single one."""
    units, labels = views.site.tables.gazetteer, views.labels
    models = {entry.ref: entry for name in _names(unit) for entry in views.models_in.get(name, ())}
    places = _places(unit, views)
    held = sorted((units.by_id[name] for name in places), key=lambda one: (-places[one.id], sort_key(one.full_name)))
    if len(held) < 2:
        return ""
    parts = [child for child in units.children.get(unit.id, ()) if child.until == unit.until]
    few = sorted(parts, key=lambda one: sort_key(one.name)) if len(parts) <= _NAMED else ()
    dots = _dots([*_far_islands(parts, views), *held, *few], parts, places)
    told = "; ".join(f"{one.full_name}: {number(places[one.id])}" for one in held)
    title = labels["map_province"].format(place=unit.full_name)
    source = _source(_counted(len(models), 0, views), models.values(), views)
    drawn = dot_map(Caption(f"ban-do-{unit.id}", title, told, source), dots, views.site.tables.outline)
    rows = [[to(one.ref, page, views, one.full_name), number(places[one.id])] for one in held[:_TOLD]]
    return section(title, drawn, table([labels["locality"], labels["count"]], rows, (1,)), anchor="ban-do")


def _names(unit: Locality) -> tuple[str, ...]:
    return (unit.id, *unit.predecessors)


def _places(unit: Locality, views: Views) -> Mapping[str, int]:
    """Return how many models lie in each unit of a province, by its id; what became the province is part of it."""
    units, inside = views.site.tables.gazetteer.by_id, _names(unit)
    return {
        place: len(models)
        for place, models in views.models_at.items()
        if any(above.id in inside for above in views.chain(units[place]))
    }


def _counts(views: Views) -> tuple[Counter[str], Counter[str]]:
    """Return how many models and how many reports there are in each province of today, by its id."""
    issued = [(ref.id, (entry,)) for entry in views.reports for ref in views.targets(entry.ref, Relation.ISSUED_IN)]
    return _by_province(views.models_at.items(), views), _by_province(issued, views)


def _by_province(held: Iterable[tuple[str, Iterable[Entry[Record]]]], views: Views) -> Counter[str]:
    """Return how many of the entries ``held`` in units there are in each province of today, by its id."""
    units = views.site.tables.gazetteer
    found: dict[str, set[Ref]] = defaultdict(set)
    for place, entries in held:
        found[units.province_today(units.by_id[place]).id].update(entry.ref for entry in entries)
    return Counter({province: len(refs) for province, refs in found.items()})


def _far_islands(units: Iterable[Locality], views: Views) -> list[Locality]:
    """Return those of ``units`` that lie far out at sea; their names come before all others."""
    known = views.site.tables.gazetteer.by_id
    pairs = [(unit, _dots((unit, known[unit.parent]), (), {})) for unit in units if unit.parent]
    return [unit for unit, dots in pairs if len(dots) == 2 and distance(*dots) > _OUT_AT_SEA]


def _dots(named: Iterable[Locality], around: Iterable[Locality], weights: Mapping[str, int]) -> list[Dot]:
    """Return a dot for each unit that has coordinates, once: those that get their name first, then the others."""
    labels = {unit.id: (unit, unit.short_name) for unit in named}
    labels |= {unit.id: (unit, "") for unit in around if unit.id not in labels}
    return [
        Dot(unit.longitude, unit.latitude, weights.get(unit.id, 0), label)
        for unit, label in labels.values()
        if unit.longitude is not None and unit.latitude is not None
    ]


def _counted(models: int, reports: int, views: Views) -> str:
    names = views.labels["model"].lower(), views.labels["report"].lower()
    return ", ".join(f"{number(count)} {name}" for count, name in zip((models, reports), names, strict=True) if count)


def _source(counted: str, models: Iterable[Entry[ModelRecord]], views: Views) -> str:
    """Return what a map was drawn from, and the day of the last change to any of its models."""
    days = [entry.record.updated for entry in models if entry.record.updated]
    source = views.labels["map_source"].format(counted=counted)
    return f"{source} {views.labels['updated']}: {day(max(days))}." if days else source
