"""The front matter of an imported report, its permanent id, and which report of the site it is a newer version of.

Only what the document says is filled in. A title it does not have is put together from what it has, and that is said.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from generator.document import Facts, FoundDirective
from generator.entities import Locality, Relation
from generator.extract.directives.relations import find_relations
from generator.inspection import Inspection
from generator.portable import can_be_held
from generator.records import Entry, Record, ReportRecord
from generator.resolve.index import last_day, number_key
from generator.safe_yaml import dump_yaml
from generator.tables import Tables
from generator.text import match_key, slug, squeeze

LONGEST_ID = 90
_TAKEN_FROM_DIGEST = ("number", "date", "issuer", "signer", "signer_position")
_LONGEST_LINE = 600
_EMPTY = re.compile(r"^(\w+): (?:null|''|\[\]|\{\})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the front matter of a report says, besides its id. ``titled``: the document itself has that title.

    ``unlisted``: it comes from a commune that the register of units lacks, and ``unit`` is the one above that.
    """

    title: str
    titled: bool
    unit: Locality | None
    data: Mapping[str, Any]
    unlisted: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day whose units the report speaks of: its own, else the last of its period."""
        period: Mapping[str, dt.date | int] = self.data["period"]
        return self.data["date"] or last_day(period.get("end") or period.get("start"))


def report_facts(found: Inspection, tables: Tables) -> ReportFacts:
    """Return what is known of the report alone; what it is ``about`` is known once its directives are."""
    facts = found.document.facts
    own = _capitalized(_line(facts.title))
    title = own or composed_title(found, tables)
    data: dict[str, Any] = {
        "title": title,
        "doc_type": _line(facts.doc_type),
        "number": _line(facts.number),
        "date": facts.date,
        "issuer": _line(facts.issuer),
        "locality": None,
        "signer": _line(facts.signer),
        "signer_position": _position(facts.signer_position) if facts.signer else None,
        "period": _period(facts),
        "about": [],
        "retold_in": None,
        "source": _origin(found),
        "audience": "public",
        "review": "draft",
    }
    unit = found.context.locality
    known = ReportFacts(title, bool(own), unit, data, unlisted=unit is not None and unit.full_name != facts.locality)
    if known.unit:
        data["locality"] = tables.gazetteer.written(known.unit, known.day or dt.date.today())
    return known


def _origin(found: Inspection) -> dict[str, str | None]:
    """Return where the text is from; what was recognised from images is a scan, however well it reads."""
    received = found.received
    quality = "ocr" if received.scanned else found.document.quality
    data = {"file": _line(received.file), "sha256": received.sha256, "quality": quality}
    return {**data, "raw_pages": str(found.raw)} if str(found.raw) else data


def reviewed(found: Inspection, tables: Tables) -> tuple[FoundDirective, ...]:
    """Return the directives whose carrying out the document reviews (sơ kết, tổng kết việc thực hiện …)."""
    text = found.document.clean.text
    relations = find_relations(text, found.directives, found.context, tables)
    targets = (one.target for one in relations if one.relation is Relation.REVIEWS and one.source is None)
    return tuple(dict.fromkeys(targets))


def composed_title(found: Inspection, tables: Tables) -> str:
    """Return a title for a document without one: its type, what it reviews or else most cites, and who issued it."""
    facts = found.document.facts
    words = {
        "type": facts.doc_type or tables.labels["untitled"],
        "issuer": f" {tables.labels['of_issuer'].format(issuer=facts.issuer)}" if facts.issuer else "",
        "year": f" ({facts.date.year})" if facts.date else "",
    }
    candidates = reviewed(found, tables)[:1] or sorted(found.directives, key=lambda one: -len(one.mentions))[:1]
    if candidates and len(candidates[0].mentions) > 1:
        one = candidates[0]
        directive = f"{one.type} số {one.number}" if one.number else one.title or one.type
        words["type"] += f" {tables.labels['carrying_out'].format(directive=directive)}"
    elif not facts.issuer:
        words["issuer"] = f" {found.received.file}"
    return _line(words["type"] + words["issuer"] + words["year"]) or found.received.file


def report_id(facts: ReportFacts, taken: Iterable[str]) -> str:
    """Return a new id: place, then number and year, or title; after its digest, if there is one.

    A taken id is told apart by more of what is known.
    """
    place = facts.unit.name if facts.unit else ""
    date = facts.data["date"]
    year = date.year if date else ""
    number, kind = facts.data["number"], facts.data["doc_type"] or ""
    parent = facts.data["locality"] or facts.data["issuer"] or ""
    digest = facts.data["source"]["sha256"][:8]
    wanted = f"{place} {kind} {number} {year}" if number else f"{place} {facts.title}"
    if facts.data["retold_in"]:
        wanted = f"{facts.data['retold_in']} toàn văn"
    occupied = set(taken)
    for words in (wanted, f"{wanted} {parent}", f"{wanted} {digest}"):
        candidate = short_slug(words, digest)
        if candidate not in occupied:
            return candidate
    return f"{short_slug(wanted, digest)}-{facts.data['source']['sha256'][:16]}"


def short_slug(words: str, otherwise: str) -> str:
    """Return an id of ``words``, cut between words; ``otherwise`` where nothing of them can stand in one.

    What Windows keeps for devices (``con``) is no id.
    """
    whole = slug(words)
    cut = whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rpartition("-")[0] or whole[:LONGEST_ID]
    found = cut.strip("-")
    return found if found and can_be_held(found) else f"tep-{found or otherwise}"


def same_report(facts: ReportFacts, entries: Iterable[Entry[Record]]) -> Entry[ReportRecord] | None:
    """Return the report of the site that ``facts`` describe: the same file, or another version of the same document."""
    reports = [entry for entry in entries if isinstance(entry.record, ReportRecord) and not entry.record.digest]
    return _first_same(facts, reports, (_same_file, _same_retold, _same_document))


def digest_of(facts: ReportFacts, entries: Iterable[Entry[Record]]) -> Entry[ReportRecord] | None:
    """Return the digest that the site already has of the same file, or of another version of the document."""
    digests = [entry for entry in entries if isinstance(entry.record, ReportRecord) and entry.record.digest]
    return _first_same(facts, digests, (_same_file, _same_document))


def known_by(digest: ReportRecord, facts: ReportFacts) -> ReportFacts:
    """Return ``facts`` with what a digest of the same report says where the document itself is silent."""
    known = {name: getattr(digest, name) for name in _TAKEN_FROM_DIGEST if facts.data[name] is None}
    if not facts.titled or facts.data["source"]["quality"] == "ocr":  # people read the title better than a machine
        known["title"] = digest.title
    data = {**facts.data, **known, "retold_in": digest.id}
    return replace(facts, title=data["title"], titled=True, data=data)


_Same = Callable[[ReportFacts, ReportRecord], bool]


def _first_same(
    facts: ReportFacts, entries: Iterable[Entry[Record]], ways: Iterable[_Same]
) -> Entry[ReportRecord] | None:
    """Return the first entry found the same by the surest of ``ways``."""
    reports = cast(list[Entry[ReportRecord]], list(entries))
    return next((entry for same in ways for entry in reports if same(facts, entry.record)), None)


def _same_file(facts: ReportFacts, known: ReportRecord) -> bool:
    return known.source is not None and known.source.sha256 == facts.data["source"]["sha256"]


def _same_retold(facts: ReportFacts, known: ReportRecord) -> bool:
    return known.retold_in is not None and known.retold_in == facts.data["retold_in"]


def _same_document(facts: ReportFacts, known: ReportRecord) -> bool:
    """True if number, issuer's place and day agree; without numbers, name of the file or title, and nothing objects."""
    new = facts.data
    if match_key(known.locality or "") != match_key(new["locality"] or ""):
        return False
    if facts.unlisted and match_key(known.issuer or "") != match_key(new["issuer"] or ""):
        return False
    if known.date and new["date"] and known.date != new["date"]:
        return False
    if known.number and new["number"]:
        return number_key(known.number) == number_key(new["number"]) and known.date == new["date"]
    if known.source is None or known.number or new["number"]:
        return False
    return known.source.file == new["source"]["file"] or slug(known.title) == slug(new["title"])


def front_matter(report: str, facts: ReportFacts) -> str:
    """Return the front matter of the report; a few fields that are not known stand there for a person to fill in."""
    data = {"id": report, **facts.data}
    kept = {key: value for key, value in data.items() if value or key in ("number", "date", "locality")}
    return yaml_of(kept)


def yaml_of(data: Mapping[str, Any]) -> str:
    """Return ``data`` as YAML in its order; values that are not known are left empty."""
    text = dump_yaml(dict(data))
    return _EMPTY.sub(lambda match: f"{match[1]}:" if match[0].endswith("null") else match[0], text)


def _period(facts: Facts) -> dict[str, dt.date | int]:
    ends = {"start": _moment(facts.period_start), "end": _moment(facts.period_end)}
    return {key: moment for key, moment in ends.items() if moment}


def _moment(words: str | None) -> dt.date | int | None:
    """Return "2017-04-03" as a day, "2017" and "2017-04" as a year; None for what is no moment of a report."""
    try:
        moment = dt.date.fromisoformat(words or "")
    except ValueError:
        year = (words or "")[:4]
        return int(year) if year.isdecimal() and 1945 <= int(year) <= 2100 else None
    return moment


def _position(words: str | None) -> str | None:
    """Return a position as one writes it inside a sentence; signatures have it in capitals."""
    line = _line(words)
    return line.capitalize() if line and line.isupper() else line


def _capitalized(title: str | None) -> str | None:
    """Return a title as it stands alone; under "BÁO CÁO" it often goes on in small letters."""
    return title and title[:1].upper() + title[1:]


def _line(words: str | None) -> str | None:
    """Return ``words`` as a value of one line, without characters nobody sees; None for nothing."""
    text = "".join(char for char in squeeze(words or "") if char.isprintable())
    return text[:_LONGEST_LINE].strip() or None
