"""A list that was imported before, and nothing changed since: known without proposing each of its rows anew.

Importing the same list twice changes nothing. What an import makes of a list follows from the list, the tables, the
place it comes from and the content: which directives there are, which models other lists or people gave, which models
of its own were deleted or renamed, which clashes are open. All of it is compared. Only what stands *in* the files of
its own models does not count: an import whose rows are the ones proposed last leaves those alone whatever a person made
of them. A list with an open clash is never taken as known, since a person may have settled it in the model's file.
"""

import datetime as dt
import hashlib
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path

from generator.entities import Locality
from generator.importing import State
from generator.lists.outcomes import ImportedList
from generator.memory import Memory, file_digest, files_below, identity
from generator.read.originals import IMPORTED
from generator.records import ModelRecord
from generator.tables import Tables

_PART = "lists"
_NEWS = frozenset({"DV666", "DV668", "DV676", "DV677"})
"""What is said of rows and names that are new or just gone; the next import of the same list does not say it."""
_SETTLED = {State.CREATED.value: State.UNCHANGED.value, State.UPDATED.value: State.UNCHANGED.value}


class Remembered:
    """What imports of lists into the site below ``root`` came to, kept in ``build/`` where a build has made it."""

    def __init__(self, root: Path, tables: Tables, today: dt.date | None = None) -> None:
        self._root, self._tables, self._today = root, tables, today or dt.date.today()
        self._memory = Memory(root / "build" / "lists")
        for name in self._memory.former(_PART):
            self._memory.keep_former(_PART, name)
        self._before: Mapping[str, object] = {}

    def recall(self, path: Path, unit: Locality | None) -> ImportedList | None:
        """Return what importing the list at ``path`` again comes to, None if it must be imported to know."""
        self._before = self._content()
        try:
            found = self._memory.recall(_PART, path.name, self._made_from(path, unit))
        except OSError:
            return None  # the import says what is wrong with it
        if found is None:
            return None
        done, content = found
        return done if content == _digest(self._before, _own(done)) else None

    def keep(self, path: Path, unit: Locality | None, done: ImportedList) -> None:
        """Remember what importing ``path``, which was asked for just before, came to, once all is written."""
        after, own = self._content(), _own(done)
        conflict = any(one.state == State.CONFLICT for one in done.outcomes)
        if conflict or _others(after, own) != _others(self._before, own):  # somebody wrote while the import was at work
            return
        again = replace(
            done,
            outcomes=tuple(replace(one, state=_SETTLED.get(one.state, one.state)) for one in done.outcomes),
            diagnostics=tuple(one for one in done.diagnostics if one.code not in _NEWS),
        )
        self._memory.keep(_PART, path.name, self._made_from(path, unit), (again, _digest(after, own)))

    def save(self) -> None:
        """Write it for the next command."""
        self._memory.turn()
        self._memory.save()

    def _made_from(self, path: Path, unit: Locality | None) -> object:
        month = (self._today.year, self._today.month)  # what is in the future, and which units stand
        return file_digest(path), self._tables.digest, unit.id if unit else "", month

    def _content(self) -> Mapping[str, object]:
        """Return the state of every file of ``content/`` by its name."""
        folder = self._root / "content"
        return {name: identity(folder / name) for name in files_below(folder)} if folder.is_dir() else {}


def _digest(content: Mapping[str, object], own: Container[str]) -> str:
    """Return a digest of the states of all files, of those in ``own`` of their names alone."""
    whole = hashlib.sha256()
    for name, state in sorted(content.items()):
        whole.update(f"{name}\0{None if name in own else state}\n".encode(errors="surrogateescape"))
    return whole.hexdigest()


def _others(content: Mapping[str, object], own: Container[str]) -> dict[str, object]:
    """Return the states of the files that no import of the list writes."""
    return {name: state for name, state in content.items() if name not in own and not name.startswith(f"{IMPORTED}/")}


def _own(done: ImportedList) -> frozenset[str]:
    """Return the files of the models a list gave, below ``content/``."""
    return frozenset(f"{ModelRecord.folder}/{one.id}.md" for one in done.outcomes if one.id)
