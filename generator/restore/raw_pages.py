"""Pages of a received file that a person wants left as they are: written ``3,5-7``, or ``all``.

Pages count from 1 and begin at form feeds, as every reader of received files marks them.
"""

import re
from dataclasses import dataclass

PATTERN = r"^(all|\d{1,6}(-\d{1,6})?(\s*,\s*\d{1,6}(-\d{1,6})?)*)$"


@dataclass(frozen=True, slots=True)
class RawPages:
    """Which pages are left; ``everything``: the whole file."""

    ranges: tuple[tuple[int, int], ...] = ()
    everything: bool = False

    @classmethod
    def of(cls, words: str | None) -> "RawPages":
        """Return the pages that ``words`` name, none for none. Raises ValueError for what `PATTERN` does not match."""
        if not words:
            return cls()
        if not re.match(PATTERN, words):
            raise ValueError(words)
        if words == "all":
            return cls(everything=True)
        ends = (part.strip().partition("-") for part in words.split(","))
        return cls(tuple((int(first), int(last or first)) for first, _, last in ends))

    def __str__(self) -> str:
        """Return the pages as a person writes them; empty for none."""
        parts = (str(first) if first == last else f"{first}-{last}" for first, last in self.ranges)
        return "all" if self.everything else ",".join(parts)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the pages stand in ``text``, in order."""
        if self.everything:
            return ((0, len(text)),)
        starts = [0, *(match.end() for match in re.finditer("\f", text))]
        ends = [*(start - 1 for start in starts[1:]), len(text)]
        pages = enumerate(zip(starts, ends, strict=True), 1)
        return tuple(span for number, span in pages if any(first <= number <= last for first, last in self.ranges))
