"""Localities a text names, each as of the text's own place and day; what stays ambiguous keeps all its candidates.

A name counts with a type word ("xã", "TP."), after an organ that says the level ("Huyện ủy"), in a list that such a
word opens, or bare where the context admits exactly one unit. Names of persons, rivers, streets, firms and products,
and names that are ordinary words are refused.
"""

from collections import defaultdict

from generator.document import Context, FoundLocality
from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.localities.choosing import chosen
from generator.extract.localities.readings import read
from generator.tables import Tables
from generator.tables.gazetteer import Gazetteer
from generator.tables.place_names import PlaceNames

__all__ = ["find_localities"]


def find_localities(text: str, context: Context, gazetteer: Gazetteer, tables: Tables) -> tuple[FoundLocality, ...]:
    """Return the units ``text`` (NFC, one paragraph a line) names, in order of their first mention.

    A span covers the type word where one stands directly before the name.
    """
    same = gazetteer is tables.gazetteer
    names = tables.place_names if same else PlaceNames(gazetteer, tables.locality_words)
    setting = names.setting_of(context.locality, context.day)
    plain = plain_form(text)
    readings = read(text, plain, names, setting, tables)
    found: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    units = {}
    for reading, candidates in chosen(readings, plain, setting, tables.locality_words):
        key = tuple(sorted(unit.id for unit in candidates))
        units[key] = candidates
        found[key].append(reading.span)
    return tuple(FoundLocality(units[key], tuple(spans)) for key, spans in found.items())
