"""Marking records as reviewed in their files: only the keys of the review change, every other byte stays.

A file is written whole or not at all, and only if what it then says is what was meant.
"""

import re
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process
from yaml.nodes import MappingNode, Node

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, refusal
from generator.read.content import parse_entry
from generator.records import RECORDS, Record, Review
from generator.safe_yaml import load_yaml
from generator.tables import Tables

_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(?P<header>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_PLACE = {schema.kind.value: schema for schema in RECORDS}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided of records: the state, who, when, and why for one that is retired."""

    state: Review
    by: str
    on: date
    reason: str | None = None

    @property
    def fields(self) -> Mapping[str, str | date | None]:
        """Front matter that says so; None for a key that must not stand."""
        person = None if self.state is Review.DRAFT else self.by
        day = None if self.state is Review.DRAFT else self.on
        reason = self.reason if self.state is Review.RETIRED else None
        return {"review": self.state.value, "reviewed_by": person, "reviewed_on": day, "retired_because": reason}


def record_file(name: str, root: Path) -> tuple[Path, type[Record]]:
    """Return the content file that ``name`` means: an id, ``kind:id``, a former id, or a path.

    Raises DanvanError (DV301, DV302).
    """
    kind, _, wanted = name.rpartition(":")
    stem = Path(wanted).stem if wanted.endswith(".md") else wanted
    schemas = [_PLACE[kind]] if kind in _PLACE else list(RECORDS)
    files = [(path, one) for one in schemas for path in sorted((root / "content" / one.folder).rglob("*.md"))]
    found = [one for one in files if one[0].stem == stem]
    if wanted.endswith(".md") and len(found) > 1:
        found = [one for one in found if one[0].as_posix().endswith(Path(wanted).as_posix())]
    elif not found:
        found = [one for one in files if stem in _former_ids(one[0], stem)]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = ", ".join(f"{schema.kind}:{path.stem}" for path, schema in found)
        raise DanvanError(complain("DV302", Location(name), target=name, candidates=candidates))
    near = process.extractOne(stem, [path.stem for path, _ in files], scorer=fuzz.ratio, score_cutoff=75)
    hint = {"vi": f"Có phải «{near[0]}»?", "en": f"Did you mean “{near[0]}”?"} if near else ""
    raise DanvanError(complain("DV301", Location(name), target=name, suggestion=hint))


def _former_ids(path: Path, wanted: str) -> Collection[str]:
    """Return the aliases of the record at ``path``; none where ``wanted`` stands nowhere in its front matter."""
    front = _FRONT.match(path.read_bytes().decode("utf-8", "replace"))
    if front is None or wanted not in front["header"]:
        return ()
    try:
        data = load_yaml(front["header"])
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):  # what is wrong with it, a check says
        return ()
    aliases = data.get("aliases") if isinstance(data, dict) else None
    return [str(one) for one in aliases] if isinstance(aliases, list) else ()


def reviewed(text: str, verdict: Verdict) -> str:
    """Return the text of a content file with ``verdict`` in its front matter. Raises ValueError if it has none."""
    for key, value in verdict.fields.items():
        text = _set(text, key, value)
    return text


def write_review(path: Path, root: Path, schema: type[Record], verdict: Verdict, tables: Tables) -> bool:
    """Write ``verdict`` into the file at ``path``; False if it says so already.

    Raises DanvanError for a file that cannot be read, or that would not say what is meant; then it is as it was.
    """
    name = path.relative_to(root).as_posix()
    try:
        before = path.read_bytes().decode("utf-8")
        after = reviewed(before, verdict)
    except (UnicodeDecodeError, ValueError, yaml.YAMLError) as problem:
        raise DanvanError(complain("DV682", Location(name), problem=" ".join(str(problem).split()))) from problem
    entry, complaints = parse_entry(after.removeprefix("\ufeff").replace("\r\n", "\n"), name, schema, tables)
    if entry is None:
        raise DanvanError(*complaints)
    said = {key: getattr(entry.record, key) for key in verdict.fields}
    if said != verdict.fields:
        raise DanvanError(complain("DV682", Location(name), problem=f"{said}"))
    if after != before:
        _replace(path, after.encode("utf-8"), name)
    return after != before


def _set(text: str, key: str, value: str | date | None) -> str:
    """Return ``text`` with ``key`` of its front matter set, or taken out for None."""
    front = _FRONT.match(text)
    if front is None:
        raise ValueError("---")
    start, header = front.start("header"), front["header"]
    root = yaml.compose(header, Loader=yaml.SafeLoader)
    if not isinstance(root, MappingNode) or root.flow_style:
        raise ValueError("{…}")
    pairs = {k.value: (k, v) for k, v in root.value}
    if key in pairs:
        begin, end = _lines(header, *pairs[key]) if value is None else _value(header, *pairs[key])
        words = "" if value is None else f" {_scalar(value)}"
        return text[: start + begin] + words + text[start + end :]
    if value is None:
        return text
    newline = "\r\n" if "\r\n" in header else "\n"
    after = next((pairs[name] for name in ("reviewed_on", "reviewed_by", "review") if name in pairs), None)
    at = _lines(header, *after)[1] if after else len(header)
    return f"{text[: start + at]}{key}: {_scalar(value)}{newline}{text[start + at :]}"


def _value(header: str, key: Node, value: Node) -> tuple[int, int]:
    """Return where the value stands in ``header``, with the spaces before it; its comment is not part of it."""
    begin = header.index(":", key.end_mark.index) + 1
    end = value.start_mark.index + len(header[value.start_mark.index : value.end_mark.index].rstrip())
    return begin, max(begin, end)


def _lines(header: str, key: Node, value: Node) -> tuple[int, int]:
    """Return all lines of key and value."""
    end = _value(header, key, value)[1]
    return key.start_mark.index, header.find("\n", end) + 1 or len(header)


def _scalar(value: str | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return yaml.safe_dump(value, allow_unicode=True, width=10**6).removesuffix("...\n").strip()


def _replace(path: Path, data: bytes, name: str) -> None:
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as new:
            new.write(data)
        made = Path(new.name)
        made.chmod(path.stat().st_mode)
        made.replace(path)
    except OSError as problem:
        raise DanvanError(_unwritable(name, problem), exit_code=ExitCode.FAILED) from problem


def _unwritable(name: str, problem: OSError) -> Diagnostic:
    return complain("DV802", Location(name), path=name, problem=refusal(problem))
