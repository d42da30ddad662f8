"""Rendering: the site as plain Markdown pages with front matter. Pure functions, one a kind of page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.entities import Page
from generator.records import Audience, DirectiveRecord, Entry, ModelRecord, MovementRecord, PageRecord, ReportRecord
from generator.render.directives import directive_page
from generator.render.editorial import editorial_page
from generator.render.figures import figures_page
from generator.render.hubs import compare_page, home_page, index_pages, my_place_page, search_page
from generator.render.lists import model_lists
from generator.render.localities import locality_page
from generator.render.models import model_page
from generator.render.movements import movement_page
from generator.render.open_data import open_data_pages
from generator.render.originals import original_page
from generator.render.reference import reference_pages
from generator.render.related import related_models
from generator.render.reports import report_page
from generator.render.traits import model_traits
from generator.render.views import Views
from generator.site import Site

PageMaker = Callable[[], Iterable[Page]]
"""Makes some pages, alone: it needs nothing that another one makes."""


def render_site(site: Site) -> Iterator[Page]:
    """Yield every page of ``site``. The order plays no part in what they say. Pages of an internal site say so."""
    for make in page_makers(Views(site)):
        yield from make()


def page_makers(views: Views) -> Iterator[PageMaker]:
    """Yield what makes the pages of a site, so that the work can be shared."""
    internal = views.site.audience is Audience.INTERNAL
    for make in _makers(views):
        yield partial(_internal, make) if internal else make


def _internal(make: PageMaker) -> Iterator[Page]:
    for page in make():
        yield replace(page, meta={**page.meta, "shown_to": Audience.INTERNAL})


def _makers(views: Views) -> Iterator[PageMaker]:
    site = views.site
    for several in (index_pages, reference_pages, open_data_pages):
        yield partial(several, views)
    for hub in (home_page, search_page, compare_page, my_place_page, figures_page):
        yield partial(_alone, hub, views)
    yield from model_lists(views)
    related = related_models([model_traits(entry, views) for entry in views.models])
    for model in site.of_kind(ModelRecord):
        yield partial(_alone, model_page, model, views, related.get(model.record.id, ()))
    for report in site.of_kind(ReportRecord):
        yield partial(_report_pages, report, views)
    for directive in site.of_kind(DirectiveRecord):
        yield partial(_alone, directive_page, directive, views)
    for movement in site.of_kind(MovementRecord):
        yield partial(_alone, movement_page, movement, views)
    for editorial in site.of_kind(PageRecord):
        yield partial(_alone, editorial_page, editorial, views)
    for unit in site.localities.values():
        yield partial(_alone, locality_page, unit, views)


def _alone(make: Callable[..., Page], *told: object) -> Iterator[Page]:
    yield make(*told)


def _report_pages(report: Entry[ReportRecord], views: Views) -> Iterator[Page]:
    yield report_page(report, views)
    if lines := views.site.originals.get(report.record.id):
        yield original_page(report, lines, views)
