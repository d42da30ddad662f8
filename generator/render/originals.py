"""The page of a scan: what was read in it beside the characters received, line by line, and the way to the report.

The public audience sees a line only if the report still says it: what editors took out, of names and numbers above
all, does not come back here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.entities import Kind, Page
from generator.markdown import spoken
from generator.records import Audience, Entry, ReportRecord
from generator.render.address import page_path
from generator.render.markdown import heading, table, words
from generator.render.parts import hub_page, section_crumb, to
from generator.render.views import Views
from generator.site import Lines

_WORD = re.compile(r"\w+")


def original_path(report: str) -> str:
    """Return the path of the page with the lines of a report's scan."""
    return f"bao-cao/tung-dong/{report}.md"


def original_page(entry: Entry[ReportRecord], lines: Lines, views: Views) -> Page:
    """Return the page with the lines of a report's scan."""
    labels, page = views.labels, original_path(entry.record.id)
    switch = f"{to(entry.ref, page, views, labels['clean_text'])} · **{words(labels['line_by_line'])}**"
    head = (labels["line"], labels["line_read"], labels["line_raw"])
    parts = [
        heading(labels["line_by_line"]),
        f"{switch}\n{{: .dv-switch }}",
        words(labels["line_note"]),
        table(head, _rows(_kept(lines, entry, views))),
    ]
    crumbs = [list(section_crumb(Kind.REPORT, views)), [entry.record.title, page_path(entry.ref)]]
    title = f"{labels['line_by_line']}: {entry.record.title}"
    return hub_page(page, title, parts, titled=False, kind="lines", breadcrumbs=crumbs, audience=entry.record.audience)


def _kept(lines: Lines, entry: Entry[ReportRecord], views: Views) -> Iterator[tuple[int, str, str]]:
    """Yield (number, read, received) of the lines that say something and may be seen."""
    told = _Told(spoken(views.site.bodies[entry.ref].text))
    for number, (read, raw) in enumerate(lines, 1):
        if raw.strip() and (views.site.audience is Audience.INTERNAL or told(read)):
            yield number, read, raw


class _Told:
    """Knows whether a text still says a line: its words three by three, one plain word in the midst of others aside."""

    def __init__(self, text: str) -> None:
        words = [word.casefold() for word in _WORD.findall(text)]
        self._text = f" {' '.join(words)} "
        self._threes = set(zip(words, words[1:], words[2:], strict=False))

    def __call__(self, line: str) -> bool:
        words = _WORD.findall(line)
        small = [word.casefold() for word in words]
        if len(words) < 3:
            return f" {' '.join(small)} " in self._text
        threes = [three in self._threes for three in zip(small, small[1:], small[2:], strict=False)]
        found = [any(threes[max(0, at - 2) : at + 1]) for at in range(len(words))]
        return all(here or self._settled(words[at], found, at) for at, here in enumerate(found))

    @staticmethod
    def _settled(word: str, found: Sequence[bool], at: int) -> bool:
        """Whether a word that is gone was corrected: no name, no number, alone among words that stand."""
        near = [found[place] for place in (at - 1, at + 1) if 0 <= place < len(found)]
        return word.islower() and all(near)


def _rows(lines: Iterable[tuple[int, str, str]]) -> Iterator[tuple[str, str, str]]:
    for number, read, raw in lines:
        yield str(number), words(" ".join(read.split())), words(" ".join(raw.split()))
