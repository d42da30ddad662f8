"""Attacks a regular expression with texts made from its own parts, repeated.

What makes a pattern slow is a text that its repeats can share out among themselves in many ways and that fails in the
end: a way to the repeat, what it repeats many times over, and something that fits nothing. Such texts are made from
the tree that Python's own parser gives. The time of the processor is no measure of how fast a pattern is; it only tells
growth: on LENGTH characters a pattern whose steps grow with the square mostly takes hundredths of a second, one whose
steps grow with the third power more than LIMIT. One of a thousand words on a slow machine may take as long, but then
half the text takes a quarter of it, not an eighth.
"""

import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

LENGTH = 2000
"""Characters of the text that judges."""
LIMIT = 1.0
"""Seconds of the processor on LENGTH characters."""
_GROWTH = 6
"""Times the cost of half the text: 4 where the steps grow with the square, 8 with the third power."""
_TRIED = 200
"""Characters of the text that each attack is first tried with."""
_WORTH = LIMIT / 1000
"""Seconds on it that even the third power needs to come to LIMIT on LENGTH characters."""
_MANY = 8
"""Times that a part must be able to repeat for texts to be made of it."""
_BLOCK = 30
"""Pumps in a row where counted repeats, ``(a?){30}a{30}``, have many ways to share them out."""
_MOST = 4000
"""Attacks on one pattern; of more, as lists of a thousand names give, every second or third is taken."""
_CHARACTERS = " \n\t\xa0aAxXđĐ190.,;:()-/\"'|_*#<>=&[]\x00!ạ"
_CATEGORIES = {
    ops.CATEGORY_DIGIT: str.isdecimal,
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    ops.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    ops.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    ops.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}
_ENDS = ("\x00", "", "\n", "\n\x00", "a", "1")


@dataclass(frozen=True)
class Attack:
    """A text: ``begin``, then ``pump`` again and again with ``middle`` halfway, then ``end``."""

    begin: str
    pump: str
    middle: str
    end: str

    def text(self, length: int) -> str:
        half = self.pump * (length // len(self.pump) // 2)
        return self.begin + half + self.middle + half + self.end


class SlowError(Exception):
    """The pattern took longer than it may."""


def slow(pattern: str, flags: int) -> Attack | None:
    """Return an attack on which the pattern takes more steps than the square of the length; None if none was found."""
    compiled = re.compile(pattern, flags)
    costs = []
    for number, attack in enumerate(attacks(pattern, flags)):
        costs.append((_cost(compiled, attack.text(_TRIED), LIMIT / 10), number, attack))
        suspect = costs[-1][0] >= LIMIT / 10
        if suspect and _is_slow(compiled, attack):
            return attack
    for cost, _, attack in sorted(costs, reverse=True)[:3]:
        if cost >= _WORTH and _is_slow(compiled, attack):
            return attack
    return None


def _is_slow(pattern: re.Pattern[str], attack: Attack) -> bool:
    if _cost(pattern, attack.text(LENGTH), LIMIT) < LIMIT:
        return False
    half = _cost(pattern, attack.text(LENGTH // 2), LIMIT)
    return half >= LIMIT or _cost(pattern, attack.text(LENGTH), half * _GROWTH) >= half * _GROWTH


def _cost(pattern: re.Pattern[str], text: str, most: float) -> float:
    """Return the seconds of the processor that all matches in ``text`` take, ``most`` where they take longer."""

    def ring(*_: object) -> None:
        raise SlowError

    before = signal.signal(signal.SIGVTALRM, ring)
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        for _ in pattern.finditer(text):
            pass
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return time.process_time() - begun
    except SlowError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def attacks(pattern: str, flags: int) -> list[Attack]:
    """Return attacks made from the parts of ``pattern``."""
    tree = parser.parse(pattern, flags)
    found: dict[Attack, None] = {}
    for begin, pump in _pumps(list(tree), [""]):
        if pump:
            found.update((Attack(begin, pump, middle, end), None) for middle, end in product(("", "\x00"), _ENDS))
            found[Attack("", f"{begin}{pump * _BLOCK}\x00", "", "")] = None
    return list(found)[:: 1 + len(found) // _MOST]


def _pumps(nodes: list[tuple[Any, Any]], ways: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ways to each repeat, and what can be repeated there: what it, and what follows it, matches."""
    for at, (op, value) in enumerate(nodes):
        rest = nodes[at:]
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            if value[1] >= _MANY:
                found = [*_words(list(value[2]), _MANY), *_words(rest, 3)]
                yield from product(ways[:3], dict.fromkeys(found))
            yield from _pumps(list(value[2]), ways)
        elif op is ops.SUBPATTERN:
            yield from _pumps(list(value[3]), ways)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), ways)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _pumps(list(value[1]), ways)
        ways = list(islice(dict.fromkeys(way + word for word in _words([(op, value)], 3) for way in ways), 4))


def _words(nodes: Iterable[tuple[Any, Any]], most: int) -> list[str]:
    """Return up to ``most`` texts of different shapes that the nodes match, the shortest first where it matters."""
    words = [""]
    for op, value in nodes:
        words = list(islice(dict.fromkeys(word + more for more in _one(op, value, most) for word in words), most * 2))
    return words[:most]


def _one(op: Any, value: Any, most: int) -> list[str]:
    if op is ops.LITERAL:
        return [chr(value)]
    if op in (ops.NOT_LITERAL, ops.IN, ops.ANY, ops.CATEGORY):
        return list(islice(_letters(op, value), most)) or [""]
    if op is ops.SUBPATTERN:
        return _words(value[3], most)
    if op is ops.BRANCH:
        return list(islice((word for branch in value[1] for word in _words(branch, 1)), most))
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, highest, body = value
        words = _words(body, most)
        return (
            ([""] if least == 0 else [])
            + [word * max(1, least) for word in words]
            + ([words[0] * 2] if highest > 1 and least < 2 else [])
        )
    if op is ops.ATOMIC_GROUP:
        return _words(value, most)
    return [""]


def _letters(op: Any, value: Any) -> Iterator[str]:
    """Yield characters that a class of characters takes, of different kinds."""
    if op is ops.IN:
        own = [one for kind, one in value if kind is ops.LITERAL] + [one[0] for kind, one in value if kind is ops.RANGE]
        negated = bool(value) and value[0][0] is ops.NEGATE
        candidates = [*_CHARACTERS, *map(chr, own)] if negated else [*map(chr, own[:4]), *_CHARACTERS]
        yield from dict.fromkeys(one for one in candidates if _takes(value, one))
    elif op is ops.NOT_LITERAL:
        yield from (one for one in _CHARACTERS if ord(one) != value)
    else:
        yield from _CHARACTERS


def _takes(items: list[tuple[Any, Any]], one: str) -> bool:
    taken = any(
        (kind is ops.LITERAL and ord(one) == value)
        or (kind is ops.RANGE and value[0] <= ord(one) <= value[1])
        or (kind is ops.CATEGORY and _CATEGORIES[value](one))
        for kind, value in items
    )
    return taken != (bool(items) and items[0][0] is ops.NEGATE)
