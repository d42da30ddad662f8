"""Names of organs that no table lists, found by their first word: "Sở Y tế tỉnh", "Cục Chính trị Quân khu 5".

A name ends with the type word of its unit ("Phòng Nội vụ huyện"); one that names no unit is written in capitals as
far as it goes.
"""

import re
from collections.abc import Iterable, Iterator

from generator.entities import Locality
from generator.extract.aligned import plain_form
from generator.extract.directives.grammar import any_of
from generator.tables import Tables
from generator.tables.place_names import Setting

_LONGEST = 160  # code points


class Agencies:
    """The expressions that find such names; ``kinds`` matches a type word of a unit in a plain text."""

    def __init__(self, tables: Tables, listed: Iterable[str], kinds: str) -> None:
        """``listed``: the organs of the table, in their plain form: none of them goes on another's name."""
        words = tables.citation_words
        heads = any_of(words.agencies)
        first = any_of((*words.agencies, *listed))
        stops = any_of((*words.of, *words.titles, *words.agency_ends))
        leader = rf"(?:(?:{any_of(words.leaders)})\s)?"
        more = rf'(?!(?:{stops}|và ubnd)(?!\w))(?:[\w&-]+|"[^"\n]{{2,60}}")(?:,(?!\s(?:{first})(?!\w)))?\s'
        self._typed = re.compile(rf"(?<!\w){leader}(?P<name>(?:{heads})\s(?:{more}){{0,9}}?)(?=(?:{kinds})(?!\w))")
        self._levels = [(re.compile(rf"{any_of([head])}\s"), levels) for head, levels in words.agency_levels.items()]
        self._free = re.compile(rf"(?<!\w){leader}(?P<name>{heads})(?=\s)")
        document = any_of(plain_form(word) for kind in tables.document_types for word in kind.words)
        self._step = re.compile(
            rf"(?:\s[-–&]\s|(?:,\s|\svà\s)(?!(?:{first})(?:\s\w|$))|\s)(?!(?:{document})(?!\w))(?=\w)"
        )
        self._small = re.compile(rf"\s(?!(?:{stops}|và)(?!\w))(?P<word>\w+)")

    def typed(self, plain: str, start: int) -> re.Match[str] | None:
        """Match a name that stands before the type word of its unit; group ``name`` leaves "Trưởng" out."""
        return self._typed.match(plain, start)

    def all_in(self, text: str, plain: str, start: int, end: int) -> Iterator[int]:
        """Yield where names begin in ``start:end``."""
        yield from (match.start() for match in self._typed.finditer(plain, start, end))
        for match in self._free.finditer(plain, start, end):
            if text[match.start()].isupper():
                yield match.start()

    def unit(self, plain: str, start: int, setting: Setting) -> Locality | None:
        """Return the unit whose organ the name at ``start`` is where it names none: "Sở …" is its province's."""
        levels = next((levels for head, levels in self._levels if head.match(plain, start)), ())
        return next((unit for level in levels for unit in setting.chain if unit.level is level), None)

    def free(self, text: str, plain: str, start: int) -> tuple[int, int] | None:
        """Return start and end of a name in capitals that names no unit, "Tổng công ty Điện lực miền Bắc"."""
        match = self._free.match(plain, start)
        if match is None:
            return None
        end = match.end("name")
        while (step := self._step.match(plain, end, start + _LONGEST)) and _is_proper(text, step.end()):
            word = re.compile(r"[\w/]+").match(text, step.end())
            end = word.end() if word else step.end()
            for _ in range(3):
                small = self._small.match(plain, end, start + _LONGEST)
                if small is None or not text[small.start("word")].islower():
                    break
                end = small.end()
        return (match.start("name"), end) if end > match.end("name") else None


def _is_proper(text: str, offset: int) -> bool:
    return text[offset].isupper() or text[offset].isdigit()
