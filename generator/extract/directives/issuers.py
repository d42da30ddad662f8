"""Organs named beside a citation, resolved to their full name and the unit they belong to.

"UBND tỉnh" is that of the province the text speaks from, on its day; a name in the text ("UBND huyện Sơn Tịnh") wins.
"""

import re
from functools import cache
from typing import NamedTuple

from generator.entities import Locality
from generator.extract.aligned import bare_form, plain_form
from generator.extract.directives.agencies import Agencies
from generator.extract.directives.codes import joined, organ_of_code, small, unit_of_types
from generator.extract.directives.grammar import any_of, grammar_of
from generator.extract.sentences import UPPER
from generator.tables import Tables
from generator.tables.documents import Organ
from generator.tables.place_names import Setting
from generator.text import match_key, squeeze

_REACH = 160
_TERM = re.compile(r"(?:\s+(?:lần thứ\s+\w+|\d{1,2}))?\s*+,?\s*+\(?\s*+kh[oó][aá]\s+(?P<term>[ivxlc]+|\d+)(?!\w)\)?")
_NAME = re.compile(r"\s*((?:[^\W\d_][\w']*|\d{1,2})(?:(?:\s+-\s+|\s+|-)[^\W\d_][\w']*){0,4})")
_BESIDE = re.compile(r"\s*(?:,|và|với)\s+")
_SESSION = re.compile(r"\s+lần thứ\s+\w+")
_CAPITALS = re.compile(rf"(?:\s[{UPPER}][^\W\d]*){{1,4}}")
_COMMUNES = ("Xã", "Phường", "Thị trấn", "Đặc khu")


class Issuer(NamedTuple):
    """An organ read from the text: its full name, the id of its unit (None for central ones), where its words end."""

    name: str
    locality: str | None
    end: int


class IssuerReader:
    """Reads organs at given places of texts; compiled once from the tables."""

    def __init__(self, tables: Tables) -> None:
        organs = tables.organs
        self._names = tables.place_names
        self._units = tables.gazetteer.by_id
        self._words = {
            damaged: {form(word): organ for organ in organs for word in organ.written for form in (_form(damaged),)}
            for damaged in (False, True)
        }
        self._seats = tuple(organ for organ in organs if organ.is_committee)
        self._patterns = {damaged: self._pattern(damaged) for damaged in (False, True)}
        self._offices = {
            damaged: re.compile(any_of(word for word, organ in words.items() if organ.reach == "office"))
            for damaged, words in self._words.items()
        }
        self._types = {short: kind for kind, shorts in tables.locality_words.types.items() for short in shorts}
        kinds = rf"(?:{any_of(self._types)})(?! hội(?!\w))"  # "Kinh tế - Xã hội" names no xã
        self._types |= {bare_form(short): kind for short, kind in self._types.items()}
        self._unit = {
            damaged: re.compile(rf"\s*(?P<type>{any_of(self._types) if damaged else kinds})(?!\w)")
            for damaged in (False, True)
        }
        self._agencies = Agencies(tables, self._words[False], kinds)
        self._doing = re.compile(rf"(?:\s(?:{any_of(tables.citation_words.adverbs)}))*\s*")
        self._leader = re.compile(rf"(?:{any_of(tables.citation_words.leaders)})\s+")
        of = tables.citation_words.of
        self._of = {
            damaged: re.compile(rf"\s*+,?\s*+\(?(?:{any_of(map(_form(damaged), of))})\s+") for damaged in (False, True)
        }
        self._of_initials = frozenset(bare_form(plain_form(word))[:1] for word in of)

    def after(self, text: str, plain: str, start: int, setting: Setting) -> Issuer | None:
        """Return the organ that "của …" at ``start`` names."""
        paragraph = _paragraph(plain, start)
        if bare_form(paragraph.lstrip(" ,(")[:1]) not in self._of_initials:
            return None
        for damaged in (False, True):
            stretch = bare_form(paragraph) if damaged else paragraph
            of = self._of[damaged].match(stretch)
            if of:
                issuer = self._read(text[start : start + _REACH], stretch, of.end(), setting, damaged)
                if issuer:
                    return issuer._replace(end=start + issuer.end)
        of = self._of[False].match(_paragraph(plain, start))
        return self._unlisted(text, plain, start + of.end(), setting) if of else None

    def at(self, text: str, plain: str, start: int, setting: Setting) -> Issuer | None:
        """Return the organ whose name stands at ``start``."""
        stretch = _paragraph(plain, start)
        issuer = self._read(text[start : start + _REACH], stretch, 0, setting, damaged=False)
        return issuer._replace(end=start + issuer.end) if issuer else self._unlisted(text, plain, start, setting)

    def find(self, text: str, plain: str, start: int, end: int, setting: Setting) -> Issuer | None:
        """Return the last organ named in ``start:end``."""
        listed = [match.span() for match in self._patterns[False].finditer(plain, start, end)]
        others = [
            place
            for place in self._agencies.all_in(text, plain, start, end)
            if not any(low <= place < high for low, high in listed)
        ]
        places = sorted({*(low for low, _ in listed), *others})
        for index, place in reversed(list(enumerate(places))):
            issuer = self.at(text, plain, place, setting)
            if issuer and issuer.end <= end:
                longer = (self.at(text, plain, one, setting) for one in places[:index])
                return next((one for one in longer if one and one.end == issuer.end), issuer)  # "Đảng ủy Công an tỉnh"
        return None

    def unit_after(self, text: str, plain: str, start: int, setting: Setting) -> Locality | None:
        """Return the unit that "của tỉnh" or "của huyện Bình Sơn" at ``start`` names in the place of its organ."""
        stretch = _paragraph(plain, start)
        of = self._of[False].match(stretch)
        typed = self._unit[False].match(stretch, of.end()) if of else None
        if typed is None:
            return None
        return self._unit_typed(text[start : start + _REACH], typed, setting)[0]

    def unit_before(self, text: str, plain: str, start: int, end: int, setting: Setting) -> Locality | None:
        """Return the unit that does what is told at ``end``: "tỉnh Thừa Thiên Huế đã" before "có Chỉ thị …"."""
        for typed in reversed(list(self._unit[False].finditer(plain, start, end))):
            unit, after = self._unit_typed(text, typed, setting)
            if self._doing.fullmatch(plain, after, end):
                return unit
        return None

    def _unit_typed(self, text: str, typed: re.Match[str], setting: Setting) -> tuple[Locality | None, int]:
        kinds = (self._types[_one_space(typed["type"])],)
        named, end = self._named(text, typed.end(), kinds, setting)
        if end > typed.end():
            return (named[0] if len(named) == 1 else None), end
        return unit_of_types(setting, kinds), typed.end()

    def of_code(
        self, code: str, organs: tuple[Organ, ...], setting: Setting, stated: Locality | None = None
    ) -> tuple[str | None, str | None]:
        """Return name and unit of the organ that a number's own code means; see ``organ_of_code``."""
        return organ_of_code(code, organs, self._seats, setting, stated)

    def _pattern(self, damaged: bool) -> re.Pattern[str]:
        words = self._words[damaged]
        parts = {
            reach: any_of(w for w, o in words.items() if o.reach in reaches)
            for reach, reaches in (("central", ("central",)), ("office", ("office",)), ("seat", ("seat", "body")))
        }
        return re.compile(
            rf"(?<!\w)(?:(?P<central>{parts['central']})(?!\w)"
            rf"|(?P<offices>(?:(?:{parts['office']})(?:\s+lần thứ\s+\w+)?\s+){{0,3}})(?P<seat>{parts['seat']})(?!\w))"
        )

    def _read(self, text: str, form: str, start: int, setting: Setting, damaged: bool) -> Issuer | None:
        match = self._patterns[damaged].match(form, start)
        if not match and not damaged and (leader := self._leader.match(form, start)):
            match = self._patterns[damaged].match(form, leader.end())
        if not match:
            return None if damaged else self._read_agency(text, form, start, setting)
        words = self._words[damaged]
        if match["central"]:
            if text[slice(*match.span("central"))].islower():
                return None  # "trực thuộc trung ương"
            organ = _as_written(words[_one_space(match["central"])], text, match.span("central"), damaged)
            return _central(organ, form, match.end())
        last = _as_written(words[_one_space(match["seat"])], text, match.span("seat"), damaged)
        offices = tuple(words[_one_space(word[0])] for word in self._offices[damaged].finditer(match["offices"]))
        longer = None if damaged or last.reach != "body" else self._read_agency(text, form, start, setting)
        if longer and not self._unit[False].match(form, match.end()):
            return longer
        unit, end, kind = self._unit_at(text, form, match.end(), last, setting, damaged)
        if not damaged and last.reach == "body" and end == match.end() and text[end : end + 2].strip()[:1].isupper():
            other = self._unlisted(text, form, match.start("seat"), setting)  # "Đảng ủy Tổng công ty …" is no commune's
            if other and other.end > end:
                return other
        if last.reach == "body" and end == match.end() and (beside := _BESIDE.match(form, end)):
            shared = self._read(text, form, beside.end(), setting, damaged)  # "Mặt trận và UBND huyện Bình Sơn"
            unit = self._units.get(shared.locality, unit) if shared and shared.locality else unit
        session = _SESSION.match(form, end)
        end = session.end() if session else end
        term = _TERM.match(form, end)
        end = term.end() if term else end
        if unit:
            return Issuer(joined((*offices, last), unit), unit.id, end)
        unresolved = " ".join(part for part in (*(o.name for o in offices), last.name, kind or "") if part)
        return Issuer(unresolved, None, end)

    def _unit_at(
        self, text: str, form: str, start: int, organ: Organ, setting: Setting, damaged: bool
    ) -> tuple[Locality | None, int, str | None]:
        """Return the unit named at ``start``, where its words end, and its type word if the unit stays unknown."""
        typed = self._unit[damaged].match(form, start) if organ.reach == "body" else None
        kinds = (self._types[_one_space(typed["type"])],) if typed else organ.units
        end = typed.end() if typed else start
        named, name_end = self._named(text, end, kinds, setting)
        if name_end == end and typed and kinds[0] in _COMMUNES and not damaged:
            name_end = _unlisted_name(text, end)
        if name_end > end:
            word = squeeze(text[start:name_end])
            return (named[0], name_end, None) if len(named) == 1 else (None, name_end, word)
        if typed or organ.units:
            return unit_of_types(setting, kinds), end, typed["type"].strip() if typed else None
        return (setting.unit if organ.family != "party" else None), end, None

    def _named(
        self, text: str, start: int, kinds: tuple[str, ...], setting: Setting
    ) -> tuple[tuple[Locality, ...], int]:
        """Return the units whose name stands at ``start`` with a capital, and where the longest name ends."""
        words = _NAME.match(text, start)
        if not words or not (words[1][0].isupper() or words[1][0].isdigit()):
            return (), start
        pieces = list(re.finditer(r"[\w']+", words[1]))
        for count in range(len(pieces), 0, -1):
            name = words[1][: pieces[count - 1].end()]
            units = self._names.units(match_key(name))
            units = tuple(unit for unit in units if not kinds or unit.type in kinds)
            if units and name[0].isupper():
                return setting.meant(units), words.start(1) + len(name)
        return (), start

    def _read_agency(self, text: str, form: str, start: int, setting: Setting) -> Issuer | None:
        """Read an organ that no table lists: "Sở Y tế tỉnh", "Phòng Nội vụ huyện"."""
        match = self._agencies.typed(form, start)
        if not match:
            return None
        typed = self._unit[False].match(form, match.end())
        kinds = (self._types[_one_space(typed["type"])],) if typed else ()
        end = typed.end() if typed else match.end()
        named, name_end = self._named(text, end, kinds, setting)
        unit = named[0] if len(named) == 1 else unit_of_types(setting, kinds) if name_end == end else None
        name = squeeze(text[match.start("name") : match.end()])
        full = f"{name} {small(unit.short_name)}" if unit else squeeze(text[start:name_end])
        return Issuer(full, unit.id if unit else None, name_end)

    def _unlisted(self, text: str, plain: str, start: int, setting: Setting) -> Issuer | None:
        """Read an organ that no table lists and that names no unit."""
        place = self._agencies.free(text, plain, start)
        if place is None or bare_form(plain[slice(*place)]) == plain[slice(*place)]:
            return None  # without a diacritic it is what bad recognition left of another
        name = squeeze(text[slice(*place)])
        name, unit = name[0].upper() + name[1:], self._agencies.unit(plain, place[0], setting)
        return Issuer(f"{name} {small(unit.short_name)}" if unit else name, unit.id if unit else None, place[1])


@cache
def issuer_reader(tables: Tables) -> IssuerReader:
    """Return the reader of ``tables``, compiled at first use."""
    grammar_of(tables)
    return IssuerReader(tables)


def _as_written(organ: Organ, text: str, place: tuple[int, int], damaged: bool) -> Organ:
    """Return a front or association under the name the text gives it: "Ủy ban MTTQ Việt Nam" or spelt out."""
    if organ.family != "front" or damaged:
        return organ
    return organ.model_copy(update={"name": squeeze(text[slice(*place)])})


def _unlisted_name(text: str, start: int) -> int:
    """Return where the name of a commune that the register lacks ends, ``start`` if none stands there."""
    name = _CAPITALS.match(text, start)
    return name.end() if name else start


def _paragraph(plain: str, start: int) -> str:
    return plain[start : start + _REACH].partition("\n")[0]


def _form(damaged: bool):  # type: ignore[no-untyped-def]
    return (lambda word: bare_form(plain_form(word))) if damaged else plain_form


def _one_space(words: str) -> str:
    return " ".join(words.split())


def _central(organ: Organ, form: str, end: int) -> Issuer:
    term = _TERM.match(form, end) if organ.term else None
    name = f"{organ.name} khóa {term['term'].upper()}" if term else organ.name
    return Issuer(name, None, term.end() if term else end)
