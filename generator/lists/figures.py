"""Quantities of a list: a number under a head that says what is counted, or lines like "380 triệu đồng: kinh phí"."""

import re
from collections.abc import Sequence
from typing import Any

from generator.lists.columns import HEAD_JOINT, Column
from generator.lists.values import measured, number_of
from generator.read.sheets import Value
from generator.tables import Tables
from generator.text import match_key, squeeze

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_COUNTED = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?(\w+)", re.IGNORECASE)
_ENTRY = re.compile(r"\s*+(?:[-+*•]\s++)?([^:\s](?:[^:]*[^:\s])?)\s*:\s*+(.+?)\s*")


def figure_of(column: Column, value: Value, tables: Tables, money: str = "") -> dict[str, Any] | None:
    """Return the figure of a cell; None where neither head nor cell says in what unit.

    ``money``: the unit the list says its sums are in ("ĐVT: triệu đồng").
    """
    qualifier, bare = _qualified(value, tables)
    number = number_of(bare)
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
            figure = {"value": found[0], "unit": found[1], "what": what[:1].lower() + what[1:]}
            return figure | ({"qualifier": qualifier} if qualifier else {})
    return None


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
