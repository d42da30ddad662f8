"""A directive's way down: each directive hangs from the nearest above it, and the models from what they carry out."""

from pathlib import Path

from generator.pipeline import load_site
from generator.records import DirectiveRecord
from generator.render.cascade import _family, _order, _rows
from generator.render.views import Views

ROOT = Path(__file__).resolve().parents[2]


def test_every_directive_of_a_family_stands_once_below_what_it_follows() -> None:
    site, _ = load_site(ROOT)
    views = Views(site)
    for entry in site.of_kind(DirectiveRecord):
        family = sorted(_family(entry.ref, views), key=lambda ref: _order(ref, views))
        rows = list(_rows(entry.ref, family, views))
        assert len(rows) >= len(family)
        assert sum(row.strong for row in rows) == 1
        for index, row in enumerate(rows):
            assert (row.above is None) == (row.depth == 0)
            assert row.above is None or (row.above < index and rows[row.above].depth == row.depth - 1)
