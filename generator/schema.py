"""The content schema for people and their editors: JSON Schema files with explanations in Vietnamese.

Made from the record classes, the vocabularies of ``site_config/`` and ``field_help.yml``; nothing is said twice.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.records import RECORDS, Record
from generator.tables import Tables

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(tables: Tables) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (kind, JSON Schema) of the front matter of each kind of record."""
    for record in RECORDS:
        yield record.kind.value, json_schema(record, tables)


def json_schema(record: type[Record], tables: Tables) -> dict[str, Any]:
    """Return the JSON Schema of ``record``: field help as descriptions, vocabularies as enumerations."""
    schema = record.model_json_schema()
    helped = tables.field_help
    _describe(schema, {**helped["record"], **helped[record.kind.value]})
    for name, part in schema.get("$defs", {}).items():
        _describe(part, helped.get(name, {}))
    _enumerate(schema, tables.vocabularies)
    return {"$schema": DRAFT, "title": tables.labels[record.kind.value], **_without_title(schema)}


def _describe(schema: dict[str, Any], helped: Mapping[str, str]) -> None:
    schema.pop("description", None)
    for name, field in schema.get("properties", {}).items():
        field.pop("title", None)
        field["description"] = helped[name]


def _enumerate(node: object, vocabularies: Mapping[str, tuple[str, ...]]) -> None:
    """Replace the mark of a vocabulary by its values, wherever it stands."""
    if isinstance(node, dict):
        if name := node.pop("x-vocabulary", None):
            node["enum"] = list(vocabularies[name])
        for value in node.values():
            _enumerate(value, vocabularies)
    elif isinstance(node, list):
        for value in node:
            _enumerate(value, vocabularies)


def _without_title(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "title"}
