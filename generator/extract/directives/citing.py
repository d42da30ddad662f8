"""What belongs to a citation: its date, issuer and title, read after it, before it, or shared along a list.

Order of trust for the issuer: words after the number; the subject of the sentence that issues it; the code in the
number together with the text's own place. A list shares what its last member states.
"""

import re
from collections.abc import Sequence
from functools import cache

from generator.document import Context
from generator.entities import Relation, Span
from generator.extract.aligned import plain_form
from generator.extract.directives.coded import OwnSeries, by_code, can_issue
from generator.extract.directives.dates import AFTER, BEFORE, date_of
from generator.extract.directives.grammar import any_of, grammar_of
from generator.extract.directives.issuers import Issuer, IssuerReader, issuer_reader
from generator.extract.directives.numbers import Citation
from generator.tables import Tables
from generator.tables.place_names import Setting
from generator.text import squeeze

_JOINED = re.compile(r" *(?:[,;&]|và|hoặc|cùng|, *và|; *và|cùng với)? *(?:các +)?(?:đồng thời +)?(?:ban hành +)?")
_SENTENCE = re.compile(r"[;\n]|\.(?=\s)")
_FULL_STOP = re.compile(r"\n\s*|\.\s+|^")
_SENTENCE_REACH = 900
_SAID_IN = re.compile(r"\s+(?:tại|trong|theo)\s*$")
_BY = re.compile(r" *+,? *+(?=(?:về|v/v|\(|,? *ngày|khóa)\W)")
_GAP = re.compile(r" *,? *")
_QUIET = re.compile(r"\s*(?:[.;,)\n]|về\W|v/v|ngày\W|$)")
_LONGEST_TITLE = 600
_CHANGES = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS)


@cache
def issuing(tables: Tables) -> re.Pattern[str]:
    """Return what matches a verb of issuing right before a citation."""
    verbs = any_of(map(plain_form, tables.citation_words.issue))
    return re.compile(
        rf"(?<!\w)(?:{verbs})(?:\s+(?:các|những|một số|văn bản|văn bản chỉ đạo|như|gồm|kịp thời)){{0,3}}\s*:?\s*$"
    )


@cache
def _changing(tables: Tables) -> re.Pattern[str]:
    """Return what matches a verb of amending or repealing right before a citation: only its issuer can do so."""
    relations = tables.citation_words.relations
    verbs = any_of(plain_form(verb) for kind in _CHANGES for verb in relations.get(kind, ()))
    return re.compile(rf"(?<!\w)(?:{verbs})(?:\s+(?:một số\s+)?(?:điều\s+)?(?:của\s+)?)?\s*$")


@cache
def title_start(tables: Tables) -> re.Pattern[str]:
    """Return what matches the first word of a title after a citation."""
    words = any_of(map(plain_form, tables.citation_words.titles))
    return re.compile(rf' *+[,:]? *+(?P<title>(?:{words})(?!\w)|")')


@cache
def _title_end(tables: Tables) -> re.Pattern[str]:
    words = any_of(map(plain_form, tables.citation_words.title_ends))
    marks = r"[;\n\[]|\.(?=\s|$)|\s\(\s*(?:sau đây|dưới đây|gọi tắt|viết tắt|gọi là)|/\.?$"
    return re.compile(rf"{marks}|,\s+(?=(?:{words})(?!\w))")


def completed(
    text: str, plain: str, citations: Sequence[Citation], setting: Setting, tables: Tables, own: OwnSeries | None = None
) -> list[Citation]:
    """Return ``citations`` (in order) with date, issuer, unit and title as far as the text or the number says them."""
    reader = issuer_reader(tables)
    stated = [_after(text, plain, citation, reader, setting) for citation in citations]
    led = _led(text, plain, stated, setting, tables)
    shared = _shared(plain, led)
    starts = [citation.span.start for citation in shared] + [len(text)]
    return [
        _titled(text, plain, by_code(text, plain, citation, setting, tables, own), starts[index + 1], tables)
        for index, citation in enumerate(shared)
    ]


def _after(text: str, plain: str, citation: Citation, reader: IssuerReader, setting: Setting) -> Citation:
    """Read date and issuer that follow, in either order."""
    for _ in range(4):
        dated = AFTER.match(plain, citation.end) if citation.date is None else None
        if dated and (day := date_of(dated)):
            citation = citation._replace(date=day, end=dated.end())
            continue
        issuer = _issuer_after(text, plain, citation, reader, setting) if citation.issuer is None else None
        if issuer is None:
            break
        citation = citation._replace(issuer=issuer.name, locality=issuer.locality, stated=True, end=issuer.end)
    return citation


def _issuer_after(text: str, plain: str, citation: Citation, reader: IssuerReader, setting: Setting) -> Issuer | None:
    issuer = reader.after(text, plain, citation.end, setting)
    if issuer or citation.number is None:
        return issuer
    gap = _GAP.match(plain, citation.end)
    issuer = reader.at(text, plain, gap.end() if gap else citation.end, setting)
    return (
        issuer
        if issuer and (_BY.match(plain, issuer.end) or issuer.locality is None) and _quiet(plain, issuer)
        else None
    )


def _quiet(plain: str, issuer: Issuer) -> bool:
    """Return True unless the organ goes on to do something: "Kế hoạch số …, UBND huyện đã …"."""
    return bool(_QUIET.match(plain, issuer.end))


def _led(text: str, plain: str, citations: Sequence[Citation], setting: Setting, tables: Tables) -> list[Citation]:
    """Read what stands before a citation: "ngày …, UBND huyện đã ban hành Kế hoạch số …"."""
    reader, verbs = issuer_reader(tables), issuing(tables)
    result: list[Citation] = []
    subject: Issuer | None = None
    for citation in citations:
        before = result[-1] if result else None
        floor = max(before.end if before else 0, citation.span.start - 400)
        if before and citation.span.start < before.end:
            result.append(citation)
            continue
        lead_start = _clause_start(plain, floor, citation.span.start)
        citation = _between(text, plain, citation, lead_start, reader, setting)
        verb = verbs.search(plain, lead_start, citation.span.start)
        if verb:
            named = reader.find(text, plain, lead_start, verb.start(), setting)
            fresh = _SENTENCE.search(plain, floor, citation.span.start) or not before
            unit = None if named else reader.unit_before(text, plain, lead_start, verb.start(), setting)
            citation = citation._replace(locality=unit.id) if unit and citation.issuer is None else citation
            if not named and fresh and "đồng thời" not in plain[lead_start : verb.start()]:
                subject = _subject(text, plain, lead_start, verb.start(), reader, setting)
            subject = named or subject
            citation = _with_lead(plain, citation, lead_start, verb.start())
        elif said := _SAID_IN.search(plain, lead_start, citation.span.start):
            subject = reader.find(text, plain, lead_start, said.start(), setting)  # "đề nghị của Sở Nội vụ tại …"
            subject = subject if subject and subject.end == said.start() else None
        elif change := _changing(tables).search(plain, lead_start, citation.span.start):
            subject = reader.find(text, plain, lead_start, change.start(), setting)
            subject = subject if subject and not plain[subject.end : change.start()].strip() else None
            unit = None if subject else reader.unit_before(text, plain, lead_start, change.start(), setting)
            citation = citation._replace(locality=unit.id) if unit and citation.issuer is None else citation
        elif not (before and _continues(plain, before, citation)):
            subject = None
        if subject and citation.issuer is None and citation.number and can_issue(subject, citation, grammar_of(tables)):
            citation = citation._replace(issuer=subject.name, locality=subject.locality, stated=True)
        result.append(citation)
    return result


def _subject(text: str, plain: str, clause: int, verb: int, reader: IssuerReader, setting: Setting) -> Issuer | None:
    """Return the organ that opens the sentence whose later clause goes on with a verb: "…; ban hành Kế hoạch số …"."""
    if plain[clause:verb].strip():
        return None
    stops = [match.end() for match in _FULL_STOP.finditer(plain, max(0, clause - _SENTENCE_REACH), clause)]
    return reader.at(text, plain, stops[-1], setting) if stops else None


def _between(text: str, plain: str, citation: Citation, start: int, reader: IssuerReader, setting: Setting) -> Citation:
    """Read the organ between type word and number: "Chỉ thị của Ban Thường vụ Tỉnh ủy số 22-CT/TU"."""
    if citation.issuer or not citation.number or text[citation.span.start :][:1].lower() != "s":
        return citation
    issuer = reader.find(text, plain, start, citation.span.start, setting)
    if issuer and issuer.end >= citation.span.start - 1:
        return citation._replace(issuer=issuer.name, locality=issuer.locality, stated=True)
    return citation


def _continues(plain: str, before: Citation, citation: Citation) -> bool:
    """Return True if ``citation`` is the next member of the list ``before`` stands in."""
    gap = plain[before.end : citation.span.start]
    tail = re.search(r"(?:[;,]\s*(?:và\s+)?|\s+và\s+)(?:các\s+)?$", gap)
    return bool(tail) and "\n" not in gap and not re.search(r"\.\s", gap)


def _with_lead(plain: str, citation: Citation, start: int, end: int) -> Citation:
    dated = list(BEFORE.finditer(plain, start, end)) if citation.date is None else []
    return citation._replace(date=date_of(dated[-1])) if dated else citation


def _clause_start(plain: str, floor: int, end: int) -> int:
    breaks = [match.end() for match in _SENTENCE.finditer(plain, floor, end)]
    return breaks[-1] if breaks else floor


def _shared(plain: str, citations: Sequence[Citation]) -> list[Citation]:
    """Give members of a list the issuer, and under one type word the date, that a later member states."""
    result = list(citations)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        if left.number is None or right.number is None or not _JOINED.fullmatch(plain, left.end, right.span.start):
            continue
        if left.issuer is None and right.issuer and left.organ == right.organ and left.type == right.type:
            left = left._replace(issuer=right.issuer, locality=right.locality, stated=True)
        if left.date is None and not right.own_type:
            left = left._replace(date=right.date)
        result[index] = left
    return result


def _titled(text: str, plain: str, citation: Citation, following: int, tables: Tables) -> Citation:
    """Read the title that follows; it ends with its clause, or where the next citation of the list begins."""
    if citation.title:
        return citation
    start = title_start(tables).match(plain, citation.end)
    if not start:
        return citation
    begin = start.start("title")
    if begin >= following:
        return citation
    if plain[begin] == '"':
        close = plain.find('"', begin + 1, begin + _LONGEST_TITLE)
        return citation._replace(title=squeeze(text[begin + 1 : close])) if close > 0 else citation
    stop = _title_end(tables).search(plain, begin, begin + _LONGEST_TITLE)
    end = stop.start() if stop else min(len(text), begin + _LONGEST_TITLE)
    joint = re.search(r"(?:,|\s+và|\s+gắn với|\s+cùng với)\s+(?:các\s+)?$", plain[begin:following])
    if joint and following < end:
        end = begin + joint.start()
    return citation._replace(title=squeeze(text[begin:end]).rstrip(" ,:-./") or None)


def spans_of(citations: Sequence[Citation]) -> tuple[Span, ...]:
    """Return the places of ``citations``, in order, each once."""
    return tuple(sorted({citation.span for citation in citations}, key=lambda span: (span.start, span.end)))


def attributes_end(text: str, plain: str, span: Span, context: Context, tables: Tables) -> int:
    """Return where date and issuer after a mention end."""
    setting = tables.place_names.setting_of(context.locality, context.day)
    return _after(text, plain, Citation(span, "", "", end=span.end), issuer_reader(tables), setting).end
