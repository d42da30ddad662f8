"""Documents cited without a number: laws by title, resolutions of the Central Committee and of party congresses."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from generator.entities import Span
from generator.extract.aligned import plain_form
from generator.extract.directives.dates import AFTER, YEAR, date_of
from generator.extract.directives.grammar import any_of
from generator.extract.directives.issuers import IssuerReader
from generator.extract.directives.numbers import Citation
from generator.tables import Tables
from generator.tables.place_names import Setting
from generator.text import squeeze

_ORDINALS = {
    word: str(value)
    for value, words in enumerate(
        ("nhất một", "hai", "ba", "tư bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười_một", "mười_hai",
         "mười_ba", "mười_bốn mười_tư", "mười_lăm"), start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = r"(?:\d{1,2}|[ivx]+|mười(?: (?:một|hai|ba|bốn|tư|lăm))?|nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín)(?!\w)"
_HEADS = tuple(map(re.compile, ("nghị quyết", "kết luận", "quy định")))
_KIND = r"(?P<kind>nghị quyết|kết luận|quy định)\s+(?:của\s+)?"
_PLENUM = re.compile(
    _KIND + rf"(?:hội nghị\s+)?(?:lần\s+(?:thứ\s+)?(?P<first>{_ORDINAL})\s*,?\s+(?:của\s+)?)?"
    r"(?:(?:bch|ban chấp hành)\s*)?(?:trung ương|tw|tư(?=\s?\d))(?:\s+đảng)?"
    rf"(?:\s+lần\s+thứ)?(?:\s*(?P<last>{_ORDINAL}))?"
    r"(?P<more>(?:\s*(?:,|và)\s*(?:(?:trung ương|tw)\s*)?\d{1,2}(?!\w|[/.]\d))*)"
    r"(?P<terms>\s*+,?\s*+\(?\s*+khóa\s+[ivx]+(?!\w)\)?(?:\s*(?:,|;|và)\s*\(?(?:khóa\s+)?[ivx]+(?!\w)\)?)*)?"
)
_ROMAN = re.compile(r"(?<!\w)[ivx]+(?!\w)\)?")
_CONGRESS = re.compile(
    r"(?P<kind>nghị quyết)\s+(?:của\s+)?đại hội\s++"
    r"(?:(?P<direct>[ivx]+)(?!\w)"
    r"|(?P<who>[^,.;:()\"\n]{0,70}?)\s*+,?\s*+(?:lần thứ|khóa)\s+(?P<nth>[ivx]+|\d{1,2}|nhất)(?!\w))"
    r"(?:(?P<party>\s+(?:của\s+)?đảng(?!\s+bộ)(?!\w))|(?<=[ivx])\s+(?:của\s+)?(?=(?P<bodied>đảng bộ\s)))?"
)
_MANY = re.compile(r"các cấp|đảng bộ các|các đảng bộ")
_AMENDING = re.compile(
    r"sửa đổi\s*,?\s*(?:và\s+)?bổ sung\s+(?:một số\s+)?(?:điều(?:,\s*khoản)?\s+)?(?:của\s+)?(?:các\s+)?"
)
_ALSO = re.compile(r"(?:\s*[,;])?\s+(?:và\s+)?(?:của\s+)?(?=(?:bộ )?luật\s)")
_AMENDS = "sửa đổi, bổ sung một số điều của"
_OTHERS = re.compile(
    r"(?<!\w)(?:đoàn(?! kết)|hội(?! đồng)|mặt trận|mttq|công đoàn|liên đoàn|liên minh|phụ nữ|nông dân"
    r"|cựu chiến binh|thanh niên|sinh viên|người cao tuổi)(?!\w)"
)
_COUNTRY = re.compile(r"toàn quốc|^(?:đại biểu\s+)?(?:của\s+)?đảng$")


def plenums(text: str, plain: str) -> Iterator[Citation]:
    """Yield citations of resolutions of the Central Committee: "Nghị quyết Trung ương 4 khóa XI, XII" is two."""
    for match in _matches(_PLENUM, _HEADS, plain):
        number = match["first"] or match["last"]
        if not number or (not text[match.start()].isupper() and not match["terms"]):
            continue
        nth = _ORDINALS.get(number.replace(" ", "_"), number)
        nth = str(_roman_value(nth)) if not nth.isdigit() else nth
        kind = text[match.start("kind")].upper() + match["kind"][1:]
        base = Citation(Span(match.start(), match.end()), kind, family="party", end=match.end())
        terms = list(_ROMAN.finditer(plain, match.start("terms"), match.end("terms"))) if match["terms"] else []
        numbers = [nth, *re.findall(r"\d+", match["more"] if terms else "")]
        for nth, term in product(numbers, terms):
            roman = term[0].rstrip(")").upper()
            span = Span(
                match.start(), term.end() - (term[0].endswith(")") and "(" not in text[match.start() : term.end()])
            )
            yield base._replace(
                span=span, key=f"tw {nth} {roman}", issuer=f"Ban Chấp hành Trung ương Đảng khóa {roman}",
                title=f"{kind} Trung ương {nth} khóa {roman}",
            )  # fmt: skip
        if not terms:
            yield base._replace(key=f"tw {nth} ?", title=f"{kind} Trung ương {nth}")


def congresses(text: str, plain: str, issuers: IssuerReader, setting: Setting) -> Iterator[Citation]:
    """Yield citations of resolutions of party congresses: "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXVII"."""
    for match in _matches(_CONGRESS, _HEADS[:1], plain):
        who = " ".join((match["who"] or "").split())
        nth = (match["direct"] or match["nth"]).upper()
        if _MANY.search(who) or (match["direct"] and not match["party"] and not match["bodied"]):
            continue
        end = match.end() if match["party"] or match["direct"] else match.end("nth")
        if match["direct"] and match["bodied"]:
            organ = issuers.at(text, plain, match.start("bodied"), setting)
            end = organ.end if organ else end
        surface = squeeze(text[match.start() : end])
        base = Citation(Span(match.start(), end), "Nghị quyết", family="party", end=end, title=surface)
        others = _OTHERS.search(plain_form(who))
        if (match["direct"] and not match["bodied"]) or match["party"] or (_COUNTRY.search(who) and not others):
            yield base._replace(key=f"congress {nth}", issuer=f"Đại hội đại biểu toàn quốc lần thứ {nth} của Đảng")
            continue
        at = _organ_place(match)
        organ = issuers.at(text, plain, at, setting) if at >= 0 else None
        name = organ.name if organ else squeeze(text[match.start("who") : match.end("who")])
        held = "Đại hội đại biểu" if organ and others and plain_form(who).startswith("đại biểu") else "Đại hội"
        yield base._replace(
            key=f"congress {organ.locality if organ else who} {name} {nth}",
            issuer=f"{held} {name} lần thứ {nth}", locality=organ.locality if organ else None,
        )  # fmt: skip


def _organ_place(match: re.Match[str]) -> int:
    """Return where the organ whose congress it is stands, -1 if no organ is named."""
    if match["bodied"]:
        return match.start("bodied")
    place = re.search(r"đảng bộ|đảng ủy|mttq|mặt trận|hội |đoàn ", match["who"] or "")
    return match.start("who") + place.start() if place else -1


def _matches(pattern: re.Pattern[str], heads: Iterable[re.Pattern[str]], plain: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` that start with one of ``heads``: finding plain words first is what is fast."""
    for head in heads:
        for place in head.finditer(plain):
            start = place.start()
            match = None if start and plain[start - 1].isalnum() else pattern.match(plain, start)
            if match:
                yield match


class LawReader:
    """Finds laws cited by title; compiled once from the table."""

    def __init__(self, tables: Tables) -> None:
        laws = tables.laws
        self._titles = {_loose(title): title for title in laws.titles}
        known = "|".join(map(_flexible, sorted(laws.titles, key=len, reverse=True)))
        self._known = re.compile(rf"(?:{known})(?!\w)")
        self._head = re.compile(r"(?P<kind>bộ luật|luật|pháp lệnh|hiến pháp)(?!\w)")
        self._heads = tuple(map(re.compile, ("bộ luật", "luật", "pháp lệnh", "hiến pháp")))
        self._refused = re.compile(rf"\s+(?:{any_of(map(plain_form, laws.not_titles))})(?!\w)")
        self._unlisted = re.compile(rf"\s(?:(?!(?:{any_of(map(plain_form, laws.stops))})(?!\w))[\w-]+\s?){{1,12}}")

    def laws(self, text: str, plain: str) -> list[Citation]:
        """Return every law cited, an amending law together with the law it amends."""
        found: dict[int, Citation] = {}
        heads = {match.start(): match for match in _matches(self._head, self._heads, plain)}
        for start in sorted(heads, reverse=True):
            inner = start >= 3 and plain[start - 3 : start] == "bộ "
            citation = None if inner else self._law(text, plain, heads[start], found)
            if citation:
                found[start] = citation
        return [found[start] for start in sorted(found)]

    def _law(self, text: str, plain: str, match: re.Match[str], inner: dict[int, Citation]) -> Citation | None:
        kind, start, end = match["kind"], match.start(), match.end()
        if not text[start].isupper() or self._refused.match(plain, end):
            return None
        name = text[start].upper() + kind[1:]
        if kind == "hiến pháp":
            year = YEAR.match(plain, end)
            return self._citation(text, name, "Hiến pháp", start, year.start()) if year else None
        amending = _AMENDING.match(plain, end + 1)
        if amending and amending.end() in inner:
            return self._amending(text, plain, name, start, amending.end(), inner)
        title, end = self._title(text, plain, end)
        return self._citation(text, name, f"{name} {title}", start, end, plain) if title else None

    def _amending(
        self, text: str, plain: str, name: str, start: int, first: int, inner: dict[int, Citation]
    ) -> Citation:
        """Return the law that amends those of ``inner`` from ``first`` on: a year and a day after them are its own."""
        amended: list[str] = []
        at, end = first, first
        while at in inner:
            law = inner[at]
            end = self._title(text, plain, self._head.match(plain, at).end())[1]  # type: ignore[union-attr]
            amended.append((law.title or "").removesuffix(f" năm {(law.title or '')[-4:]}"))
            inner[at] = law._replace(
                title=amended[-1], key=law_key(amended[-1]), date=None, span=Span(at, end), end=end
            )
            joint = _ALSO.match(plain, end)
            at = joint.end() if joint else -1
        outer = self._citation(text, name, f"{name} {_AMENDS} {' và '.join(amended)}", start, end, plain)
        last = max(key for key in inner if key < end)
        inner[last] = inner[last]._replace(end=outer.end)
        return outer

    def _title(self, text: str, plain: str, start: int) -> tuple[str | None, int]:
        known = self._known.match(plain, start + 1) if plain[start : start + 1].isspace() else None
        if known:
            return self._titles[_loose(known[0])], known.end()
        first = text[start + 1 : start + 2]
        other = self._unlisted.match(plain, start) if first.isupper() else None
        if not other:
            return None, start
        words = text[start : other.end()].rstrip()
        words = re.sub(r"\s+(?:và|hoặc|,)$", "", words)
        return squeeze(words), start + len(words)

    @staticmethod
    def _citation(text: str, name: str, title: str, start: int, end: int, plain: str | None = None) -> Citation:
        plain = plain if plain is not None else text.lower()
        year, day = YEAR.match(plain, end), AFTER.match(plain, end)
        if year:
            title, end = f"{title} năm {year['year']}", year.end()
        kind = "Luật" if "luật" in name.lower() else name
        citation = Citation(Span(start, end), kind, family="state", end=end, title=title, key=law_key(title))
        issued = date_of(day) if day and not year else None
        if not issued or not day:
            return citation
        key = law_key(f"{title} năm {issued.year}")
        return citation._replace(date=issued, end=day.end(), span=Span(start, day.end()), key=key)


@cache
def law_reader(tables: Tables) -> LawReader:
    """Return the reader of ``tables``, compiled at first use."""
    return LawReader(tables)


def _loose(title: str) -> str:
    return " ".join(re.findall(r"\w+", plain_form(title)))


def law_key(title: str) -> str:
    """Return what tells laws apart: the title without punctuation, case and tone placement."""
    return f"law {_loose(title)}"


def _flexible(title: str) -> str:
    return r"[\s,-]{1,4}".join(map(re.escape, _loose(title).split()))


def _roman_value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}.get(char, 0) for char in roman.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
