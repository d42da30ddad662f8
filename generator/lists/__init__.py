"""From a received list to files of ``content/models/``: each model a record that knows its file, sheet and row.

Nothing a person wrote is overwritten, no row is dropped without a word, the same list twice changes nothing, and rows
that only moved are no change. A model keeps its id whatever a later version of the list calls it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, complain, in_order
from generator.entities import Kind, Locality, Ref
from generator.importing import Library
from generator.importing.placing import Placed, State, place, write_all
from generator.importing.proposals import Proposal
from generator.lists.ledger import Ledger, Listed, new_name, read_ledgers
from generator.lists.matching import Named, key_of, ledger_of, matched, nearly_same
from generator.lists.models import RowModel
from generator.lists.naming import free_ids
from generator.lists.outcomes import ImportedList, Outcome
from generator.lists.proposing import Proposed, proposed, same_but_for_source, substance
from generator.lists.reading import Reading, read_list
from generator.parallel import each
from generator.read.originals import IMPORTED
from generator.read.sheets import Book, read_book
from generator.records import ModelRecord

__all__ = ["ImportedList", "Outcome", "import_list"]

_FOLDER = ModelRecord.folder
_MOST_NAMED = 50
"""Vanished models named one by one; of more only the number is said."""


def import_list(
    path: Path, library: Library, unit: Locality | None = None, dry: bool = False, today: dt.date | None = None
) -> ImportedList:
    """Import the list at ``path``; with ``dry`` nothing is written. Raises DanvanError (DV6xx).

    ``unit``: where the list comes from, if a person says so.
    """
    return _Import(read_book(path), library, unit, today or dt.date.today()).done(dry)


class _Import:
    """The import of one list."""

    def __init__(self, book: Book, library: Library, unit: Locality | None, today: dt.date) -> None:
        self.book, self.library, self.root, self.tables = book, library, library.root, library.tables
        read = read_list(book, Reading(unit, today, library.index, library.tables))
        self.models = read.models
        self.told: list[Diagnostic] = list(read.diagnostics)
        self.keys = [key_of(model.name, model.place) for model in self.models]
        self.site = {ref: entry for ref, entry in library.entries.items() if ref.kind is Kind.MODEL}
        self.moved = {alias: ref.id for ref, entry in self.site.items() for alias in entry.record.aliases}
        ledgers = read_ledgers(self.root)
        known = ledger_of(book.file, self.keys, ledgers)
        self.ledger = known or Ledger(new_name(book.file, ledgers, book.sha256), (book.file,))
        if book.file not in self.ledger.files:
            self.told.append(complain("DV677", Location(book.file), other=self.ledger.files[-1]))

    def done(self, dry: bool) -> ImportedList:
        """Do it."""
        known = list(self.ledger.models.values())
        pairs = matched(self.keys, known, self._similar(known)) if known else {}
        kept = {row: known[one] for row, one in pairs.items()}
        duplicates = {row: ref for row in range(len(self.models)) if row not in kept and (ref := self._there(row))}
        ids = self._ids(kept, duplicates)
        writes: dict[Path, str | None] = {}
        outcomes: list[Outcome] = []
        listed: dict[str, Listed] = {}
        proposals = each(
            lambda row: proposed(self.models[row], ids[row], self.book, self.tables),
            [row for row in range(len(self.models)) if row not in duplicates],
        )
        for row, model in enumerate(self.models):
            if row in duplicates:
                state = "duplicate"
                file = self.site[duplicates[row]].file
                self.told.append(complain("DV665", model.where, name=model.name, file=file))
            else:
                state = self._placed(model, ids[row], kept.get(row), next(proposals), writes)
                if state != "refused":
                    listed[ids[row]] = Listed(ids[row], model.name, model.place)
            outcomes.append(_outcome(model, state, ids.get(row, ""), self))
        self._alike(duplicates, ids)
        still = set(pairs.values())
        gone = tuple(one for index, one in enumerate(known) if index not in still)
        self._say_gone(gone)
        ledger = self._ledger(listed, gone)
        if not dry:
            if writes or ledger.models:
                write_all(writes | self._changed(ledger))
            self._learn(writes)
        return ImportedList(self.book.file, tuple(outcomes), gone, in_order(self.told))

    def _similar(self, known: list[Listed]) -> Callable[[int, int], bool]:
        """Return what tells whether a row and a model given before say the same, but for the name."""

        def similar(row: int, one: int) -> bool:
            base = self._base(known[one].id)
            own = substance(proposed(self.models[row], known[one].id, self.book, self.tables)[0] or "")
            return base is not None and bool(own) and own == substance(base)

        return similar

    def _base(self, name: str) -> str | None:
        """Return a model as it was proposed last."""
        path = self.root / "content" / IMPORTED / _FOLDER / f"{name}.md"
        try:
            return path.read_text(encoding="utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            return None

    def _there(self, row: int) -> Ref | None:
        """Return the model of the site, not from this list, that has the name and place of a row."""
        unit = self.models[row].unit
        near = {unit.id, *unit.predecessors, *unit.successors} if unit else {""}
        return next((ref for name in sorted(near) if (ref := self._by_key.get((self.keys[row][0], name)))), None)

    @cached_property
    def _by_key(self) -> Mapping[Named, Ref]:
        """Models of the site that this list did not give, by name and place."""
        return dict(self._site_keys())

    def _site_keys(self) -> Iterator[tuple[Named, Ref]]:
        ours = {self.moved.get(name, name) for name in self.ledger.models}
        for ref, entry in self.site.items():
            if ref.id not in ours and isinstance(entry.record, ModelRecord):
                unit = self.library.index.context(entry.record).locality
                yield key_of(entry.record.name, unit.id if unit else ""), ref

    def _ids(self, kept: Mapping[int, Listed], duplicates: Mapping[int, Ref]) -> dict[int, str]:
        """Return the id of every row that becomes or is a record: its old one, or the newer one a person gave it."""
        ids = {row: self._now(one.id) for row, one in kept.items()}
        new = {row: model for row, model in enumerate(self.models) if row not in kept and row not in duplicates}
        bases = (self.root / "content" / IMPORTED / _FOLDER).glob("*.md")
        taken = {ref.id for ref in self.site} | set(self.moved) | set(ids.values()) | {path.stem for path in bases}
        return ids | free_ids(new, taken, self.tables)

    def _now(self, name: str) -> str:
        return name if Ref(Kind.MODEL, name) in self.site else self.moved.get(name, name)

    def _placed(
        self, model: RowModel, name: str, before: Listed | None, proposal: Proposed, writes: dict[Path, str | None]
    ) -> str:
        """Put one model into the content; return what became of it."""
        text, complaints = proposal
        self.told += complaints
        if text is None:
            return "refused"
        old = before.id if before else name
        base = self._base(name) if old == name else self._renamed(old, name)
        if base is not None and same_but_for_source(text, base):
            text = base
        if before and before.name != model.name:
            self.told.append(complain("DV668", model.where, old=before.name, name=model.name, id=name))
        done = self._put(Proposal(ModelRecord, name, text), base)
        if old != name and done.state is not State.DELETED:
            writes[self.root / "content" / IMPORTED / _FOLDER / f"{old}.md"] = None
            writes.setdefault(self.root / "content" / IMPORTED / _FOLDER / f"{name}.md", text)
        writes |= done.writes
        self.told += done.diagnostics
        if done.state is State.DELETED:
            self.told.append(complain("DV673", model.where, name=model.name, id=name))
        return done.state.value

    def _renamed(self, old: str, name: str) -> str | None:
        """Return the version proposed last of a record that a person gave a new id."""
        base = self._base(name) or self._base(old)
        return base.replace(f"\nid: {old}\n", f"\nid: {name}\n", 1) if base else None

    def _put(self, proposal: Proposal, base: str | None) -> Placed:
        """Place a proposal; one that says what the last one said needs no reading of what people wrote."""
        file = self.root / "content" / _FOLDER / f"{proposal.id}.md"
        aside = self.root / "content" / IMPORTED / _FOLDER / f"{proposal.id}.conflict.md"
        if base == proposal.text and file.exists() and not aside.exists():
            return Placed(file, State.UNCHANGED)
        return place(proposal, self.root, self.tables, base)

    def _alike(self, duplicates: Mapping[int, Ref], ids: Mapping[int, str]) -> None:
        """Say which new models have nearly the name of another of their place."""
        rows = {str(row): key for row, key in enumerate(self.keys) if row not in duplicates}
        site = {str(ref): key for key, ref in self._by_key.items()}
        new = frozenset(row for row in rows if ids[int(row)] not in self.ledger.models)
        names = {str(ref): entry.record.label for ref, entry in self.site.items()}
        names |= {row: self.models[int(row)].name for row in rows}
        for one, other in nearly_same({**site, **rows}, new):
            if one.isdigit():
                where = str(self.models[int(other)].where) if other.isdigit() else self.site[_ref(other)].file
                model = self.models[int(one)]
                self.told.append(complain("DV666", model.where, name=model.name, other=names[other], where=where))

    def _say_gone(self, gone: tuple[Listed, ...]) -> None:
        where = Location(self.book.file)
        before = len(self.ledger.models) - len(self.ledger.gone)
        now = sum(1 for one in gone if one.id not in self.ledger.gone)
        if before > 2 and now * 2 > before:
            self.told.append(complain("DV676", where, count=now, total=before))
        for one in gone[:_MOST_NAMED]:
            name = self._now(one.id)
            self.told.append(complain("DV667", where, name=one.name, file=f"content/{_FOLDER}/{name}.md"))

    def _ledger(self, listed: Mapping[str, Listed], gone: tuple[Listed, ...]) -> Ledger:
        models = {**{one.id: one for one in gone}, **listed}
        files = tuple(file for file in self.ledger.files if file != self.book.file)
        return replace(
            self.ledger, files=(*files, self.book.file), models=models, gone=frozenset(one.id for one in gone)
        )

    def _changed(self, ledger: Ledger) -> dict[Path, str | None]:
        path, text = ledger.path(self.root), ledger.text()
        return {} if path.exists() and path.read_text(encoding="utf-8") == text else {path: text}

    def _learn(self, writes: Iterable[Path]) -> None:
        """Let the next file of the same command know what this one wrote."""
        for path in writes:
            if path.parent == self.root / "content" / _FOLDER:
                self.library.reread(ModelRecord, path.stem)


def _ref(words: str) -> Ref:
    kind, _, name = words.partition(":")
    return Ref(Kind(kind), name)


def _outcome(model: RowModel, state: str, name: str, one: _Import) -> Outcome:
    field = model.data.get("field")
    place_name = model.unit.short_name if model.unit else ""
    sheet, row = model.rows[0]
    return Outcome(
        sheet, row, model.name, place_name, one.tables.name_of("fields", field) if field else "", state, name
    )
