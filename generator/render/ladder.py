"""The ladder a model climbs, step by step: reached or not, when, by which decision, and what the source says of it.

Every step of ``site_config/steps.yml`` is shown in its order, so that readers see what is not known as well. A step is
reached only if a source says so: one that was rewarded is not taken for one that was recognised.
"""

from generator.entities import Ref, Relation
from generator.records import DirectiveRecord, Entry, ModelRecord, Status
from generator.render.markdown import words
from generator.render.number import day
from generator.render.parts import directive_line
from generator.render.views import Views
from generator.text import slug


def ladder(entry: Entry[ModelRecord], page: str, views: Views) -> str:
    """Return the steps of the ladder as an ordered list; empty where no source tells of any."""
    statuses = entry.record.status
    if not statuses:
        return ""
    items = []
    for step in views.site.tables.steps:
        reached = sorted((one for one in statuses if one.step == step.id), key=_moment)
        told = "; ".join(filter(None, (_told(one, entry, page, views) for one in reached)))
        if not told:
            told = views.labels["step_reached" if reached else "step_unknown"]
        mark = ".dv-step .dv-step--reached" if reached else ".dv-step"
        items.append(f"1. **{words(step.name)}** <small>{told}</small>\n    {{: {mark} }}")
    return "\n".join(items)


def current_step(record: ModelRecord, views: Views) -> str:
    """Return the highest step reached and its day, in words: "Công nhận (2023)"."""
    step = views.step(record)
    if step is None:
        return ""
    when = max((_moment(one) for one in record.status if one.step == step), default="")
    latest = next(_when(one) for one in record.status if one.step == step and _moment(one) == when)
    name = views.site.tables.name_of("steps", step)
    return words(f"{name} ({latest})" if latest else name)


def _told(status: Status, entry: Entry[ModelRecord], page: str, views: Views) -> str:
    """Return when a step was made, by which decision, and the note; empty if nothing is told."""
    parts = [words(_when(status))]
    if status.directive:
        ref = _decision(status.directive, entry, views)
        named = directive_line(ref, page, views) if ref else words(status.directive)
        parts.append(f"{words(views.labels['step_by'])} {named}")
    parts.append(words(status.note or ""))
    return " – ".join(part for part in parts if part)


def _decision(written: str, entry: Entry[ModelRecord], views: Views) -> Ref | None:
    """Return the directive that ``written`` (an id or a number) was resolved to."""
    for ref in views.targets(entry.ref, Relation.DECIDED_BY):
        record = views.site.entries[ref].record
        number = record.number if isinstance(record, DirectiveRecord) else None
        if written == ref.id or slug(written).replace("-", "") in (slug(number or record.label).replace("-", ""),):
            return ref
    return None


def _when(status: Status) -> str:
    return day(status.date) or (str(status.year) if status.year else "")


def _moment(status: Status) -> str:
    """Sort key of a step's day: a bare year comes before its days, an unknown day first."""
    return status.date.isoformat() if status.date else str(status.year or "")
