"""A text as the extractors of names and figures read it: plain form, sentences, quotes and tables, found once."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.extract.aligned import plain_form
from generator.extract.quotes import Quote, find_quotes
from generator.extract.sentences import Sentences
from generator.extract.tabulated import PrintedTable, find_tables


@dataclass(frozen=True)
class Prose:
    """``text`` (NFC, one paragraph a line) and what is read from it at first use."""

    text: str

    @cached_property
    def plain(self) -> str:
        return plain_form(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        return find_quotes(self.text)

    @cached_property
    def tables(self) -> tuple[PrintedTable, ...]:
        return find_tables(self.text) if "|" in self.text else ()


@lru_cache(maxsize=1)
def prose_of(text: str) -> Prose:
    """Return the prose of ``text``; the last text is kept, since one extractor after the other asks for it."""
    return Prose(text)
