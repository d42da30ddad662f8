"""Short forms a text defines for a document: "(sau đây gọi là …)", "viết tắt là …", and every later use of them.

A short form means nothing without its definition in the same text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.directives.grammar import Grammar, any_of
from generator.extract.directives.numbers import Citation
from generator.tables import Tables

_NEAR = 700
_CUES = re.compile(r"gọi (?:tắt |chung )?là|viết tắt là")


@cache
def _definition(tables: Tables) -> re.Pattern[str]:
    cues = any_of(map(plain_form, tables.citation_words.aliases))
    return re.compile(rf'(?:{cues})\s*+:?\s*+"?\s*+(?P<alias>[^()"\n;]{{2,90}}?)\s*(?=[)";\n]|\.\s|,\s|$)')


def aliases(
    text: str, plain: str, citations: Sequence[Citation], grammar: Grammar, tables: Tables
) -> Iterator[Citation]:
    """Yield a citation for every place where a defined short form stands, its definition included."""
    starts = [citation.span.start for citation in citations]
    defined: set[str] = set()
    for match in _definition(tables).finditer(plain) if _CUES.search(plain) else ():
        start, end = match.span("alias")
        near = citations[bisect_left(starts, start - _NEAR) : bisect_left(starts, end)]
        meant = _antecedent(plain, start, end, near, grammar)
        if meant is None or match["alias"] in defined or any(start < c.span.end for c in near):
            continue
        defined.add(match["alias"])
        for span in _uses(text, plain, start, end, _shortest(plain, start, end, meant, citations)):
            yield meant._replace(span=span, end=span.end)


def _antecedent(plain: str, start: int, end: int, citations: Sequence[Citation], grammar: Grammar) -> Citation | None:
    """Return the nearest document before the definition that the short form can mean: its type, its number."""
    if plain.startswith(("các ", "những "), start):
        return None  # a name for several at once names none of them
    word = grammar.earlier_type.match(plain, start)
    kind = grammar.type_of_word.get(" ".join(word[1].split())) if word else None
    digits = re.search(r"\d+", plain[start:end])
    for citation in reversed(citations):
        if "\n" in plain[citation.span.start : start]:
            return None
        number = (citation.number or citation.title or "").lower()
        if kind == citation.type and (not digits or re.match(rf"\D*0*{int(digits[0])}(?!\d)", number)):
            return citation
        if kind is None and citation.type.lower() in plain[start:end]:
            return citation
    return None


def _shortest(plain: str, start: int, end: int, meant: Citation, citations: Sequence[Citation]) -> int:
    """Return where the part of a short form ends that alone tells its document: "Nghị quyết số 03" of Tỉnh ủy."""
    tail = re.search(r"\s+của\s+", plain[start:end])
    first = re.match(r"\d+", meant.number or "")
    rivals = {
        c.number for c in citations if c.type == meant.type and c.number and first and c.number.startswith(first[0])
    }
    return start + tail.start() if tail and first and len(rivals) == 1 else end


def _uses(text: str, plain: str, start: int, end: int, short: int) -> Iterator[Span]:
    long = _pattern(plain[start:end])
    pattern = rf"(?:{long}|{_pattern(plain[start:short])}(?!\s*[-/]))" if short < end else long
    capital = text[start].isupper()
    for match in re.compile(rf"{pattern}(?![\w/])(?!-\w)(?!\s+số\s)(?!\s+\d)").finditer(plain, start):
        inside = plain[match.start() - 1].isalnum() or plain[match.start() - 1] == "/"
        if not inside and (not capital or text[match.start()].isupper()):
            yield Span(*match.span())


def _pattern(alias: str) -> str:
    """Return an expression for ``alias``; "số" before a number may stand or not."""
    words = [word for word in alias.split() if word != "số"]
    parts = [(r"(?:số\s+)?" if word[0].isdigit() else "") + re.escape(word) for word in words]
    return r"\s+".join(parts)
