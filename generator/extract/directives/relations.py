"""Relations between the documents a text cites, read from the words that join them.

"A … thực hiện B" relates A to B; "Thực hiện A, UBND huyện ban hành B" relates B to A; without another document the
text itself stands in the relation. A list shares the relation of its first member.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.document import Context, FoundDirective, FoundRelation
from generator.entities import Relation, Span
from generator.extract.aligned import plain_form
from generator.extract.directives.citing import attributes_end, issuing, title_start
from generator.extract.directives.grammar import any_of
from generator.tables import Tables

_REACH = 60
_BREAK = re.compile(r"[;\n]|\.(?=\s)")
_SENTENCE = re.compile(r"\n|\.(?=\s)")
_LIST = re.compile(r"(?:[;,]|\s+và|\s+cùng với|\s+gắn với)\s+(?:và\s+)?(?:các\s+)?$")
_REVIEWED = r"(?:\s+\d+\s+năm)?(?:\s+(?:việc|công tác|tình hình|kết quả|triển khai|tổ chức|thực hiện)){0,4}"
_CHANGES = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS)
_NEW_CLAUSE = re.compile(r",\s+(?:[\w ]{0,40}\s)?(?:đã|ban hành|chỉ đạo|tổ chức|xây dựng)(?!\w)")


class _Cited(NamedTuple):
    """One mention with the joining word that governs it: ``source`` None is the text itself."""

    directive: FoundDirective
    span: Span
    relation: Relation | None
    source: FoundDirective | None
    cue: int
    issued: bool


@cache
def _cue(tables: Tables) -> tuple[re.Pattern[str], dict[str, Relation]]:
    relation_of = {
        plain_form(word): relation for relation, words in tables.citation_words.relations.items() for word in words
    }
    reviewing = any_of(word for word, relation in relation_of.items() if relation is Relation.REVIEWS)
    others = any_of(word for word, relation in relation_of.items() if relation is not Relation.REVIEWS)
    return re.compile(rf"(?<!\w)(?:(?:{reviewing}){_REVIEWED}|(?:{others}))(?!\w)"), relation_of


def find_relations(
    text: str, directives: Sequence[FoundDirective], context: Context, tables: Tables
) -> tuple[FoundRelation, ...]:
    """Return what ``text`` says of how the ``directives`` found in it relate, in order, each relation once."""
    plain = plain_form(text)
    mentions = sorted(((span, found) for found in directives for span in found.mentions), key=lambda m: m[0].start)
    cited: list[_Cited] = []
    result: dict[tuple[Relation, int, int], FoundRelation] = {}
    for span, directive in mentions:
        item = _read(text, plain, span, directive, cited, context, tables)
        cited.append(item)
    for index, item in enumerate(cited):
        for relation in _stated(plain, index, item, cited):
            key = (relation.relation, id(relation.source), id(relation.target))
            if relation.source is not relation.target:
                result.setdefault(key, relation)
    return tuple(result.values())


def _read(
    text: str,
    plain: str,
    span: Span,
    directive: FoundDirective,
    cited: Sequence[_Cited],
    context: Context,
    tables: Tables,
) -> _Cited:
    """Return the mention with the relation that the words before it state."""
    before = cited[-1] if cited and cited[-1].span.end <= span.start else None
    floor = max(before.span.end if before else 0, span.start - 300)
    lead = plain[floor : span.start]
    outer = next((c for c in reversed(cited[-3:]) if c.span.start <= span.start and span.end <= c.span.end), None)
    if outer:
        cue = _joining(plain[outer.span.start : span.start], tables)
        relation = cue[0] if cue and outer.directive is not directive else None
        return _Cited(directive, span, relation, outer.directive, outer.span.start, False)
    if before and before.relation and _goes_on(before, lead) and not _joining(lead, tables):
        return _Cited(directive, span, before.relation, before.source, before.cue, before.issued)
    issued = bool(issuing(tables).search(lead))
    clause = floor + max((match.end() for match in _BREAK.finditer(lead)), default=0)
    cue = _joining(plain[clause : span.start], tables)
    if cue is None or issued:
        return _Cited(
            directive, span, None, None, span.start, issued or bool(before and before.issued and _LIST.search(lead))
        )
    relation, start, _ = cue
    source = None
    if before and clause == floor and _in_title(text, plain, before, clause + start, context, tables):
        source = before.directive
    return _Cited(directive, span, relation, source, clause + start, False)


def _joining(lead: str, tables: Tables) -> tuple[Relation, int, int] | None:
    """Return the relation of the last joining word of ``lead``, and its place, if the mention follows closely."""
    pattern, relation_of = _cue(tables)
    matches = list(pattern.finditer(lead))
    if not matches or len(lead) - matches[-1].end() > _REACH or "," in lead[matches[-1].end() :]:
        return None
    last = matches[-1]
    relation = relation_of.get(" ".join(last[0].split()), Relation.REVIEWS)
    if relation is Relation.CITES:  # "sửa đổi Quy chế ban hành kèm theo Quyết định số …" amends the decision
        last = matches[-2] if len(matches) > 1 and len(lead) - matches[-2].end() <= 2 * _REACH else last
        relation = relation_of.get(" ".join(last[0].split()), Relation.REVIEWS)
        return (relation, last.start(), last.end()) if relation in _CHANGES else None
    return relation, last.start(), last.end()


def _goes_on(before: _Cited, lead: str) -> bool:
    """Return True if ``lead`` only carries on the list that ``before`` stands in."""
    match = _LIST.search(lead)
    return match is not None and "\n" not in lead and (before.source is None or "và" in match[0])


def _in_title(text: str, plain: str, before: _Cited, cue: int, context: Context, tables: Tables) -> bool:
    """Return True if the joining word at ``cue`` stands right after the earlier citation, or in its title."""
    end = attributes_end(text, plain, before.span, context, tables)
    if end > cue:
        return False
    between = plain[end:cue]
    return not between.strip(" ,") or bool(title_start(tables).match(plain, end) and not _NEW_CLAUSE.search(between))


def _stated(plain: str, index: int, item: _Cited, cited: Sequence[_Cited]) -> list[FoundRelation]:
    if item.relation:
        carried_on = item.source is None and any(
            other.issued and not _SENTENCE.search(plain, item.span.end, other.span.start)
            for other in cited[index + 1 : index + 8]
            if other.span.start >= item.span.end
        )
        span = Span(min(item.cue, item.span.start), item.span.end)
        return [] if carried_on else [FoundRelation(item.relation, item.source, item.directive, span)]
    if not item.issued:
        return []
    basis = [
        other
        for other in cited[max(0, index - 8) : index]
        if other.relation in (Relation.CARRIES_OUT, Relation.BASED_ON, Relation.GUIDES)
        and other.source is None
        and not _SENTENCE.search(plain, other.span.end, item.span.start)
    ]
    return [
        FoundRelation(other.relation, item.directive, other.directive, Span(other.cue, item.span.end))
        for other in basis
        if other.relation
    ]
