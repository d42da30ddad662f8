"""Communes that a text names and the register of units lacks: most were merged into others before 2025.

They are named as the text says them, below the district named beside them or the text's own; nothing can be linked to
them. Only a full name counts: a type word, and words with capitals, or one of a list that "các xã" opens.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.document import Context, FoundLocality
from generator.entities import Level, Locality, Span
from generator.extract.aligned import phrases_before, plain_form
from generator.extract.localities.choosing import REORGANISED
from generator.extract.localities.readings import BREAKS, LINK
from generator.extract.sentences import UPPER
from generator.tables import Tables
from generator.tables.gazetteer import Gazetteer
from generator.text import match_key, squeeze

_LEAD = re.compile(
    r"(?<![\w/])(?P<plural>(?:các|những|hai|ba|bốn|năm|sáu|\d{1,2})\s+)?"
    r"(?<!thị )(?P<type>xã|phường|thị trấn)(?P<apart>\s*:\s*|\s+(?:là|như|gồm)\s+)?\s*"
)
_WORD = rf"[{UPPER}](?![{UPPER}])(?:[^\W\d_]|['’](?=\w))*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,2}}(?: [A-H0-9](?!\w))?(?!['’\w]| [{UPPER}])")
_NUMBER = re.compile(r"(?:0?[1-9]|[12]\d)(?![\w/%-]|[.,]\d)")
_BELONGS = re.compile(r"\s*[,(-]?\s*(?:thuộc\s+|của\s+)?")
_SHARED = 4  # communes of a district that begin with one word: it is a word of names there
_FORMER = re.compile(r"\s*\(?(?:cũ|trước đây)(?!\w)")


def unlisted_communes(
    text: str, listed: Sequence[FoundLocality], context: Context, tables: Tables
) -> tuple[FoundLocality, ...]:
    """Return the communes of ``text`` (NFC, one paragraph a line) that are not among ``listed``, in order.

    Their ids are made from their names and belong to no unit of the register. A unit that the register has is among
    them where only its place in a list tells what it is.
    """
    if context.locality is None:
        return ()
    found: dict[Locality, list[Span]] = defaultdict(list)
    reader = _Reader(text, listed, context, tables)
    units = {*reader.units()}
    units |= {*reader.own_name(), *reader.again({unit for unit, _ in units})}
    for unit, span in sorted(units, key=lambda item: (item[1].start, -item[1].end)):
        if not found[unit] or found[unit][-1].end <= span.start:
            found[unit].append(span)
    return tuple(FoundLocality((unit,), tuple(spans)) for unit, spans in found.items())


class _Reader:
    """Reads the names of one text."""

    def __init__(self, text: str, listed: Sequence[FoundLocality], context: Context, tables: Tables) -> None:
        assert context.locality
        self._text, self._plain, self._home, self._day = text, plain_form(text), context.locality, context.day
        self._gazetteer: Gazetteer = tables.gazetteer
        self._never = frozenset(map(match_key, tables.locality_words.never_communes))
        self._before = {*tables.locality_words.before, *tables.locality_words.bodies}
        self._setting = tables.place_names.setting_of(context.locality, context.day)
        firsts = Counter(match_key(unit.name).split(" ")[0] for unit in self._near())
        self._first_words = {word for word, count in firsts.items() if count >= _SHARED}
        self._listed = {
            span.start: (span, one.candidates)
            for one in listed
            if not self._is_elsewhere(one.candidates)
            for span in one.mentions
        }

    def units(self) -> Iterator[tuple[Locality, Span]]:
        for lead in _LEAD.finditer(self._plain):
            kind = lead["type"].capitalize()
            place = lead.end()
            start = place if lead["apart"] else lead.start("type")
            while True:
                known = self._listed.get(start) or self._listed.get(place)
                span = known[0] if known else self._name(start, place, kind)
                if span is None:
                    break
                if not known and (unit := self._unit(kind, squeeze(self._text[place : span.end]), span)):
                    yield unit, span
                link = LINK.match(self._plain, span.end)
                if not link or not (lead["plural"] or self._is_like_neighbours(link.end())):
                    break
                place = start = link.end()

    def own_name(self) -> Iterator[tuple[Locality, Span]]:
        """Yield where a text of a commune that the register lacks names it, with or without its type word."""
        home = self._home
        if home.id in self._gazetteer.by_id:
            return
        kind, name = (re.escape(plain_form(words)) for words in (home.type, home.name))
        for match in re.finditer(rf"(?<!\w)(?:{kind} )?(?P<name>{name})(?!\w)", self._plain):
            start, end = match.span()
            taken = self._listed.get(start)
            alone = not self._text[end : end + 2].strip()[:1].isupper() or self._text[start:end].isupper()
            if self._text[match.start("name")].isupper() and alone and not taken:
                yield home, Span(start, end)

    def again(self, units: Iterable[Locality]) -> Iterator[tuple[Locality, Span]]:
        """Yield where ``units``, which the text has named in full, stand bare after a word that says where."""
        names = {match_key(unit.name): unit for unit in units if " " in unit.name}
        forms = "|".join(re.escape(plain_form(unit.name)) for unit in names.values())
        for match in re.finditer(rf"(?<= )(?:{forms})(?!\w)", self._plain) if names else ():
            start, end = match.span()
            whole = self._text[start].isupper() and not self._text[end : end + 2].strip()[:1].isupper()
            led = self._plain[start - 2] == "|" or not self._before.isdisjoint(phrases_before(self._plain, start))
            if whole and led and start not in self._listed:
                yield names[match_key(match[0])], Span(start, end)

    def _is_elsewhere(self, units: tuple[Locality, ...]) -> bool:
        """Tell whether several communes share a name, none of them where the text's own would be."""
        if len(units) < 2 or units[0].level is not Level.COMMUNE:
            return False
        if units[0].name.isdigit() and (own := self._own(numbered=True)):
            return all(unit.parent != own.id for unit in units)
        return not self._setting.is_near(units)

    def _is_like_neighbours(self, place: int) -> bool:
        """Tell whether a name begins with a word that many communes of the district begin with ("Thanh …")."""
        name = _NAME.match(self._text, place)
        return name is not None and name[0].count(" ") == 1 and match_key(name[0].split()[0]) in self._first_words

    def _name(self, start: int, place: int, kind: str) -> Span | None:
        name = _NAME.match(self._text, place)
        if name is None and kind == "Phường":
            name = _NUMBER.match(self._text, place)
        if name is None or match_key(name[0]) in self._never:
            return None
        likely = start < place or self._is_like_neighbours(place)
        return Span(start, name.end()) if likely or BREAKS.match(self._plain, name.end()) else None

    def _unit(self, kind: str, name: str, span: Span) -> Locality | None:
        """Return the commune of that name below the district said beside it, else below the text's own unit."""
        beside = self._beside(span)
        former = _FORMER.match(self._plain, span.end) is not None
        if not beside and not former and not (self._day and self._day < REORGANISED):
            return None
        parent = beside or self._own(numbered=name.isdigit())
        if parent is None or (parent.level is Level.COMMUNE):
            return None
        unit = self._gazetteer.unlisted_commune(kind, name, parent)
        return next(iter(self._gazetteer.by_full_name.get(match_key(unit.full_name), ())), unit)

    def _beside(self, span: Span) -> Locality | None:
        joined = _BELONGS.match(self._plain, span.end)
        known = self._listed.get(joined.end()) if joined and joined.end() > span.end else None
        units = known[1] if known else ()
        return units[0] if len(units) == 1 and units[0].level is not Level.COMMUNE else None

    def _near(self) -> tuple[Locality, ...]:
        """Return the communes of the register that lie in the district of the text."""
        own = self._own(numbered=False)
        return self._gazetteer.children.get(own.id, ()) if own and own.level is Level.DISTRICT else ()

    def _own(self, *, numbered: bool) -> Locality | None:
        above = (self._home, *self._gazetteer.ancestors(self._home))
        district = next((unit for unit in above if unit.level is Level.DISTRICT), None)
        return district if district or numbered else self._gazetteer.province(self._home)
