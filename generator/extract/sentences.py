"""Where the sentences of a text begin: every paragraph begins one; a full stop ends one if a new start follows it.

Full stops of numberings ("1. Công tác") and of abbreviations ("TP. Hà Tĩnh") end none.
"""

import re
from bisect import bisect_right

from generator.entities import Span

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters of Vietnamese, as the inside of a character class."""

_BOUNDARY = re.compile(
    r"[\n.!?…](?:(?<=\n)\n*"
    rf"|(?<=[\w%)”\"’»²³][.!?…])[\"”’»)]?[ \t]+(?=[\"“‘«(\[]?[{UPPER}\d]|[-+*•]\s))"
)
_NUMBERING = re.compile(r"\s*(?:[-+*•]\s*)?[\d.]{1,8}[.)]?\s*")
_SHORT = re.compile(r"(?:^|[\s(])(?:[^\W\d]|tp|tx|tt|ths|ts|gs|pgs|đ/c|tr|q|p|h|st|stt)[.]$", re.IGNORECASE)


class Sentences:
    """The sentences of ``text`` by offset, each with its end; they cover the text."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for match in _BOUNDARY.finditer(text):
            last = self.starts[-1]
            stop = "\n" not in match[0]
            if stop and (
                _NUMBERING.fullmatch(text, last, match.start())
                or _SHORT.search(text, max(last, match.start() - 6), match.start() + 1)
            ):
                continue
            self.starts.append(match.end())
        self.size = len(text)

    def at(self, offset: int) -> Span:
        """Return the sentence ``offset`` lies in."""
        index = bisect_right(self.starts, offset)
        return Span(self.starts[index - 1], self.starts[index] if index < len(self.starts) else self.size)

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the sentences that begin in ``start:end``, and the one ``start`` lies in."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1))
        stops = (*self.starts[first + 1 : last + 1], self.size)
        return tuple(Span(a, b) for a, b in zip(self.starts[first:last], stops, strict=False))


def paragraph_at(text: str, offset: int) -> Span:
    """Return the paragraph (line) of ``text`` that ``offset`` lies in, without its break."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, end if end >= 0 else len(text))
