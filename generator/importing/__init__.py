"""From a received file to files of ``content/``: the report whole, and drafts of what it names.

Nothing a person wrote is overwritten; the same file twice changes nothing; a file is imported whole or not at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, complain, in_order
from generator.entities import Kind, Ref, Span
from generator.importing.beside import kept_beside
from generator.importing.body import markdown_of, writer_for
from generator.importing.doubts import DoubtfulWord, doubtful_words
from generator.importing.placing import Placed, State, place, write_all
from generator.importing.proposals import (
    Proposal,
    Source,
    directive_proposals,
    locality_proposal,
    model_proposals,
)
from generator.importing.record import (
    ReportFacts,
    digest_of,
    front_matter,
    known_by,
    report_facts,
    report_id,
    reviewed,
    same_report,
)
from generator.importing.settling import remembered
from generator.inspection import Inspection
from generator.read.content import Content, parse_entry, read_content, read_entry
from generator.read.originals import IMPORTED, original_paths
from generator.records import Entry, Record, ReportRecord
from generator.resolve.index import Index
from generator.tables import Tables

__all__ = ["Imported", "Library", "Placed", "State", "import_found"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did with one file: the report's id, what became of each proposed file, what needs an eye."""

    report: str
    placed: tuple[Placed, ...]
    known: tuple[Ref, ...]
    diagnostics: tuple[Diagnostic, ...]


class Library:
    """The content below ``root`` as imports see it, kept up to date with what they write."""

    def __init__(self, root: Path, tables: Tables) -> None:
        self.root, self.tables = root, tables
        self._written: dict[Ref, type[Record]] = {}
        self._index: Index | None = None

    @cached_property
    def _content(self) -> Content:
        """What stands in the files when it is first asked for, which nobody may for a list that is as it was."""
        return read_content(self.root, self.tables)

    @cached_property
    def _entries(self) -> dict[Ref, Entry[Record]]:
        return {entry.ref: entry for entry in self._content.entries}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the files."""
        return self._content.diagnostics

    @cached_property
    def kept(self) -> dict[str, Entry[Record]]:
        """The reports imported before, as they were proposed."""
        return dict(_kept_reports(self.root, self.tables))

    @property
    def entries(self) -> dict[Ref, Entry[Record]]:
        """Every record by its reference; what was written since it was last asked for is read first."""
        while self._written:
            self._read_again(*self._written.popitem())
        return self._entries

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = Index(dict(self.entries), self.tables.gazetteer)
        return self._index

    @property
    def raw_pages(self) -> Mapping[str, str]:
        """Pages to be left as they are, by the digest of the file, as the records of reports say."""
        sources = [e.record.source for e in self.entries.values() if isinstance(e.record, ReportRecord)]
        return {one.sha256: one.raw_pages for one in sources if one and one.sha256 and one.raw_pages}

    def reread(self, schema: type[Record], name: str) -> None:
        """Take note that the file of one record may be another now."""
        self._written[Ref(schema.kind, name)] = schema
        self._index = None

    def _read_again(self, ref: Ref, schema: type[Record]) -> None:
        path = self.root / "content" / schema.folder / f"{ref.id}.md"
        self._entries.pop(ref, None)
        if path.exists():
            file = path.relative_to(self.root).as_posix()
            entry, _ = read_entry(path.read_bytes(), path, file, schema, self.tables)
            self._entries |= {ref: entry} if entry is not None else {}

    def learn(self, placed: Placed, proposal: Proposal) -> None:
        """Take note of a file that an import wrote."""
        text, name = placed.writes.get(placed.path), placed.path.relative_to(self.root).as_posix()
        entry, _ = parse_entry(text, name, proposal.schema, self.tables) if text else (None, ())
        if entry is not None:
            self.entries[entry.ref] = entry
            self._index = None
            if isinstance(entry.record, ReportRecord):
                self.kept[entry.record.id] = entry


def import_found(found: Inspection, library: Library, dry: bool = False) -> Imported:
    """Import what was found in one file; with ``dry`` nothing is written. Raises DanvanError (DV622, DV623)."""
    tables = library.tables
    facts, digest = _facts_of(found, library)
    report, known = _report_of(facts, library)
    if known is not None and _is_worse(facts, known.record):
        better = complain("DV630", Location(found.received.file), report=known.file)
        return Imported(report, (Placed(library.root / known.file, State.UNCHANGED),), (), (better,))
    doubts = doubtful_words(found.document.clean, found.restored)
    source = Source(report, facts.title, facts.day, found, writer_for(found.document, doubts, tables)[0], tables)
    drafts, seen, about = _drafts(source, library.index)
    facts = replace(facts, data={**facts.data, "about": about})
    body = markdown_of(found.document, doubts, tables)
    text = f"---\n{front_matter(report, facts)}---\n\n{body}\n"
    proposals = [Proposal(ReportRecord, report, text), *drafts]
    placed = tuple(place(proposal, library.root, tables) for proposal in proposals)
    writes = {path: words for one in placed for path, words in one.writes.items()}
    if placed[0].state is not State.DELETED:
        writes |= kept_beside(found, doubts, original_paths(library.root, report))
        writes |= remembered(library.root, report)
    if not dry:
        write_all(writes)
    for one, proposal in zip(placed, proposals, strict=True):
        library.learn(one, proposal)
    told = [*found.diagnostics, *_remarks(found, facts, doubts), *(d for one in placed for d in one.diagnostics)]
    if digest is not None and known is None:
        told.append(complain("DV627", Location(found.received.file), digest=digest.file))
    return Imported(report, placed, tuple(seen), in_order(told))


def _kept_reports(root: Path, tables: Tables) -> Iterator[tuple[str, Entry[Record]]]:
    """Yield the reports imported before, as they were proposed."""
    for path in sorted((root / "content" / IMPORTED / ReportRecord.folder).glob("*.md")):
        if not path.stem.endswith((".conflict", ".pending")):
            entry, _ = parse_entry(path.read_text(encoding="utf-8", errors="replace"), path.name, ReportRecord, tables)
            if entry is not None:
                yield entry.record.id, entry


def _facts_of(found: Inspection, library: Library) -> tuple[ReportFacts, Entry[ReportRecord] | None]:
    """Return what is known of the report, and the digest of it that the site has."""
    facts = report_facts(found, library.tables)
    digest = digest_of(facts, library.entries.values())
    return (known_by(digest.record, facts), digest) if digest else (facts, None)


def _report_of(facts: ReportFacts, library: Library) -> tuple[str, Entry[ReportRecord] | None]:
    """Return the id of the report, and the site's record of it if it has one."""
    known = same_report(facts, library.entries.values())
    if known is not None:
        return known.record.id, known
    deleted = same_report(facts, library.kept.values())
    if deleted is not None:  # a report that a person deleted is still that report
        return deleted.record.id, None
    ids = {ref.id for ref in library.entries if ref.kind is Kind.REPORT}
    return report_id(facts, ids), None


def _is_worse(facts: ReportFacts, known: ReportRecord) -> bool:
    """True if the site has the document from a file that needed no restoring, and this one is another that does."""
    source = facts.data["source"]
    if known.source is None or known.source.sha256 == source["sha256"]:
        return False
    return (known.source.quality, source["quality"]) == ("digital", "ocr")


def _drafts(source: Source, index: Index) -> tuple[list[Proposal], list[Ref], list[str]]:
    """Return the drafts to propose, the entities the site knows already, and the ids of the directives reviewed."""
    unit = locality_proposal(source, index)
    cited = [*directive_proposals(source, index)]
    results: list[Ref | Proposal] = [unit] if unit else []
    results += [result for _, result in cited]
    results += [result for _, result in model_proposals(source, index)]
    drafts = [one for one in results if isinstance(one, Proposal)]
    subjects = reviewed(source.found, source.tables)
    about = [result.id for found, result in cited if found in subjects]
    return drafts, [one for one in results if not isinstance(one, Proposal)], about


def _remarks(found: Inspection, facts: ReportFacts, doubts: tuple[DoubtfulWord, ...]) -> Iterator[Diagnostic]:
    """Yield what a person has to look at besides the anomalies of the text."""
    file = found.received.file
    if not facts.titled:
        yield complain("DV624", Location(file), title=facts.title)
    if doubts:
        yield complain("DV625", _where(found, doubts[0].span), count=len(doubts))
    misread = {one.location for one in found.diagnostics if one.code == "DV310"}  # says so, and how it was read
    for directive in found.directives:
        where = _where(found, directive.mentions[0])
        if not directive.certain and where not in misread:
            surface = found.document.clean.text[directive.mentions[0].start : directive.mentions[0].end]
            yield complain("DV629", where, surface=surface)


def _where(found: Inspection, span: Span) -> Location:
    raw, offset = found.received.text, found.document.clean.raw_span(span).start
    return Location(found.received.file, raw.count("\n", 0, offset) + 1, offset - raw.rfind("\n", 0, offset))
