"""A text under cleaning: every character of it knows the character of the received file it comes from.

A step says what to change as a list of edits on its input; ``apply`` carries them out and composes the origins. So a
change can be shown, counted and replayed, and no step has to know of the others. Linear in the length of the text.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from generator.document import NO_RAW
from generator.entities import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in place of ``input[start:end]``; with ``moved``, the input's stretch ``moved`` instead of ``text``."""

    start: int
    end: int
    text: str = ""
    moved: Span | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a stretch: {self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class Draft:
    """``text``, and for every character of it its offset in the received text (``NO_RAW``: cleaning put it in)."""

    text: str
    origin: "array[int]"

    @classmethod
    def of(cls, raw: str) -> "Draft":
        return cls(raw, array("I", range(len(raw))))


def apply(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Return ``draft`` with ``edits`` made: they stand in order and do not overlap; insertions at a place keep order.

    A character put in place of another takes its origin; one put in between has none. Raises ValueError if edits
    overlap or leave the text: a defect of the step.
    """
    texts: list[str] = []
    origin = array("I")
    done = 0
    for edit in edits:
        if edit.start < done or edit.end > len(draft.text):
            raise ValueError(f"edit {edit} is out of order")
        texts.append(draft.text[done : edit.start])
        origin.extend(draft.origin[done : edit.start])
        texts.append(_put(draft, edit, origin))
        done = edit.end
    if not texts:
        return draft
    texts.append(draft.text[done:])
    origin.extend(draft.origin[done:])
    return Draft("".join(texts), origin)


def _put(draft: Draft, edit: Edit, origin: "array[int]") -> str:
    if edit.moved is not None:
        origin.extend(draft.origin[edit.moved.start : edit.moved.end])
        return draft.text[edit.moved.start : edit.moved.end]
    replaced = edit.end - edit.start
    for index in range(len(edit.text)):
        origin.append(draft.origin[edit.start + min(index, replaced - 1)] if replaced else NO_RAW)
    return edit.text
