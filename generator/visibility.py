"""Which parts of a record only the internal audience may see, and the record without them.

A part is internal by its own ``audience``, by the record's ``field_audience``, or by what its field usually is.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from generator.records import Audience, Item, Record

Place = tuple[str | int, ...]
"""Names and positions that lead to a value of front matter: ``("figures", 0)``."""

ALWAYS = frozenset({"audience", "field_audience", "review", "number", "allow_personal"})
"""Fields that cannot be hidden one by one, besides those a record cannot do without: others name it by its number."""


def hidden_places(record: Record) -> Iterator[Place]:
    """Yield the places of ``record`` that only the internal audience may see, each set to something.

    ``field_audience`` and ``allow_personal`` are among them: they tell of what is hidden.
    """
    yield from ((name,) for name in ("field_audience", "allow_personal") if getattr(record, name))
    for name, usual in _usual_audiences(type(record)).items():
        value = getattr(record, name)
        if value in (None, ()):
            continue
        if record.field_audience.get(name, usual) is Audience.INTERNAL or _is_internal(value):
            yield (name,)
        elif isinstance(value, tuple):
            yield from ((name, number) for number, item in enumerate(value) if _is_internal(item))


def internal_fields(record: Record) -> tuple[str, ...]:
    """Return the names of the fields of a record of which the public sees nothing, or not all."""
    return tuple(dict.fromkeys(str(place[0]) for place in hidden_places(record) if place[0] not in ALWAYS))


def without(record: Record, places: Iterable[Place]) -> Record:
    """Return ``record`` as if nothing had been written at ``places``."""
    changed: dict[str, object] = {}
    by_field: dict[str, list[Place]] = {}
    for name, *rest in places:
        by_field.setdefault(str(name), []).append(tuple(rest))
    for name, inner in by_field.items():
        default = type(record).model_fields[name].get_default(call_default_factory=True)
        changed[name] = default if () in inner else _less(getattr(record, name), inner) or default
    copy = record.model_copy(update=changed)
    copy.model_fields_set.difference_update(name for name in changed if not changed[name])
    return copy


def _less(items: tuple[object, ...], inner: Iterable[Place]) -> tuple[object, ...]:
    """Return ``items`` without those at (number,), and without the fields of those at (number, name)."""
    gone = {place[0] for place in inner if len(place) == 1}
    fields = {place[0]: str(place[1]) for place in inner if len(place) == 2}
    kept = []
    for number, item in enumerate(items):
        if number not in gone:
            cut = isinstance(item, Item) and number in fields
            kept.append(item.model_copy(update={fields[number]: None}) if cut else item)  # type: ignore[attr-defined]
    return tuple(kept)


def _is_internal(value: object) -> bool:
    return isinstance(value, Item) and value.audience is Audience.INTERNAL


@cache
def _usual_audiences(schema: type[Record]) -> Mapping[str, Audience]:
    """Return who may see each field of a record class that a record may be without."""
    usual = {}
    for name, field in schema.model_fields.items():
        if name not in ALWAYS and not field.is_required():
            extra = field.json_schema_extra
            usual[name] = Audience(str((extra if isinstance(extra, dict) else {}).get("x-audience", Audience.PUBLIC)))
    return usual
