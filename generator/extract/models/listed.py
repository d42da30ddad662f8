"""Lists of models without quotation marks: items a line, parts between semicolons, names between commas.

An item must be told from who has the model it goes on to name, and from what is said of it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.entities import Span
from generator.extract.models.ends import (
    LEAST_SMALL,
    LONGEST,
    is_name,
    names_place,
    told,
    until_end,
    with_parts,
    with_quoted,
)
from generator.extract.models.grammar import ModelGrammar
from generator.extract.prose import Prose
from generator.extract.quotes import Quote
from generator.extract.sentences import UPPER

_LONGEST_LIST = 6000  # code points that one list of models is followed over
_OWNER = 60  # code points between who has a model and the word that introduces it
_PARTS = re.compile(r";\s*")
_BESIDE = re.compile(r'"? ?(?:\([^()\n]{1,90}\) ?)?(?:[,;]|,? và) (?=\w)')
_IN_LIST = re.compile(r' \(|(?:[,;]|,? và) "|…|\.\.\.')
_AND_CAPITAL = re.compile(rf",? và (?=[{UPPER}])")
_PERSON = re.compile(rf"(?: [{UPPER}][^\W\d]*){{2}}(?!\w)")  # "Ông Trần Văn"
_SEPARATOR = re.compile(
    r"(?P<owner>\s(?:của|ở|tại)\s[^,;.:()\"\n]{1,60}(?=[,;]))?\s*(?:\([^()\n]{1,90}\)\s*)?(?:[,;]|,?\svà)\s+"
)


class Within:
    """Tells whether an offset lies in a quoted phrase."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        self._starts = [quote.outer.start for quote in quotes]

    def __call__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._quotes[index].outer.end


def parts(prose: Prose, start: int, within: Within, rules: ModelGrammar) -> list[int]:
    """Return where the parts of a list begin whose parts a semicolon divides; none where there is but one part."""
    end = min(prose.sentences.at(start).end, start + _LONGEST_LIST)
    cuts = [match.end() for match in _PARTS.finditer(prose.plain, start, end) if not within(match.start())]
    numbered = (rules.bullet.match(prose.plain, cut) for cut in (start, *cuts))
    return [mark.end() if mark else cut for mark, cut in zip(numbered, (start, *cuts), strict=True)] if cuts else []


def after_quoted(prose: Prose, names: Sequence[Span], within: Within, rules: ModelGrammar) -> Iterator[int]:
    """Yield where the parts of a list begin that two parts with quoted names have opened."""
    last = -1
    for first, second in pairwise(names):
        if first.start <= last or not (between := _PARTS.search(prose.plain, first.end, second.start)):
            continue
        heads = parts(prose, between.end(), within, rules)
        if heads and rules.item.fullmatch(prose.plain, between.end(), second.start - 1):
            yield from heads
            last = heads[-1]


def listed(text: str, plain: str, start: int, places: frozenset[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the capitalised items from ``start`` on, as long as one follows the other."""
    while start < len(text) and text[start].isupper() and start not in places:
        lead = rules.lead.match(plain, start)
        start = lead.end() if lead else start
        if start >= len(text) or not text[start].isupper():
            return
        span = until_end(text, plain, start, rules)
        if joint := _AND_CAPITAL.search(text, start, span.end):
            span = Span(start, joint.start())
        if (
            is_somebody(text, plain, span, rules)
            or not is_name(text, plain, span, rules)
            or plain[span.end : span.end + 1] == '"'
        ):
            return
        if rules.somebody.match(plain, start) and any(offset in places for offset in range(start, span.end)):
            return  # "…, Hội Nông dân xã A đã …"
        yield span
        separator = _SEPARATOR.match(plain, span.end)
        if not separator or (separator["owner"] and rules.somebody.match(plain, separator.end())):
            return
        start = separator.end()


def item(text: str, plain: str, start: int, places: Sequence[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the name a list item begins with: it must be told from what the item says of it."""
    if rules.label.match(plain, start):
        return
    lead = rules.lead.match(plain, start)
    start = lead.end() if lead else start
    owner = rules.owner.match(plain, start)
    capital = owner is not None and text[owner.end()].isupper()
    if owner and _is_named(text[start : owner.end()]) and (capital or not rules.holder.search(plain, *owner.span())):
        span = told(text, plain, owner.end(), rules)  # "Chi bộ Nội: Góc chia sẻ của người bệnh"
        if capital and not rules.cue.match(plain, owner.end()) and is_name(text, plain, span, rules):
            yield span
            yield from _carried_on(text, plain, span.end, rules)
        return
    span = with_parts(text, plain, until_end(text, plain, start, rules), rules)
    bare, span = span, with_quoted(plain, span)
    dash = rules.dash.search(plain, start + 1, span.end)
    while dash and not text[dash.end()].isupper():
        dash = rules.dash.search(plain, dash.end(), span.end)
    if dash and " " in plain[dash.end() : dash.end() + 24].rstrip():
        span = Span(start, dash.start())
    follows = plain[span.end : span.end + 1]
    named = span != bare or follows in (":", "(", "", "\n", ";", ".") or rules.holder.match(plain, span.end) is not None
    named = named or rules.where.match(plain, span.end) is not None or is_somebodys(plain, span.end, places, rules)
    named = named or plain[span.end : span.end + 2] == " (" or rules.dash.match(plain, span.end) is not None
    if not named and (cut := rules.cut.search(plain, start + 1, start + LONGEST)):
        span = Span(start, cut.start())
        named = cut[0][0] in " :("
    if is_somebody(text, plain, span, rules) or rules.not_head.match(plain, start):
        return
    sign = rules.signs.match(plain, start)
    if text[start].islower() and not _is_placed(plain, span.end, places):
        short = plain.count(" ", span.start, span.end) + 1 < LEAST_SMALL or rules.kind.match(plain, start)
        if short or not is_somebodys(plain, span.end, places, rules):
            return
    if named and is_name(text, plain, span, rules) and (sign is None or sign["other"] in rules.name_heads):
        yield span


def _carried_on(text: str, plain: str, end: int, rules: ModelGrammar) -> Iterator[Span]:
    """Yield the further names of one owner: "Xã A: Ngõ sáng đêm trăng; Vườn rau chung"."""
    while (separator := _SEPARATOR.match(plain, end)) and text[separator.end() : separator.end() + 1].isupper():
        span = told(text, plain, separator.end(), rules)
        if rules.somebody.match(plain, span.start) or not is_name(text, plain, span, rules):
            return
        yield span
        end = span.end


def beside_quoted(
    prose: Prose, names: Sequence[Span], within: Within, places: frozenset[int], rules: ModelGrammar
) -> Iterator[Span]:
    """Yield names that stand in a list between quoted ones, or after them with their place in brackets."""
    text, plain = prose.text, prose.plain
    for name in names:
        joint = _BESIDE.match(plain, name.end)
        if joint is None or not text[joint.end()].isupper() or within(joint.end()) or joint.end() in places:
            continue
        span = until_end(text, plain, joint.end(), rules)
        small = sum(word[0].islower() for word in text[span.start : span.end].split())
        between = small > 1 and _IN_LIST.match(plain, span.end) and not rules.somebody.match(plain, span.start)
        if between and is_name(text, plain, span, rules):
            yield span


def _is_placed(plain: str, end: int, places: Sequence[int]) -> bool:
    """Tell whether brackets at ``end`` name a locality: an item that begins small is then no kind of models."""
    if plain[end : end + 2] != " (":
        return False
    index = bisect_left(places, end)
    return index < len(places) and places[index] < plain.find(")", end, end + LONGEST)


def is_somebody(text: str, plain: str, span: Span, rules: ModelGrammar) -> bool:
    """Tell whether the item begins with who has the model it goes on to name: "Hội LHPN xã Võ Liệt: mô hình “…”"."""
    if rules.introduces.match(plain, span.end):
        return True
    who = rules.somebody.match(plain, span.start)
    if who is None:
        return False
    placed = rules.settled.search(plain, span.start + 1, span.end)
    if placed and names_place(text[placed.end() + 1 : span.end][:24] or "-"):
        return True  # "Chi hội Phụ nữ thôn Mỹ Long"
    if _PERSON.match(text, who.end()):
        return True
    stop = plain.find("\n", span.end)
    end = min(span.end + _OWNER, stop if stop >= 0 else len(plain))
    return rules.cue.search(plain, span.start, end) is not None


def _is_named(words: str) -> bool:
    """Tell whether the words after "chi bộ" or "hội" name one: with a capital or a number."""
    return any(word[0].isupper() or word[0].isdigit() for word in words.split()[1:])


def is_somebodys(plain: str, end: int, places: Sequence[int], rules: ModelGrammar) -> bool:
    """Tell whether "của …" at ``end`` names a locality before the item goes on: "của diêm dân xã Đông Hải:"."""
    if not (of := rules.owned.match(plain, end)):
        return False
    stop = rules.cut.search(plain, of.end(), of.end() + LONGEST)
    index = bisect_right(places, of.end() - 1)
    return index < len(places) and places[index] < (stop.start() if stop else of.end() + LONGEST)
