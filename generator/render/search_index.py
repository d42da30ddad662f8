"""What the search table says of each page of a site."""

from collections.abc import Iterator
from dataclasses import replace

from generator.entities import Kind, Ref, Relation
from generator.records import DirectiveRecord, ModelRecord, MovementRecord, PageRecord, Record, ReportRecord, Review
from generator.render.address import page_path
from generator.render.search import SearchLabels, SearchRecord, search_script
from generator.render.views import Views, model_year
from generator.text import sort_key

_WEIGHT = {"stub": 0, "partial": 3, "complete": 6}


def search_table_script(views: Views) -> str:
    """Return the script that gives the search its table of every page of a site."""
    site, tables = views.site, views.site.tables
    labels = SearchLabels(
        fields={choice.id: choice.name for choice in tables.fields},
        steps={choice.id: choice.name for choice in tables.steps},
        movements={entry.record.id: entry.record.name for entry in site.of_kind(MovementRecord)},
        holders={name: views.labels[name] for name in ("collective", "individual")},
        tellings={name: views.labels[name] for name in _WEIGHT},
        directives=_directives(views),
    )
    neighbours = [(one.name, one.address) for one in tables.settings.neighbours if one.search]
    return search_script(search_records(views), tables.gazetteer.by_id, labels, neighbours)


def _directives(views: Views) -> dict[str, str]:
    """Return the names of the directives that models carry out, by id, in Vietnamese order."""
    used = {ref for ref in views.models_of if ref.kind is Kind.DIRECTIVE}
    return {ref.id: views.site.label(ref) for ref in sorted(used, key=lambda r: (sort_key(views.site.label(r)), r.id))}


def search_records(views: Views) -> Iterator[SearchRecord]:
    """Yield the record of each entity that has a page."""
    for entry in views.site.entries.values():
        if entry.ref.kind is not Kind.LOCALITY:
            yield _record(entry.record, views.completeness(entry).level, views)
    for unit in views.site.localities.values():
        models = len(views.models_in.get(unit.id, ()))
        yield SearchRecord(
            kind=Kind.LOCALITY,
            title=unit.short_name,
            url=_url(unit.ref),
            subtitle=unit.full_name.partition(", ")[2],
            places=(unit.id,),
            weight=min(models, 9) + (0 if unit.until else 1),
        )


def _record(record: Record, told: str, views: Views) -> SearchRecord:
    ref = record.ref
    places = tuple(e.target.id for e in views.site.out(ref, Relation.LOCATED_IN, Relation.ISSUED_IN))
    if record.review is Review.RETIRED:  # still found, after all that are in use
        row = _shown(record, "stub", places, views)
        mark = views.labels["retired"]
        return replace(row, subtitle=f"{mark} · {row.subtitle}" if row.subtitle else mark, weight=0)
    return _shown(record, told, places, views)


def _shown(record: Record, told: str, places: tuple[str, ...], views: Views) -> SearchRecord:
    ref = record.ref
    cited = len({edge.source for edge in views.site.into(ref)})
    match record:
        case ModelRecord():
            carried = {model_year(record), *(step.year for step in record.status)}
            return SearchRecord(
                kind=ref.kind,
                title=record.name,
                url=_url(ref),
                names=tuple(filter(None, (record.unit, *(alias.replace("-", " ") for alias in record.aliases)))),
                places=places,
                field=record.field or "",
                years=tuple(sorted(year for year in carried if year)),
                status=views.step(record) or "",
                movements=tuple(target.id for target in views.targets(ref, Relation.JOINS)),
                holder=record.holder or "",
                told=told,
                directives=tuple(target.id for target in views.targets(ref, Relation.CARRIES_OUT)),
                weight=_WEIGHT[told] + min(cited, 3),
            )
        case DirectiveRecord():
            years = (record.date.year,) if record.date else ()
            return SearchRecord(
                kind=ref.kind,
                title=record.label,
                url=_url(ref),
                subtitle=(record.title or "") if record.number else "",
                number=record.number or "",
                places=places,
                years=years,
                weight=min(cited, 9),
            )
        case ReportRecord():
            years = (record.date.year,) if record.date else ()
            return SearchRecord(
                kind=ref.kind, title=record.title, url=_url(ref), number=record.number or "", places=places, years=years
            )
        case MovementRecord():
            return SearchRecord(
                kind=ref.kind,
                title=record.name,
                url=_url(ref),
                names=record.names,
                places=places,
                movements=(record.id,),
                weight=min(cited, 9),
            )
        case PageRecord():
            return SearchRecord(kind=ref.kind, title=record.title, url=_url(ref))
    raise TypeError(f"no search record for {ref}")


def _url(ref: Ref) -> str:
    return page_path(ref).removesuffix(".md") + ".html"
