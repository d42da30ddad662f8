"""The file of a model as a list proposes it, and what two such files say but for where they come from."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, complain
from generator.importing.record import yaml_of
from generator.lists.body import body_of
from generator.lists.models import RowModel
from generator.read.sheets import Book
from generator.records import ModelRecord
from generator.tables import Tables

_SOURCES = re.compile(r"^sources:\n(?:[ -].*\n)*", re.MULTILINE)
_NAMED = re.compile(r"^(?:id|name): .*\n(?: .*\n)*", re.MULTILINE)
_KEPT_EMPTY = ("localities", "field", "holder", "status")
"""Fields that stand there empty for a person to fill in."""


Proposed = tuple[str | None, list[Diagnostic]]
"""The text of a model's file, or None and why there is none."""


def proposed(model: RowModel, name: str, book: Book, tables: Tables) -> Proposed:
    """Return the text of the file with id ``name``; None, and why, if a field cannot be as the row has it."""
    data = _front_matter(model, name, book)
    try:
        ModelRecord.model_validate(data, context=tables.vocabularies)
    except ValidationError as problem:
        fields = ", ".join(dict.fromkeys(".".join(map(str, error["loc"])) for error in problem.errors()))
        return None, [complain("DV672", model.where, name=model.name[:80], fields=fields)]
    body = body_of(model.sections, model.others, tables)
    return f"---\n{yaml_of(data)}---\n" + (f"\n{body}\n" if body else ""), []


def _front_matter(model: RowModel, name: str, book: Book) -> dict[str, Any]:
    sources = [_source(book, sheet, row) for sheet, row in model.rows]
    data = {"id": name, **model.data, "sources": sources}
    kept = {key: value for key, value in data.items() if value or value is False or key in _KEPT_EMPTY}
    review = kept.pop("review")
    return {**kept, "review": review}


def _source(book: Book, sheet: str, row: int) -> Mapping[str, Any]:
    file = "".join(char for char in book.file if char.isprintable())
    found = {"file": file, "sha256": book.sha256, "sheet": sheet.strip() or None, "row": row}
    return {key: value for key, value in found.items() if value is not None}


def same_but_for_source(text: str, other: str) -> bool:
    """True if two versions of a file only differ in the row, sheet or file they come from."""
    return _SOURCES.sub("", text, count=1) == _SOURCES.sub("", other, count=1)


def substance(text: str) -> str:
    """Return what a file says of a model besides its name, place and source; empty if it says next to nothing."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    rest = _NAMED.sub("", _SOURCES.sub("", f"{head}\n"))
    return rest + body if body.strip() else ""
