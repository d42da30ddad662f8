"""Names of models without quotation marks: written with a capital after "mô hình", or items of a list of models."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar
from generator.extract.models.quoted import ItemLists, is_generic
from generator.extract.prose import Prose
from generator.extract.quotes import Quote

_LONGEST = 120
_LONGEST_LIST = 6000  # code points that one list of models is followed over
_OWNER = 60  # code points between who has a model and the word that introduces it
_LEAST_SMALL = 4  # words of a name that begins small
_SEPARATOR = re.compile(r"\s*(?:[,;]|,?\svà)\s+")
_QUOTED = re.compile(r' "[^"\n]{2,60}"')
_PARTS = re.compile(r";\s*")
_CLAUSE = re.compile(r"[.;:\n]")


def unquoted_models(
    prose: Prose, quoted_names: Sequence[Span], lists: ItemLists, places: frozenset[int], rules: ModelGrammar
) -> Iterator[Span]:
    """Yield the names; ``places`` are the offsets where a locality is named, which no name of a model begins with."""
    text, plain, quotes = prose.text, prose.plain, prose.quotes
    within = _Within(quotes)
    heads, ordered = set(lists.heads), sorted(places)
    for match in rules.unquoted.finditer(plain):
        if not within(match.start()) and match.end() not in places:
            yield from _named(text, plain, match.end(), match.start(), rules)
    for cue in rules.cue.finditer(plain):
        if within(cue.start()):
            continue
        if opened := rules.capital_list.match(plain, cue.start()):
            if text[opened.end() : opened.end() + 1].isupper():
                heads.update(_parts(prose, opened.end(), within))
            yield from _listed(text, plain, opened.end(), places, rules)
        if colon := rules.colon_list.match(plain, cue.start()):
            parts = _parts(prose, colon.end(), within)
            heads.update(parts)
            yield from () if parts else _listed(text, plain, colon.end(), places, rules)
    heads.update(_after_quoted(prose, quoted_names, within, rules))
    for head in sorted(heads):
        if not within(head) and head not in places and text[head : head + 1].isalnum():
            yield from _item(text, plain, head, ordered, rules)


class _Within:
    """Tells whether an offset lies in a quoted phrase."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        self._starts = [quote.outer.start for quote in quotes]

    def __call__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._quotes[index].outer.end


def _parts(prose: Prose, start: int, within: _Within) -> list[int]:
    """Return where the parts of a list begin whose parts a semicolon divides; none where there is but one part."""
    end = min(prose.sentences.at(start).end, start + _LONGEST_LIST)
    cuts = [match.end() for match in _PARTS.finditer(prose.plain, start, end) if not within(match.start())]
    return [start, *cuts] if cuts else []


def _after_quoted(prose: Prose, names: Sequence[Span], within: _Within, rules: ModelGrammar) -> Iterator[int]:
    """Yield where the parts of a list begin that two parts with quoted names have opened."""
    last = -1
    for first, second in pairwise(names):
        if first.start <= last or not (between := _PARTS.search(prose.plain, first.end, second.start)):
            continue
        heads = _parts(prose, between.end(), within)
        if heads and rules.item.fullmatch(prose.plain, between.end(), second.start - 1):
            yield from heads
            last = heads[-1]


def _named(text: str, plain: str, start: int, cue: int, rules: ModelGrammar) -> Iterator[Span]:
    told = plain[max(0, start - 3) : start].rstrip(" *_").endswith(":")  # "với tên gọi: Tổ phụ nữ giúp nhau"
    span = _told(text, plain, start, rules) if told else _until_end(text, plain, start, rules)
    span = _with_quoted(plain, _with_echo(text, plain, span, rules))
    if not _is_name(text, plain, span, rules):
        return
    held = rules.holder.match(plain, span.end) is not None
    if text[start].isupper() or (held and _begins_paragraph(text, cue)) or _is_done(plain, span, cue, held, rules):
        yield span


def _begins_paragraph(text: str, offset: int) -> bool:
    start = text.rfind("\n", max(0, offset - 12), offset) + 1
    return text[offset].isupper() and (start > 0 or offset < 12) and not re.search(r"\w{3}", text[start:offset])


def _is_done(plain: str, name: Span, cue: int, held: bool, rules: ModelGrammar) -> bool:
    """Tell whether a name that begins small is one activity of somebody the sentence names."""
    if plain.count(" ", name.start, name.end) + 1 < _LEAST_SMALL or not rules.activity.match(plain, name.start):
        return False
    low = max(0, cue - _LONGEST)
    clause = max((match.end() for match in _CLAUSE.finditer(plain, low, cue)), default=low)
    if rules.plural.search(plain, clause, cue):
        return False
    return held or rules.placed.search(plain, clause, cue) is not None


def _listed(text: str, plain: str, start: int, places: frozenset[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the capitalised items from ``start`` on, as long as one follows the other."""
    while start < len(text) and text[start].isupper() and start not in places:
        lead = rules.lead.match(plain, start)
        start = lead.end() if lead else start
        if start >= len(text) or not text[start].isupper():
            return
        span = _until_end(text, plain, start, rules)
        if (
            _is_somebody(text, plain, span, rules)
            or not _is_name(text, plain, span, rules)
            or plain[span.end : span.end + 1] == '"'
        ):
            return
        yield span
        separator = _SEPARATOR.match(plain, span.end)
        if not separator:
            return
        start = separator.end()


def _item(text: str, plain: str, start: int, places: Sequence[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the name a list item begins with: it must be told from what the item says of it."""
    lead = rules.lead.match(plain, start)
    start = lead.end() if lead else start
    span = _with_parts(text, plain, _until_end(text, plain, start, rules), rules)
    bare, span = span, _with_quoted(plain, span)
    dash = rules.dash.search(plain, start + 1, span.end)
    while dash and not text[dash.end()].isupper():
        dash = rules.dash.search(plain, dash.end(), span.end)
    if dash and " " in plain[dash.end() : dash.end() + 24].rstrip():
        span = Span(start, dash.start())
    follows = plain[span.end : span.end + 1]
    named = span != bare or follows in (":", "(", "", "\n", ";", ".") or rules.holder.match(plain, span.end) is not None
    named = named or rules.where.match(plain, span.end) is not None or _is_somebodys(plain, span.end, places, rules)
    named = named or plain[span.end : span.end + 2] == " (" or rules.dash.match(plain, span.end) is not None
    if not named and (cut := rules.cut.search(plain, start + 1, start + _LONGEST)):
        span = Span(start, cut.start())
        named = cut[0][0] in " :("
    if _is_somebody(text, plain, span, rules) or rules.not_head.match(plain, start):
        return
    sign = rules.signs.match(plain, start)
    if text[start].islower() and not _is_placed(plain, span.end, places):
        return
    if named and _is_name(text, plain, span, rules) and (sign is None or sign["other"] in rules.name_heads):
        yield span


def _with_quoted(plain: str, span: Span) -> Span:
    """Return the name with the quoted phrase it ends in: "Chi bộ “bốn tốt”", but no clause about something quoted."""
    quoted = _QUOTED.match(plain, span.end)
    short = plain.count(" ", span.start, span.end) < _LEAST_SMALL
    return Span(span.start, quoted.end()) if quoted and short else span


def _is_placed(plain: str, end: int, places: Sequence[int]) -> bool:
    """Tell whether brackets at ``end`` name a locality: an item that begins small is then no kind of models."""
    if plain[end : end + 2] != " (":
        return False
    index = bisect_left(places, end)
    return index < len(places) and places[index] < plain.find(")", end, end + _LONGEST)


def _is_somebody(text: str, plain: str, span: Span, rules: ModelGrammar) -> bool:
    """Tell whether the item begins with who has the model it goes on to name: "Hội LHPN xã Võ Liệt: mô hình “…”"."""
    if not rules.somebody.match(plain, span.start):
        return False
    placed = rules.settled.search(plain, span.start + 1, span.end)
    if placed and _names_place(text[placed.end() + 1 : span.end][:24] or "-"):
        return True  # "Chi hội Phụ nữ thôn Mỹ Long"
    stop = plain.find("\n", span.end)
    end = min(span.end + _OWNER, stop if stop >= 0 else len(plain))
    return rules.cue.search(plain, span.end, end) is not None


def _is_somebodys(plain: str, end: int, places: Sequence[int], rules: ModelGrammar) -> bool:
    """Tell whether "của …" at ``end`` names a locality before the item goes on: "của diêm dân xã Đông Hải:"."""
    if not (of := rules.owned.match(plain, end)):
        return False
    stop = rules.cut.search(plain, of.end(), of.end() + _LONGEST)
    index = bisect_right(places, of.end() - 1)
    return index < len(places) and places[index] < (stop.start() if stop else of.end() + _LONGEST)


def _with_parts(text: str, plain: str, span: Span, rules: ModelGrammar) -> Span:
    """Return the name with what a comma adds to it: small words without a number, up to a certain end."""
    while part := rules.part.match(plain, span.end):
        if not text[part.end()].islower() or rules.starts_no_part.match(plain, part.end()):
            return span
        longer = _until_end(text, plain, part.end(), rules)
        words = plain[longer.start : longer.end]
        if len(words.split()) > 6 or any(char.isdigit() for char in words) or longer.end - span.start > _LONGEST:
            return span
        span = Span(span.start, longer.end)
    return span


def _told(text: str, plain: str, start: int, rules: ModelGrammar) -> Span:
    """Return the name that a colon announces: up to who has it, or the end of its clause."""
    stop = rules.told_end.search(plain, start + 1, start + _LONGEST)
    span = Span(start, len(plain[: stop.start() if stop else start + _LONGEST].rstrip()))
    return _with_parts(text, plain, span, rules)


def _with_echo(text: str, plain: str, span: Span, rules: ModelGrammar) -> Span:
    """Return the name with a part after a comma that begins as the name does: "Giữ vườn sâm, giữ rừng đầu nguồn"."""
    first = plain[span.start : span.end].split(" ", 1)[0]
    while plain.startswith(f", {first} ", span.end):
        span = Span(span.start, _until_end(text, plain, span.end + 2, rules).end)
    return span


def _until_end(text: str, plain: str, start: int, rules: ModelGrammar) -> Span:
    limit = min(len(plain), start + _LONGEST)
    stop = rules.ends.search(plain, start + 1, limit)
    while stop and rules.weak_end.match(plain, stop.start()) and _goes_on(text, plain, stop.end(), limit, rules):
        stop = rules.ends.search(plain, stop.end(), limit)
    end = stop.start() if stop else limit
    return Span(start, len(plain[:end].rstrip()) if plain[end - 1 : end] == " " else end)


def _goes_on(text: str, plain: str, start: int, limit: int, rules: ModelGrammar) -> bool:
    """Tell whether the few words from ``start`` to the next end complete a name: no place, no number."""
    stop = rules.ends.search(plain, start, limit)
    if not stop:
        return False
    words = plain[start : stop.start()]
    said = (text[start + place.start() :] for place in rules.elsewhere.finditer(words))
    return (
        1 <= len(words.split()) <= 5
        and not rules.signs.search(words)
        and not any(_names_place(words[:24]) for words in said)
    )


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
