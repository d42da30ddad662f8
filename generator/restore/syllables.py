"""The shape of Vietnamese syllables and the symbols the language model counts.

Guarantees: `split` is the inverse of joining onset and rime; `symbols` reads a text exactly as the n-gram counts
were read (lower case, tone placed the older way, one symbol per mark of `. , ; : ( )` and per run of digits).
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.text import nfc, tone_placed

START, MARK, NUMBER, UNKNOWN = "<s>", "<p>", "<n>", "<unk>"
CONTROLS = (START, MARK, NUMBER, UNKNOWN)

_VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
_SYLLABLE = re.compile(
    rf"(ngh|ng|nh|gh|gi(?=[{_VOWELS}])|kh|ph|th|tr|ch|qu(?=[{_VOWELS}])|[bcdđghklmnprstvx]?)"
    rf"([{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?)"
)
_SYMBOL = re.compile(r"[.,;:()]|\d+|[^\W\d_]+")


@cache
def split(syllable: str) -> tuple[str, str] | None:
    """Return onset and rime of a lower-case syllable (`nghiệm` -> `ngh`, `iệm`), None for any other word."""
    found = _SYLLABLE.fullmatch(syllable)
    return (found[1], found[2]) if found else None


def symbols(text: str) -> Iterator[str]:
    """Yield the language model's symbols of ``text``, without the opening `<s> <s>`."""
    for token in _SYMBOL.findall(tone_placed(nfc(text)).lower()):
        if token[0] in ".,;:()":
            yield MARK
        elif token[0].isdigit():
            yield NUMBER
        else:
            yield token
