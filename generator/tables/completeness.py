"""The table that says how much of a model is told: what counts, how much it weighs, what must not be missing."""

from collections.abc import Sequence
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.records import ModelRecord


class CompletenessItem(BaseModel):
    """One thing readers want to know: ``name`` for people, ``any`` the fields or sections that tell it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    any: tuple[str, ...] = Field(min_length=1)
    weight: int = Field(gt=0)
    required: bool = False


class CompletenessTable(BaseModel):
    """The items, and the shares of their weight (in per cent) from which a model is partial or complete."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    partial: int = Field(ge=0, le=100)
    complete: int = Field(ge=0, le=100)
    items: tuple[CompletenessItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> "CompletenessTable":
        if self.partial > self.complete:
            raise ValueError("partial > complete")
        return self

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of a model that tell something."""
        named = {name for item in self.items for name in item.any}
        return tuple(name for name in ModelRecord.model_fields if name in named)

    def unknown(self, sections: Sequence[str]) -> tuple[str, ...]:
        """Return the names in ``any`` that are neither a field of a model nor one of ``sections``."""
        known = {*ModelRecord.model_fields, *sections}
        return tuple(name for item in self.items for name in item.any if name not in known)
