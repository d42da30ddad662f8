"""A folder put in another's place such that there is always one of the two, whole, under the name.

Linux exchanges two names in one step. Elsewhere there is a moment between two renamings in which only ``NAME.old``
stands; ``recover`` puts it back after a process that was killed just then.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_EXCHANGE = 2
_HERE = -100
"""renameat2(2): RENAME_EXCHANGE; AT_FDCWD."""


def swap(new: Path, place: Path) -> None:
    """Put the folder ``new`` under the name ``place``; what stood there is removed."""
    old = place.with_name(f"{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if not place.exists():
        new.rename(place)
        return
    if _exchanged(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put back what a process that was killed in the middle of a swap in ``folder`` had set aside."""
    for old in folder.glob("*.old"):
        place = old.with_suffix("")
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; return False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
