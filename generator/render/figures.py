"""Figures people would rather look at than read: the page of figures and the charts of other pages.

A chart never stands alone: the table it was drawn from stands under it, and its source and date are named. However
many models there are, the number of charts and of the marks in them stays within fixed bounds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.entities import Kind, Page, Relation
from generator.records import DirectiveRecord, Entry, Figure, ReportRecord
from generator.render.address import FOLDERS
from generator.render.charts import Bar, Caption, bar_chart, bubble_chart
from generator.render.lists import field_list, list_path, year_list
from generator.render.markdown import link, section, table, words
from generator.render.number import day, number, years
from generator.render.parts import hub_page, to
from generator.render.place_maps import is_mapped
from generator.render.views import LEVELS, Views
from generator.text import sort_key

_PLACES, _YEARS = 15, 25
_PAGE = "so-lieu.md"
_COMPARED = ("built", "replicated", "effective")


def figures_page(views: Views) -> Page:
    """Return the page of figures: counts of models by field as reports state them, then the site's own counts."""
    labels = views.labels
    parts = [words(labels["figures_intro"]) + "\n{: .dv-lead }"]
    for entry in views.listed(ReportRecord):
        counted = [figure for figure in entry.record.figures if figure.measure and figure.unit != "%"]
        if counted:
            source = f"{words(labels['figure_source'])}: {to(entry.ref, _PAGE, views)}"
            chart = _report_chart(entry, counted, views)
            where = ", ".join(filter(None, (counted_where(entry, views), years(entry.record.period))))
            title = labels["chart_compared"].format(where=where)
            parts.append(section(title, source, chart, _cross_table(counted, views), anchor=entry.record.id))
    parts += [_own_fields(views), _own_years(views), _own_places(views)]
    return hub_page(_PAGE, labels["figures"], parts)


def field_chart(field: str, figures: Sequence[tuple[Entry[ReportRecord], Figure]], views: Views) -> str:
    """Return what reports count in one field as bars, a group for each report."""
    groups: dict[str, list[Bar]] = {}
    for entry, figure in figures:
        if figure.unit != "%":
            groups.setdefault(counted_where(entry, views), []).append(_bar(figure, views))
    sources = "; ".join(dict.fromkeys(_dated(entry) for entry, figure in figures if figure.unit != "%"))
    name = views.site.tables.name_of("fields", field)
    title = f"{views.labels['counted_by_reports']}: {name}"
    source = f"{views.labels['figure_source']}: {sources}."
    return bar_chart(_caption(f"do-thi-{field}", title, groups, source), groups)


def directives_over_time(views: Views) -> str:
    """Return how many directives each level issued in each year, as bubbles and as a table."""
    issued = Counter(
        (views.level_of(entry.ref), entry.record.date.year)
        for entry in views.listed(DirectiveRecord)
        if entry.record.date
    )
    levels = [level for level in LEVELS if any(one == level for one, _ in issued)]
    rows = [(level, sorted(year for one, year in issued if one == level)) for level in levels]
    counts = [(levels.index(level), year, count) for (level, year), count in sorted(issued.items())]
    labels = views.labels
    told = {labels[level]: [Bar(0, f"{y}: {issued[level, y]}") for y in when] for level, when in rows}
    source = labels["chart_source_directives"].format(count=number(sum(issued.values())))
    chart = bubble_chart(_caption("do-thi-van-ban", labels["chart_directives"], told, source), list(told), counts)
    cells = [
        [words(labels[level]), number(sum(issued[level, y] for y in when)), words(_by_year(issued, level, when))]
        for level, when in rows
    ]
    return section(
        labels["chart_directives"], chart, table([labels["level"], labels["count"], labels["year"]], cells, (1,))
    )


def _by_year(issued: Counter[tuple[str, int]], level: str, when: Sequence[int]) -> str:
    """Return "2011, 2013 (2), 2014": how many in a year is said where it is more than one."""
    return ", ".join(f"{year} ({issued[level, year]})" if issued[level, year] > 1 else str(year) for year in when)


def _report_chart(entry: Entry[ReportRecord], figures: Sequence[Figure], views: Views) -> str:
    tables = views.site.tables
    groups = {
        field.name: [_bar(f, views) for m in _COMPARED for f in figures if f.field == field.id and f.measure == m]
        for field in tables.fields
    }
    groups = {name: bars for name, bars in groups.items() if bars}
    title = f"{views.labels['measures_by_field']}: {entry.record.title}"
    source = f"{views.labels['figure_source']}: {_dated(entry)}."
    return bar_chart(_caption(f"do-thi-{entry.record.id}", title, groups, source), groups)


def _bar(figure: Figure, views: Views) -> Bar:
    measure = views.site.tables.name_of("measures", figure.measure or "")
    return Bar(figure.value, f"{number(figure.value)} {measure.lower()}")


def _own_fields(views: Views) -> str:
    labels, tables = views.labels, views.site.tables
    counts: list[tuple[str, str | None, int]]
    counts = [(field.name, field.id, len(views.by_field.get(field.id, ()))) for field in tables.fields]
    if None in views.by_field:
        counts.append((labels["field_unknown"], None, len(views.by_field[None])))
    groups = {name: [Bar(count, number(count))] for name, _, count in counts}
    chart = bar_chart(_own("do-thi-linh-vuc", labels["by_field"], groups, views), groups)
    rows = [[link(name, _PAGE, list_path(field_list(field), 1)), number(count)] for name, field, count in counts]
    return section(labels["own_by_field"], chart, table([labels["field"], labels["count"]], rows, numeric=(1,)))


def _own_years(views: Views) -> str:
    """Return the models by year, and how many of them no source dates."""
    labels = views.labels
    known = sorted((year for year in views.by_year if year is not None), reverse=True)[:_YEARS]
    counts = [(year, len(views.by_year[year])) for year in known]
    groups = {str(year): [Bar(count, number(count))] for year, count in counts}
    chart = bar_chart(_own("do-thi-nam", labels["by_year"], groups, views), groups)
    rows = [[link(year, _PAGE, list_path(year_list(year), 1)), number(count)] for year, count in counts]
    told, undated = table([labels["year"], labels["count"]], rows, numeric=(1,)), ""
    if None in views.by_year:
        sentence = labels["without_year"].format(count=number(len(views.by_year[None])), all=number(len(views.models)))
        undated = link(sentence, _PAGE, list_path(year_list(None), 1))
    return section(labels["own_by_year"], chart, told, undated)


def _own_places(views: Views) -> str:
    """Return where models are carried out: the units named most, as bars and in a table, and the way to the map."""
    labels, known = views.labels, views.site.localities
    held = {place: len(models) for place, models in views.models_at.items()}
    order = sorted(held, key=lambda unit: (-held[unit], sort_key(known[unit].full_name)))[:_PLACES]
    groups = {known[unit].full_name: [Bar(held[unit], number(held[unit]))] for unit in order}
    chart = bar_chart(_own("do-thi-dia-phuong", labels["by_locality"], groups, views), groups)
    rows = [[to(known[unit].ref, _PAGE, views, known[unit].full_name), number(held[unit])] for unit in order]
    told = table([labels["locality"], labels["count"]], rows, (1,))
    index = f"{FOLDERS[Kind.LOCALITY]}/index.md"
    more = link(labels["on_map"], _PAGE, index) if is_mapped(views) else ""
    return section(labels["own_by_locality"], chart, told, more)


def _own(name: str, title: str, groups: Mapping[str, Sequence[Bar]], views: Views) -> Caption:
    """Return the caption of a chart of the site's own records, with the day of the last change to any of them."""
    days = [entry.record.updated for entry in views.models if entry.record.updated]
    source = views.labels["chart_source_models"].format(count=number(len(views.models)))
    if days:
        source += f" {views.labels['updated']}: {day(max(days))}."
    return _caption(name, f"{views.labels['models']} {title.lower()}", groups, source)


def _caption(name: str, title: str, groups: Mapping[str, Sequence[Bar]], source: str) -> Caption:
    told = "; ".join(f"{group}: {', '.join(bar.text for bar in bars)}" for group, bars in groups.items())
    return Caption(name, title, told, source)


def counted_where(entry: Entry[ReportRecord], views: Views) -> str:
    """Return where a report counted: "Tỉnh Hà Tĩnh"; its title where it has no place."""
    place = next(iter(views.targets(entry.ref, Relation.ISSUED_IN)), None)
    return views.site.localities[place.id].full_name if place else entry.record.title


def _dated(entry: Entry[ReportRecord]) -> str:
    return entry.record.title + (f" ({day(entry.record.date)})" if entry.record.date else "")


def _cross_table(figures: Sequence[Figure], views: Views) -> str:
    """Return fields down, measures across; percentages stay in the report's own table."""
    tables = views.site.tables
    measures = [m for m in tables.measures if any(f.measure == m.id for f in figures)]
    fields = [*(f.id for f in tables.fields), None]
    rows = []
    for field in fields:
        found = {figure.measure: number(figure.value) for figure in figures if figure.field == field}
        if found:
            name = tables.name_of("fields", field) if field else views.labels["all"]
            rows.append([words(name), *(found.get(measure.id, "") for measure in measures)])
    head = [views.labels["field"], *(measure.name for measure in measures)]
    return table(head, rows, numeric=tuple(range(1, len(head))))
