"""Complaints about what a record says of the audience of its fields."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, complain
from generator.read.content import line_of
from generator.records import Entry, Record
from generator.visibility import ALWAYS


def field_complaints(entry: Entry[Record]) -> Iterator[Diagnostic]:
    """Yield a complaint (DV901) for each name in ``field_audience`` that is no field, or one no page can do without."""
    known = type(entry.record).model_fields
    for name in entry.record.field_audience:
        if name not in known or name in ALWAYS or known[name].is_required():
            can = sorted(field for field in known if field not in ALWAYS and not known[field].is_required())
            where = Location(entry.file, line_of(entry, "field_audience", name))
            yield complain("DV901", where, field=name, allowed=", ".join(can))
