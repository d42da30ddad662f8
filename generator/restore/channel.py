"""How an OCR engine with the wrong language misreads letters: P(raw characters | true letters).

Two tables, the finer leaning on the coarser: a segment table for whole onsets and rimes (`ực` read `ye`), and a
letter table where each true letter is read as none to three characters (`đ` as `d`, `ễ` as `6`). Letters keep
their case, since capitals are misread otherwise than small letters (`Đ` as `P`). All values are natural logs.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

from generator.text import strip_marks

LONGEST = 3  # raw characters of one true letter
FLOOR = -12.0  # of a reading never seen
KIN = 3.0  # least number of observations that its kin are worth beside those of a letter
_TONES = "\u0300\u0301\u0303\u0309\u0323"
Readings = Mapping[str, float]


@dataclass(frozen=True)
class Channel:
    """Letter and segment tables: true form -> raw form -> count. Counts may be fractions."""

    letters: Mapping[str, Readings]
    segments: Mapping[str, Readings]


def letter_logs(letters: Mapping[str, Readings]) -> dict[str, dict[str, float]]:
    """Return log-probabilities of a letter table of counts; letters lean on their kin: `ố` on `ồ ổ ỗ ộ`, then `o`."""
    kin: dict[str, dict[str, float]] = {}
    for true, readings in letters.items():
        for group in _kin(true):
            _add(kin.setdefault(group, {}), readings, 1.0)
    return {true: _leaning(readings, [kin[group] for group in _kin(true)]) for true, readings in letters.items()}


def _kin(letter: str) -> tuple[str, str]:
    """Return the names of the groups a letter belongs to, wide one first: the bare letter, and that without tone."""
    parts = unicodedata.normalize("NFD", letter)
    return strip_marks(letter).lower() + "*", "".join(part for part in parts if part not in _TONES)


def _leaning(readings: Readings, groups: Iterable[Readings]) -> dict[str, float]:
    chances: dict[str, float] = {}
    for group in filter(None, (*groups, readings)):
        # Witten-Bell: the more kinds of readings were seen, the more are still to come.
        total, lean = sum(group.values()), max(KIN, float(len(group))) if chances else 0.0
        mixed = {raw: chance * lean / (total + lean) for raw, chance in chances.items()}
        _add(mixed, group, 1.0 / (total + lean))
        chances = mixed
    return {raw: log(chance) for raw, chance in chances.items() if chance > 1e-9}


def _add(to: dict[str, float], readings: Readings, weight: float) -> None:
    for raw, count in readings.items():
        to[raw] = to.get(raw, 0.0) + count * weight


def read_log(true: str, raw: str, logs: Mapping[str, Mapping[str, float]]) -> float:
    """Return the log of the best way to read ``true`` as ``raw``, letter by letter."""
    best = [0.0] + [float("-inf")] * len(raw)
    for letter in true:
        table = logs.get(letter, {})
        row = [float("-inf")] * len(best)
        for start, score in enumerate(best):
            if score == float("-inf"):
                continue
            for end in range(start, min(start + LONGEST, len(raw)) + 1):
                value = score + table.get(raw[start:end], FLOOR - 2.0 * (end - start))
                row[end] = max(row[end], value)
        best = row
    return best[-1]


def learn_letters(
    pairs: Mapping[tuple[str, str], float], rounds: int = 6, prior: Mapping[str, Readings] | None = None
) -> dict[str, dict[str, float]]:
    """Return the letter table learnt by EM from (true, raw) pairs with counts; ``prior`` counts are kept."""
    logs: Mapping[str, Mapping[str, float]] = {}
    table: dict[str, dict[str, float]] = {}
    for number in range(rounds):
        table = {true: dict(readings) for true, readings in (prior or {}).items()}
        for (true, raw), count in pairs.items():
            for letter, reading, weight in expected_readings(true, raw, logs if number else None):
                row = table.setdefault(letter, {})
                row[reading] = row.get(reading, 0.0) + count * weight
        logs = letter_logs(table)
    return table


def expected_readings(
    true: str, raw: str, logs: Mapping[str, Mapping[str, float]] | None
) -> Iterator[tuple[str, str, float]]:
    """Yield (letter, reading, weight) of every way to align a pair; without ``logs`` by a plain guess."""
    cells = [[_reading_chance(letter, raw, start, logs) for start in range(len(raw) + 1)] for letter in true]
    forward = [[1.0] + [0.0] * len(raw)]
    for row in cells:
        nexts = [0.0] * (len(raw) + 1)
        for start, options in enumerate(row):
            for length, chance in enumerate(options):
                nexts[start + length] += forward[-1][start] * chance
        forward.append(nexts)
    total = forward[-1][-1]
    if total <= 1e-40:
        return
    backward = [0.0] * len(raw) + [1.0]
    for place in range(len(true) - 1, -1, -1):
        before = [0.0] * (len(raw) + 1)
        for start, options in enumerate(cells[place]):
            for length, chance in enumerate(options):
                onward = chance * backward[start + length]
                before[start] += onward
                weight = forward[place][start] * onward / total
                if weight > 1e-3:
                    yield true[place], raw[start : start + length], weight
        backward = before


def _reading_chance(letter: str, raw: str, start: int, logs: Mapping[str, Mapping[str, float]] | None) -> list[float]:
    """Return the chance of each reading of ``letter`` at ``start``, by length."""
    room = range(min(LONGEST, len(raw) - start) + 1)
    if logs is None:
        return [_guess(letter, raw[start : start + length]) for length in room]
    table = logs.get(letter, {})
    return [exp(table.get(raw[start : start + length], FLOOR - 2.0 * length)) for length in room]


def _guess(letter: str, reading: str) -> float:
    if reading == letter:
        return 0.9
    return (0.01, 0.06, 0.01, 0.001)[len(reading)]


def count_segments(
    pairs: Iterable[tuple[tuple[str, ...], str, float]], logs: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return the segment table of (onset and rime, raw, count), each raw form cut where the letters say."""
    table: dict[str, dict[str, float]] = {}
    for parts, raw, count in pairs:
        for part, reading in zip(parts, _cut(parts, raw, logs), strict=True):
            row = table.setdefault(part, {})
            row[reading] = row.get(reading, 0.0) + count
    return table


def _cut(parts: tuple[str, ...], raw: str, logs: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    if len(parts) == 1:
        return (raw,)
    scores = [
        (read_log(parts[0], raw[:at], logs) + read_log(parts[1], raw[at:], logs), at) for at in range(len(raw) + 1)
    ]
    at = max(scores)[1]
    return raw[:at], raw[at:]
