"""What a field of front matter may hold, in words for people, from the record's own JSON Schema."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from generator.records import Record
from generator.tables import Tables

_SLUG_WORDS = {"vi": "chữ thường không dấu, chữ số, gạch nối (vd. to-tu-quan)", "en": "a-z, 0-9 and hyphens"}
_TYPE_WORDS = {
    "string": {"vi": "một dòng chữ", "en": "one line of text"},
    "integer": {"vi": "số nguyên", "en": "a whole number"},
    "number": {"vi": "số (dấu thập phân là dấu chấm)", "en": "a number"},
    "boolean": {"vi": "true hoặc false", "en": "true or false"},
    "array": {"vi": "một danh sách", "en": "a list"},
    "object": {"vi": "một nhóm trường", "en": "a group of fields"},
    "null": {"vi": "để trống", "en": "nothing"},
}
_DATE_WORDS = {"vi": "ngày dạng 2017-04-03", "en": "a date like 2017-04-03"}

Words = Mapping[str, str]


def allowed_values(schema: type[Record], place: tuple[str | int, ...], tables: Tables) -> Words:
    """Return what the field at ``place`` may hold, in both languages."""
    found = list(_words(_at(schema, place), schema, tables))
    return {language: "; ".join(dict.fromkeys(w[language] for w in found)) or "…" for language in ("vi", "en")}


def described_place(schema: type[Record], place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return ``place`` without the names of union branches that pydantic appends to it."""
    return place[:-1] if len(place) > 1 and not _at(schema, place) else place


def nearest_field(schema: type[Record], place: tuple[str | int, ...]) -> Words:
    """Return advice for a field nobody declared: the nearest declared name, or all of them."""
    names = sorted(_at(schema, place[:-1]).get("properties", {}))
    close = get_close_matches(str(place[-1]), names, n=1, cutoff=0.6)
    if close:
        return {"vi": f"Có phải «{close[0]}»?", "en": f"Did you mean “{close[0]}”?"}
    return {"vi": f"Các trường dùng được: {', '.join(names)}.", "en": f"Known fields: {', '.join(names)}."}


@cache
def _json_schema(schema: type[Record]) -> dict[str, Any]:
    return schema.model_json_schema()


def _at(schema: type[Record], place: tuple[str | int, ...]) -> dict[str, Any]:
    """Return the part of the JSON Schema that describes ``place``; empty if there is none."""
    node = _json_schema(schema)
    for part in place:
        options = [_resolved(option, schema) for option in node.get("anyOf", [node])]
        if isinstance(part, int):
            node = next((o["items"] for o in options if "items" in o), {})
        else:
            node = next((o["properties"][part] for o in options if part in o.get("properties", {})), {})
        node = _resolved(node, schema)
    return node


def _resolved(node: dict[str, Any], schema: type[Record]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    definition: dict[str, Any] = _json_schema(schema)["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return definition


def _words(node: dict[str, Any], schema: type[Record], tables: Tables) -> Iterator[Words]:
    node = _resolved(node, schema)
    if "anyOf" in node:
        for option in node["anyOf"]:
            yield from _words(option, schema, tables)
    elif "x-vocabulary" in node:
        yield _same(", ".join(tables.vocabularies[node["x-vocabulary"]]))
    elif "enum" in node or "const" in node:
        yield _same(", ".join(map(str, node.get("enum", [node.get("const")]))))
    elif node.get("format") == "date":
        yield _DATE_WORDS
    elif "a-z0-9" in node.get("pattern", ""):
        yield _SLUG_WORDS
    elif node.get("type") in _TYPE_WORDS:
        yield _TYPE_WORDS[node["type"]]


def _same(words: str) -> Words:
    return {"vi": words, "en": words}
