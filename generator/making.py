"""The documents folder of a build, made in pieces: each alone, and not again while what it is made from stays.

A piece is made from what it is given and from what it reads of the site while it is made; both are remembered with the
files that came of it. If both are the same in the next build, the files are too: they are linked into the new folder.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from filecmp import cmp
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.changes import Changes, Key, keys
from generator.memory import Identity, Memory, identity, take_over
from generator.parallel import each
from generator.render.views import Views


@dataclass(frozen=True, slots=True)
class Piece:
    """Some files of the documents folder. ``write`` makes them below a folder and returns their names, relative to it.

    ``told`` is what it is made from besides the tables and what it reads of the site; compared by value.
    Not every piece can be made in a forked process.
    """

    name: str
    told: tuple[object, ...]
    write: Callable[[Path], Iterable[str]]
    forks: bool = True


_FEW = 8
"""Fewer pieces than these are not worth a process; some are long."""


class _Made(NamedTuple):
    """How a piece came about: what it read, and the state of each of its files."""

    reads: Sequence[Key]
    files: Mapping[str, Identity | None]


def make(
    pieces: Sequence[Piece], views: Views, changes: Changes, folder: Path, before: Path, memory: Memory
) -> list[str]:
    """Make the files of ``pieces`` below ``folder``, or take them over from ``before``.

    Return the names of all files, those of one piece after those of the piece before it.
    """
    frame = (views.site.tables.digest, views.site.audience)
    former = memory.former("made")  # not what a build that failed has made since
    files: list[Iterable[str]] = [()] * len(pieces)
    left: list[int] = []
    for number, piece in enumerate(pieces):
        depends, made = former.get(piece.name, ((), None))
        if (
            made
            and depends == (frame, piece.told)
            and not changes.touch(made.reads)
            and _taken_over(made, before, folder)
        ):
            memory.keep_former("made", piece.name)
            files[number] = made.files
        else:
            left.append(number)
    if left:
        views.ready()
    left.sort(key=lambda number: pieces[number].forks, reverse=True)
    shareable = sum(pieces[number].forks for number in left)
    work = partial(_written, views, folder, before)
    todo = [pieces[number] for number in left]
    shared = each(work, todo[:shareable], few=_FEW)
    own = [work(piece) for piece in todo[shareable:]]
    written = chain(shared, own)
    for number, (names, reads) in zip(left, written, strict=True):
        states = {name: identity(folder / name) for name in names}
        memory.keep("made", pieces[number].name, (frame, pieces[number].told), _Made(reads, states))
        files[number] = names
    return list(chain.from_iterable(files))


def _written(views: Views, folder: Path, before: Path, piece: Piece) -> tuple[tuple[str, ...], Sequence[Key]]:
    """Write one piece. A file that came out as it was is taken over after all: what is made from it can stay."""
    with views.site.reads.noting() as reads:
        names = tuple(piece.write(folder))
    for old, new in ((before / name, folder / name) for name in names):
        state = identity(old)
        if state and cmp(old, new, shallow=False):
            new.unlink()
            take_over(old, new, state)
    return names, keys(reads)


def _taken_over(made: _Made, before: Path, folder: Path) -> bool:
    """Link the files of a piece as they stand into the new folder; return whether all were there, else link none."""
    for number, (name, state) in enumerate(made.files.items()):
        # put together as texts: paths would cost more than the links
        if state is None or not take_over(f"{before}/{name}", f"{folder}/{name}", state):
            for linked in list(made.files)[:number]:
                (folder / linked).unlink()  # it will be written anew, and must not be through the link
            return False
    return True
