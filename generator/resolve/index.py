"""Look-ups from what people write (a number, an id, a name) to the entities it may mean."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.document import Context, FoundDirective
from generator.entities import Kind, Locality, Ref
from generator.records import DirectiveRecord, Entry, ModelRecord, MovementRecord, Record, ReportRecord
from generator.tables import Gazetteer
from generator.text import match_key, slug

_R = TypeVar("_R", bound=Record)
_LOOSE = re.compile(r"[\s./–-]+")


@dataclass(frozen=True)
class Index:
    """Every entity of the content by the ways it can be named. Built once all entries are known."""

    entries: Mapping[Ref, Entry[Record]]
    gazetteer: Gazetteer
    _contexts: dict[Ref, Context] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """One digest of all by which words find an entity: ids, names, numbers, and where entities of one name are."""
        whole = hashlib.sha256()
        for ref, entry in self.entries.items():
            record, told = entry.record, ""
            if isinstance(record, DirectiveRecord | ReportRecord):
                told = record.model_dump_json()
            elif isinstance(record, ModelRecord):
                unit = self.context(record).locality
                told = f"{record.name}\0{unit.id if unit else ''}"
            elif isinstance(record, MovementRecord):
                told = "\0".join((record.name, *record.names))
            whole.update(f"{ref}\0{told}\0\0".encode())
        return whole.hexdigest()

    @cached_property
    def by_number(self) -> Mapping[str, tuple[DirectiveRecord, ...]]:
        """Directives by their number without spaces and marks: ``22cttu``."""
        return _grouped((number_key(d.number), d) for d in self._directives if d.number)

    @cached_property
    def by_title(self) -> Mapping[str, tuple[DirectiveRecord, ...]]:
        """Directives without a number by the letters of their title."""
        return _grouped((slug(d.label), d) for d in self._directives if not d.number)

    @cached_property
    def reports_by_number(self) -> Mapping[str, tuple[ReportRecord, ...]]:
        """Reports by their own number: one report may cite another."""
        records = (entry.record for entry in self.entries.values())
        return _grouped((number_key(r.number), r) for r in records if isinstance(r, ReportRecord) and r.number)

    @cached_property
    def names(self) -> Mapping[str, tuple[Ref, ...]]:
        """Models and movements by the match key of each of their names."""
        found: dict[str, list[Ref]] = defaultdict(list)
        for entry in self.entries.values():
            record = entry.record
            if isinstance(record, ModelRecord):
                found[match_key(record.name)].append(record.ref)
            elif isinstance(record, MovementRecord):
                for name in dict.fromkeys(map(match_key, (record.name, *record.names))):
                    found[name].append(record.ref)
        return {name: tuple(refs) for name, refs in found.items()}

    def context(self, record: Record) -> Context:
        """Return from where and when ``record`` speaks: its first locality, and its own or its report's day."""
        if record.ref not in self._contexts:
            self._contexts[record.ref] = self._context(record)
        return self._contexts[record.ref]

    def directives_named(self, words: str, context: Context) -> tuple[Ref, ...]:
        """Return the directives ``words`` of front matter may mean: an id, or a number as used where the record is."""
        by_id = Ref(Kind.DIRECTIVE, words)
        if by_id in self.entries:
            return (by_id,)
        found = self.by_number.get(number_key(words), ()) or self.by_title.get(slug(words), ())
        return tuple(d.ref for d in self._used_in(found, context.locality))

    def directives_found(self, found: FoundDirective) -> tuple[Ref, ...]:
        """Return the directives a citation may mean: type, issuer's locality and date must not contradict it.

        A number of no directive may be that of a report of the site.
        """
        if not found.number:
            known = self.by_title.get(slug(found.title or ""), ())
            return tuple(d.ref for d in known if self._agrees(d, found))
        key = number_key(found.number)
        refs = tuple(d.ref for d in self.by_number.get(key, ()) if self._agrees(d, found))
        return refs or tuple(r.ref for r in self.reports_by_number.get(key, ()) if self._is_from(r, found))

    def localities_named(self, words: str, day: date | None) -> tuple[Locality, ...]:
        """Return the units a full name, id or code may mean on ``day`` (today's units where no day is known)."""
        return self.gazetteer.named(words, day or date.today())

    @cached_property
    def _directives(self) -> tuple[DirectiveRecord, ...]:
        return tuple(e.record for e in self.entries.values() if isinstance(e.record, DirectiveRecord))

    def _context(self, record: Record) -> Context:
        if isinstance(record, ReportRecord | DirectiveRecord):
            places: tuple[str, ...] = (record.locality,) if record.locality else ()
            day = record.date
            if isinstance(record, ReportRecord) and day is None and record.period:
                day = last_day(record.period.end or record.period.start)
        elif isinstance(record, ModelRecord | MovementRecord):
            places, day = record.localities, self._day(record)
        elif record.kind is Kind.LOCALITY and record.id in self.gazetteer.by_id:
            unit = self.gazetteer.by_id[record.id]
            return Context(unit, unit.until)
        else:
            return Context()
        units = self.localities_named(places[0], day) if places else ()
        own = (record.number, record.issuer) if isinstance(record, ReportRecord) else ()
        return Context(units[0] if units else None, day, *own)

    def _day(self, record: ModelRecord | MovementRecord) -> date | None:
        """Return the latest day known of a model or movement: of its steps, its period, its reports."""
        days = [last_day(record.period.end or record.period.start)] if record.period else []
        if isinstance(record, ModelRecord):
            days += [step.date or last_day(step.year) for step in record.status]
            for report in record.reports:
                entry = self.entries.get(Ref(Kind.REPORT, report))
                days += [self.context(entry.record).day] if entry else []
        return max((day for day in days if day), default=None)

    def _used_in(self, found: tuple[DirectiveRecord, ...], unit: Locality | None) -> tuple[DirectiveRecord, ...]:
        """Keep, of directives that share a number, those issued where ``unit`` lies, nearest first, or centrally."""
        if len(found) < 2 or unit is None:
            return found
        for place in (unit, *self.gazetteer.ancestors(unit)):
            here = tuple(d for d in found if self._issued_in(d) == place.id)
            if here:
                return here
        return tuple(d for d in found if d.locality is None) or found

    def _issued_in(self, directive: DirectiveRecord) -> str | None:
        unit = self.context(directive).locality
        return unit.id if unit else None

    def _is_from(self, report: ReportRecord, found: FoundDirective) -> bool:
        unit = self.context(report).locality
        same_day = not (report.date and found.date) or report.date == found.date
        return same_day and (found.issuer is None or (unit and unit.id) == found.issuer_locality)

    def _agrees(self, known: DirectiveRecord, found: FoundDirective) -> bool:
        if match_key(known.type) != match_key(found.type):
            return False
        if known.date and found.date and known.date != found.date:
            return False
        if found.issuer is None or self._issued_in(known) == found.issuer_locality:
            return True
        said = match_key(found.issuer)  # "UBND xã" of a commune the register lacks may be that of the district's record
        return found.issuer_locality is None and match_key(known.issuer or "").startswith(said)


def number_key(number: str) -> str:
    """Return a number in the form in which two spellings of it agree: ``22-CT/TU`` -> ``22cttu``."""
    return _LOOSE.sub("", match_key(number))


def last_day(moment: date | int | None) -> date | None:
    """Return the day itself, or the last of the year."""
    return date(moment, 12, 31) if isinstance(moment, int) else moment


def _grouped(pairs: Iterable[tuple[str, _R]]) -> Mapping[str, tuple[_R, ...]]:
    groups: dict[str, list[_R]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
