"""Figures that the text of a record states and that do not agree with one another.

The same checks as ``danvan inspect`` makes of a received file, at the lines of the content file.
"""

from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location
from generator.document import CleanText
from generator.extract.figures import find_figures
from generator.extract.reconcile import complaints, reconcile
from generator.markdown import plain
from generator.records import Entry, PageRecord, Record
from generator.site import Site


@dataclass(frozen=True)
class TextChecker:
    """Checks texts with the words of one site's tables."""

    site: Site

    def check(self, entry: Entry[Record]) -> tuple[Diagnostic, ...]:
        """Return the figures of the text of ``entry`` that do not add up; editors' own pages are not checked."""
        if isinstance(entry.record, PageRecord):
            return ()
        prose = plain(entry.body, self.site.bodies[entry.ref].blocks)
        figures = find_figures(prose, self.site.tables)
        if len(figures) < 2:
            return ()
        failed = [check for check in reconcile(prose, figures, self.site.tables) if not check.holds]
        found = complaints(failed, CleanText.verbatim(prose), entry.file) if failed else iter(())
        return tuple(_placed(one, prose, entry) for one in found)


def _placed(one: Diagnostic, prose: str, entry: Entry[Record]) -> Diagnostic:
    """Return a complaint about ``prose`` at its place in the file: as long as the body, but with fewer line breaks."""
    before = prose.split("\n")[: one.location.line - 1]
    offset = sum(len(line) + 1 for line in before) + one.location.column - 1
    line = entry.body_line + entry.body.count("\n", 0, offset)
    column = offset - entry.body.rfind("\n", 0, offset)
    return replace(one, location=Location(entry.file, line, column))
