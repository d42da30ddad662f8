"""The status ladder as the columns of a list tell it: days, marks, decisions, who recognised, the list's own title."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.document import Context
from generator.extract.directives import find_directives
from generator.lists.columns import plain
from generator.lists.values import Moment, mark_of, moment_of, shown
from generator.read.sheets import Value
from generator.tables import Tables
from generator.text import squeeze

_SAYS_NUMBER = re.compile(r"^(?:QĐ\s+)?số\s*:?\s*", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*[;\n]\s*")


@dataclass
class Step:
    """What is known of one step."""

    date: dt.date | None = None
    year: int | None = None
    directive: str | None = None
    notes: list[str] = field(default_factory=list)

    def at(self, moment: Moment) -> None:
        """Take a day or a year; the year of a known day adds nothing."""
        if isinstance(moment.value, dt.date):
            self.date, self.year = moment.value, None
        elif moment.value is not None and self.date is None:
            self.year = moment.value

    def data(self, step: str) -> dict[str, Any]:
        """Return the step as front matter has it."""
        found = {"step": step, "year": self.year, "date": self.date, "directive": self.directive}
        found["note"] = "; ".join(dict.fromkeys(self.notes)) or None
        return {key: value for key, value in found.items() if value is not None}


class Ladder:
    """Collects the steps of one model."""

    def __init__(self, tables: Tables, context: Context, last: dt.date) -> None:
        self.tables, self.context, self.last = tables, context, last
        self.steps: dict[str, Step] = {}

    def step(self, name: str) -> Step:
        return self.steps.setdefault(name, Step())

    def take(self, name: str, value: Value) -> bool:
        """Take the cell of a step's own column: a day, a year, a mark, or words. False for a day that cannot be."""
        mark = mark_of(value, self.tables)
        if mark is not None:
            if mark:
                self.step(name)
            return True
        moment = moment_of(value, self.last)
        if moment.wrong:
            return False
        step = self.step(name)
        step.at(moment)
        if not moment.exact or moment.value is None:
            step.notes.append(squeeze(shown(value)))
        return True

    def decided(self, name: str, words: str) -> bool:
        """Take the decision that made a step; words beyond its number become a note. False for a day that cannot be."""
        moment = moment_of(squeeze(words), self.last)
        if moment.wrong or (moment.exact and moment.value is not None):  # a day and no number
            return self.take(name, squeeze(words))
        step = self.step(name)
        number, day, rest = decision_of(words, self.context, self.tables)
        step.directive = number
        if day is not None and step.date is None and day <= self.last:
            step.date, step.year = day, None
        if rest:
            step.notes.append(rest)
        return True

    def told(self, words: str) -> str:
        """Take words like "Công nhận 2022; nhân rộng 2023"; return those that name no step."""
        left: list[str] = []
        for part in _SEPARATED.split(words):
            key = plain(part)
            found = [
                (len(plain(name)), choice.id)
                for choice in self.tables.steps
                for name in (choice.id, choice.name, *choice.others)
                if re.search(rf"\b{re.escape(plain(name))}\b", key)
            ]
            if not found:
                left += [part] if part else []
                continue
            name = max(found)[1]
            moment = moment_of(part, self.last)
            self.step(name).at(moment)
            wording = {plain(one) for c in self.tables.steps if c.id == name for one in (c.name, *c.others)}
            if re.sub(r"\b(?:nam )?\d{4}\b", "", key).strip() not in wording:
                self.step(name).notes.append(squeeze(part))
        return "\n".join(left)

    def data(self) -> list[dict[str, Any]]:
        """Return the steps in the order of the ladder."""
        order = [choice.id for choice in self.tables.steps]
        return [self.steps[name].data(name) for name in order if name in self.steps]

    @property
    def moments(self) -> list[dt.date | int]:
        """Return every day and year known."""
        return [moment for step in self.steps.values() if (moment := step.date or step.year)]


def decision_of(words: str, context: Context, tables: Tables) -> tuple[str, dt.date | None, str]:
    """Return number and day of the decision that ``words`` name, and the words again if they say more than that."""
    line = squeeze(words)
    found = find_directives(line, context, tables) or find_directives(
        f"Quyết định số {_SAYS_NUMBER.sub('', line)}", context, tables
    )
    if len(found) != 1 or not found[0].number:
        return line[:600], None, ""
    number, day = found[0].number, found[0].date
    rest = line.replace(number, " ")
    for pattern in (r"\bngày\b\s*[\d/.-]*", r"\bsố\b", r"\bquyết định\b", r"\bqđ\b", r"[\s.,:;()-]+"):
        rest = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
    return number, day, line if rest.strip() else ""


def title_step(words: str, tables: Tables) -> str | None:
    """Return the step that the title of a list says all its models are at; the highest it names."""
    key = plain(words)
    found: Mapping[str, tuple[str, ...]] = tables.list_words.title_steps
    named = [choice.id for choice in tables.steps if any(plain(one) in key for one in found.get(choice.id, ()))]
    return named[-1] if named else None
