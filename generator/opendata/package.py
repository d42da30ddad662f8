"""``datapackage.json``: the tables described after the Data Package standard (Frictionless), for programs.

Each table is two resources, its CSV and its JSON Lines, with the schema of its columns, its key, what its columns
refer to, and size and digest of the file.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from generator.memory import file_digest
from generator.opendata.spreadsheets import DECIMAL, DELIMITER
from generator.render.open_data import column_help, column_values
from generator.render.views import Views
from generator.tables.datasets import Column, Dataset

Descriptor = dict[str, object]


def write_package(views: Views, folder: Path) -> None:
    """Write the description of the tables that stand in ``folder`` beside them."""
    text = json.dumps(package(views, folder), ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def package(views: Views, folder: Path) -> Descriptor:
    """Return the description of the tables in ``folder``.

    Workbooks are for people and stay out of it; so do JSON Lines without a line, which readers take for a broken file.
    """
    settings = views.site.tables.settings
    described: Descriptor = {
        "name": settings.id,
        "title": settings.name,
        "description": settings.description,
    }
    if settings.address:
        described["homepage"] = settings.address
    if settings.licence:
        described["licenses"] = [{"name": settings.licence.name, "title": settings.licence.title}]
    if settings.attribution:
        described["contributors"] = [{"title": settings.attribution, "role": "publisher"}]
    names = ((name, ending) for ending in ("csv", "jsonl") for name in views.site.tables.datasets)
    files = ((name, ending, folder / f"{name}.{ending}") for name, ending in names)
    resources = [_resource(name, ending, path, views) for name, ending, path in files if path.stat().st_size]
    return {**described, "resources": resources}


def _resource(name: str, ending: str, path: Path, views: Views) -> Descriptor:
    dataset = views.site.tables.datasets[name]
    as_csv = ending == "csv"
    return {
        "name": name if as_csv else f"{name}-jsonl",
        "title": dataset.title,
        "description": dataset.about,
        "path": path.name,
        "format": ending,
        "mediatype": "text/csv" if as_csv else "application/jsonl",
        "encoding": "utf-8-sig" if as_csv else "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
        "dialect": {"delimiter": DELIMITER, "lineTerminator": "\r\n"} if as_csv else {"json": {"keyed": True}},
        "schema": _schema(dataset, as_csv, views),
    }


def _schema(dataset: Dataset, as_csv: bool, views: Views) -> Descriptor:
    columns = dataset.short_columns if as_csv else dataset.columns
    schema: Descriptor = {"fields": [_field(name, dataset, as_csv, views) for name in columns]}
    if dataset.key:
        schema["primaryKey"] = list(dataset.key)
    if dataset.refers and as_csv:
        schema["foreignKeys"] = [_reference(name, table, dataset, views) for name, table in dataset.refers.items()]
    return schema


def _field(name: str, dataset: Dataset, as_csv: bool, views: Views) -> Descriptor:
    column = dataset.columns[name]
    field: Descriptor = {
        "name": name,
        "type": "array" if column.many and not as_csv else column.type,
        "title": column.title,
        "description": column_help(name, column, dataset, views),
    }
    if as_csv and column.type == "number":
        field["decimalChar"] = DECIMAL
    if constraints := _constraints(name, column, dataset, views):
        field["constraints"] = constraints
    return field


def _constraints(name: str, column: Column, dataset: Dataset, views: Views) -> Mapping[str, object]:
    constraints: Descriptor = {"required": True} if name in dataset.key else {}
    if values := list(column_values(column, views)):
        constraints["enum"] = values
    return constraints


def _reference(name: str, table: str, dataset: Dataset, views: Views) -> Descriptor:
    own = views.site.tables.datasets.get(table) is dataset
    return {"fields": [name], "reference": {"resource": "" if own else table, "fields": ["id"]}}
