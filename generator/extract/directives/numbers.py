"""Document numbers in a text: their canonical form, their type, and whether they were read through damage.

The type is the word before the number where there is one; otherwise the code in the number decides.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.entities import Span
from generator.extract.aligned import bare_form, plain_form
from generator.extract.directives.grammar import Code, Grammar
from generator.tables.documents import Family
from generator.text import nfc

_WINDOW = 72
_CANDIDATE = re.compile(  # begins with the characters a number can begin with: to these the engine leaps
    r"(?P<n>[\doli](?<![\w/].)(?<!\d[.,-].)(?:(?<=\d)[\do]{0,4}[a-zđ]?|(?<=[oli])\d{1,4}))"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?=\s{0,2}[-/]))?"
    r"(?P<tail>(?: {0,3}[-/][ /-]{0,3}[^\W\d_](?:[^\W_]|&){0,11}(?:\.[^\W\d_]{2,12}(?!\w))?){1,6})(?!\w)"
)
_LONELY = re.compile(r"(?P<n>\d{1,5}[a-zđ]?)(?=\s?,?\s(?:ban hành\s)?ngày\s\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
_PIECE = re.compile(r"(?P<sep>[ /-]+|\.)(?P<code>[^ /.-]+)")
_CHAIN = re.compile(r" *(?:[,;&]|và|hoặc|cùng|, *và|; *và)? *(?:các +)?(?:số *:? *)?")
_ENUMERATED = re.compile(r"\d[a-zđ]?\s*(?:,|;|và)\s*(?:số\s*)?$")
_LONGEST_TYPE = 4
_AFTER_NUMBER = re.compile(r"\s*(?:[,;.)\n]|,?\s(?:ngày|của|về|v/v)\W|$)")
_DIGITS = str.maketrans("oOlIi", "00111")


class Citation(NamedTuple):
    """One place where a text cites a document. ``end`` is where what belongs to the number (date, issuer) ends.

    ``key`` tells documents without a number apart. ``stated``: the issuer is what words there say, not what the number
    implies. ``own_type`` is False if the type word was taken over from the citation before it in a list.
    """

    span: Span
    type: str
    number: str | None = None
    family: Family | None = None
    organ: str | None = None
    certain: bool = True
    own_type: bool = True
    key: str = ""
    end: int = 0
    date: dt.date | None = None
    issuer: str | None = None
    locality: str | None = None
    title: str | None = None
    stated: bool = False


class _Number(NamedTuple):
    start: int
    end: int
    canonical: str
    form: str
    family: Family
    type_code: str | None
    organ_code: str | None
    certain: bool
    proof: str | None


def numbered(text: str, plain: str, grammar: Grammar) -> Iterator[Citation]:
    """Yield every citation by number in ``text``, in order; ``plain`` is its plain form."""
    previous: Citation | None = None
    for match in _CANDIDATE.finditer(plain):
        number = _number(text, match, grammar)
        if number:
            for citation in _citations(plain, number, grammar, previous):
                previous = citation
                yield citation


def dated(plain: str, grammar: Grammar) -> Iterator[Citation]:
    """Yield citations by a bare number and its day: "Quyết định số 1531 ngày 10/8/2022"."""
    for match in _LONELY.finditer(plain):
        before = plain[max(0, match.start() - _WINDOW) : match.start()]
        lead = _announcement(before, grammar)
        if lead.type and (match.start() == 0 or plain[match.start() - 1].isspace()):
            span = Span(match.start() - len(before) + lead.start, match.end())
            yield Citation(span, lead.type, match["n"], certain=lead.sound, end=match.end())


def canonical_number(text: str, grammar: Grammar) -> str:
    """Return a number as people type it ("Số: 12/ BC- UBND") in canonical form; without spaces if it is none."""
    match = _CANDIDATE.search(plain_form(text))
    number = _number(text, match, grammar) if match else None
    return number.canonical if number else "".join(text.split())


def type_code_of(number: str, grammar: Grammar) -> str | None:
    """Return the code of the type in a canonical number: ``CT`` of ``22-CT/TU``, None if it has none."""
    match = _CANDIDATE.search(plain_form(number))
    found = _number(number, match, grammar) if match else None
    return found.type_code if found else None


def organ_code_of(number: str, grammar: Grammar) -> str | None:
    """Return the code of the organ in a number: ``BCHQS`` of ``672/KH-BCHQS``, None if it has none."""
    match = _CANDIDATE.search(plain_form(number))
    found = _number(number, match, grammar) if match else None
    return found.organ_code if found else None


def _number(text: str, match: re.Match[str], grammar: Grammar) -> _Number | None:
    pieces: list[tuple[str, Code, str]] = []
    roles: list[str] = []
    end = match.end("n")
    for piece in _PIECE.finditer(match.string, match.start("tail"), match.end("tail")):
        spaced = any(char.isspace() for char in piece["sep"])
        role, code = _role(nfc(text[piece.start("code") : piece.end()]), roles, grammar)
        known = role == "LOẠI" or roles == ["LOẠI"] or (code and grammar.organ_code(code.text))
        if code is None or (spaced and (role == "ĐV" or not known) and not _closes(match.string, piece, role, code)):
            break
        pieces.append((next((sign for sign in "/." if sign in piece["sep"]), "-"), code, role))
        roles.append(role)
        end = piece.end()
    return _assembled(match, pieces, end, grammar) if pieces else None


def _closes(plain: str, piece: re.Match[str], role: str, code: Code) -> bool:
    """Return True for a unit set apart by spaces, "655/SNV - CCHC ngày …": capitals, and the number ends there."""
    return role == "ĐV" and code.text.isupper() and bool(_AFTER_NUMBER.match(plain, piece.end()))


def _role(token: str, roles: list[str], grammar: Grammar) -> tuple[str, Code | None]:
    """Return what a token of a number is, after the roles before it: code of the type, of the organ, of a unit."""
    codelike = token[0].isupper() and sum(map(str.isupper, token)) * 2 >= len(token.rstrip("0123456789"))
    if not roles and (code := grammar.type_code(token)) and (codelike or code.exact):
        return "LOẠI", code
    if roles in ([], ["LOẠI"]):
        code = grammar.organ_code(token)
        if code and not code.exact and not roles:
            code = None  # only after the code of a type is a damaged organ worth guessing
        return "CQ", code if code and token[0].isupper() else Code(token, True) if codelike else None
    return "ĐV", Code(token, True) if codelike else None


def _assembled(match: re.Match[str], pieces: list[tuple[str, Code, str]], end: int, grammar: Grammar) -> _Number | None:
    year = f"/{match['year']}" if match["year"] else ""
    shape = "".join(sep + role for sep, _, role in pieces).replace(".", "-")
    form = grammar.forms.get("n" + ("/yyyy" if year else "") + re.sub(r"(?:[-/]ĐV)+$", lambda m: m[0][0] + "ĐV", shape))
    if form is None:
        return None
    first = match["n"] if match["n"][:-1].isdigit() or match["n"].isdigit() else match["n"].translate(_DIGITS)
    known = {role: code for _, code, role in reversed(pieces)}
    organ = known.get("CQ")
    damaged = not all(code.exact for _, code, role in pieces if role == "LOẠI") or first != match["n"]
    damaged = damaged or bool(organ and not organ.exact and "LOẠI" in known)
    return _Number(
        match.start(),
        end,
        first + year + "".join(sep + code.text for sep, code, _ in pieces),
        form.form,
        form.family,
        known["LOẠI"].text if "LOẠI" in known else None,
        organ.text if organ else None,
        not damaged,
        form.proof or ("word" if damaged or not (organ and grammar.organ_code(organ.text)) else None),
    )


def _citations(plain: str, number: _Number, grammar: Grammar, previous: Citation | None) -> Iterator[Citation]:
    """Yield the citations a number makes: one, or several where a list shares its codes ("số 18, 19-NQ/TW")."""
    before = plain[max(0, number.start - _WINDOW) : number.start].replace("\n", " ")
    base = Citation(
        Span(number.start, number.end), "", number.canonical, number.family, number.organ_code, number.certain,
        end=number.end,
    )  # fmt: skip
    listed = grammar.listed.search(before) if _ENUMERATED.search(before) else None
    if listed:
        yield from _shared(base, listed, number, len(before), grammar)
        return
    chained = previous is not None and _CHAIN.fullmatch(plain, previous.end, number.start)
    lead = _announcement(before, grammar)
    sound = number.certain and lead.sound
    base = base._replace(span=Span(number.start - len(before) + lead.start, number.end), certain=sound)
    if lead.type or lead.generic:
        kind = lead.type or _code_type(number, grammar, before)
        if kind:
            yield base._replace(type=kind)
        return
    kind, proven = _code_type(number, grammar, before), lead.marked
    if previous and chained and (number.type_code is None or number.type_code in grammar.types[previous.type].codes):
        kind, proven = previous.type, True
    elif number.proof == "type":
        return  # "mẫu số 02/TĐKT": without a word for its type such a number may be anything
    if kind and (proven or not number.proof):
        yield base._replace(type=kind, own_type=not chained)


class _Lead(NamedTuple):
    """Words before a number: where they start in the stretch, the type they name, whether "số" stands there."""

    start: int
    type: str | None = None
    marked: bool = False
    sound: bool = True
    generic: bool = False


def _announcement(before: str, grammar: Grammar) -> _Lead:
    """Read the words that announce a number at the end of ``before``: "Chỉ thị số", "văn bản (số"."""
    words = before.rsplit(maxsplit=_LONGEST_TYPE + 1)[-_LONGEST_TYPE - 1 :]
    start, marked, sound = len(before), False, True
    if words and (word := words[-1].lstrip("(").rstrip(": ")) in grammar.number_words:
        start, marked = before.rindex(words[-1].lstrip("(")), True
        sound = word in grammar.sound
        before = before[: before.rindex(words.pop())]
    for count in range(min(_LONGEST_TYPE, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip('("').rstrip("(: ")
        if phrase in grammar.type_of_word:
            return _Lead(_start_of(words[-count:], before), grammar.type_of_word[phrase], True, sound)
        if phrase in grammar.generic or (count == 1 and phrase in grammar.short_types):
            return _Lead(_start_of(words[-count:], before), None, True, sound, generic=True)
        if kind := grammar.type_of_bare.get(bare_form(phrase)):
            return _Lead(_start_of(words[-count:], before), kind, True, False)
    return _Lead(start, None, marked, sound)


def _start_of(words: list[str], before: str) -> int:
    """Return where the last ``words`` of ``before`` start, without a bracket or quote that opens before them."""
    start = len(before)
    for word in reversed(words):
        start = before.rindex(word, 0, start)
    return start + len(words[0]) - len(words[0].lstrip('("'))


def _code_type(number: _Number, grammar: Grammar, before: str) -> str | None:
    if number.type_code:
        return grammar.type_of_code(number.type_code, number.family, before)
    if "yyyy" in number.form:
        return "Luật" if number.organ_code and number.organ_code.startswith("QH") else None
    return next((kind.name for kind in grammar.types.values() if kind.bare), None)


def _shared(base: Citation, listed: re.Match[str], number: _Number, size: int, grammar: Grammar) -> Iterator[Citation]:
    kind = grammar.type_of_word[" ".join(listed["type"].split())]
    codes = re.sub(r"^\d+[a-zđ]?", "", number.canonical)
    start = number.start - size
    for index, match in enumerate(re.finditer(r"\d+[a-zđ]?", listed["numbers"])):
        place = start + listed.start("numbers")
        head = start + listed.start() if index == 0 else place + match.start()
        span = Span(head, place + match.end())
        yield base._replace(span=span, type=kind, number=match[0] + codes, end=span.end, own_type=index == 0)
    yield base._replace(type=kind, own_type=False)
