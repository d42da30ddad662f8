"""The tables of ``site_config/``: loaded once, checked against their schema, read-only afterwards.

A wrong table stops the program with DV001 that names file and entry; a missing one with DV002.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, not_installed
from generator.memory import folder_digest
from generator.positions import composed, line_at
from generator.safe_yaml import load_yaml
from generator.tables.completeness import CompletenessTable
from generator.tables.datasets import Dataset
from generator.tables.documents import CitationWords, DocumentType, Laws, LocalityWords, NumberForm, Organ
from generator.tables.gazetteer import Gazetteer
from generator.tables.ignoring import Ignore
from generator.tables.inventories import load_inventory
from generator.tables.lists import ListWords
from generator.tables.naming import ModelWords, MovementWords
from generator.tables.outline import FILE, Ring, load_outline
from generator.tables.personal import PersonalWords
from generator.tables.place_names import PlaceNames
from generator.tables.quantities import FigureWords, ReconcileWords
from generator.tables.regions import Region, Regions
from generator.tables.related import RelatedWords
from generator.tables.units import HistoricUnit, load_gazetteer, read_historic
from generator.text import match_key

__all__ = ["Choice", "Gazetteer", "Tables", "load_table", "load_tables"]

_T = TypeVar("_T")
_VOCABULARIES = ("fields", "steps", "measures", "movement_kinds")


class Row(BaseModel):
    """Base of a table's entries: frozen, and a key nobody declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entries(dict[str, _T]):
    """A table by key; asked for a key that it lacks, as an older one may, it complains of itself (DV001)."""

    def __init__(self, entries: Mapping[str, _T], path: Path) -> None:
        super().__init__(entries)
        self._path = path

    def __missing__(self, key: str) -> NoReturn:
        raise DanvanError(_wrong(self._path, f"{key}: Field required."))


class Choice(Row):
    """One value of a vocabulary: its id in front matter, its name for people, other wordings found in files."""

    id: str
    name: str
    others: tuple[str, ...] = ()


class Licence(Row):
    """On what terms words and data may be used again: ``name`` as in the SPDX list, ``title`` for people."""

    name: str
    title: str


class Neighbour(Row):
    """Another site of this kind that this one links to and, where ``search`` says so, searches as well.

    ``address`` is where it stands: whole, or relative to the root of this site (``../ha-tinh/``). Its ``objects.inv``
    is kept as ``neighbours/<id>.inv`` beside the tables.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    address: str = Field(pattern=r"^(https?://[^\s/?#]+/|(\.\./)+)([^\s?#]*/)?$")
    search: bool = True


class Settings(Row):
    """``site.yml``: how this site presents itself; ``locality`` (full name or id) where it belongs to one.

    ``id`` is its short permanent name for machines; ``address`` where it is published, with a slash at its end, None
    where it has no address that stays (addresses in feeds and downloads are then relative).
    """

    name: str
    tagline: str
    description: str
    locality: str | None = None
    id: str = Field(default="danvan", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    address: str | None = Field(default=None, pattern=r"^https?://[^\s/?#]+/([^\s?#]*/)?$")
    licence: Licence | None = None
    attribution: str | None = None
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True)
class Tables:
    """Every table of one site. Big ones are loaded at first use."""

    folder: Path

    @cached_property
    def digest(self) -> str:
        """One digest of all tables as they were when they were loaded; everything read with them depends on it."""
        return folder_digest(self.folder, self.folder.parent / "node_modules" / FILE)

    @cached_property
    def fields(self) -> tuple[Choice, ...]:
        return self._choices("fields")

    @cached_property
    def steps(self) -> tuple[Choice, ...]:
        return self._choices("steps")

    @cached_property
    def measures(self) -> tuple[Choice, ...]:
        return self._choices("measures")

    @cached_property
    def movement_kinds(self) -> tuple[Choice, ...]:
        return self._choices("movement_kinds")

    @cached_property
    def model_sections(self) -> tuple[Choice, ...]:
        """Headings of a model's text, in the order of the registration form."""
        return self._choices("model_sections")

    @cached_property
    def section_ids(self) -> Mapping[str, str]:
        """Ids of the headings of a model's text by the match key of each of their wordings."""
        sections = reversed(self.model_sections)  # a wording of two means the first
        return {match_key(words): one.id for one in sections for words in (one.id, one.name, *one.others)}

    @cached_property
    def completeness(self) -> CompletenessTable:
        """What makes a model a stub, partly told or complete."""
        table = load_table(self.folder / "completeness.yml", TypeAdapter(CompletenessTable))
        unknown = table.unknown([choice.id for choice in self.model_sections])
        if unknown:
            name = "completeness.yml"
            problem = f"any: {', '.join(unknown)}"
            raise DanvanError(complain("DV001", _place(self.folder / name), table=name, problem=problem))
        return table

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Words of the site's own interface, by the name the program knows them by."""
        path = self.folder / "labels.yml"
        return Entries(load_table(path, TypeAdapter(dict[str, str])), path)

    @cached_property
    def field_help(self) -> Mapping[str, Mapping[str, str]]:
        """What each field of front matter means, by kind of record and by part."""
        path = self.folder / "field_help.yml"
        found = load_table(path, TypeAdapter(dict[str, dict[str, str]]))
        return Entries({name: Entries(fields, path) for name, fields in found.items()}, path)

    @cached_property
    def datasets(self) -> Mapping[str, Dataset]:
        """The tables published as open data, by name."""
        return load_table(self.folder / "datasets.yml", TypeAdapter(dict[str, Dataset]))

    @cached_property
    def neighbour_pages(self) -> Mapping[str, Mapping[str, str]]:
        """The addresses of each neighbour's pages by ``kind/id``; only of neighbours whose inventory is at hand."""
        paths = {one: self.folder / "neighbours" / f"{one.id}.inv" for one in self.settings.neighbours}
        return {one.id: load_inventory(path, one.address) for one, path in paths.items() if path.is_file()}

    @cached_property
    def settings(self) -> Settings:
        """What this site is called and where it begins."""
        return load_table(self.folder / "site.yml", TypeAdapter(Settings))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        historic = load_table(self.folder / "historic_units.yml", TypeAdapter(list[HistoricUnit]))
        path = self.folder / "historic_units.csv"
        try:
            return load_gazetteer([*historic, *read_historic(path)])
        except ValueError as problem:
            raise DanvanError(_wrong(path, problem.args[1], problem.args[0])) from problem
        except KeyError as problem:
            code = problem.args[0]
            told = any(code in (unit.parent, *unit.successors) for unit in historic)
            raise DanvanError(_wrong(path.with_suffix(".yml") if told else path, f"no unit: {code!r}")) from problem
        except FileNotFoundError as missing:
            raise DanvanError(
                complain("DV002", Location(str(missing)), table=str(missing)), exit_code=ExitCode.FAILED
            ) from missing

    @cached_property
    def regions(self) -> Regions:
        """The socio-economic regions, by which places are told alike."""
        return Regions(load_table(self.folder / "regions.yml", TypeAdapter(tuple[Region, ...])), self.gazetteer)

    @cached_property
    def related_words(self) -> RelatedWords:
        return load_table(self.folder / "related_words.yml", TypeAdapter(RelatedWords))

    @cached_property
    def document_types(self) -> tuple[DocumentType, ...]:
        return load_table(self.folder / "document_types.yml", TypeAdapter(tuple[DocumentType, ...]))

    @cached_property
    def number_forms(self) -> tuple[NumberForm, ...]:
        return load_table(self.folder / "number_forms.yml", TypeAdapter(tuple[NumberForm, ...]))

    @cached_property
    def organs(self) -> tuple[Organ, ...]:
        return load_table(self.folder / "organs.yml", TypeAdapter(tuple[Organ, ...]))

    @cached_property
    def laws(self) -> Laws:
        return load_table(self.folder / "laws.yml", TypeAdapter(Laws))

    @cached_property
    def citation_words(self) -> CitationWords:
        return load_table(self.folder / "citation_words.yml", TypeAdapter(CitationWords))

    @cached_property
    def locality_words(self) -> LocalityWords:
        return load_table(self.folder / "locality_words.yml", TypeAdapter(LocalityWords))

    @cached_property
    def place_names(self) -> PlaceNames:
        return PlaceNames(self.gazetteer, self.locality_words)

    @cached_property
    def figure_words(self) -> FigureWords:
        return load_table(self.folder / "figure_words.yml", TypeAdapter(FigureWords))

    @cached_property
    def reconcile_words(self) -> ReconcileWords:
        return load_table(self.folder / "reconcile_words.yml", TypeAdapter(ReconcileWords))

    @cached_property
    def model_words(self) -> ModelWords:
        return load_table(self.folder / "model_words.yml", TypeAdapter(ModelWords))

    @cached_property
    def movement_words(self) -> MovementWords:
        return load_table(self.folder / "movement_words.yml", TypeAdapter(MovementWords))

    @cached_property
    def list_words(self) -> ListWords:
        """Wordings of lists of models: heads of columns, rows that are no model."""
        return load_table(self.folder / "list_words.yml", TypeAdapter(ListWords))

    @cached_property
    def personal_words(self) -> PersonalWords:
        return load_table(self.folder / "personal_words.yml", TypeAdapter(PersonalWords))

    @cached_property
    def ignores(self) -> tuple[Ignore, ...]:
        """Complaints people have looked at and let stand; a site may do without the table, or without entries."""
        path = self.folder / "ignore.yml"
        schema: TypeAdapter[tuple[Ignore, ...] | None] = TypeAdapter(tuple[Ignore, ...] | None)
        found = load_table(path, schema) if path.exists() else None
        return found or ()

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with any table, all of them read now."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                try:
                    getattr(self, name)
                except DanvanError as wrong:
                    yield from wrong.diagnostics

    @property
    def outline(self) -> tuple[Ring, ...]:
        """The outline of the country for maps, from the npm package beside the tables; only builds need it.

        Raises DanvanError (DV803) where that is not installed.
        """
        try:
            return load_outline(self.folder.parent / "node_modules" / FILE)
        except OSError as problem:
            raise DanvanError(not_installed(FILE), exit_code=ExitCode.FAILED) from problem

    @cached_property
    def vocabularies(self) -> Mapping[str, tuple[str, ...]]:
        """Allowed ids of each vocabulary, as front matter is validated against."""
        return {name: tuple(choice.id for choice in getattr(self, name)) for name in _VOCABULARIES}

    def name_of(self, vocabulary: str, choice_id: str) -> str:
        """Return the name for people of a value of ``vocabulary``."""
        choices: tuple[Choice, ...] = getattr(self, vocabulary)
        return next(choice.name for choice in choices if choice.id == choice_id)

    def choice_for(self, vocabulary: str, wording: str) -> Choice | None:
        """Return the value that ``wording`` means: its name, id or one of its other wordings."""
        key = match_key(wording)
        choices: tuple[Choice, ...] = getattr(self, vocabulary)
        return next((c for c in choices if key in map(match_key, (c.id, c.name, *c.others))), None)

    def _choices(self, name: str) -> tuple[Choice, ...]:
        return load_table(self.folder / f"{name}.yml", TypeAdapter(tuple[Choice, ...]))


def load_tables(folder: Path) -> Tables:
    """Return the tables of ``folder`` (``site_config/``); the small ones are checked at once."""
    tables = Tables(folder)
    _ = tables.digest, tables.vocabularies
    return tables


def load_table(path: Path, schema: TypeAdapter[_T]) -> _T:
    """Return the YAML table at ``path`` as ``schema``. Raises DanvanError (DV001 to DV003) that names file and line."""
    where = _place(path)
    try:
        text = path.read_text(encoding="utf-8")
        data = load_yaml(text)
        table = schema.validate_python(data)
    except OSError as problem:
        raise DanvanError(complain("DV002", where, table=path.name), exit_code=ExitCode.FAILED) from problem
    except ValidationError as problem:
        root = composed(text)
        raise DanvanError(
            *(
                _wrong(path, f"{'.'.join(map(str, e['loc']))}: {e['msg']}", line_at(root, e["loc"]))
                for e in problem.errors()
            )
        ) from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:  # wrong letters, 2020-99-99, 6000 digits, 3000 [
        mark = getattr(problem, "problem_mark", None)
        raise DanvanError(
            _wrong(path, _one_line(problem), *((mark.line + 1, mark.column + 1) if mark else ()))
        ) from problem
    if twice := list(_twice(data)):
        root = composed(text)
        raise DanvanError(
            *(complain("DV003", _place(path, line_at(root, way)), table=path.name, id=name) for way, name in twice)
        )
    return table


def _twice(data: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the way to, and the id of, every entry of a list that has the id of an entry before it."""
    seen: set[str] = set()
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        name = value.get("id") if isinstance(data, list) and isinstance(value, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield (*way, key, "id"), name
            seen.add(name)
        yield from _twice(value, (*way, key))


def _wrong(path: Path, problem: str, line: int = 0, column: int = 0) -> Diagnostic:
    return complain("DV001", _place(path, line, column), table=path.name, problem=problem)


def _place(path: Path, line: int = 0, column: int = 0) -> Location:
    return Location(f"{path.parent.name}/{path.name}", line, column)


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
