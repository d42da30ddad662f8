"""Names of models without quotation marks: written with a capital after "mô hình", or items of a list of models."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.entities import Span
from generator.extract.models.ends import (
    LEAST_SMALL,
    LONGEST,
    is_name,
    labelled,
    names_place,
    told,
    until_end,
    with_echo,
    with_parts,
    with_quoted,
)
from generator.extract.models.grammar import ModelGrammar
from generator.extract.models.quoted import ItemLists
from generator.extract.prose import Prose
from generator.extract.quotes import Quote
from generator.extract.sentences import UPPER

_LONGEST_LIST = 6000  # code points that one list of models is followed over
_BACK = 12  # code points of "các " before "mô hình"
_OWNER = 60  # code points between who has a model and the word that introduces it
_SEPARATOR = re.compile(
    r"(?P<owner>\s(?:của|ở|tại)\s[^,;.:()\"\n]{1,60}(?=[,;]))?\s*(?:\([^()\n]{1,90}\)\s*)?(?:[,;]|,?\svà)\s+"
)
_PARTS = re.compile(r";\s*")
_PERSON = re.compile(rf"(?: [{UPPER}][^\W\d]*){{2}}(?!\w)")  # "Ông Trần Văn"
_CAPITAL = re.compile(rf"(?<=\s)[{UPPER}]")
_MOVEMENT = re.compile(r"dân vận khéo", re.I)
_CLAUSE = re.compile(r"[.;:\n]")


def unquoted_models(
    prose: Prose, quoted_names: Sequence[Span], lists: ItemLists, places: frozenset[int], rules: ModelGrammar
) -> Iterator[Span]:
    """Yield the names; ``places`` are the offsets where a locality is named, which no name of a model begins with."""
    text, plain, quotes = prose.text, prose.plain, prose.quotes
    within = _Within(quotes)
    heads, ordered = set(lists.heads), sorted(places)
    for label in rules.named_by_label.finditer(plain):
        if plain[label.end() - 1] != '"':
            yield labelled(plain, label.end())
    for match in rules.unquoted.finditer(plain):
        if within(match.start()) or match.end() in places:
            continue
        if text[match.end()].isupper() and rules.several.search(plain, max(0, match.start() - _BACK), match.start()):
            heads.update(_parts(prose, match.end(), within))
            yield from _listed(text, plain, match.end(), places, rules)
        yield from _named(text, plain, _begun(text, match), match.start(), ordered, rules)
    for cue in rules.cue.finditer(plain):
        if within(cue.start()):
            continue
        if opened := rules.capital_list.match(plain, cue.start()):
            if text[opened.end() : opened.end() + 1].isupper():
                heads.update(_parts(prose, opened.end(), within))
            yield from _listed(text, plain, opened.end(), places, rules)
        if colon := rules.colon_list.match(plain, cue.start()):
            heads.update(_parts(prose, colon.end(), within))
            yield from _listed(text, plain, colon.end(), places, rules)
    heads.update(_after_quoted(prose, quoted_names, within, rules))
    for head in sorted(heads):
        owned = head not in places or rules.owner.match(plain, head)
        if not within(head) and owned and text[head : head + 1].isalnum():
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


def _named(text: str, plain: str, start: int, cue: int, places: Sequence[int], rules: ModelGrammar) -> Iterator[Span]:
    announced = plain[max(0, start - 3) : start].rstrip(" *_").endswith(":")  # "với tên gọi: Tổ phụ nữ giúp nhau"
    span = told(text, plain, start, rules) if announced else until_end(text, plain, start, rules)
    span = with_quoted(plain, with_echo(text, plain, span, rules))
    longer = with_parts(text, plain, span, rules) if text[start].islower() else span
    if _is_somebodys(plain, longer.end, places, rules):
        span = longer  # "chính quyền thân thiện, công sở văn minh ở …"
    if not is_name(text, plain, span, rules):
        return
    held = rules.holder.match(plain, span.end) is not None
    known = text[start].isupper() or (held and _begins_paragraph(text, cue))
    if known or _is_done(plain, span, cue, held, places, rules):
        yield span


def _begun(text: str, cue: re.Match[str]) -> int:
    """Return where the name after ``cue`` begins: at a word that else may stand before one, if it has a capital."""
    capital = _CAPITAL.search(text, cue.start() + 1, cue.end())
    return (
        capital.start()
        if capital and capital.start() + 1 < cue.end() and not _MOVEMENT.match(text, capital.start())
        else cue.end()
    )


def _begins_paragraph(text: str, offset: int) -> bool:
    start = text.rfind("\n", max(0, offset - 12), offset) + 1
    return text[offset].isupper() and (start > 0 or offset < 12) and not re.search(r"\w{3}", text[start:offset])


def _is_done(plain: str, name: Span, cue: int, held: bool, places: Sequence[int], rules: ModelGrammar) -> bool:
    """Tell whether a name that begins small is what one named place has, or one activity of somebody."""
    if plain.count(" ", name.start, name.end) + 1 < LEAST_SMALL or rules.kind.match(plain, name.start):
        return False
    low = max(0, cue - LONGEST)
    clause = max((match.end() for match in _CLAUSE.finditer(plain, low, cue)), default=low)
    if rules.plural.search(plain, clause, cue):
        return False
    before = rules.placed.search(plain, clause, cue)
    if rules.activity.match(plain, name.start):
        return held or before is not None
    if held:
        return _is_somebodys(plain, name.end, places, rules)
    return before is not None and bisect_left(places, before.start()) < bisect_left(places, cue)


def _listed(text: str, plain: str, start: int, places: frozenset[int], rules: ModelGrammar) -> Iterator[Span]:
    """Yield the capitalised items from ``start`` on, as long as one follows the other."""
    while start < len(text) and text[start].isupper() and start not in places:
        lead = rules.lead.match(plain, start)
        start = lead.end() if lead else start
        if start >= len(text) or not text[start].isupper():
            return
        span = until_end(text, plain, start, rules)
        if (
            _is_somebody(text, plain, span, rules)
            or not is_name(text, plain, span, rules)
            or plain[span.end : span.end + 1] == '"'
        ):
            return
        yield span
        separator = _SEPARATOR.match(plain, span.end)
        if not separator or (separator["owner"] and rules.somebody.match(plain, separator.end())):
            return
        start = separator.end()


def _item(text: str, plain: str, start: int, places: Sequence[int], rules: ModelGrammar) -> Iterator[Span]:
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
    named = named or rules.where.match(plain, span.end) is not None or _is_somebodys(plain, span.end, places, rules)
    named = named or plain[span.end : span.end + 2] == " (" or rules.dash.match(plain, span.end) is not None
    if not named and (cut := rules.cut.search(plain, start + 1, start + LONGEST)):
        span = Span(start, cut.start())
        named = cut[0][0] in " :("
    if _is_somebody(text, plain, span, rules) or rules.not_head.match(plain, start):
        return
    sign = rules.signs.match(plain, start)
    if text[start].islower() and not _is_placed(plain, span.end, places):
        short = plain.count(" ", span.start, span.end) + 1 < LEAST_SMALL or rules.kind.match(plain, start)
        if short or not _is_somebodys(plain, span.end, places, rules):
            return
    if named and is_name(text, plain, span, rules) and (sign is None or sign["other"] in rules.name_heads):
        yield span


def _is_placed(plain: str, end: int, places: Sequence[int]) -> bool:
    """Tell whether brackets at ``end`` name a locality: an item that begins small is then no kind of models."""
    if plain[end : end + 2] != " (":
        return False
    index = bisect_left(places, end)
    return index < len(places) and places[index] < plain.find(")", end, end + LONGEST)


def _is_somebody(text: str, plain: str, span: Span, rules: ModelGrammar) -> bool:
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


def _is_somebodys(plain: str, end: int, places: Sequence[int], rules: ModelGrammar) -> bool:
    """Tell whether "của …" at ``end`` names a locality before the item goes on: "của diêm dân xã Đông Hải:"."""
    if not (of := rules.owned.match(plain, end)):
        return False
    stop = rules.cut.search(plain, of.end(), of.end() + LONGEST)
    index = bisect_right(places, of.end() - 1)
    return index < len(places) and places[index] < (stop.start() if stop else of.end() + LONGEST)
