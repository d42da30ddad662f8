"""What the rows of a sheet were read as: models, and rows that are none."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.lists.columns import Column
from generator.lists.groups import Group
from generator.read.sheets import Value


@dataclass(frozen=True, slots=True)
class Item:
    """A model as a list tells of it: its row, its columns, the cells of that row and of rows that go on with it.

    ``cells``: column -> values, from the top; ``groups``: what the rows that head its group say, outermost first.
    """

    row: int
    columns: tuple[Column, ...]
    cells: Mapping[int, tuple[Value, ...]]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A row to be told of: what it was taken for, and its words.

    No model: above (the head), total, note, nameless, heading, example, rest (of the model above); a model: doubtful
    (it may be a rest), placed (where the model above is).
    """

    row: int
    taken_for: str
    words: str
