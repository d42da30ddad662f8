"""Personal data in what the public would read: reported where it stands, and masked unless a person allowed it.

Allowed is what the record's ``allow_personal`` or the table ``personal_words`` names, digits and spaces as they may be
written, and what stands in a field that ``field_audience`` makes public on purpose (``contact``).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from generator.audience.references import REFERENCES
from generator.diagnostics import Diagnostic, Location, complain
from generator.personal import Personal, PersonalKind, find_personal
from generator.read.content import line_of
from generator.records import Audience, Entry, Record
from generator.tables import Tables

CODES = {
    PersonalKind.PHONE: "DV911",
    PersonalKind.EMAIL: "DV912",
    PersonalKind.IDENTITY: "DV913",
    PersonalKind.ACCOUNT: "DV914",
    PersonalKind.HOME: "DV915",
}
_NO_TEXT = {"id", "aliases", "sha256", "field_audience", "allow_personal", *REFERENCES}
_PLAIN = re.compile(r"[\s.()+-]+")

Place = tuple[str | int, ...]
Allowed = frozenset[str]
"""Personal data that may be published, in the form in which two spellings agree."""


def masked(entry: Entry[Record], written: Record, tables: Tables) -> tuple[Entry[Record], tuple[Diagnostic, ...]]:
    """Return ``entry`` with personal data masked, and a complaint (DV911–DV915) for each with its line.

    ``written`` is the record as people wrote it: it says what is allowed.
    """
    complaints: list[Diagnostic] = []
    allowed = allowed_by(written, tables)

    def hide(text: str, tell: Callable[[Personal], Location]) -> str:
        return hide_personal(
            text, tables, allowed, lambda one, words: complaints.append(_complaint(one, words, tell(one)))
        )

    body = hide(entry.body, lambda one: Location(entry.file, entry.line_at(one.span.start)))
    changed: dict[str, Any] = {}
    for name in type(entry.record).model_fields:
        if name not in _NO_TEXT and written.field_audience.get(name) is not Audience.PUBLIC:
            value = getattr(entry.record, name)
            new = _in_value(value, (name,), lambda text, place: hide(text, lambda _: _where(entry, place)))
            if new is not value:
                changed[name] = new
    if not complaints:
        return entry, ()
    record = entry.record.model_copy(update=changed) if changed else entry.record
    return replace(entry, record=record, body=body), tuple(complaints)


def allowed_by(record: Record, tables: Tables) -> Allowed:
    """Return what ``record`` and the table of words allow to be published."""
    return frozenset(_plain(one.what) for one in (*record.allow_personal, *tables.personal_words.allowed))


def hide_personal(
    text: str, tables: Tables, allowed: Allowed, tell: Callable[[Personal, str], None] = lambda _, __: None
) -> str:
    """Return ``text`` with what is not ``allowed`` masked; ``tell`` is told each and its words."""
    pieces, end = [], 0
    for one in find_personal(text, tables.personal_words):
        words = text[one.span.start : one.span.end]
        if _plain(words) not in allowed:
            tell(one, words)
            pieces += [text[end : one.span.start], tables.labels[f"masked_{one.kind}"]]
            end = one.span.end
    return "".join([*pieces, text[end:]]) if pieces else text


def _in_value(value: Any, place: Place, hide: Callable[[str, Place], str]) -> Any:
    """Return ``value`` with every text in it passed through ``hide``; the same object where nothing changed."""
    if type(value) is str:
        return hide(value, place)
    if isinstance(value, tuple):
        items = tuple(_in_value(item, (*place, number), hide) for number, item in enumerate(value))
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields if name not in _NO_TEXT}
        changed = {n: new for n, old in fields.items() if (new := _in_value(old, (*place, n), hide)) is not old}
        return value.model_copy(update=changed) if changed else value
    return value


def _complaint(one: Personal, words: str, where: Location) -> Diagnostic:
    return complain(CODES[one.kind], where, words=words)


def _where(entry: Entry[Record], place: Place) -> Location:
    return Location(entry.file, line_of(entry, *place))


def _plain(words: str) -> str:
    """Return the form in which two spellings of a number, a mail address or a home agree."""
    return re.sub(r"^84(?=\d{9}$)", "0", _PLAIN.sub("", words)).casefold()
