"""Rendering: the site as plain Markdown pages with front matter. Pure functions, one a kind of page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.entities import Level, Page, Ref
from generator.records import (
    Audience,
    DirectiveRecord,
    Entry,
    ModelRecord,
    MovementRecord,
    PageRecord,
    Record,
    ReportRecord,
)
from generator.render.directives import directive_page
from generator.render.editorial import editorial_page
from generator.render.figures import figures_page
from generator.render.hubs import compare_page, home_page, index_pages, my_place_page, search_page
from generator.render.lists import list_page, model_lists
from generator.render.localities import locality_page
from generator.render.models import model_page
from generator.render.movements import movement_page
from generator.render.open_data import open_data_pages
from generator.render.originals import original_page
from generator.render.reference import reference_pages
from generator.render.related import Related, related_models
from generator.render.reports import report_page
from generator.render.traits import model_traits
from generator.render.views import Views
from generator.site import Site


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes some pages, from what it is ``told`` and what it reads of the site alone.

    ``of``: the record or unit the pages are about, read of the site first of all.
    """

    name: str
    told: tuple[object, ...]
    make: Callable[..., Iterable[Page] | Page]
    views: Views
    of: Ref | None = None
    draws: bool = False
    """Its pages have charts, which a forked process cannot draw."""

    def pages(self) -> Iterator[Page]:
        """Yield the pages. Those of an internal site say so."""
        about = () if self.of is None else (self.views.site.entity(self.of),)
        made = self.make(*about, *self.told, self.views)
        internal = self.views.site.audience is Audience.INTERNAL
        for page in (made,) if isinstance(made, Page) else made:
            yield replace(page, meta={**page.meta, "shown_to": Audience.INTERNAL}) if internal else page


def render_site(site: Site) -> Iterator[Page]:
    """Yield every page of ``site``. The order plays no part in what they say."""
    views = Views(site)
    related = related_models(model_traits(entry, views) for entry in views.models)
    for maker in page_makers(views, related):
        yield from maker.pages()


def page_makers(views: Views, related: Mapping[str, Sequence[Related]]) -> Iterator[PageMaker]:
    """Yield what makes the pages of a site; ``related`` names the models each page of a model names, by its id."""
    site = views.site
    yield PageMaker("figures_page", (), figures_page, views, draws=True)
    yield PageMaker("index_pages", (), index_pages, views, draws=True)
    for hub in (home_page, search_page, compare_page, my_place_page):
        yield PageMaker(hub.__name__, (), hub, views)
    for several in (reference_pages, open_data_pages):
        yield PageMaker(several.__name__, (), several, views)
    for shown in model_lists(views):
        yield PageMaker(shown.path, (shown,), list_page, views)
    for schema in (ModelRecord, ReportRecord, DirectiveRecord, MovementRecord, PageRecord):
        for entry in site.of_kind(schema):
            yield record_maker(entry, related, views)
    for unit in site.localities.values():
        draws = unit.level is Level.PROVINCE
        yield PageMaker(str(unit.ref), (), locality_page, views, of=unit.ref, draws=draws)


def record_maker(entry: Entry[Record], related: Mapping[str, Sequence[Related]], views: Views) -> PageMaker:
    """Return what makes the pages of a record that is no locality."""
    told: tuple[object, ...] = ()
    ref, draws = entry.ref, False
    make: Callable[..., Iterable[Page] | Page]
    match entry.record:
        case ModelRecord(id=model):
            make, told = model_page, (related.get(model, ()),)
        case ReportRecord():
            make = _report_pages
        case DirectiveRecord():
            make, draws = directive_page, True
        case MovementRecord():
            make = movement_page
        case PageRecord():
            make = editorial_page
        case _:
            raise TypeError(f"no page of its own for {ref}")
    return PageMaker(str(ref), told, make, views, of=ref, draws=draws)


def _report_pages(report: Entry[ReportRecord], views: Views) -> Iterator[Page]:
    yield report_page(report, views)
    if lines := views.site.originals.get(report.record.id):
        yield original_page(report, lines, views)
