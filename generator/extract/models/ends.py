"""Where a name of a model without quotation marks ends: before who has it, what it does, or the end of its clause."""

import re

from generator.entities import Span
from generator.extract.models.grammar import ModelGrammar

LONGEST = 120
LEAST_SMALL = 4  # words of a name that begins small
_QUOTED = re.compile(r' "[^"\n]{2,60}"')
_LINE_END = re.compile(r"[;\n]|\.(?=\s|$)")


def labelled(plain: str, start: int) -> Span:
    """Return the name that a label of a form announces: the rest of its line, up to a semicolon or a full stop."""
    end = _LINE_END.search(plain, start)
    return Span(start, len(plain[: end.start() if end else len(plain)].rstrip(' ",')))


def with_quoted(plain: str, span: Span) -> Span:
    """Return the name with the quoted phrase it ends in: "Chi bộ “bốn tốt”", but no clause about something quoted."""
    quoted = _QUOTED.match(plain, span.end)
    short = plain.count(" ", span.start, span.end) < LEAST_SMALL
    return Span(span.start, quoted.end()) if quoted and short else span


def with_parts(text: str, plain: str, span: Span, rules: ModelGrammar) -> Span:
    """Return the name with what a comma adds to it: small words without a number, up to a certain end."""
    while part := rules.part.match(plain, span.end):
        if not text[part.end()].islower() or rules.starts_no_part.match(plain, part.end()):
            return span
        longer = until_end(text, plain, part.end(), rules)
        words = plain[longer.start : longer.end]
        if len(words.split()) > 6 or any(char.isdigit() for char in words) or longer.end - span.start > LONGEST:
            return span
        span = Span(span.start, longer.end)
    return span


def told(text: str, plain: str, start: int, rules: ModelGrammar) -> Span:
    """Return the name that a colon announces: up to who has it, or the end of its clause."""
    stop = rules.told_end.search(plain, start + 1, start + LONGEST)
    span = Span(start, len(plain[: stop.start() if stop else start + LONGEST].rstrip()))
    return with_parts(text, plain, span, rules)


def with_echo(text: str, plain: str, span: Span, rules: ModelGrammar) -> Span:
    """Return the name with a part after a comma that begins as the name does: "Giữ vườn sâm, giữ rừng đầu nguồn"."""
    first = plain[span.start : span.end].split(" ", 1)[0]
    while plain.startswith((f", {first} ", ", không "), span.end):
        span = Span(span.start, until_end(text, plain, span.end + 2, rules).end)
    return span


def until_end(text: str, plain: str, start: int, rules: ModelGrammar) -> Span:
    limit = min(len(plain), start + LONGEST)
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
    if stop.start() == start and (rules.weak_end.match(plain, start) or not plain[start].isspace()):
        return True  # "vừa bán vừa cho ở …": a preposition without an object ends nothing
    words = plain[start : stop.start()]
    if plain[start - 3 : start] == "của" and (text[start + 1].isupper() or rules.owners.match(words)):
        return False
    sign = rules.signs.search(words)
    if sign and not (plain[start - 4 : start] == "theo" and sign["other"] and sign.end() < len(words)):
        return False  # "theo tiêu chuẩn …" completes a name, "trong phong trào …" does not
    said = (text[start + place.start() : stop.start()] for place in rules.elsewhere.finditer(words))
    return 1 <= len(words.split()) <= 5 and not any(names_place(words[:24]) for words in said)


def names_place(words: str) -> bool:
    """Tell whether ``words``, which begin with "xóm" or "hội", name one: a capital or a number stands there."""
    return (
        words[0].isupper()
        or words[0].isdigit()
        or any(word[0].isupper() or word[0].isdigit() for word in words.split()[1:3])
    )


def is_name(text: str, plain: str, span: Span, rules: ModelGrammar) -> bool:
    words = text[span.start : span.end].split()
    if rules.cited.match(plain, span.start):
        return False
    return 2 <= len(words) <= 18 and not text[span.start : span.end].isupper() and not is_generic(plain, span, rules)


def is_generic(plain: str, span: Span, rules: ModelGrammar) -> bool:
    """Tell whether the words are the name of no model in particular."""
    name = plain[span.start : span.end].strip(' "')
    return len(name) < 3 or name in rules.generic or rules.field_lead.fullmatch(name) is not None
