"""Forms of a text for matching that keep its length: an offset in one is the same offset in the other.

Input is NFC. The plain form compares spelling: lower case, one kind of dash, quote and space, tones placed alike
(``uỷ`` and ``ủy``). The bare form drops every diacritic as well, for damaged text. Line breaks stay line breaks.
"""

import re
from functools import lru_cache

from generator.text import nfc, strip_marks

_KINDS = (
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"),
    (" ", "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000\u2028\u2029"),
    (" ", "".join(map(chr, range(0x2000, 0x200B)))),
    ('"', "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"),
    ("'", "\u2018\u2019\u201b\u02bc\u2032"),
    ("đ", "\u00f0"),
)
_SAME = {char: kind for kind, chars in _KINDS for char in chars}
_RARE = re.compile(f"[{''.join(map(re.escape, _SAME))}]")
_TONED = {
    glide + nfc(vowel + tone): nfc(glide + tone) + vowel
    for glide, vowels in (("o", "ae"), ("u", "y"))
    for vowel in vowels
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}


def _ends(glide: str) -> str:
    return "".join(pair[1] for pair in _TONED if pair[0] == glide)


_TONE_LAST = re.compile(f"(?:u(?<!qu)[{_ends('u')}]|o[{_ends('o')}])(?!\\w)")  # a letter first: looked for quickly


@lru_cache(maxsize=2)  # several readers ask for the form of one text
def plain_form(text: str) -> str:
    """Return ``text`` in lower case, dashes, quotes, spaces and tone placement made alike; the length is kept."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters of other scripts grow when lowered
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    alike = _RARE.sub(lambda match: _SAME[match[0]], lower)
    return _TONE_LAST.sub(lambda match: _TONED[match[0]], alike)


def bare_form(plain: str) -> str:
    """Return ``plain`` without diacritics, đ as d; the length is kept. Costly: meant for short stretches."""
    bare = strip_marks(plain)
    return bare if len(bare) == len(plain) else "".join(strip_marks(char) or char for char in plain)


def phrases_before(plain: str, end: int, longest: int = 4) -> tuple[str, ...]:
    """Return the last word before ``end``, the last two, and so on, as far as only spaces part them.

    Empty at the start of a paragraph, or if no space stands directly before ``end``. An opening bracket or quote is
    dropped and ends the row.
    """
    if plain[end - 1 : end] != " ":
        return ()
    phrases: list[str] = []
    start = max(0, end - 60, plain.rfind("\n", max(0, end - 60), end))
    for word in reversed(plain[start:end].rsplit(maxsplit=longest)[-longest:]):
        if phrases and word[-1] in ',;:.!?)"':
            break
        opened = word.lstrip('("[')
        phrases.append(f"{opened} {phrases[-1]}" if phrases else opened)
        if opened != word:
            break
    return tuple(phrases)
