"""Words of a table as one expression over the plain form of a text."""

import re
from collections.abc import Iterable

from generator.extract.aligned import plain_form


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


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of ``words`` in their plain form, the longest first."""
    forms = sorted({plain_form(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", " ") for form in forms)
