"""Schema of the table of words that tell personal data from other numbers and names."""

from generator.records import Allowance
from generator.tables.quantities import Entry


class PersonalWords(Entry):
    """Words around personal data.

    ``hotlines``: before a number that an office publishes of itself; ``official_domains``: of offices' mail;
    ``identity`` and ``accounts``: before such numbers; ``persons``: before a name; ``lives``: between a name and a
    home; ``places``: type words of places below the commune; ``house``: before the number of a house; ``allowed``:
    what may be published.
    """

    hotlines: tuple[str, ...]
    official_domains: tuple[str, ...]
    identity: tuple[str, ...]
    accounts: tuple[str, ...]
    persons: tuple[str, ...]
    lives: tuple[str, ...]
    places: tuple[str, ...]
    house: tuple[str, ...]
    allowed: tuple[Allowance, ...] = ()
