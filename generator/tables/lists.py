"""Schema of the table that reads lists of models: wordings of column heads, of rows that are no model, of marks."""

from collections.abc import Mapping
from typing import Literal

from generator.tables.quantities import Entry


class TemplateColumn(Entry):
    """A column of the form: head, width in characters, what to write, an example, the list to choose from."""

    head: str
    width: int
    help: str
    example: str = ""
    choices: Literal["", "fields", "holders", "marks", "audiences"] = ""


class TemplateWords(Entry):
    """Words of the empty registration form: its title, the names of its sheets, the note above the table.

    ``columns``: what a column holds -> its words; ``marks``, ``audiences``: values to choose from.
    """

    title: str
    sheet: str
    lists: str
    guide: str
    note: str
    number: str
    marks: tuple[str, ...]
    audiences: tuple[str, ...]
    columns: Mapping[str, TemplateColumn]


class NameWords(Entry):
    """Words that heads of names are made of: nouns for a model (``cores``), and what stands before and after them.

    In a head of several parts the one that begins with one of ``leads`` makes the column that of the names.
    """

    leads: tuple[str, ...] = ()
    cores: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


class ListWords(Entry):
    """Words of lists.

    ``columns``: what a column holds (names the program knows) -> wordings of its head. ``unit_spellings``: how units
    are abbreviated. ``marks``, ``no_marks``: cells that say yes and no. ``ditto``: cells that repeat the one above.
    ``shared`` stands after a quantity told of several models at once. ``holders``: collective, individual -> wordings.
    ``levels``: who recognised. ``totals``, ``notes``, ``closings``: how rows begin that are no model. ``field_leads``
    stand before the field in a row that heads a group. ``title_steps``: step -> wordings of titles. ``example`` marks
    rows that are to be passed over; ``other_heading`` heads what has no field of its own.
    """

    columns: Mapping[str, tuple[str, ...]]
    name_words: NameWords = NameWords()
    money_unit: str
    unit_spellings: Mapping[str, str]
    marks: tuple[str, ...]
    no_marks: tuple[str, ...]
    ditto: tuple[str, ...]
    shared: str = "({count})"
    holders: Mapping[str, tuple[str, ...]]
    levels: tuple[str, ...]
    totals: tuple[str, ...]
    notes: tuple[str, ...]
    closings: tuple[str, ...]
    field_leads: tuple[str, ...]
    title_steps: Mapping[str, tuple[str, ...]]
    example: str
    other_heading: str
    template: TemplateWords
