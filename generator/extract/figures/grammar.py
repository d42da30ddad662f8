"""The expressions that read a quantity, made from the table of figure words.

All of them work on the plain form of a text (see ``aligned``), so they know nothing of case or tone placement.
"""

import re
from functools import lru_cache

from generator.extract.aligned import plain_form
from generator.extract.numbers import NUMBER
from generator.extract.sentences import UPPER
from generator.extract.wording import AtEnd, any_of
from generator.tables.quantities import FigureWords

START = rf"(?:(?<![\w./,\-\[])|(?<=[^\W\d_]{{2}}/))(?P<low>{NUMBER})"  # "64 lớp/5.120 lượt người"
_CAPITALISED = rf"[{UPPER}][^\W\d_]*"
_YEARS = r"\d{4}(?:\s?(?:-|đến|đến năm)\s?\d{4})?"
_PERIODS = (
    rf"(?:từ\s)?(?:đến\s)?(?:cuối\s|đầu\s|hết\s)?(?:tháng\s\d{{1,2}}[/\s]+)?(?:năm|giai đoạn|nhiệm kỳ)\s{_YEARS}"
    rf"(?:\s(?:đến|-)\s(?:cuối\s|hết\s|nay)?(?:năm\s)?(?:\d{{4}})?)?",
    r"(?:trong\s)?\d{1,2}\stháng\s(?:đầu|cuối)\snăm(?:\s\d{4})?",
    r"(?:trong\s)?quý\s(?:[ivx]+|\d)(?:[/\s]+(?:năm\s)?\d{4})?",
    r"tháng\s\d{1,2}/\d{4}",
)


class Grammar:
    """The compiled expressions of one table."""

    def __init__(self, words: FigureWords) -> None:
        scale, measure = any_of(words.scales), any_of(words.measures)
        per = rf"(?:[ ]?/[ ]?(?:{any_of(words.per)})(?!\w))*"
        kinds = "|".join(map(re.escape, sorted(words.places, key=len, reverse=True)))
        ending = r"(?![\w²³])"
        scales = rf"(?:{scale})(?:[ ](?:{scale}))?"
        self.scales = {plain_form(word): factor for word, factor in words.scales.items()}
        self.measures = {plain_form(word): unit for word, unit in words.measures.items()}
        self.number = re.compile(
            rf"{START}(?:[ ]?%?[ ]?-[ ]?(?P<high>{NUMBER})(?![/-])"
            rf"|[ ]?/[ ]?(?P<whole>{NUMBER})(?![/-]\d))?(?!\d)"
        )
        self.until = re.compile(
            rf"[ ]?(?:{scales})?[ ]?(?:{measure})?{per}[ ](?:đến|tới)[ ]"
            rf"(?P<high>(?=[\d.,]{{1,20}}(?![\d.,])){NUMBER})(?![\w/])"
        )
        not_scale = rf"(?! (?:{any_of(words.not_scales)})(?!\w))"  # "năm 2012 tỷ lệ"
        # "412 trđ", "412 tr.đ"
        self.scale = re.compile(rf"[ ]?(?P<scale>{scales})(?:(?!\w)|(?=đ(?!\w))){not_scale}")
        self.minor = re.compile(rf"[ ](?P<value>{NUMBER})[ ](?P<scale>triệu|nghìn|ngàn)(?!\w)")
        self.measure = re.compile(rf"[ ]?(?P<unit>{measure}){ending}(?P<per>{per})")
        self.noun = re.compile(rf"[ ](?P<unit>{any_of(words.nouns + words.short_nouns)}){ending}(?P<per>{per})")
        self.quoted = re.compile(r"[ ]\"(?P<unit>[^\"\n]{3,40})\"")
        self.word = re.compile(r"[ ](?P<first>[^\W\d_]+)(?:[ ](?P<second>[^\W\d_]+))?(?![\w-])")
        self.not_counted = re.compile(rf"(?:{any_of(words.not_counted)})(?!\w)")
        self.ordinal = AtEnd(words.ordinals, r"[\s.:]*")
        self.weak_ordinal = AtEnd(words.weak_ordinals, r"[\s.:]*")
        self.not_ordinal = AtEnd(words.not_ordinals, r"[\s.:]*")
        self.qualifier = AtEnd(words.qualifiers, r"\s+")
        self.range = AtEnd(words.ranges, r"\s+")
        self.link = AtEnd((*words.links, *words.qualifiers))
        self.head_unit = re.compile(
            rf"(?<!\w)(?:(?P<scale>{scale})[ ])?(?P<unit>{measure}|{any_of(words.nouns)}){ending}"
        )
        self.no_figures = re.compile(rf"(?:{any_of(words.not_columns)})(?!\w)")
        self.times = re.compile(rf"(?:{any_of(words.time_columns)})(?!\w)")
        self.unit_above = re.compile(
            r"(?<!\w)(?P<stated>đơn vị(?: tính)?|đvt)\s?:\s?|(?<!một )(?<!\w)số (?:lượng )?(?=\w)"
        )
        self.place = re.compile(
            rf"(?<!\w)(?:(?i:toàn|cả)\s(?i:{kinds})|(?i:{kinds})\s{_CAPITALISED}(?:\s{_CAPITALISED}){{0,3}})(?!\w)"
        )
        self.stop = re.compile(rf"[,;:.()\n\"!?]|(?<!\w)(?:{any_of(words.stops)})(?!\w)|\d(?!\d*\s?[-/]\s?\w)")
        self.period = re.compile(rf"(?<!\w)(?:{'|'.join(_PERIODS)}|{any_of(words.periods)})(?!\w)")


@lru_cache(maxsize=8)
def grammar(words: FigureWords) -> Grammar:
    """Return the expressions of ``words``, made once."""
    return Grammar(words)
