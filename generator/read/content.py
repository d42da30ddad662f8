"""Reads ``content/``: every file becomes a checked entry or a located complaint; no file stops the others.

Front matter is read by python-frontmatter with PyYAML's safe loader, made to refuse what would lose data silently
(a key written twice) or explode (aliases).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import ValidationError
from yaml.constructor import ConstructorError
from yaml.error import MarkedYAMLError
from yaml.nodes import MappingNode

from generator.diagnostics import Diagnostic, Location, complain, refusal
from generator.memory import Memory
from generator.parallel import each
from generator.positions import composed, line_at
from generator.read.fields import allowed_values, described_place, nearest_field
from generator.records import RECORDS, Entry, Record
from generator.safe_yaml import SafeLoader
from generator.tables import Tables
from generator.text import nfc, slug


class _Loader(SafeLoader):  # type: ignore[misc, valid-type]
    """The safe loader with a key written twice as an error."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise ConstructorError(None, None, f"«{key.value}» đứng hai lần / stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


_HANDLER = YAMLHandler()
_Read = tuple[Entry[Record] | None, tuple[Diagnostic, ...]]
_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
"""Control characters, and those that make text read in another order than it is written: nothing an author means."""
_MAYBE_ALIAS = re.compile(r"(?:^|[\s,\[{])\*\w")


class ContentFile(NamedTuple):
    """A file of ``content/``: where it lies, what people know it as, and what it must hold."""

    path: Path
    name: str
    schema: type[Record]


@dataclass(frozen=True, slots=True)
class Content:
    """What ``content/`` holds: entries in the order of their files, and the complaints about the rest."""

    entries: tuple[Entry[Record], ...]
    diagnostics: tuple[Diagnostic, ...]


def read_content(root: Path, tables: Tables, memory: Memory | None = None) -> Content:
    """Return every record under ``root/content``. Files the reader refuses stand in the diagnostics only.

    A file whose bytes ``memory`` knows, as read with the same tables, is not read again.
    """
    read = _read_all(list(content_files(root)), tables, memory or Memory())
    diagnostics = [one for _, complaints in read for one in complaints]
    if not (root / "content").is_dir():
        diagnostics.append(complain("DV110", Location("content"), folder="content"))
    return Content(tuple(entry for entry, _ in read if entry is not None), tuple(diagnostics))


def content_files(root: Path) -> Iterator[ContentFile]:
    """Yield the files of ``root/content`` that must hold records, in order."""
    for schema in RECORDS:
        folder = root / "content" / schema.folder
        if folder.is_dir():
            for path in sorted(folder.rglob("*.md"), key=lambda one: one.parts):
                yield ContentFile(path, path.relative_to(root).as_posix(), schema)


def _read_all(files: list[ContentFile], tables: Tables, memory: Memory) -> list[_Read]:
    """Return what each of ``files`` holds, in order; those that ``memory`` does not know are shared among processes."""
    known: dict[str, _Read] = {}
    new: list[tuple[ContentFile, bytes, object]] = []
    for file in files:
        try:
            data = file.path.read_bytes()
        except OSError as problem:
            complaint = complain("DV111", Location(file.name), problem=refusal(problem))
            known[file.name] = (None, (complaint,))
            continue
        depends = (hashlib.sha256(data).digest(), tables.digest)
        found: _Read | None = memory.recall("read", file.name, depends)
        if found is None:
            new.append((file, data, depends))
        else:
            known[file.name] = found
    if new:
        _ = tables.vocabularies  # made once, not in every process
    readings = each(lambda one: read_entry(one[1], *one[0], tables), new)
    for (file, _, made_from), reading in zip(new, readings, strict=True):
        memory.keep("read", file.name, made_from, reading)
        known[file.name] = reading
    return [known[file.name] for file in files]


def read_entry(data: bytes, path: Path, name: str, schema: type[Record], tables: Tables) -> _Read:
    """Return the entry in the file at ``path`` with the bytes ``data``, known to people as ``name``, or the reasons."""
    try:
        text = _UNSEEN.sub("", nfc(data.decode("utf-8-sig")).replace("\r\n", "\n"))
    except UnicodeDecodeError as problem:
        return None, (complain("DV101", Location(name), byte=problem.start + 1),)
    entry, complaints = parse_entry(text, name, schema, tables)
    return entry, (*complaints, *(_name_complaints(path, name, entry) if entry else ()))


def parse_entry(text: str, name: str, schema: type[Record], tables: Tables) -> _Read:
    """Return the entry that ``text`` is, or None with the reasons; ``name`` is the file to blame."""
    if not text.strip():
        return None, (complain("DV102", Location(name)),)
    try:
        header, body = _HANDLER.split(text)
    except ValueError:
        return None, (complain("DV103", Location(name, 1)),)
    try:
        _refuse_aliases(header)
        data = yaml.load(header, Loader=_Loader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as problem:  # 2020-99-99, 6000 digits, "? [a]: b"
        return None, (_yaml_complaint(problem, name),)
    if not isinstance(data, dict):
        return None, (complain("DV103", Location(name, 1)),)
    try:
        record = schema.model_validate(data, context=tables.vocabularies)
    except ValidationError as problem:
        return None, tuple(_field_complaints(problem, header, name, schema, tables))
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    leading = len(body) - len(body.lstrip("\n"))
    return Entry(record, header, body.strip("\n"), name, body_line + leading), ()


def _refuse_aliases(header: str) -> None:
    """Raise YAMLError for an alias: a few lines of them can grow to fill the memory."""
    if _MAYBE_ALIAS.search(header):
        for event in yaml.parse(header, Loader=SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise MarkedYAMLError(problem=f"*{event.anchor}", problem_mark=event.start_mark)  # type: ignore[arg-type]


def _name_complaints(path: Path, name: str, entry: Entry[Record]) -> Iterator[Diagnostic]:
    wanted = slug(path.stem)
    if path.stem != wanted:
        yield complain("DV108", Location(name), name=path.name, suggestion=f"{wanted}.md")
    elif entry.record.id != path.stem:
        yield complain("DV109", Location(name, 2), id=entry.record.id, name=path.name)


def _yaml_complaint(problem: Exception, name: str) -> Diagnostic:
    mark = getattr(problem, "problem_mark", None)
    words = getattr(problem, "problem", None) or " ".join(str(problem).split())
    location = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name, 1)
    return complain("DV104", location, problem=words)


def _field_complaints(
    problem: ValidationError, header: str, name: str, schema: type[Record], tables: Tables
) -> Iterator[Diagnostic]:
    root = composed(header)
    told: set[tuple[str | int, ...]] = set()
    for error in problem.errors(include_url=False, include_context=False):
        place = error["loc"] if error["type"] == "extra_forbidden" else described_place(schema, error["loc"])
        if place in told:  # one complaint a field, not one for each type it might have had
            continue
        told.add(place)
        where = Location(name, line_at(root, place, first=2))
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or error["msg"]
        match error["type"]:
            case "missing":
                yield complain("DV105", where, field=field, allowed=allowed_values(schema, place, tables))
            case "extra_forbidden":
                yield complain("DV106", where, field=field, suggestion=nearest_field(schema, place))
            case _:
                allowed = allowed_values(schema, place, tables)
                yield complain("DV107", where, field=field, value=_shown(error["input"]), allowed=allowed)


def line_of(entry: Entry[Record], *place: str | int) -> int:
    """Return the line of the file on which the value at ``place`` of the front matter stands."""
    return line_at(composed(entry.header), place, first=2)


def _shown(value: object) -> str:
    try:
        words = " ".join(str(value).split()) if not isinstance(value, Mapping) else "{…}"
    except ValueError:  # a whole number of thousands of digits
        words = "…"
    return words if len(words) <= 60 else words[:57] + "…"
