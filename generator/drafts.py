"""Drafts of content files: what is known is filled in, the rest stands empty for a person; nothing is overwritten."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from generator.diagnostics import DanvanError, ExitCode, Location, complain
from generator.document import Context, FoundDirective
from generator.entities import Level, Locality
from generator.extract.directives import find_directives
from generator.records import DirectiveRecord, LocalityRecord, ModelRecord, Record, ReportRecord
from generator.tables import Tables
from generator.text import slug

_NULL = re.compile(r"(?<=\w): null$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A content file to be: its record class, front matter in the order it is written, and body."""

    schema: type[Record]
    data: Mapping[str, object]
    body: str = ""
    comments: tuple[str, ...] = field(default=())


def model_draft(
    name: str, unit: Locality | None, field_id: str | None, tables: Tables, day: date | None = None
) -> Draft:
    """Return the draft of a model, with the headings of the registration form; ``day`` is that its units are of."""
    data = {
        "id": slug(f"{unit.name if unit else ''} {name}"),
        "name": name,
        "localities": [tables.gazetteer.written(unit, day or date.today())] if unit else [],
        "field": field_id,
        "holder": None,
        "status": [],
        "directives": [],
        "reports": [],
        "figures": [],
        "audience": "public",
        "review": "draft",
    }
    return Draft(ModelRecord, data, "\n\n".join(f"## {part.name}" for part in tables.model_sections))


def report_draft(title: str, unit: Locality | None, tables: Tables) -> Draft:
    """Return the draft of a report."""
    data = {
        "id": slug(f"{unit.name if unit else ''} {title}")[:100].strip("-"),
        "title": title,
        "doc_type": "Báo cáo",
        "number": None,
        "date": None,
        "issuer": None,
        "locality": tables.gazetteer.written(unit, date.today()) if unit else None,
        "digest": False,
        "audience": "public",
        "review": "draft",
    }
    return Draft(ReportRecord, data, "## I.")


def directive_draft(citation: str, context: Context, tables: Tables) -> Draft:
    """Return the draft of the one directive that ``citation`` names. Raises DanvanError (DV301) if it names none."""
    found = find_directives(citation, context, tables)
    if not found:
        suggestion = {"vi": "Viết như trong báo cáo: loại, số, ngày.", "en": "Write type, number and date."}
        raise DanvanError(
            complain("DV301", Location("CITATION"), target=citation, suggestion=suggestion), exit_code=ExitCode.USAGE
        )
    return directive_draft_of(found[0], tables)


def locality_draft(unit: Locality | None) -> Draft:
    """Return the draft of what people write about ``unit``."""
    assert unit is not None, "the command line resolves the name first"
    return Draft(LocalityRecord, {"id": unit.id, "reports": [], "audience": "public", "review": "draft"})


def write_draft(draft: Draft, root: Path) -> Path:
    """Write ``draft`` into ``content/`` below ``root`` and return its path. Raises DanvanError (DV201) if it exists."""
    path = root / "content" / draft.schema.folder / f"{draft.data['id']}.md"
    if path.exists():
        raise DanvanError(complain("DV201", Location(str(path)), id=str(draft.data["id"]), other=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft_text(draft), encoding="utf-8", newline="\n")
    return path


def draft_text(draft: Draft) -> str:
    """Return the file of ``draft``: YAML in the order given, values that are not known left empty."""
    header = _NULL.sub(":", yaml.safe_dump(dict(draft.data), allow_unicode=True, sort_keys=False, width=1000))
    return f"---\n{header}---\n{draft.body}\n"


def directive_draft_of(found: FoundDirective, tables: Tables) -> Draft:
    """Return the draft of a directive that a text cites."""
    unit = tables.gazetteer.by_id[found.issuer_locality] if found.issuer_locality else None
    place = (unit.name if unit.level is Level.PROVINCE else unit.short_name) if unit else ""
    year = found.date.year if found.date else ""
    title = found.title or ""
    words = title if not found.number and title.startswith(found.type) else f"{found.type} {found.number or title}"
    data = {
        "id": slug(f"{words} {place} {year}"),
        "type": found.type,
        "number": found.number,
        "date": found.date,
        "issuer": found.issuer,
        "locality": tables.gazetteer.written(unit, found.date or date.today()) if unit else None,
        "title": found.title,
        "audience": "public",
        "review": "draft",
    }
    return Draft(DirectiveRecord, data)
