"""The shipped content and the gold facts it must agree with."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from generator.records import RECORDS, Record
from generator.tables import Tables

CONTENT = Path(__file__).resolve().parents[2] / "content"


@dataclass(frozen=True)
class Shipped:
    """One file of ``content/``: its record, the text under it and the file itself."""

    record: Any
    body: str
    path: Path


def _read(path: Path, kind: type[Record], tables: Tables) -> Shipped:
    post = frontmatter.loads(path.read_text(encoding="utf-8"))
    return Shipped(kind.model_validate(post.metadata, context=dict(tables.vocabularies)), post.content, path)


@pytest.fixture(scope="session")
def shipped(tables: Tables) -> dict[str, dict[str, Shipped]]:
    """Every shipped file by folder and id; a file that does not fit its schema fails here."""
    return {
        kind.folder: {path.stem: _read(path, kind, tables) for path in sorted((CONTENT / kind.folder).glob("*.md"))}
        for kind in RECORDS
    }


@pytest.fixture(scope="session")
def gold(shared_dir: Path) -> Callable[[str], dict[str, Any]]:
    """Return the hand-made annotation of a received document by its number."""
    return lambda number: json.loads((shared_dir / "gold" / f"{number}.json").read_text(encoding="utf-8"))
