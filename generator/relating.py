"""Related models of a whole site, looked for again only where one that changed may have a part in it."""

from array import array
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from generator.changes import Changes, Key, keys
from generator.memory import Memory
from generator.parallel import each
from generator.render.related import Likeness, Related, Traits
from generator.render.traits import model_traits
from generator.render.views import Views


class _Compared(NamedTuple):
    """A model as it was compared: what its traits were read from, they, and the models found."""

    reads: "array[Key]"
    traits: Traits
    related: tuple[Related, ...]


def related_of(views: Views, changes: Changes, memory: Memory) -> Mapping[str, tuple[Related, ...]]:
    """Return what ``related_models`` gives for the models of a site."""
    former: dict[str, tuple[object, _Compared]] = {**memory.former("related")}
    frame = (views.site.tables.digest, views.site.audience)
    read: dict[str, tuple[array[Key], Traits]] = {}
    models = [entry.record.id for entry in views.models]
    new: list[str] = []
    for model in models:
        depends, before = former.get(model, (None, None))
        if before and depends == frame and not changes.touch(before.reads):
            read[model] = before.reads, before.traits
        else:
            new.append(model)
    read.update(zip(new, each(partial(_traits, views), new), strict=True))
    likeness = Likeness(traits for _, traits in read.values())
    known = {name: compared for name, (_, compared) in former.items()}
    again = sorted(likeness.affected({name: compared.traits for name, compared in known.items()}))
    related = {name: compared.related for name, compared in known.items()}
    related.update(zip(again, each(likeness.likest, again), strict=True))
    changed = {*again, *new}
    for model in models:
        if model in changed:
            memory.keep("related", model, frame, _Compared(*read[model], related[model]))
        else:
            memory.keep_former("related", model)
    return related


def related_before(memory: Memory) -> Mapping[str, tuple[Related, ...]]:
    """Return what the last build that went well found."""
    return {name: compared.related for name, (_, compared) in memory.former("related").items()}


def _traits(views: Views, model: str) -> tuple["array[Key]", Traits]:
    with views.site.reads.noting() as reads:
        traits = model_traits(views.model(model), views)
    return keys(reads), traits
