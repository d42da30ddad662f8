"""Quoted names of models: the nearest word before the marks says what a phrase is, a list hands it on.

A list of models begins with words such as "mô hình … như:", and lasts to the end of its sentence, or over the items
that follow a paragraph ending in a colon.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

from generator.document import Section
from generator.entities import Span
from generator.extract.models.ends import is_generic, with_parts
from generator.extract.models.grammar import ModelGrammar
from generator.extract.prose import Prose
from generator.extract.quotes import Quote
from generator.text import match_key

_LOOK_BACK = 220
_NEAR = 48
_MOST_BETWEEN = 4  # words between "mô hình" and a name that begins small
_LONGEST = 170


def quoted_models(prose: Prose, lists: "ItemLists", rules: ModelGrammar, known: Container[str] = ()) -> Iterator[Span]:
    """Yield the stretch of every quoted phrase that names a model; ``known``: names (match keys) that tables list."""
    text, plain, sentences = prose.text, prose.plain, prose.sentences
    before_end, in_list, was_model, was_generic, was_other = 0, False, False, False, False
    for quote in prose.quotes:
        if quote.depth:
            continue
        sentence = sentences.at(quote.outer.start)
        same = before_end > sentence.start
        in_list, was_model, was_generic = in_list and same, was_model and same, was_generic and same
        low = max(sentence.start, before_end if same else 0, quote.outer.start - _LOOK_BACK)
        gap = plain[low : quote.outer.start]
        verdict, opened = _judged(gap, in_list, was_model, rules)
        if verdict is None and same and was_other and rules.joint.fullmatch(gap):
            verdict = False  # "khẩu hiệu như “…”, “…”"
        if verdict and not in_list and text[quote.span.start].islower() and _is_loose(plain, quote, gap, rules):
            verdict = opened = False
        if verdict is None and was_generic and _calls(gap, rules):
            verdict = True  # "mô hình “Dân vận khéo”: “Nhà sạch, vườn đẹp”"
        if verdict is None and gap.rstrip(' "').endswith(":") and lists.under_models(quote.outer.start):
            verdict = opened = True
        if verdict is None and lists.is_item_head(quote.outer.start):
            verdict = True
        others = any(sign["other"] and _is_near(gap, sign.end()) for sign in rules.signs.finditer(gap))
        if verdict is None and lists.under_models(quote.outer.start) and not others:
            verdict = text[quote.span.start].isupper()
        if verdict is None and not text[quote.span.start].islower() and _is_held(plain, quote, gap, rules):
            verdict = True
        if verdict is None and (apposed := rules.apposed.match(plain, quote.span.end)):
            verdict = text[apposed.end()].islower()  # "… lập “Lợn đất”, mô hình đã gửi được …"
        if verdict is None and text[quote.span.start].isupper() and rules.said_models.match(plain, quote.outer.end):
            verdict = True  # "“A” của xã B, “C” của xã D là hai mô hình …"
        inner = rules.signs.match(plain, quote.span.start)
        if inner and inner["other"] and not was_model and verdict is not True:
            verdict = False
        span = _name(text, plain, quote, rules)
        verdict = verdict or match_key(text[span.start : span.end]) in known
        was_other = verdict is False
        was_generic = bool(verdict) and is_generic(plain, span, rules)
        was_model = bool(verdict) and (span.end - span.start) <= _LONGEST and not is_generic(plain, span, rules)
        was_model = was_model and not (quote.repaired and rules.generic_start.match(plain, span.start))
        in_list = in_list or (opened and was_model)
        before_end = quote.outer.end
        if was_model:
            yield span


def _calls(gap: str, rules: ModelGrammar) -> bool:
    """Tell whether the words between two quoted phrases say that the second is the name of the first."""
    said = gap.strip(' ",:–-')
    return said in rules.called or (not said and any(sign in gap for sign in ":–-"))


def _is_held(plain: str, quote: Quote, gap: str, rules: ModelGrammar) -> bool:
    """Tell whether the words around a phrase say who has it, where the paragraph speaks of models or of what is best.

    "… cách làm hay: xã A với “…”", "…; “…” của xã B", "nổi bật là “…” của xã C".
    """
    held = rules.holder.match(plain, quote.outer.end) is not None
    if held and rules.praised.search(gap):
        return True
    told = gap.rstrip(' "').endswith(rules.having) and rules.held.search(gap)
    if not (told or (held and rules.listed.search(gap))):
        return False
    return rules.cue.search(plain, plain.rfind("\n", 0, quote.outer.start) + 1, quote.outer.start) is not None


def _is_loose(plain: str, quote: Quote, gap: str, rules: ModelGrammar) -> bool:
    """Tell whether a phrase that begins small is no name: it is one word, or what models do stands before it."""
    cues = [sign for sign in rules.signs.finditer(gap) if sign["cue"]]
    words = plain[quote.span.start : quote.span.end]
    if " " not in words or not cues:
        return " " not in words
    between = gap[cues[-1].end() :].strip(' "')
    return (
        bool(rules.acting.search(between)) or between in ("với", "và", "hoặc") or len(between.split()) > _MOST_BETWEEN
    )


def _judged(gap: str, in_list: bool, was_model: bool, rules: ModelGrammar) -> tuple[bool | None, bool]:
    """Return whether the words of ``gap`` make the phrase a model (None: they say nothing), and if they open a list."""
    signs = [sign for sign in rules.signs.finditer(gap) if sign["cue"] or _is_near(gap, sign.end())]
    last = signs[-1] if signs else None
    if last and last["other"] in rules.name_heads and len(signs) > 1 and signs[-2]["cue"]:
        last = signs[-2] if gap[signs[-2].end() : last.start()].isspace() else last  # "mô hình câu lạc bộ “…”"
    opened = bool(rules.opened.search(gap))
    if last is not None and last["cue"]:
        direct = bool(rules.direct.fullmatch(gap, last.end()))
        return (True if opened or direct or in_list else None), opened or bool(rules.opens.search(gap))
    if last is not None:
        opened = opened and any(sign["cue"] for sign in signs) and not rules.direct_list.match(gap, last.end())
        return opened, opened
    if rules.title.search(gap):
        return None, False
    if rules.made.search(gap):
        return True, False
    joined = was_model and (rules.joint.fullmatch(gap) or rules.listed.search(gap))
    return (True if joined or in_list else None), False


def _is_near(gap: str, end: int) -> bool:
    """Tell whether a word that ends at ``end`` can still say what the phrase after ``gap`` is."""
    between = gap[end:]
    return len(between) <= _NEAR and not any(mark in between for mark in ",;.()")


def _name(text: str, plain: str, quote: Quote, rules: ModelGrammar) -> Span:
    """Return the name within the marks, without a word such as "Mô hình" that the author put there too."""
    start, end = quote.span.start, quote.span.end
    if quote.repaired == "unopened":
        cues = [sign for sign in rules.signs.finditer(plain, start, end) if sign["cue"]]
        start = cues[-1].end() if cues else start
    if quote.repaired == "unclosed" and (holder := rules.holder.search(plain, start, end)):
        end = holder.start()
    elif quote.repaired == "unclosed":
        longer = with_parts(text, plain, Span(start, end), rules)
        end = longer.end if rules.holder.match(plain, longer.end) else end
    lead = rules.lead.match(plain, start, end)
    if lead and end - lead.end() > 3:
        start = lead.end()
    while start < end and not plain[start].isalnum():
        start += 1
    return Span(start, end)


class ItemLists:
    """The paragraphs that are items of a list of models: after one that ends in a colon, or a heading of models."""

    def __init__(self, plain: str, sections: Sequence[Section], rules: ModelGrammar) -> None:
        self._heads: set[int] = set()
        heading_starts = {section.span.start: section for section in sections}
        self._headings = sorted(heading_starts)
        self._of_models: dict[int, bool] = {}
        above: list[tuple[int, bool]] = []
        open_list, start = False, 0
        while start < len(plain):
            end = plain.find("\n", start)
            end = len(plain) if end < 0 else end
            if start in heading_starts:
                level = heading_starts[start].level
                above = [(higher, cued) for higher, cued in above if higher < level]
                own = any(sign["cue"] for sign in rules.signs.finditer(plain, start, end))
                divides = rules.field_lead.match(plain, start, end) or rules.group.match(plain, start, end)
                below = any(cued for _, cued in above) and divides
                open_list = self._of_models[start] = bool(own or below)
                above.append((level, open_list))
            elif rules.opens_list.search(plain, max(start, end - _LOOK_BACK * 2), end):
                open_list = True
            elif rules.bullet.match(plain, start, end) or plain[start : start + 1] == '"':
                if open_list:
                    item = rules.item.match(plain, start, end)
                    self._heads.add(item.end() if item else start)
            else:
                open_list = False
            start = end + 1

    def under_models(self, offset: int) -> bool:
        """Tell whether the heading above ``offset`` is one of models."""
        index = bisect_right(self._headings, offset) - 1
        return index >= 0 and self._of_models.get(self._headings[index], False)

    def is_item_head(self, offset: int) -> bool:
        """Tell whether ``offset`` is where the words of a list item begin."""
        return offset in self._heads

    @property
    def heads(self) -> tuple[int, ...]:
        return tuple(sorted(self._heads))
