"""A directive's way from the centre to the communes: drawn as a tree, and told level by level under the drawing."""

from collections.abc import Iterator, Mapping, Sequence

from generator.entities import Kind, Ref, Relation
from generator.records import DirectiveRecord, Entry
from generator.render.charts import Branch, Caption, tree_chart
from generator.render.markdown import facts, words
from generator.render.number import day, number
from generator.render.parts import directive_line
from generator.render.views import LEVELS, Views

_DOWNWARD = (Relation.CARRIES_OUT, Relation.GUIDES, Relation.BASED_ON, Relation.REVIEWS)
_DRAWN = 40
"""Rows of the drawing; a larger family is told in full under it."""
_LETTERS = 46

_Order = tuple[int, str, str]


def cascade(entry: Entry[DirectiveRecord], page: str, views: Views) -> str:
    """Return the drawing and, level by level, the directives above this one and below; empty if it stands alone."""
    family = sorted(_family(entry.ref, views), key=lambda ref: _order(ref, views))
    if len(family) < 2:
        return ""
    groups: dict[str, list[str]] = {level: [] for level in LEVELS}
    for ref in sorted(family, key=lambda one: (_issued(one, views), one.id)):
        line = directive_line(ref, page, views)
        groups[views.level_of(ref)].append(f"**{words(views.site.label(ref))}**" if ref == entry.ref else line)
    rows = list(_rows(entry.ref, family, views))[:_DRAWN]
    drawing = tree_chart(_caption(entry, groups, family, views), rows)
    return "\n\n".join([drawing, facts((views.labels[level], lines) for level, lines in groups.items())])


def _family(ref: Ref, views: Views) -> set[Ref]:
    """Return every directive linked to ``ref`` by carrying out, guiding or being its ground, up and down."""
    found, waiting = {ref}, [ref]
    while waiting:
        one = waiting.pop()
        near = (*views.targets(one, *_DOWNWARD), *views.sources(one, *_DOWNWARD))
        fresh = {other for other in near if other.kind is Kind.DIRECTIVE} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _rows(about: Ref, family: Sequence[Ref], views: Views) -> Iterator[Branch]:
    """Yield the family from the top down, each directive under the nearest above it, with the models under each."""
    below: dict[Ref | None, list[Ref]] = {}
    for ref in family:
        below.setdefault(_nearest_above(ref, family, views), []).append(ref)
    waiting: list[tuple[Ref, int, int | None]] = [(ref, 0, None) for ref in reversed(below.get(None, []))]
    count = 0
    while waiting:
        ref, depth, above = waiting.pop()
        row, count = count, count + 1
        yield Branch(depth, above, _short(ref, views), ref == about)
        if told := _models(ref, views):
            count += 1
            yield Branch(depth + 1, row, told)
        waiting += [(one, depth + 1, row) for one in reversed(below.get(ref, []))]


def _nearest_above(ref: Ref, family: Sequence[Ref], views: Views) -> Ref | None:
    """Return the directive that ``ref`` follows from: of those it names, the last before it by level and day."""
    named = set(views.targets(ref, *_DOWNWARD)) & set(family)
    higher = [one for one in named if _order(one, views) < _order(ref, views)]
    return max(higher, key=lambda one: _order(one, views), default=None)


def _order(ref: Ref, views: Views) -> _Order:
    return LEVELS.index(views.level_of(ref)), _issued(ref, views), ref.id


def _issued(ref: Ref, views: Views) -> str:
    return str(getattr(views.site.entries[ref].record, "date", "") or "")


def _short(ref: Ref, views: Views) -> str:
    label, year = views.site.label(ref), _issued(ref, views)[:4]
    label = label if len(label) <= _LETTERS else label[:_LETTERS].rsplit(" ", 1)[0] + "…"
    return f"{label} ({year})" if year and year not in label else label


def _models(ref: Ref, views: Views) -> str:
    models = views.models_of.get(ref, ())
    places = {e.target for entry in models for e in views.site.out(entry.ref, Relation.LOCATED_IN)}
    if not models:
        return ""
    return views.labels["models_in_places"].format(models=number(len(models)), places=number(len(places)))


def _caption(
    entry: Entry[DirectiveRecord], groups: Mapping[str, Sequence[str]], family: Sequence[Ref], views: Views
) -> Caption:
    named = ((level, [_short(ref, views) for ref in family if views.level_of(ref) == level]) for level in groups)
    told = "; ".join(f"{views.labels[level]}: {', '.join(names)}" for level, names in named if names)
    source = views.labels["chart_source_cascade"].format(count=number(len(family)))
    days = [record.updated for record in (views.site.entries[ref].record for ref in family) if record.updated]
    source += f" {views.labels['updated']}: {day(max(days))}." if days else ""
    title = views.labels["chart_cascade"].format(name=views.site.label(entry.ref))
    return Caption(f"so-do-{entry.record.id}", title, told, source)
