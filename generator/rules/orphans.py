"""Records nobody can reach or trace."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, complain
from generator.records import DirectiveRecord, ModelRecord, MovementRecord, Review
from generator.site import Site


def orphans(site: Site) -> Iterator[Diagnostic]:
    """Yield directives and movements no page leads to, and models without a source."""
    for schema in (DirectiveRecord, MovementRecord):
        for entry in site.of_kind(schema):
            if not site.into(entry.ref) and entry.record.review is not Review.RETIRED:
                yield complain("DV231", Location(entry.file))
    for model in site.of_kind(ModelRecord):
        if not model.record.reports and not model.record.sources and model.record.review is not Review.RETIRED:
            yield complain("DV234", Location(model.file))
