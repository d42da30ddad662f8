"""Names of models without quotation marks: written with a capital after "mô hình", or items of a list of models."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar
from generator.extract.models.quoted import ItemLists, is_generic
from generator.extract.quotes import Quote

_LONGEST = 120
_SEPARATOR = re.compile(r"\s*(?:[,;]|,?\svà)\s+")


def unquoted_models(
    text: str, plain: str, quotes: tuple[Quote, ...], lists: ItemLists, places: frozenset[int], rules: ModelGrammar
) -> Iterator[Span]:
    """Yield the names; ``places`` are the offsets where a locality is named, which no name of a model begins with."""
    starts = [quote.outer.start for quote in quotes]

    def quoted(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < quotes[index].outer.end

    for match in rules.unquoted.finditer(plain):
        if not quoted(match.start()) and match.end() not in places:
            yield from _named(text, plain, match.end(), match.start(), rules)
    for match in rules.capital_list.finditer(plain):
        if not quoted(match.start()):
            yield from _listed(text, plain, match.end(), places, rules)
    for head in lists.heads:
        if not quoted(head) and head not in places and text[head : head + 1].isupper():
            yield from _item(text, plain, head, rules)


def _named(text: str, plain: str, start: int, cue: int, rules: ModelGrammar) -> Iterator[Span]:
    span = _until_end(text, plain, start, rules)
    if (text[start].isupper() and _is_name(text, plain, span, rules)) or (
        _begins_paragraph(text, cue) and rules.holder.match(plain, span.end) and plain.count(" ", start, span.end) >= 1
    ):
        yield span


def _begins_paragraph(text: str, offset: int) -> bool:
    start = text.rfind("\n", max(0, offset - 12), offset) + 1
    return text[offset].isupper() and (start > 0 or offset < 12) and not re.search(r"\w{3}", text[start:offset])


def _listed(text: str, plain: str, start: int, places: frozenset[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the capitalised items from ``start`` on, as long as one follows the other."""
    while start < len(text) and text[start].isupper() and start not in places:
        lead = rules.lead.match(plain, start)
        start = lead.end() if lead else start
        if start >= len(text) or not text[start].isupper():
            return
        span = _until_end(text, plain, start, rules)
        if not _is_name(text, plain, span, rules) or plain[span.end : span.end + 1] == '"':
            return
        yield span
        separator = _SEPARATOR.match(plain, span.end)
        if not separator:
            return
        start = separator.end()


def _item(text: str, plain: str, start: int, rules: ModelGrammar) -> Iterator[Span]:
    """Yield the name a list item begins with: it must be told from what the item says of it."""
    span = _until_end(text, plain, start, rules)
    follows = plain[span.end : span.end + 1]
    named = follows in (":", "(", "", "\n", ";", ".") or rules.holder.match(plain, span.end) is not None
    if not named and (cut := rules.cut.search(plain, start + 1, start + _LONGEST)):
        span = Span(start, cut.start())
        named = cut[0][0] in " :("
    if named and _is_name(text, plain, span, rules) and not rules.signs.match(plain, start):
        yield span


def _until_end(text: str, plain: str, start: int, rules: ModelGrammar) -> Span:
    limit = min(len(plain), start + _LONGEST)
    stop = rules.ends.search(plain, start + 1, limit)
    while stop and rules.weak_end.match(plain, stop.start()) and _goes_on(text, plain, stop.end(), limit, rules):
        stop = rules.ends.search(plain, stop.end(), limit)
    end = stop.start() if stop else limit
    return Span(start, len(plain[:end].rstrip()) if plain[end - 1 : end] == " " else end)


def _goes_on(text: str, plain: str, start: int, limit: int, rules: ModelGrammar) -> bool:
    """Tell whether the few words from ``start`` to the next certain end complete a name: no place, no number."""
    stop = rules.strong_ends.search(plain, start, limit)
    if not stop:
        return False
    words = plain[start : stop.start()]
    said = (text[start + place.start() :] for place in rules.elsewhere.finditer(words))
    return 1 <= len(words.split()) <= 4 and not any(_names_place(words[:24]) for words in said)


def _names_place(words: str) -> bool:
    """Tell whether ``words``, which begin with "xóm" or "hội", name one: a capital or a number stands there."""
    return (
        words[0].isupper()
        or words[0].isdigit()
        or any(word[0].isupper() or word[0].isdigit() for word in words.split()[1:3])
    )


def _is_name(text: str, plain: str, span: Span, rules: ModelGrammar) -> bool:
    words = text[span.start : span.end].split()
    return 2 <= len(words) <= 18 and not text[span.start : span.end].isupper() and not is_generic(plain, span, rules)
