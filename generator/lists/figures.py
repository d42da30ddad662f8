"""Quantities of a list: a number under a head that says what is counted, or lines like "380 triệu đồng: kinh phí"."""

import re
from collections.abc import Sequence
from typing import Any

from generator.extract.numbers import value_of
from generator.lists.columns import HEAD_JOINT, Column
from generator.lists.values import measured, number_of
from generator.read.sheets import Value
from generator.tables import Tables
from generator.text import match_key, squeeze

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_COUNTED = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?(\w+)", re.IGNORECASE)
ABSURD = 10**12
"""Đồng; what a province invests in a year is not much more, a model of a commune a thousandth of it."""
_SCALED = re.compile(r"(\d[\d.,]*)\s*([^\W\d]+)\s*")
_ENTRY = re.compile(r"\s*+(?:[-+*•]\s++)?([^:\s](?:[^:]*[^:\s])?)\s*:\s*+(.+?)\s*")


def figure_of(column: Column, value: Value, tables: Tables, money: str = "") -> dict[str, Any] | None:
    """Return the figure of a cell; None where neither head nor cell says in what unit.

    ``money``: the unit the list says its sums are in ("ĐVT: triệu đồng").
    """
    qualifier, bare = _qualified(value, tables)
    number = number_of(bare) or _added(bare, tables)
    if number is None:
        return None
    amount, unit = number
    units = [unit, column.unit] if not unit or not measured(1, unit, tables) else [unit]
    units += [_counted(column.head)] if not unit else []
    units += [money or tables.list_words.money_unit] if column.holds == "money" and not unit else []
    for one in filter(None, units):
        whole = one if not unit or one == unit else f"{unit} {one}"  # "350" under "triệu", "2 triệu" under "đồng"
        if found := measured(amount, whole, tables):
            what = squeeze(_BRACKETS.sub("", column.head.rpartition(HEAD_JOINT)[2]))
            figure = {"value": found[0], "unit": found[1], "what": _small(what)}
            return figure | ({"qualifier": qualifier} if qualifier else {})
    return None


def _small(head: str) -> str:
    """Return a head as words within a sentence; an abbreviation stays as it is."""
    if head.isupper():
        return head.lower() if " " in head else head
    return head[:1].lower() + head[1:]


def _added(value: Value, tables: Tables) -> tuple[int | float, str] | None:
    """Return "1 tỷ 200 triệu" as one number of full units; None for other words."""
    scales = {match_key(word): by for word, by in tables.figure_words.scales.items()}
    words = match_key(str(value))
    parts = [(match[1], scales.get(match[2], 0)) for match in _SCALED.finditer(words)]
    factors = [factor for _, factor in parts]
    left = _SCALED.sub("", words).strip(" .,")
    falling = len(parts) > 1 and all(factors) and factors == sorted(set(factors), reverse=True)
    if not falling or any(map(str.isdigit, left)):
        return None
    return sum(value_of(number) * factor for number, factor in parts), left or tables.list_words.money_unit


def money_of_title(lines: Sequence[str], tables: Tables) -> str:
    """Return the unit of money that a line like "Đơn vị tính: triệu đồng" gives; empty if none does."""
    heads = tuple(map(match_key, tables.list_words.columns.get("measure", ())))
    for line in (match_key(part).strip(" ()*") for cell in lines for part in cell.split("\n")):
        lead = next((head for head in heads if line.startswith(head)), "")
        unit = line[len(lead) :].strip(" :.") if lead else ""
        if unit and (found := measured(1, unit, tables)) and found[1] == tables.list_words.money_unit:
            return unit
    return ""


def _counted(head: str) -> str:
    """Return the noun a head counts: "Số hộ tham gia" counts hộ."""
    match = _COUNTED.match(head.rpartition(HEAD_JOINT)[2])
    return match[1] if match else ""


def figure_lines(words: str, tables: Tables) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the figures of lines "[hơn] 380 triệu đồng: tổng kinh phí", and the lines that are none."""
    figures: list[dict[str, Any]] = []
    left: list[str] = []
    for line in filter(None, (part.strip() for part in words.split("\n"))):
        match = _ENTRY.fullmatch(line)
        qualifier, bare = _qualified(match[1] if match else "", tables)
        number = number_of(bare)
        if match is None or number is None or not number[1]:
            left.append(line)
            continue
        value, unit = measured(number[0], number[1], tables) or number
        figure = {"value": value, "unit": unit, "what": squeeze(match[2])}
        figures.append(figure | ({"qualifier": qualifier} if qualifier else {}))
    return figures, left


def _qualified(value: Value, tables: Tables) -> tuple[str, Value]:
    """Return the word that loosens a number, and the rest of the cell."""
    if not isinstance(value, str):
        return "", value
    key = match_key(value)
    found = (word for word in sorted(tables.figure_words.qualifiers, key=len, reverse=True))
    word = next((word for word in found if key.startswith(f"{match_key(word)} ")), "")
    return word, value.strip()[len(word) :].strip() if word else value
