"""The expressions that find names of models, made from the table of model words. They read the plain form of a text."""

import re
from functools import lru_cache

from generator.extract.aligned import plain_form
from generator.extract.wording import any_of, ending
from generator.tables.naming import ModelWords

BULLET = r"(?:[-+*•–]|\(?[a-zđ\d]{1,3}(?:\.\d{1,2}){0,3}[.)])\s*+"


class ModelGrammar:
    """The compiled expressions of one table."""

    def __init__(self, words: ModelWords) -> None:
        self._cue, self._other = any_of(words.cues), any_of(words.others)
        self._opener = any_of(filter(None, words.openers))
        self._place = rf"(?:{any_of((*words.settlements, *words.holders))})"
        self._naming = any_of(words.naming)
        self._count = r"(?:các|những|hai|ba|bốn|năm|\d+|một|trong số)"
        self._introduce(words)
        self._end(words)
        self._hold(words)
        self._list(words)
        self._tell_field(words)

    def _introduce(self, words: ModelWords) -> None:
        """Compile what leads to a name: cues, openers of lists, words that say it is a model."""
        cue, other, opener, naming, count = self._cue, self._other, self._opener, self._naming, self._count
        self.signs = re.compile(rf"(?<!\w)(?:(?P<cue>{cue})|(?P<other>{other}))(?!\w)")
        self.direct = re.compile(r"[^,;:.\n()?!]{0,90}$")
        self.acting = re.compile(rf"(?<!\w)(?:{any_of(words.acting)})(?!\w)")
        self.called = frozenset(map(plain_form, (*words.between, *words.naming)))
        self.opened = re.compile(rf"(?:(?<!\w)(?:{opener})|:|\()[\s:;,*-]*(?:các\s|mô hình\s)*$")
        self.opens = re.compile(rf"(?<!\w)(?:{cue})(?!\w)[^\".;:]{{0,200}}(?<!\w)(?:{opener})\s*:")
        self.title = re.compile(r"(?<!\w)(?:về(?: việc)?|tại|v/v)\s*$")
        self.joint = re.compile(
            rf"[\s\".…]*+(?:[,;&+/]|(?<=\s)-\s|và|hoặc|hay|cùng)?[\s,;]*+(?:và\s)?(?:(?:các\s)?(?:{cue})\s*)?$"
        )
        self.listed = re.compile(rf"(?:[,;]|(?<!\w)và)\s*(?:(?:các\s)?(?:{cue})\s*)?$")
        self.opens_list = re.compile(rf"(?<!\w)(?:{cue})(?!\w)[^\n]{{0,200}}?(?:(?<!\w)(?:{opener})\s*:?|:)\s*$")
        self.lead = re.compile(rf"(?:{cue})(?:\s(?:{any_of(words.between)}))*\s*[:\"]*\s*")
        self.unquoted = re.compile(
            rf"(?<!\w)mô hình(?: \"[^\"\n]{{2,40}}\"(?= (?:{naming})))?(?: (?:{any_of(words.between)}|{naming}))*:? "
            r"[*_]{0,3}(?=\w)"
        )
        self.cue = re.compile(rf"(?<!\w)(?:{cue})(?!\w)")
        cued = rf"(?:{cue})(?!\w)(?: \"(?:{any_of(words.generic)})\")?[^\n\".;:]{{0,160}}"
        self.capital_list = re.compile(rf"{cued}?(?<!\w)(?:{opener}) *(?:: *|(?=\w))")
        self.colon_list = re.compile(rf"{cued}: *(?=[\w\"])")
        self.direct_list = re.compile(rf"\s*(?:{opener})\s*:?[\s\"]*$")
        self.several = re.compile(rf"(?<!\w)(?:{count}|{opener})\s$")
        self.plural_cue = re.compile(r"(?<!\w)các mô hình[ \"]{1,3}$")
        self.plural = re.compile(r"(?<!\w)(?:các|nhiều|những|một số|số)\s$")
        self.bracketed = re.compile(rf"(?:{cue}) \((?:(?:{opener}):? )?(?=\w)")
        self.launched = re.compile(rf"(?<!\w)(?:{any_of(words.launching)})\s(?!(?:{any_of(words.organs)})(?!\w))(?=\w)")
        self.said_models = re.compile(
            rf"(?:[^.\n\"]{{0,60}}\"[^\"\n]{{2,80}}\"){{0,6}}[^.\n\"]{{0,60}}"
            rf"(?:(?<!\w)(?:là|trở thành) (?:{count} ){{0,4}}|, (?:{count} ){{1,4}})"
            rf"(?:{cue})(?!\w)(?! (?:\w+ ){{0,3}}\")"
        )
        self.called_later = re.compile(rf"[^.;:\n\"]{{0,90}}(?<!\w)(?:{naming}) \"")
        self.apposed = re.compile(r"\"?, (?:là )?(?:một )?mô hình (?=\w)")
        self.cited = re.compile(rf"(?:{other})\s(?:số\s)?\d")

    def _end(self, words: ModelWords) -> None:
        """Compile where a name ends, and what is none."""
        place = self._place
        self.name_heads = frozenset(map(plain_form, words.name_heads))
        self.not_head = re.compile(rf"(?:{any_of(words.not_heads)})(?!\w)")
        number = r"(?=\s(?:được\s)?(?:(?:hơn|trên|gần|khoảng)\s)?\d)"
        doing = rf"\s(?:{any_of(words.doing)}){number}"
        numbered = rf"\s(?=(?:{any_of(words.settlements)})\s(?:số\s)?\d{{1,3}}[a-z]?[,;.()])"  # "… ấp 6B,"
        self.ends = re.compile(
            rf"[,;.:()|\n\"!?…*]|{doing}|\s[-–]\s(?={place})|{numbered}|{ending(words.ends, words.compounds)}"
        )
        self.weak_end = re.compile(rf"\s(?:{any_of(words.weak_ends)})(?!\w)")
        self.cut = re.compile(r"\s[-–]\s|[,;.:()|\n\"!?…]")
        self.told_end = re.compile(
            rf"[;.:()|\n\"!?…]|,|\s[-–]\s(?={place}(?!\w))|\s(?:của|do|tại|ở)\s(?:các\s)?{place}(?!\w)"
        )
        self.part = re.compile(r", (?=\w)")
        self.starts_no_part = re.compile(
            rf"(?:{any_of((*words.ends, *words.settlements, *words.holders))})(?!\w)"
            rf"|(?:{any_of(words.doing)})(?:{number}|(?=\s(?:thứ|hằng|hàng|vào)(?!\w)))"
        )
        self.dash = re.compile(r"\s[-–]\s(?=\w)")
        self.apart = re.compile(r"[;.:\n?!]")
        self.going_on = re.compile(rf"(?:{any_of(words.going_on)})(?!\w)")
        self.generic = frozenset(map(plain_form, words.generic))
        self.generic_start = re.compile(rf"(?:{any_of(name for name in words.generic if ' ' in name)})(?!\w)")
        self.activity = re.compile(rf"(?:{any_of(words.activities)})(?!\w)")
        self.kind = re.compile(rf"(?:{any_of(words.kinds)})(?!\w)")

    def _hold(self, words: ModelWords) -> None:
        """Compile who has a model and where it is."""
        cue, place = self._cue, self._place
        self.elsewhere = re.compile(rf"(?<!\w)(?:{place}|{any_of(words.settlements)})(?!\w)|\d")
        self.made = re.compile(rf"(?<!\w)(?:{any_of(words.makers)})\s*$")
        self.holder = re.compile(rf"\s(?:của|tại|ở|do)\s(?:các\s|chi hội\s)?{place}(?!\w)")
        self.placed = re.compile(rf"(?<!\w){place}(?!\w)[^,;.]{{1,60}}?(?<!\w)(?:{any_of(words.having)})\s$")
        self.owners = re.compile(
            rf"\s(?:(?:các|nhiều|những|một số|toàn)\s|(?:{any_of((*words.persons, *words.settlements))})(?!\w))"
        )
        self.somebody = re.compile(rf"(?:các\s)?{place}(?!\w)")
        self.owner = re.compile(rf"{place}(?!\w)[^\n:;.\"()]{{1,90}}?(?:: ?|\s(?:với|có)\s(?!\d))(?=[\w\"])")
        had = rf"(?<!\w)(?:{any_of(words.having)})\s|:\s?"
        self.held = re.compile(rf"(?<!\w){place}(?!\w)[^,;.:()\"]{{1,70}}(?:{had})\"?$")
        self.someone = re.compile(rf"(?<!\w){place}(?!\w)")
        self.having = (":", *map(plain_form, words.having))
        self.praised = re.compile(rf"(?<!\w)(?:{any_of(words.praising)})(?:\s(?:là|có|như|đến|tới))*\s?:?\s\"?$")
        self.of_person = re.compile(rf"\s*\"?\s(?:của|do|[-–])\s(?:{any_of(words.persons)})\s")
        self.visited = re.compile(
            r"[^,;.:()\n]{0,30}?(?:đến (?:học|tham quan|thăm|trao đổi)|về học|biểu dương|khen|tặng|đánh giá|công nhận)"
        )
        self.owned = re.compile(r"\s(?:của|do|tại|ở)\s")
        self.where = re.compile(rf", {place}(?!\w)")
        doing_so = any_of(word for word in (*words.having, *words.makers) if word != "là")
        had_own = rf"(?:{doing_so})\s(?:thêm\s|được\s)?(?:các\s|một\s)?"
        self.introduces = re.compile(
            rf"[^.;:\n\"()]{{0,70}}?(?<!\w){had_own}(?:{cue})(?!\w)|\s?:\s?(?:các\s)?(?:{cue})\s?\""
        )
        self.has_own = re.compile(rf"(?:, [^,;.:\n]{{1,30}})?\s{had_own}(?:\"|(?:{cue})(?!\w))")
        self.settled = re.compile(rf"(?<!\w)(?:{any_of(words.settlements)})(?!\w)")
        self.of = re.compile(
            r"[\s\"]*(?:,\s*|\(\s*|[-–:]\s*)?(?:mô hình\s)?(?:của|tại|ở|do|trên địa bàn|thuộc|được|\(|này)?(?!\w)"
        )

    def _list(self, words: ModelWords) -> None:
        """Compile items of lists, forms and tables."""
        cue = self._cue
        self.item = re.compile(rf"\s*+(?:{BULLET})?(?:(?P<cue>(?:{cue})(?:\s(?:{any_of(words.between)}))*)\s*:?\s*)?")
        self.bullet = re.compile(rf"\s*+{BULLET}")
        self.group = re.compile(rf"\s*+(?:{BULLET})?(?:{any_of(words.groups)})\s*:?$")
        form = any_of((*words.name_labels, *words.place_labels, *words.labels))
        self.label = re.compile(rf"(?:{form})(?:\s?\([^()\n]{{0,60}}\))?\s?:")
        self.named_by_label = re.compile(rf"(?:^|\n)\s*+(?:{BULLET})?(?:{any_of(words.name_labels)})\s?:[ \"]*(?=\w)")
        self.placed_by_label = re.compile(
            rf"[.;\n]\s*+(?:{BULLET})?(?:{any_of(words.place_labels)})\s?: ?(?P<where>[^.;\n]+)"
        )
        self.name_column = re.compile(rf"(?:{any_of(words.name_columns)})(?!\w)")
        self.plain_column = re.compile(rf"(?:{any_of(words.plain_columns)})$")
        self.place_column = re.compile(rf"(?:{any_of(words.place_columns)})(?!\w)")
        self.total_row = re.compile(r"(?:tổng|cộng)(?!\w)")
        self.counts_models = re.compile("mô hình|điển hình")

    def _tell_field(self, words: ModelWords) -> None:
        """Compile the field of a model."""
        field = rf"(?P<field>{any_of(word for names in words.fields.values() for word in names)})"
        self.field_of = {plain_form(word): id_ for id_, names in words.fields.items() for word in names}
        self.in_field = re.compile(rf"(?<!\w)lĩnh vực\s(?:phát triển\s)?{field}(?!\w)")
        self.field_lead = re.compile(
            rf"\s*+(?:{BULLET})?(?:(?:{any_of(words.leads)})\s)*(?:lĩnh vực\s)?(?:phát triển\s)?{field}(?!\w|\s-\s)"
        )
        self.field_cell = re.compile(rf"(?:[ivx\d]{{1,4}}[.)]\s*)?(?:(?:về|lĩnh vực|phát triển)\s)*{field}(?!\w)")
        self.field_column = re.compile(r"(?:thuộc )?lĩnh vực(?!\w)")
        self.any_field = re.compile(rf"(?<!\w)(?<!chính trị - ){field}(?!\w|\s-\s)")
        self.two_fields = re.compile(rf"\s*(?:[,;]|và|-|–)\s*(?:phát triển\s)?(?:{field})(?!\w)")


@lru_cache(maxsize=8)
def model_grammar(words: ModelWords) -> ModelGrammar:
    """Return the expressions of ``words``, made once."""
    return ModelGrammar(words)
