"""What an import did with a list, as it is told to people and kept for the next import."""

from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.lists.ledger import Listed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one model of a list; ``state`` is one of ``State``, or "duplicate", or "refused"."""

    sheet: str
    row: int
    name: str
    place: str
    field: str
    state: str
    id: str = ""


@dataclass(frozen=True)
class ImportedList:
    """What an import did with one list."""

    file: str
    outcomes: tuple[Outcome, ...]
    gone: tuple[Listed, ...]
    diagnostics: tuple[Diagnostic, ...]
