"""Related models of a whole site, looked for again only where one that changed may have a part in it."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from generator.changes import Changes, Key, keys
from generator.memory import Memory
from generator.parallel import each
from generator.records import Entry, ModelRecord
from generator.render.related import Likeness, Related, Traits
from generator.render.traits import model_traits
from generator.render.views import Views


@dataclass(frozen=True, slots=True)
class _Compared:
    """A model as it was compared: what its traits were read from, they, and the models found."""

    reads: "array[Key]"
    traits: Traits
    related: tuple[Related, ...]


def related_of(views: Views, changes: Changes, memory: Memory) -> Mapping[str, tuple[Related, ...]]:
    """Return what ``related_models`` gives for the models of a site."""
    former: dict[str, tuple[object, _Compared]] = {**memory.former("related")}
    frame = (views.site.tables.digest, views.site.audience)
    read: dict[str, tuple[array[Key], Traits]] = {}
    new: list[Entry[ModelRecord]] = []
    for entry in views.models:
        depends, before = former.get(entry.record.id, (None, None))
        if before and depends == (frame, entry) and not changes.touch(before.reads):
            read[entry.record.id] = before.reads, before.traits
        else:
            new.append(entry)
    for entry, found in zip(new, each(partial(_traits, views), new), strict=True):
        read[entry.record.id] = found
    likeness = Likeness(traits for _, traits in read.values())
    known = {name: compared for name, (_, compared) in former.items()}
    again = sorted(likeness.affected({name: compared.traits for name, compared in known.items()}))
    related = {name: compared.related for name, compared in known.items()}
    related.update(zip(again, each(likeness.likest, again), strict=True))
    changed = {*again, *(entry.record.id for entry in new)}
    for entry in views.models:
        name = entry.record.id
        if name in changed:
            memory.keep("related", name, (frame, entry), _Compared(*read[name], related[name]))
        else:
            memory.keep_former("related", name)
    return related


def related_before(memory: Memory) -> Mapping[str, tuple[Related, ...]]:
    """Return what the last build that went well found."""
    return {name: compared.related for name, (_, compared) in memory.former("related").items()}


def _traits(views: Views, entry: Entry[ModelRecord]) -> tuple["array[Key]", Traits]:
    with views.site.reads.noting() as reads:
        traits = model_traits(entry, views)
    return keys(reads), traits
