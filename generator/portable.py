"""Names of files that every system can hold: Windows, FAT and exFAT disks, macOS, archives.

Not held everywhere: names Windows keeps for devices (``con``, ``aux.md``, ``COM1``), characters and ends of names it
does not take, long paths, and names that are one name where case or the Unicode form of a letter does not count.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pathvalidate import ValidationError, validate_filename

LONGEST = 200
"""Characters of a path below the folder it is kept in: Windows takes 259 with that folder."""
_PLAIN = re.compile(r"[A-Za-z0-9_-]{8,}(?:\.[a-z0-9]+)*")
"""Nearly every name; those kept for devices are shorter or hold other signs."""


def can_be_held(path: str) -> bool:
    """True if every part of a relative path (``a/b.md``) is a name any system takes, and the whole is not too long."""
    return len(path) <= LONGEST and all(map(_taken, path.split("/")))


def twins(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of ``paths`` that are one path where case or the form of letters does not count, in order.

    Folders count as well: ``A/x.md`` and ``a/y.md`` are told by their folders ``A`` and ``a``.
    """
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    seen: set[str] = set()
    for path in sorted(paths):
        written = path
        while written and written not in seen:  # a folder that was seen was seen with all above it
            seen.add(written)
            groups[unicodedata.normalize("NFC", written).casefold()][written] = None
            written = written.rpartition("/")[0]
    return tuple(tuple(group) for _, group in sorted(groups.items()) if len(group) > 1)


@lru_cache(maxsize=4096)
def _taken(name: str) -> bool:
    if _PLAIN.fullmatch(name):
        return True
    try:
        validate_filename(name, platform="universal")
    except ValidationError:
        return False
    return True
