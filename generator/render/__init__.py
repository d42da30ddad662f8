"""Rendering: the site as plain Markdown pages with front matter. Pure functions, one a kind of page."""

from collections.abc import Iterator
from dataclasses import replace

from generator.entities import Page
from generator.records import Audience, DirectiveRecord, ModelRecord, MovementRecord, PageRecord, ReportRecord
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


def render_site(site: Site) -> Iterator[Page]:
    """Yield every page of ``site``. The order plays no part in what they say. Pages of an internal site say so."""
    for page in _pages(site):
        internal = site.audience is Audience.INTERNAL
        yield replace(page, meta={**page.meta, "shown_to": site.audience}) if internal else page


def _pages(site: Site) -> Iterator[Page]:
    views = Views(site)
    yield home_page(views)
    yield search_page(views)
    yield compare_page(views)
    yield my_place_page(views)
    yield figures_page(views)
    yield from index_pages(views)
    yield from reference_pages(views)
    yield from open_data_pages(views)
    yield from model_lists(views)
    models = site.of_kind(ModelRecord)
    related = related_models(model_traits(entry, views) for entry in views.models)
    yield from (model_page(entry, views, related.get(entry.record.id, ())) for entry in models)
    yield from (directive_page(entry, views) for entry in site.of_kind(DirectiveRecord))
    for report in site.of_kind(ReportRecord):
        yield report_page(report, views)
        if lines := site.originals.get(report.record.id):
            yield original_page(report, lines, views)
    yield from (movement_page(entry, views) for entry in site.of_kind(MovementRecord))
    yield from (editorial_page(entry, views) for entry in site.of_kind(PageRecord))
    yield from (locality_page(unit, views) for unit in site.localities.values())
