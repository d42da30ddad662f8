"""Words of a table as one expression over the plain form of a text."""

import re
from collections.abc import Iterable

from generator.extract.aligned import plain_form


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of ``words`` in their plain form, the longest first."""
    forms = sorted({plain_form(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", " ") for form in forms)
