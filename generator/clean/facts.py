"""What a document says of itself: type, number, date, issuer, title, signer, locality, period.

Read from the header and closing block, and, where a document has lost its header, from its closing sentence. What is
not said is None: nothing is invented.
"""

import re
from collections.abc import Sequence
from datetime import date

from generator.clean.blocks import Zones
from generator.clean.lines import Line
from generator.clean.organs import as_written, group_organs, issuer_of, locality_of, own_unit, starts_organ, unit_named
from generator.clean.periods import find_period
from generator.clean.words import CAPITAL, Words, is_capitals, key
from generator.document import Facts
from generator.entities import Level, Locality
from generator.tables import Tables
from generator.text import squeeze

_OPENING = 20_000  # characters read for the unit above the document's own
_SAID_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_STAR = re.compile(r"[\s*_\-–—=.]*")


def find_facts(lines: Sequence[Line], zones: Zones, words: Words, tables: Tables) -> tuple[Facts, Locality | None]:
    """Return the facts of a document and the unit it speaks for. ``lines`` are those of the cleaned text."""
    header = [line.text[:1000] for line in lines[: zones.header]]
    closing = [line.text[:400] for line in lines[zones.closing : zones.after]]
    last = _closing_sentence(lines, zones, words)
    opening = lines[zones.header].text[:1500] if zones.header < zones.closing else ""
    typed = words.doc_type(header[zones.title[0]]) if zones.title else None
    subject = _subject(header, words)
    title = _title(header, zones) or subject
    day = _date(header, words)
    organs = _header_organs(header, zones, words)
    issuer = issuer_of(organs, words) or _reporting_organ(last, opening, words)
    units = [unit for unit in (unit_named(name, words) for name in [*reversed(organs), issuer or ""]) if unit]
    whole = "\n".join(line.text for line in lines[: zones.after])
    when = day or _latest_date(whole)
    unit = own_unit([*units, *_addressed(units, header, whole, words)], whole, tables, when)
    if not units:
        seats = ((locality_of([name], whole, tables, when), level) for name, level in _seats(organs, header, words))
        unit = next((seat for seat, level in seats if seat and seat.level is level), None)
    start, end = find_period(title or last, words.table)
    signer, position = _signer(closing, words)
    facts = Facts(
        doc_type=typed or (words.table.letter_type if subject else None) or _type_of_closing(last, words),
        number=_number(header, words),
        date=day,
        issuer=issuer and as_written(issuer, whole, words),
        title=title,
        signer=signer,
        signer_position=position,
        level=unit.level if unit else _level(units, words),
        locality=unit.full_name if unit else None,
        period_start=start,
        period_end=end,
        recipients=_recipients(closing, words),
    )
    return facts, unit


# --- header ---------------------------------------------------------------------------------------------------------


def _title(header: Sequence[str], zones: Zones) -> str | None:
    if zones.title is None:
        return None
    return squeeze(" ".join(header[zones.title[0] + 1 : zones.title[1]])) or None


def _subject(header: Sequence[str], words: Words) -> str | None:
    """Return the subject of a letter: the line ``V/v …`` with those that go on below it."""
    for index, text in enumerate(header):
        match = words.subject.match(text)
        if match:
            more = [line for line in header[index + 1 : index + 3] if line[:1].islower()]
            return squeeze(" ".join([text[match.end() :], *more])) or None
    return None


def _number(header: Sequence[str], words: Words) -> str | None:
    for text in header:
        match = words.number.match(text)
        if match and match["number"][:1].isdigit():
            dashed = re.sub(r"(?<=\d)\s+(?=[^\W\d_])", "-", match["number"])  # "06 BC/ĐTN"
            return re.sub(r"\s+", "", dashed).rstrip("-–/.&")
    return None


def _date(header: Sequence[str], words: Words) -> date | None:
    for text in header:
        match = words.dateline.search(text)
        if match and match["day"].strip().isdecimal() and match["month"].strip().isdecimal():
            return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest_date(text: str) -> date | None:
    """Return the latest day the text names: the document is not older, so the units of that day are meant."""
    days = (_day(int(m[3]), int(m[2]), int(m[1])) for m in _SAID_DATE.finditer(text) if 1945 <= int(m[3]) <= 2100)
    return max((day for day in days if day), default=None)


def _header_organs(header: Sequence[str], zones: Zones, words: Words) -> list[str]:
    stop = zones.title[0] if zones.title else zones.header
    marks = {key(mark) for mark in words.table.marks}
    lines = [
        text
        for text in header[:stop]
        if not (
            words.number.match(text) or words.dateline.search(text) or words.motto.search(text) or _STAR.fullmatch(text)
        )
        and key(text).strip(" ()*") not in marks
        and not words.addressee.match(text)
        and (is_capitals(text) or starts_organ(text, words))
    ]
    mastheads = {key(name) for name in words.table.mastheads}
    named = [text for text in lines if key(text).strip(" *") not in mastheads]
    lines = named if any(starts_organ(text, words) for text in named) else lines
    organs = group_organs([text.strip(" *") for text in lines], words)
    return [organ for organ in organs if starts_organ(organ, words) or unit_named(organ, words) or len(organs) == 1]


def _addressed(units: Sequence[str], header: Sequence[str], text: str, words: Words) -> list[str]:
    """Return the units that may lie above an organ's own: named right after it, or written to."""
    if len(set(units)) != 1:
        return []
    beside = re.search(rf"(?i:{re.escape(units[0])}), ([^\n]{{1,60}})", text[:_OPENING])
    sent = [line for line in header if words.addressee.match(line) or line.startswith(("-", "–"))]
    named = [unit_named(line, words) for line in [*([beside[1]] if beside else []), *sent]]
    return [unit for unit in named if unit]


def _seats(organs: Sequence[str], header: Sequence[str], words: Words) -> list[tuple[str, Level]]:
    """Return the units an organ may belong to whose name ends in the place it writes from: "Công ty … Thái Bình"."""
    places = (match["place"] for text in header if (match := words.dateline.search(text)))
    place = next(places, "")
    if not place or not organs or not key(organs[-1]).endswith(" " + key(place)):
        return []
    widest = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
    return [(f"{kind.name} {place}", level) for level in widest for kind in words.units if kind.level is level]


# --- body -----------------------------------------------------------------------------------------------------------


def _closing_sentence(lines: Sequence[Line], zones: Zones, words: Words) -> str:
    """Return the last paragraph of the body if it closes the document (``Trên đây là …``), else nothing."""
    for index in range(zones.closing - 1, max(zones.header - 1, zones.closing - 6), -1):
        text = key(lines[index].text[:2000])
        if text.startswith(tuple(key(word) for word in words.table.closing_words)):
            return lines[index].text[:2000]
    return ""


def _type_of_closing(last: str, words: Words) -> str | None:
    text = key(last)
    return next(
        (name for name, phrases in words.table.closing_types.items() if any(key(p) in text for p in phrases)), None
    )


def _reporting_organ(last: str, opening: str, words: Words) -> str | None:
    """Return the organ that says it reports: ``UBND huyện … kính báo cáo``."""
    shorts = "|".join(sorted(map(re.escape, [*words.table.organ_short, *words.table.organs]), key=len, reverse=True))
    verbs = "|".join(re.escape(verb) for verb in words.table.reporting_verbs)
    name = rf"(?:\s(?:{'|'.join(words.unit_types)}))?(?:\s{CAPITAL}[^\W\d_]*){{1,5}}"
    pattern = re.compile(rf"(?<!\w)(?P<organ>{shorts})(?P<name>{name})\s+(?:{verbs})(?!\w)")
    found = [*pattern.finditer(last), *pattern.finditer(opening)]
    if not found:
        return None
    organ = found[0]["organ"]
    return squeeze(words.table.organ_short.get(organ, organ) + found[0]["name"])


def _level(units: Sequence[str], words: Words) -> Level | None:
    """Return the level the type word of a unit says, where the unit itself is not known and the word says it."""
    if not units:
        return None
    levels = {unit.level for unit in words.units if key(units[0]).startswith(key(unit.name) + " ")}
    return levels.pop() if len(levels) == 1 else None


# --- closing --------------------------------------------------------------------------------------------------------


def _signer(closing: Sequence[str], words: Words) -> tuple[str | None, str | None]:
    """Return who signed and as what: the last name of the closing block, the position printed nearest above it."""
    signs = [text for text in closing if not _is_recipient(text, words)]
    named = [i for i, text in enumerate(signs) if _name(text, words)]
    if not named:
        return None, _position(signs, words)
    return _name(signs[named[-1]], words), _position(signs[: named[-1]], words)


def _name(text: str, words: Words) -> str | None:
    if words.on_behalf.match(text) or starts_organ(text, words):
        return None
    return words.person(text)


def _position(signs: Sequence[str], words: Words) -> str | None:
    """Return the position printed nearest above the name; ``KT. CHỦ TỊCH`` only where the signer's own is missing."""
    for text in reversed(signs):
        line = squeeze(text).strip(" ,;.-–‘’“”")
        if not words.has_position(line):
            continue
        another = words.for_another.match(line)
        if another:
            own = [match.start() for match in words.deputy.finditer(line, another.end() + 1)]
            return line[own[0] :] if own else line
        if not words.on_behalf.match(line):
            return line
    return None


def _is_recipient(text: str, words: Words) -> bool:
    return text.startswith(("-", "–", "+")) or bool(words.recipients.match(text) or words.filing.match(text))


def _recipients(closing: Sequence[str], words: Words) -> tuple[str, ...]:
    listed = (
        text.strip("-–+ ").rstrip(" .;,")
        for text in closing
        if text.startswith(("-", "–", "+")) or words.filing.match(text)
    )
    return tuple(text for text in listed if text)
