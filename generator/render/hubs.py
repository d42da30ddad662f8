"""Pages that lead to others: home, an index of each kind, a page for each field, search."""

from collections.abc import Iterator, Mapping, Sequence

from generator.entities import Kind, Level, Locality, Page, Relation
from generator.records import (
    DirectiveRecord,
    Entry,
    Figure,
    ModelRecord,
    MovementRecord,
    ReportRecord,
)
from generator.render.address import FOLDERS, field_path
from generator.render.counts import count_by, count_by_field
from generator.render.feeds import field_feed, whole_feed
from generator.render.figures import counted_where, directives_over_time, field_chart
from generator.render.lists import (
    LISTED_ON_PAGE,
    field_list,
    list_path,
    model_list,
    step_list,
    year_list,
)
from generator.render.markdown import bullets, link, section, small, table, words
from generator.render.number import day, number, years
from generator.render.open_data import table_files
from generator.render.parts import directive_line, hub_page, place_link, to
from generator.render.place_maps import country_map
from generator.render.views import Models, Views, model_year
from generator.tables import Choice
from generator.text import sort_key

_SHOWN = 8


def home_page(views: Views) -> Page:
    """Return the front page: what is here in numbers, the four fields, models to begin with, places."""
    page, labels, settings = "index.md", views.labels, views.site.tables.settings
    parts = [
        section(labels["in_numbers"], _counts(views, page)),
        section(labels["four_fields"], *_fields(views, page)),
        section(labels["best_documented"], model_list(best_documented(views)[:_SHOWN], page, views)),
        section(labels["newest"], model_list(newest(views)[:_SHOWN], page, views)),
        section(labels["by_locality"], _provinces(views, page)),
    ]
    about = {"kind": "home", "description": settings.description, "lead": settings.tagline, "template": "home.html"}
    return hub_page(page, settings.name, parts, titled=False, feed=whole_feed(views), **about)


def index_pages(views: Views) -> Iterator[Page]:
    """Yield the index of each kind of entity and the pages of the four fields."""
    labels = views.labels
    yield _models_index(views)
    yield _index(Kind.DIRECTIVE, "directives", [directives_over_time(views), *_directives(views)], views)
    yield _index(Kind.LOCALITY, "localities", list(_localities(views)), views)
    yield _index(Kind.REPORT, "reports", [bullets(_reports(views))], views)
    yield _index(Kind.MOVEMENT, "movements", _movements(views), views)
    yield hub_page("linh-vuc/index.md", labels["fields"], list(_fields_index(views, "linh-vuc/index.md")))
    for field in views.site.tables.fields:
        yield _field_page(field.id, views)


def search_page(views: Views) -> Page:
    """Return the search page; its form and results are the work of the template and its script."""
    labels = views.labels
    return hub_page("tim-kiem.md", labels["search"], [words(labels["search_intro"])], template="search.html")


def my_place_page(views: Views) -> Page:
    """Return the page on which people find their own place; below the picker stand the plain lists."""
    page, labels = "xa-toi.md", views.labels
    more = link(labels["all_localities"], page, "dia-phuong/index.md")
    parts = [section(labels["pick_from_list"], _provinces(views, page), more)]
    return hub_page(
        page, labels["my_place"], parts, titled=False, template="my-place.html", lead=labels["my_place_intro"]
    )


def compare_page(views: Views) -> Page:
    """Return the page that puts models side by side; its content is the work of the template and its script."""
    labels = views.labels
    crumbs = [[labels["models"], "mo-hinh/index.md"]]
    return hub_page(
        "so-sanh.md", labels["compare"], [words(labels["compare_intro"])], template="compare.html", breadcrumbs=crumbs
    )


def best_documented(views: Views) -> Models:
    """Return the models about which most is told first."""
    order = sorted(views.models, key=lambda e: (-views.completeness(e).percent, -len(e.record.figures), -len(e.body)))
    return tuple(order)


def newest(views: Views) -> Models:
    """Return the models with the latest update, then the latest year, first."""

    def moment(entry: Entry[ModelRecord]) -> tuple[str, int]:
        updated = entry.record.updated
        return (updated.isoformat() if updated else "", model_year(entry.record) or 0)

    return tuple(sorted(views.models, key=moment, reverse=True))


def _models_index(views: Views) -> Page:
    page, labels, tables = "mo-hinh/index.md", views.labels, views.site.tables
    fields = [
        f"{link(tables.name_of('fields', f) if f else labels['field_unknown'], page, list_path(field_list(f), 1))}"
        f" {small(number(len(models)))}"
        for f, models in _in_table_order(views.by_field, tables.fields)
    ]
    years = [
        f"{link(y or labels['year_unknown'], page, list_path(year_list(y), 1))} {small(number(len(models)))}"
        for y, models in sorted(views.by_year.items(), key=lambda pair: -(pair[0] or 0))
    ]
    steps = [
        f"{link(tables.name_of('steps', s) if s else labels['status_unknown'], page, list_path(step_list(s), 1))}"
        f" {small(number(len(models)))}"
        for s, models in _in_table_order(views.by_step, tables.steps)
    ]
    everything = f"{link(labels['all_models'], page, list_path('mo-hinh', 1))} {small(number(len(views.models)))}"
    parts = [
        section(labels["lists"], bullets([everything], "dv-choice")),
        section(labels["by_field"], bullets(fields, "dv-choice")),
        section(labels["by_locality"], _provinces(views, page)),
        section(labels["by_status"], bullets(steps, "dv-choice")),
        section(labels["by_year"], bullets(years, "dv-choice")),
        section(labels["best_documented"], model_list(best_documented(views)[:LISTED_ON_PAGE], page, views)),
    ]
    parts.append(table_files("models", page, views))
    feed = whole_feed(views)
    return hub_page(page, labels["models"], parts, titled=False, feed=feed, template="explorer.html")


def _in_table_order(
    groups: Mapping[str | None, Models], choices: Sequence[Choice]
) -> Iterator[tuple[str | None, Models]]:
    """Yield the groups in the order of their table, as people know it, and last the one nothing is known of."""
    for name in (*(choice.id for choice in choices), None):
        if name in groups:
            yield name, groups[name]


def _index(kind: Kind, name: str, parts: Sequence[str], views: Views) -> Page:
    """Return the index of a kind; ``name`` is that of its title among the labels and of its table as open data."""
    page = f"{FOLDERS[kind]}/index.md"
    return hub_page(page, views.labels[name], [*parts, table_files(name, page, views)])


def _counts(views: Views, page: str) -> str:
    counted: tuple[tuple[str, Kind, int], ...] = (
        ("models", Kind.MODEL, len(views.models)),
        ("directives", Kind.DIRECTIVE, len(views.listed(DirectiveRecord))),
        ("localities", Kind.LOCALITY, len(views.site.localities)),
        ("reports", Kind.REPORT, len(views.reports)),
        ("movements", Kind.MOVEMENT, len(views.listed(MovementRecord))),
    )
    items = [
        f"{link(number(count), page, f'{FOLDERS[kind]}/index.md')} {small(views.labels[label].lower())}"
        for label, kind, count in counted
    ]
    return bullets(items, "dv-count")


def _localities(views: Views) -> Iterator[str]:
    page = f"{FOLDERS[Kind.LOCALITY]}/index.md"
    yield country_map(page, views)
    yield section(views.labels["provinces"], _provinces(views, page))


def _fields(views: Views, page: str) -> Iterator[str]:
    """Yield the fields as cards, and under them the way to the models no source puts in a field."""
    cards = []
    for field in views.site.tables.fields:
        count = len(views.by_field.get(field.id, ()))
        counted = small(f"{number(count)} {views.labels['model'].lower()}")
        cards.append(f"{link(field.name, page, field_path(field.id))} {counted}")
    yield bullets(cards, "dv-card")
    if None in views.by_field:
        told = views.labels["without_field"].format(count=number(len(views.by_field[None])))
        yield link(told, page, list_path(field_list(None), 1))


def _fields_index(views: Views, page: str) -> Iterator[str]:
    yield from _fields(views, page)
    counted = count_by_field(views.models, page, views, linked=True)
    yield section(views.labels["own_by_field"], counted, anchor="dem")


def _field_page(field: str, views: Views) -> Page:
    page, labels = field_path(field), views.labels
    models = views.by_field.get(field, ())
    shown = model_list(models[:LISTED_ON_PAGE], page, views) or words(labels["list_empty"])
    more = f"{link(labels['all_models'], page, list_path(field_list(field), 1))} ({len(models)})" if models else ""
    figures = [
        (entry, figure) for entry in views.listed(ReportRecord) for figure in entry.record.figures
        if figure.field == field and figure.measure
    ]  # fmt: skip
    chart = field_chart(field, figures, views)
    parts = [
        shown,
        more,
        section(labels["own_by_locality"], _by_province(models, page, views), anchor="dem"),
        section(labels["counted_by_reports"], chart, _measures(figures, page, views), anchor="so-lieu"),
    ]
    name = views.site.tables.name_of("fields", field)
    crumbs = [[labels["fields"], "linh-vuc/index.md"]]
    return hub_page(page, name, parts, breadcrumbs=crumbs, feed=field_feed(field, views))


def _by_province(models: Models, page: str, views: Views) -> str:
    """Return ``models`` counted by the province they lie in, old and new provinces each for itself."""
    kept = {entry.ref for entry in models}
    rows = [
        (to(unit.ref, page, views, unit.full_name), tuple(e for e in views.models_in[unit.id] if e.ref in kept))
        for unit in _in_order(views)
        if unit.id in views.models_in
    ]
    return count_by(rows, views.labels["locality"], models, views)


def _measures(figures: Sequence[tuple[Entry[ReportRecord], Figure]], page: str, views: Views) -> str:
    """Return a row for each report, scope and period, a column for each measure; shares stay with the report."""
    counted = [(entry, figure) for entry, figure in figures if figure.unit != "%"]
    measures = [m for m in views.site.tables.measures if any(figure.measure == m.id for _, figure in counted)]
    rows: dict[str, dict[str | None, str]] = {}
    for entry, figure in counted:
        about = " · ".join(filter(None, (figure.scope, years(figure.period) or day(entry.record.date))))
        first = f"{to(entry.ref, page, views, counted_where(entry, views))} {small(about)}".rstrip()
        rows.setdefault(first, {})[figure.measure] = number(figure.value)
    cells = [[first, *(found.get(measure.id, "") for measure in measures)] for first, found in rows.items()]
    head = [views.labels["report"], *(measure.name for measure in measures)]
    return table(head, cells, numeric=tuple(range(1, len(head))))


def _provinces(views: Views, page: str) -> str:
    return bullets((_province(unit, page, views) for unit in _in_order(views)), "dv-choice")


def _in_order(views: Views) -> list[Locality]:
    """Return the provinces, those of today first, by name."""
    units = [unit for unit in views.site.localities.values() if unit.level is Level.PROVINCE]
    return sorted(units, key=lambda unit: (unit.until is not None, sort_key(unit.name), unit.id))


def _province(unit: Locality, page: str, views: Views) -> str:
    count = len(views.models_in.get(unit.id, ()))
    ended = f"{views.labels['until']} {day(unit.until)}" if unit.until else ""
    before = {entry.ref for old in unit.predecessors for entry in views.models_in.get(old, ())}
    held = f"{number(count or len(before))} {views.labels['model' if count else 'models_before'].lower()}"
    held = held if count or before else ""
    return f"{to(unit.ref, page, views)} {small(' · '.join(filter(None, (held, ended))))}".rstrip()


def _directives(views: Views) -> list[str]:
    """Return directives level by level, newest first."""
    page, central = f"{FOLDERS[Kind.DIRECTIVE]}/index.md", views.labels["central"]
    groups: dict[str, list[Entry[DirectiveRecord]]] = {}
    for entry in views.listed(DirectiveRecord):
        place = next(iter(views.targets(entry.ref, Relation.LOCATED_IN)), None)
        groups.setdefault(place.id if place else "", []).append(entry)
    names = {place: views.site.localities[place].full_name if place else central for place in groups}
    return [
        section(
            names[place],
            bullets(directive_line(entry.ref, page, views) for entry in sorted(groups[place], key=_newest_first)),
            anchor=place,
        )
        for place in sorted(groups, key=lambda place: (place != "", sort_key(names[place]), place))
    ]


def _newest_first(entry: Entry[DirectiveRecord]) -> tuple[int, str]:
    return (-entry.record.date.toordinal() if entry.record.date else 0, entry.record.id)


def _reports(views: Views) -> Iterator[str]:
    page = f"{FOLDERS[Kind.REPORT]}/index.md"
    for entry in sorted(views.reports, key=lambda e: (str(e.record.date or ""), e.record.id), reverse=True):
        place = next(iter(views.targets(entry.ref, Relation.ISSUED_IN)), None)
        more = [words(day(entry.record.date))] if entry.record.date else []
        more += [place_link(views.site.localities[place.id], page, views)] if place else []
        more += [
            to(one, page, views, views.labels["full_text"]) for one in views.sources(entry.ref, Relation.RETOLD_IN)
        ]
        yield to(entry.ref, page, views) + (f" – {' · '.join(more)}" if more else "")


def _movements(views: Views) -> list[str]:
    page = f"{FOLDERS[Kind.MOVEMENT]}/index.md"
    entries = sorted(views.listed(MovementRecord), key=lambda e: sort_key(e.record.name))
    return [
        section(
            kind.name, bullets(to(e.ref, page, views) for e in entries if e.record.movement_kind == kind.id)
        )
        for kind in views.site.tables.movement_kinds
    ]  # fmt: skip
