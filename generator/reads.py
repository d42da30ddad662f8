"""What a piece of work reads of the site is noted, so that it is done again only when some of that has changed."""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
Read = tuple[str, Hashable]
"""What was asked, and for whom: ``("out", ref)``; ALL where the whole was looked at."""
ALL = "*"


class Reads:
    """Takes down each read while ``noting``; at other times a note costs next to nothing."""

    def __init__(self) -> None:
        self._found: set[Read] | None = None

    def note(self, what: str, name: Hashable = ALL) -> None:
        """Take down that ``what`` was asked of ``name``."""
        if self._found is not None:
            self._found.add((what, name))

    @contextmanager
    def noting(self) -> Iterator[set[Read]]:
        """Give the set that fills with what is read while the block runs."""
        self._found = found = set[Read]()
        try:
            yield found
        finally:
            self._found = None


class Noted(Mapping[_Key, _Value]):
    """A mapping whose reads are noted: each key that is asked for, or ALL where someone goes through it."""

    def __init__(self, what: str, held: Mapping[_Key, _Value], reads: Reads) -> None:
        self._what, self._held, self._reads = what, held, reads

    def __getitem__(self, key: _Key) -> _Value:
        self._reads.note(self._what, key)
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._what, key)
        return key in self._held

    def __iter__(self) -> Iterator[_Key]:
        self._reads.note(self._what)
        return iter(self._held)

    def __len__(self) -> int:
        self._reads.note(self._what)
        return len(self._held)
