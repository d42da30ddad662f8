"""The tables the site publishes as open data: their columns, what each holds, and how they refer to one another.

``datasets.yml`` is the code book: pages, ``datapackage.json`` and the files themselves are made from it. The names of
columns are those of front matter wherever they hold the same.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ColumnType = Literal["string", "integer", "number", "boolean", "date", "year"]
"""Types of the Table Schema (Frictionless) that columns use."""


class Column(BaseModel):
    """One column.

    ``many``: several values a cell. ``help`` None: the explanation of the field of the same name in front matter.
    ``vocabulary`` names the table, ``values`` gives the pairs (code, meaning) of what may stand in it. ``long``: texts
    too long for a spreadsheet; they are published where there is room for them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    type: ColumnType = "string"
    many: bool = False
    help: str | None = None
    vocabulary: str | None = None
    values: Mapping[str, str] = Field(default_factory=dict)
    long: bool = False


class Dataset(BaseModel):
    """One table: ``kind`` of the records it is made of, if of one kind; ``key`` columns; ``refers`` column -> table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    about: str
    kind: str | None = None
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = Field(default_factory=dict)
    columns: Mapping[str, Column]

    @property
    def short_columns(self) -> Mapping[str, Column]:
        """The columns a spreadsheet shows."""
        return {name: column for name, column in self.columns.items() if not column.long}
