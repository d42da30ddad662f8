"""Movements, campaigns and programmes a text names.

A name counts when a word such as "phong trào thi đua" stands directly before it (quoted, or written with a capital),
when it continues a list of such names, or when it is one of the movements everybody knows. Models, slogans, titles and
movements without a name of their own ("phong trào thi đua yêu nước") are not movements. Linear in the text.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from generator.document import FoundMovement
from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.prose import prose_of
from generator.extract.quotes import Quote
from generator.extract.wording import AtEnd, any_of, ending
from generator.tables import Tables
from generator.tables.naming import KnownMovement, MovementWords
from generator.text import squeeze

_LOOK_BACK, _NEAR = 90, 32
_LONGEST = 160
_JOINT = re.compile(r"[\s\"]*(?:[,;]|,?\s(?:và|hoặc|cùng|với))[\s\"]*(?:các\s)?$")
_NOT_KEY = re.compile(r"[^\w\s]|(?<!\w)(?:và|các|việc)(?!\w)")
_YEAR_NAME = re.compile(r"năm\s(?!\d)")


class _Sighting(NamedTuple):
    """A name at ``span``; ``kind`` is None where no word says it."""

    span: Span
    kind: str | None
    known: KnownMovement | None = None


class MovementGrammar:
    """The expressions and the automaton of known names made from the table."""

    def __init__(self, words: MovementWords) -> None:
        self.kind_of = {plain_form(cue): kind for kind, cues in words.cues.items() for cue in cues}
        cue = any_of(self.kind_of)
        between = rf"(?:[\s,]+(?:{any_of(words.between)}|\d{{4}}|\d{{4}}\s?-\s?\d{{4}}))*"
        self.before_quote = re.compile(rf"(?<!\w)(?P<cue>{cue}){between}\s*+:?\s*+\"?\s*+$")
        self.leading = re.compile(rf"(?:các\s)?(?P<cue>{cue})\s*+\"?\s*+:?\s*+(?=\w)")
        named = {plain_form(cue) for kind in words.unquoted for cue in words.cues[kind]}
        self.unquoted = re.compile(rf"(?<!\w)(?P<cue>{any_of(named - set(map(plain_form, words.quoted_only)))}) (?=\w)")
        self.ends = re.compile(rf"[,;.:()\n\"!?…]|\s[-–]\s|{ending(words.ends, words.compounds)}")
        self.more = re.compile(
            r",\s[^\W\d]+(?:\s[^\W\d]+){0,4}(?=\s(?:được|đã|trên địa bàn|ở|tại|tiếp tục|ngày càng)\s)"
        )
        self.tail = re.compile(rf"[\s,(-]+(?:{any_of(words.tails)})\s[^\"]*\d{{4}}[^\"]*$|[\s,]+trên địa bàn\s[^\"]*$")
        self.generic = re.compile(rf"(?:{any_of(words.generic)})(?!\w)")
        self.generic_whole = frozenset(map(plain_form, words.generic))
        self.known = {name_key(name): entry for entry in words.known for name in (entry.name, *entry.others)}
        self.known_start = re.compile(
            rf"(?:{any_of(n for entry in words.known for n in (entry.name, *entry.others))})(?!\w)"
        )
        self.names = ahocorasick.Automaton()
        for entry in words.known:
            for name in (entry.name, *entry.others):
                self.names.add_word(plain_form(name), (len(name), entry))
        self.names.make_automaton()


@lru_cache(maxsize=8)
def movement_grammar(words: MovementWords) -> MovementGrammar:
    """Return the expressions of ``words``, made once."""
    return MovementGrammar(words)


def name_key(name: str) -> str:
    """Return the form in which two wordings are one movement: no punctuation, no "và"."""
    return squeeze(_NOT_KEY.sub(" ", plain_form(name)))


def find_movements(text: str, tables: Tables) -> tuple[FoundMovement, ...]:
    """Return the movements ``text`` (NFC, one paragraph a line) names, in order of their first mention."""
    prose, rules = prose_of(text), movement_grammar(tables.movement_words)
    plain, quotes = prose.plain, prose.quotes
    cued = AtEnd(tables.model_words.cues, r"\s*:?\s*")
    seen = [*_quoted(plain, quotes, rules, cued), *_known(plain, quotes, rules)]
    seen += _unquoted(text, plain, quotes, rules)
    return _merged(text, seen)


def _quoted(plain: str, quotes: tuple[Quote, ...], rules: MovementGrammar, cued: AtEnd) -> Iterator[_Sighting]:
    """Yield the quoted names; ``cued`` are words that make a phrase a model, which "Năm …" else is a year's motto."""
    last: _Sighting | None = None
    last_end = 0
    for quote in quotes:
        span = _without_tail(plain, quote.span, rules)
        kind, span = _introduced(plain, quote, span, rules)
        if kind is None and last is not None and _JOINT.fullmatch(plain, last_end, quote.outer.start):
            kind = last.kind
        if quote.repaired and (start := rules.known_start.match(plain, span.start)):
            span = Span(span.start, start.end())
        name = plain[span.start : span.end]
        if (
            kind is None
            and _YEAR_NAME.match(name)
            and not cued.search(plain[max(0, quote.outer.start - _NEAR) : quote.outer.start])
        ):
            kind = "chu-de-nam"
        named = kind is not None and len(name) <= _LONGEST and name not in rules.generic_whole and " " in name
        last = _Sighting(span, kind, rules.known.get(name_key(name))) if named else None
        last_end = quote.outer.end
        if last is not None:
            yield last


def _introduced(plain: str, quote: Quote, span: Span, rules: MovementGrammar) -> tuple[str | None, Span]:
    """Return the kind the words before (or first within) the marks say, and the name without such words."""
    inner = rules.leading.match(plain, span.start, span.end)
    if inner and quote.repaired != "unclosed":
        return rules.kind_of[inner["cue"]], Span(inner.end(), span.end)
    before = rules.before_quote.search(plain[max(0, quote.outer.start - _LOOK_BACK) : quote.outer.start])
    return (rules.kind_of[before["cue"]], span) if before else (None, span)


def _without_tail(plain: str, span: Span, rules: MovementGrammar) -> Span:
    """Return ``span`` without a period or place that the author put within the marks."""
    tail = rules.tail.search(plain[span.start : span.end])
    return Span(span.start, span.start + tail.start()) if tail and tail.start() > 4 else span


def _known(plain: str, quotes: tuple[Quote, ...], rules: MovementGrammar) -> Iterator[_Sighting]:
    """Yield the known names that a word introduces, or that need none."""
    starts = [quote.span.start for quote in quotes]
    hits: list[tuple[Span, KnownMovement]] = []
    for last, (length, entry) in rules.names.iter(plain.replace("\n", " ")):
        span = Span(last + 1 - length, last + 1)
        if plain[span.start - 1 : span.start].isalnum() or plain[span.end : span.end + 1].isalnum():
            continue
        while hits and hits[-1][0].start >= span.start:
            hits.pop()
        if not hits or hits[-1][0].end <= span.start:
            hits.append((span, entry))
    for span, entry in hits:
        before = rules.before_quote.search(plain[max(0, span.start - _LOOK_BACK) : span.start])
        if before and not _goes_on(plain, span, quotes, starts, rules):
            yield _Sighting(span, rules.kind_of[before["cue"]], entry)
        elif entry.alone:
            index = bisect_right(starts, span.start) - 1
            inside = index >= 0 and span.end <= quotes[index].span.end
            if not inside or _without_tail(plain, quotes[index].span, rules) == span:
                yield _Sighting(span, None, entry)


def _goes_on(plain: str, span: Span, quotes: tuple[Quote, ...], starts: list[int], rules: MovementGrammar) -> bool:
    """Tell whether the quoted phrase that ``span`` begins has more words: then they all are the name."""
    index = bisect_right(starts, span.start) - 1
    if index < 0 or quotes[index].repaired or quotes[index].span.end <= span.end:
        return False
    whole = _without_tail(plain, quotes[index].span, rules)
    return whole.start == span.start and whole.end > span.end and whole.end - whole.start <= _LONGEST


def _unquoted(text: str, plain: str, quotes: tuple[Quote, ...], rules: MovementGrammar) -> Iterator[_Sighting]:
    """Yield names written with a capital and no quotation marks after a word that introduces them."""
    starts = [quote.span.start for quote in quotes]
    for match in rules.unquoted.finditer(plain):
        start = match.end()
        index = bisect_right(starts, start) - 1
        if not text[start].isupper() or (index >= 0 and start < quotes[index].span.end):
            continue
        if text[start : start + 8].isupper() or rules.generic.match(plain, start):
            continue
        end = _unquoted_end(plain, start, rules)
        if " " in plain[start:end]:
            span = Span(start, end)
            yield _Sighting(span, rules.kind_of[match["cue"]], rules.known.get(name_key(plain[start:end])))


def _unquoted_end(plain: str, start: int, rules: MovementGrammar) -> int:
    limit = min(len(plain), start + _LONGEST)
    stop = rules.ends.search(plain, start, limit)
    end = stop.start() if stop else limit
    more = rules.more.match(plain, end, limit)
    return more.end() if more else end


def _merged(text: str, seen: list[_Sighting]) -> tuple[FoundMovement, ...]:
    groups: dict[str, dict[Span, _Sighting]] = defaultdict(dict)
    for sighting in sorted(seen, key=lambda s: (s.span.start, -s.span.end)):
        name = sighting.known.name if sighting.known else text[sighting.span.start : sighting.span.end]
        group = groups[name_key(name)]
        known = group.get(sighting.span)
        group[sighting.span] = sighting if known is None or known.kind is None else known
    return tuple(_movement(text, list(group.values())) for group in groups.values())


def _movement(text: str, group: list[_Sighting]) -> FoundMovement:
    known = group[0].known
    kinds = Counter(sighting.kind for sighting in group if sighting.kind is not None)
    common = [kind for kind, count in kinds.items() if count == max(kinds.values())]
    usual = known.kind if known else None
    kind = usual if usual and (usual in common or not common) else common[0]
    printed = squeeze(text[group[0].span.start : group[0].span.end])
    name = known.name if known and name_key(known.name) == name_key(printed) else printed
    return FoundMovement(name[:1].upper() + name[1:], kind, tuple(sighting.span for sighting in group))
