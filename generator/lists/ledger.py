"""What each list gave at its last import: id, name and place of every model, and which of them later versions lack.

One file a list in ``content/.imported/lists/``, ordered by id, so that a list whose rows only moved changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.importing.record import short_slug
from generator.read.originals import IMPORTED
from generator.safe_yaml import dump_yaml, load_yaml

FOLDER = "lists"


@dataclass(frozen=True, slots=True)
class Listed:
    """A model that a list gave: its name and the id of its place (empty where not known) when it was last there."""

    id: str
    name: str
    place: str = ""


@dataclass(frozen=True)
class Ledger:
    """What one list gave. ``files``: the names it came under, newest last; ``gone``: ids its last version lacks."""

    name: str
    files: tuple[str, ...] = ()
    models: Mapping[str, Listed] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def text(self) -> str:
        """Return the file of this ledger: a line a model."""
        lines = [f"files: {_flow(list(self.files))}", "models:"]
        for one in sorted(self.models.values(), key=lambda model: model.id):
            values = {"name": one.name, "place": one.place} | ({"gone": True} if one.id in self.gone else {})
            lines.append(f"  {one.id}: {_flow(values)}")
        return "\n".join(lines) + "\n"

    def path(self, root: Path) -> Path:
        return folder_of(root) / f"{self.name}.yml"


def folder_of(root: Path) -> Path:
    return root / "content" / IMPORTED / FOLDER


def read_ledgers(root: Path) -> dict[str, Ledger]:
    """Return every ledger of the site by its name; one that cannot be read counts as none."""
    found: dict[str, Ledger] = {}
    for path in sorted(folder_of(root).glob("*.yml")):
        try:
            data = load_yaml(path.read_text(encoding="utf-8"))
            listed = data["models"] or {}
            models = {key: Listed(key, one["name"], one.get("place", "")) for key, one in listed.items()}
            gone = frozenset(key for key, one in listed.items() if one.get("gone"))
            found[path.stem] = Ledger(path.stem, tuple(data["files"]), models, gone)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
            continue
    return found


def new_name(file: str, taken: Iterable[str], sha256: str) -> str:
    """Return a free name for the ledger of ``file``."""
    wanted = short_slug(Path(file).stem, sha256[:8])
    return wanted if wanted not in set(taken) else f"{wanted}-{sha256[:8]}"


def _flow(value: Any) -> str:
    return dump_yaml(value, flow=True).strip().removesuffix("...").strip()
