"""Names of models without quotation marks: written with a capital after "mô hình", or items of a list of models."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.entities import Span
from generator.extract.models.ends import (
    LEAST_SMALL,
    LONGEST,
    is_name,
    labelled,
    told,
    until_end,
    with_echo,
    with_parts,
    with_quoted,
)
from generator.extract.models.grammar import ModelGrammar
from generator.extract.models.listed import Within, after_quoted, beside_quoted, is_somebodys, item, listed, parts
from generator.extract.models.quoted import ItemLists
from generator.extract.prose import Prose
from generator.extract.sentences import UPPER

_BACK = 24  # code points of "các " or "kể đến " before "mô hình"
_LEAST_LAUNCHED = 4  # words
_CAPITAL = re.compile(rf"(?<=\s)[{UPPER}]")
_MOVEMENT = re.compile(r"dân vận khéo", re.I)
_CLAUSE = re.compile(r"[.;:\n]")


def unquoted_models(
    prose: Prose, quoted_names: Sequence[Span], lists: ItemLists, places: frozenset[int], rules: ModelGrammar
) -> Iterator[Span]:
    """Yield the names; ``places`` are the offsets where a locality is named, which no name of a model begins with."""
    text, plain, quotes = prose.text, prose.plain, prose.quotes
    within = Within(quotes)
    heads, ordered = set(lists.heads), sorted(places)
    for label in rules.named_by_label.finditer(plain):
        if plain[label.end() - 1] != '"':
            yield labelled(plain, label.end())
    for match in rules.unquoted.finditer(plain):
        if within(match.start()) or match.end() in places:
            continue
        if text[match.end()].isupper() and rules.several.search(plain, max(0, match.start() - _BACK), match.start()):
            heads.update(parts(prose, match.end(), within, rules))
            several = list(listed(text, plain, match.end(), places, rules))
            yield from several
            if len(several) > 1:
                continue
        yield from _named(text, plain, _begun(text, match), match.start(), ordered, rules)
    for cue in rules.cue.finditer(plain):
        if within(cue.start()):
            continue
        if opened := rules.capital_list.match(plain, cue.start()):
            if text[opened.end() : opened.end() + 1].isupper():
                heads.update(parts(prose, opened.end(), within, rules))
            elif rules.owner.match(plain, opened.end()):
                heads.update(parts(prose, opened.end(), within, rules) or [opened.end()])
            yield from listed(text, plain, opened.end(), places, rules)
        bracketed = rules.bracketed.match(plain, cue.start())
        if bracketed and not rules.somebody.match(plain, bracketed.end()):
            yield from listed(text, plain, bracketed.end(), places, rules)
        if colon := rules.colon_list.match(plain, cue.start()):
            heads.update(parts(prose, colon.end(), within, rules))
            yield from listed(text, plain, colon.end(), places, rules)
    yield from beside_quoted(prose, quoted_names, within, places, rules)
    for launched in rules.launched.finditer(plain):
        if not within(launched.start()) and launched.end() not in places:
            yield from _launched(text, plain, launched.end(), lists, rules)
    heads.update(after_quoted(prose, quoted_names, within, rules))
    for head in sorted(heads):
        owned = head not in places or rules.owner.match(plain, head)
        if not within(head) and owned and text[head : head + 1].isalnum():
            yield from item(text, plain, head, ordered, rules)


def _named(text: str, plain: str, start: int, cue: int, places: Sequence[int], rules: ModelGrammar) -> Iterator[Span]:
    announced = plain[max(0, start - 3) : start].rstrip(" *_").endswith(":")  # "với tên gọi: Tổ phụ nữ giúp nhau"
    span = told(text, plain, start, rules) if announced else until_end(text, plain, start, rules)
    span = with_quoted(plain, with_echo(text, plain, span, rules))
    if text[start].islower() and (rules.not_head.match(plain, start) or rules.called_later.match(plain, span.end)):
        return
    longer = with_parts(text, plain, span, rules)
    if is_somebodys(plain, longer.end, places, rules):
        span = longer  # "chính quyền thân thiện, công sở văn minh ở …"
    if not is_name(text, plain, span, rules):
        return
    held = rules.holder.match(plain, span.end) is not None
    known = text[start].isupper() or (held and _begins_paragraph(text, cue) and not rules.kind.match(plain, start))
    if known or _is_done(plain, span, cue, held, places, rules):
        yield span


def _launched(text: str, plain: str, start: int, lists: ItemLists, rules: ModelGrammar) -> Iterator[Span]:
    """Yield what somebody brings into being, where the text speaks of models: "ra mắt Cổng trường không ùn tắc"."""
    first, _, following = text[start : start + LONGEST].partition(" ")
    paragraph = plain.rfind("\n", 0, start) + 1, (plain.find("\n", start) + 1 or len(plain))
    if not first[0].isupper() or first.isupper() or not following[:1].islower():
        return
    if not (lists.under_models(start) or rules.cue.search(plain, *paragraph)):
        return
    span = with_parts(text, plain, until_end(text, plain, start, rules), rules)
    named = plain.count(" ", span.start, span.end) + 1 >= _LEAST_LAUNCHED and not rules.signs.match(plain, start)
    if named and is_name(text, plain, span, rules):
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
        return is_somebodys(plain, name.end, places, rules)
    return before is not None and bisect_left(places, before.start()) < bisect_left(places, cue)
