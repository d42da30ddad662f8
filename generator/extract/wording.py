"""Words of a table as one expression over the plain form of a text."""

import re
from collections.abc import Iterable

from generator.extract.aligned import plain_form

_LOOSE = " \n.:"  # a plain form knows no other space


def ending(words: Iterable[str], compounds: Iterable[str]) -> str:
    """Return an expression that matches a space and one of ``words``, unless the word closes one of ``compounds``."""
    closed: dict[str, list[str]] = {}
    for compound in compounds:
        head, _, last = plain_form(compound).rpartition(" ")
        closed.setdefault(last, []).append(head)
    loose = any_of(word for word in words if plain_form(word) not in closed)
    kept = [
        "".join(f"(?<!{re.escape(head)})" for head in heads) + rf"\s{re.escape(last)}" for last, heads in closed.items()
    ]
    return rf"(?:\s(?:{loose})|{'|'.join(kept)})(?!\w)" if kept else rf"\s(?:{loose})(?!\w)"


class AtEnd:
    """Any of some words where a stretch of a plain form ends, with only spaces (or what else ``tail`` allows) after.

    The engine tries every place of a stretch; most stretches are told by their last letters alone.
    """

    def __init__(self, words: Iterable[str], tail: str = r"\s*") -> None:
        """``tail`` is an expression of spaces, points and colons."""
        forms = {plain_form(word) for word in words}
        self._last = tuple({form.rstrip(_LOOSE)[-3:] for form in forms} or {""})
        self._pattern = re.compile(rf"(?<!\w)(?P<word>{any_of(forms)}){tail}$")

    def search(self, stretch: str) -> re.Match[str] | None:
        """Return the longest such words at the end of ``stretch``."""
        return self._pattern.search(stretch) if stretch.rstrip(_LOOSE).endswith(self._last) else None


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of ``words`` in their plain form, the longest first."""
    forms = sorted({plain_form(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", " ") for form in forms)
