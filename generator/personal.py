"""Personal data in a text: mobile numbers, private mail, identity numbers, bank accounts, homes of private persons.

A number alone is not enough where reports are full of numbers: a phone number must be a valid Vietnamese mobile one
written with its 0 or +84 (or a landline told of a person), other numbers need a word before them that says what they
are, twelve digits the build of a citizen's number (province 001–096, as Thông tư 59/2021/TT-BCA, điều 12 orders them).
What offices publish of themselves (hotlines, landlines, official mail) is no personal data. Words: ``personal_words``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberType

from generator.entities import Span
from generator.tables.personal import PersonalWords


class PersonalKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    IDENTITY = "identity"
    ACCOUNT = "account"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data at ``span`` of a text."""

    kind: PersonalKind
    span: Span


_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\(?\+84\)?[ .\u00a0-]?[1-9]\d{0,3}|\(?0[1-9]\d{0,3}\)?)"
    r"(?:\d{1,45}|(?P<gap>[ .\u00a0-]{1,2})\d{1,9}(?:(?P=gap)\d{1,9}){0,4})(?![\d/:]|[.,]\d|-?[A-ZĐ]{2})"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_CITIZEN = re.compile(r"(?<![\d.,/-])0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}(?![\d/]|[.,]\d)")
_TWELVE = re.compile(r"\d{12}")
_SIX = re.compile(r"\d(?:[ .\u00a0-]?\d){5}")
"""The shortest number of a bank account or an identity card."""
_DIGIT = re.compile(r"\d")
_DIGITS = r"\d(?:[ .\u00a0-]?\d){%d,%d}(?![\d/])"
_NEAR = 60
"""Characters before a number in which a word says what it is."""
_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_UPPER = "".join(char for char in _LETTERS if char.isalpha() and char.isupper())
_LOWER = "".join(char for char in _LETTERS if char.isalpha() and char.islower())
_NAME = rf"[{_UPPER}][{_LOWER}]*\.?(?:[ \u00a0][{_UPPER}][{_LOWER}]*\.?){{0,5}}"


def find_personal(text: str, words: PersonalWords) -> tuple[Personal, ...]:
    """Return the personal data in ``text``, in order and without overlap; none crosses the end of a line."""
    numbered = (*_phones(text, words), *_numbers(text, words)) if _DIGIT.search(text) else ()
    found = sorted(
        (*numbered, *_mails(text, words), *_homes(text, words)), key=lambda one: (one.span.start, -one.span.end)
    )
    kept: list[Personal] = []
    for one in found:
        if not kept or not one.span.overlaps(kept[-1].span):
            kept.append(one)
    return tuple(kept)


def _phones(text: str, words: PersonalWords) -> Iterator[Personal]:
    for match in _PHONE.finditer(text):
        try:
            number = phonenumbers.parse(match[0], "VN")
        except phonenumbers.NumberParseException:
            continue
        kind = phonenumbers.number_type(number)
        before = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
        mobile = kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
        told_of_person = kind == PhoneNumberType.FIXED_LINE and _person(words).search(before)
        if (mobile or told_of_person) and not _any(words.hotlines).search(before):
            yield Personal(PersonalKind.PHONE, Span(*match.span()))


def _mails(text: str, words: PersonalWords) -> Iterator[Personal]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            domain = match["domain"].lower()
            if not any(domain == own or domain.endswith(f".{own}") for own in words.official_domains):
                yield Personal(PersonalKind.EMAIL, Span(*match.span()))


def _numbers(text: str, words: PersonalWords) -> Iterator[Personal]:
    if _TWELVE.search(text):
        for match in _CITIZEN.finditer(text):
            yield Personal(PersonalKind.IDENTITY, Span(*match.span()))
    if not _SIX.search(text):
        return
    lowered = text.lower()
    told = ((PersonalKind.IDENTITY, words.identity, (8, 11)), (PersonalKind.ACCOUNT, words.accounts, (5, 18)))
    for kind, names, digits in told:
        if any(name in lowered for name in names):
            for match in _told_number(names, digits).finditer(text):
                yield Personal(kind, Span(*match.span("number")))


def _homes(text: str, words: PersonalWords) -> Iterator[Personal]:
    looked_at = 0
    for place in _place(words).finditer(text):
        if place.start() >= looked_at:
            start, looked_at = text.rfind("\n", 0, place.start()) + 1, text.find("\n", place.end())
            looked_at = looked_at if looked_at >= 0 else len(text)
            for match in _home(words).finditer(text, start, looked_at):
                yield Personal(PersonalKind.HOME, Span(*match.span("home")))
    lowered = text.lower() if _DIGIT.search(text) else ""
    if any(name in lowered for name in words.house):
        for match in _house(words.house).finditer(text):
            yield Personal(PersonalKind.HOME, Span(*match.span()))


@cache
def _place(words: PersonalWords) -> re.Pattern[str]:
    """Return a quick pattern of a place below the commune: only lines that hold one are looked at closely."""
    return re.compile(rf"{_one_of(words.places)}[ \u00a0](?:số |văn hóa )?[\d{_UPPER}]")


@cache
def _any(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_one_of(names)}(?!\w)")


@cache
def _person(words: PersonalWords) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_one_of(words.persons)} {_NAME}")


@cache
def _told_number(names: tuple[str, ...], digits: tuple[int, int]) -> re.Pattern[str]:
    """Return the pattern of a number within a few words after one of ``names``."""
    gap = r"[^\n\d;]{0,25}?"
    return re.compile(rf"(?<!\w){_one_of(names)}(?!\w){gap}(?P<number>{_DIGITS % digits})")


@cache
def _home(words: PersonalWords) -> re.Pattern[str]:
    """Return the pattern of a person's name and, right after it, the place below the commune where the person lives."""
    person = rf"(?<!\w){_one_of(words.persons)}[ \u00a0](?:{_one_of(words.persons)}[ \u00a0])?{_NAME}"
    born = r"(?:(?:sinh năm|SN)[ :]*\d{4}[, ]*)?"
    between = rf"[ \u00a0]?[,;:(–-]?[ \u00a0]?{born}(?:{_one_of(words.lives)}[ :\u00a0]*)?"
    where = rf"{_one_of(words.places)}[ \u00a0](?:(?:số|văn hóa)[ \u00a0])?(?:\d+\w*|{_NAME})"
    return re.compile(rf"{person}{between}(?P<home>{where}(?:[,–-]?[ \u00a0]+{where})*)")


@cache
def _house(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a house number with the lane and street after it."""
    return re.compile(
        rf"(?<!\w){_one_of(names)}[ :\u00a0]*\d+\w*(?:/\d+\w*)*"
        rf"(?:,?[ \u00a0](?i:đường|phố|ngõ|ngách|hẻm|kiệt)[ \u00a0](?:\d+\w*|{_NAME}))*"
    )


def _one_of(names: Iterable[str]) -> str:
    """Return an alternative of ``names``, longest first, as written, with a capital, in capitals; a space is any space.

    Spelled out because the engine leaps to the letters a match can begin with, which it cannot where case is ignored.
    """
    forms = {form for name in names for form in (name, name[:1].upper() + name[1:], name.upper())}
    ordered = sorted(forms, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"[ \u00a0]+") for name in ordered) + ")"
