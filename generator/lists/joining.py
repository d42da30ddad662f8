"""Two rows that tell of one model, made one: what either knows is kept, what they say differently is told."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.lists.models import RowModel


def joined(first: RowModel, second: RowModel) -> tuple[RowModel, tuple[str, ...]]:
    """Return ``first`` with what ``second`` adds, and the names of the fields they disagree on (the first's stand).

    What the second says differently is kept among the words that have no field.
    """
    data: dict[str, Any] = dict(first.data)
    differing: list[str] = []
    others = list(first.others)
    for name, value in second.data.items():
        known = data.get(name)
        if name == "status":
            data[name] = _ladder(known or [], value or [], differing)
        elif isinstance(value, list):
            data[name] = _union(known or [], value)
        elif not known and known is not False:
            data[name] = value
        elif value and value != known and name not in ("name", "review"):
            differing.append(name)
            others.append((name, str(value)))
    sections = dict(first.sections)
    for name, words in second.sections.items():
        sections[name] = "\n".join(_union(sections.get(name, "").split("\n"), words.split("\n"))).strip("\n")
    others = _union(others, second.others)
    whole = replace(
        first,
        rows=(*first.rows, *second.rows),
        data=data,
        sections=sections,
        others=tuple(others),
        diagnostics=(*first.diagnostics, *second.diagnostics),
    )
    return whole, tuple(differing)


def _union(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    found = list(first)
    found += [one for one in second if one not in found]
    return found


def _ladder(first: list[dict[str, Any]], second: list[dict[str, Any]], differing: list[str]) -> list[dict[str, Any]]:
    """Join two ladders; a step both know keeps what the first says of it, and what only the second does."""
    steps = {one["step"]: dict(one) for one in first}
    for one in second:
        known = steps.setdefault(one["step"], dict(one))
        for key, value in one.items():
            if known.setdefault(key, value) != value and key != "note":
                differing.append(f"status.{one['step']}.{key}")
                known["note"] = "; ".join(filter(None, (known.get("note"), str(value))))
    return list(steps.values())
