"""Reference pages for editors, made from the schema and the rules themselves: fields, and what ``check`` says."""

from collections.abc import Iterator
from typing import Any

from generator.entities import Page
from generator.render.markdown import section, small, table, words
from generator.render.parts import hub_page
from generator.render.rules_page import rules_page
from generator.render.views import Views
from generator.schema import json_schemas


def reference_pages(views: Views) -> Iterator[Page]:
    """Yield the page of fields and the page of rules."""
    labels = views.labels
    yield hub_page("truong-du-lieu.md", labels["fields_page"], list(_fields(views)))
    yield rules_page(views)


def _fields(views: Views) -> Iterator[str]:
    labels = views.labels
    yield words(labels["fields_intro"])
    seen: dict[str, dict[str, Any]] = {}
    for kind, schema in json_schemas(views.site.tables):
        yield section(labels[kind], _table(schema, views), anchor=kind)
        seen |= schema.get("$defs", {})
    for name, part in seen.items():
        if "properties" in part:
            yield section(labels[f"part_{name}"], _table(part, views), anchor=name.lower())


def _table(schema: dict[str, Any], views: Views) -> str:
    labels = views.labels
    required = set(schema.get("required", ()))
    rows = [
        [
            f"`{name}` {small(labels['field_required'])}" if name in required else f"`{name}`",
            words(field["description"]),
            words(_values(field)),
        ]
        for name, field in schema["properties"].items()
    ]
    return table([labels["field_name"], labels["field_meaning"], labels["field_values"]], rows)


def _values(field: dict[str, Any]) -> str:
    """Return the values of an enumeration, wherever in the field it stands."""
    options = [field, *field.get("anyOf", ())]
    return ", ".join(str(value) for option in options for value in option.get("enum", ()))
