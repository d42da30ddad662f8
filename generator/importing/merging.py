"""Three versions of a text made one: what was proposed before, what people made of it, what is proposed now.

Merged line by line with ``git merge-file``, and lines that both sides changed word by word, so that a word settled by
a person and a line improved by the program do not get into each other's way. A doubtful word that a person settled
stays settled. What cannot be merged stands between conflict marks, whole lines of both sides as each side wrote them;
the person's words are never dropped.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from generator.diagnostics import DanvanError, ExitCode, Location, complain
from generator.importing.doubts import holds_doubt

MINE, BASE, MIDDLE, THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_PIECE = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\(doubt:[^()\s]*\)[^\s\[]*|[^\s\[]+|\n|[^\S\n]+|\[")
"""Words, doubtful ones whole, and the spaces between them: git takes changes of neighbouring lines for a clash."""
_MARK = 40
"""Length of the marks asked of git, longer than any run a text may hold by chance."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that both sides changed, each in its own way."""

    mine: str
    base: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` with conflict marks where ``conflicts`` is not 0; ``line`` is that of the first mark."""

    text: str
    conflicts: int = 0
    line: int = 0


def merge(mine: str, base: str, theirs: str, labels: tuple[str, str]) -> Merged:
    """Return ``mine`` with what changed from ``base`` to ``theirs``; ``labels`` name mine and theirs at conflicts.

    Raises DanvanError (DV622) if git is not installed.
    """
    if base == theirs or mine == theirs:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    return _shown(list(_merged_lines(mine, base, theirs)), labels)


def has_marks(text: str) -> bool:
    """True if conflict marks stand in ``text``: nobody has resolved it yet."""
    return any(line.startswith((f"{MINE} ", f"{THEIRS} ")) for line in text.split("\n"))


def _one_a_line(text: str) -> str:
    """Return a text with every piece on a line of its own; a line break is an empty line."""
    return "".join(("" if piece == "\n" else piece) + "\n" for piece in _PIECE.findall(text))


def _git(mine: str, base: str, theirs: str) -> str:
    git = which("git")
    if git is None:
        raise DanvanError(complain("DV622", Location("git")), exit_code=ExitCode.FAILED)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("mine", "base", "theirs")]
        for path, text in zip(paths, (mine, base, theirs), strict=True):
            path.write_bytes(text.replace("\0", "").encode("utf-8", "surrogatepass"))  # a NUL is no text to git
        command = [git, "merge-file", "-p", "--diff3", "-q", f"--marker-size={_MARK}", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0 or done.returncode > 127:
        problem = done.stderr.decode("utf-8", "replace").strip()[-300:]
        raise DanvanError(complain("DV613", Location("git"), program="git", problem=problem), exit_code=ExitCode.FAILED)
    return done.stdout.decode("utf-8", "surrogatepass")


def _merged_lines(mine: str, base: str, theirs: str) -> Iterator[str | Clash]:
    """Yield lines, merged ones among them, and the lines that cannot be merged; each with its line break."""
    merged = _git(f"{mine}\n", f"{base}\n", f"{theirs}\n")
    for part in _parts(merged):
        if isinstance(part, Clash):
            yield from _merged_words(part)
        else:
            yield f"{part}\n"


def _merged_words(lines: Clash) -> Iterator[str | Clash]:
    """Yield lines merged word by word; those with a word that both sides changed as they are on either side."""
    words = _git(*map(_one_a_line, (lines.mine, lines.base, lines.theirs)))
    pieces = [_settled(part) if isinstance(part, Clash) else part or "\n" for part in _parts(words)]
    if all(isinstance(piece, str) for piece in pieces):
        text = "".join(map(str, pieces))
        yield text if text.endswith("\n") or not text else f"{text}\n"
        return
    sides = [[f"{line}\n" for line in side.split("\n")[:-1]] for side in (lines.mine, lines.base, lines.theirs)]
    if len({len(side) for side in sides}) == 1 < len(sides[0]):  # neighbours that changed, each a line by itself
        for one in map(Clash, *sides):
            yield from _merged_words(one) if one.mine != one.theirs else (one.mine,)
    else:
        yield lines


def _parts(merged: str) -> Iterator[str | Clash]:
    """Yield the lines that git merged, without their breaks, and the stretches that clash, with them."""
    sides: dict[str, list[str]] = {}
    side = ""
    for line in merged.split("\n")[:-1]:
        sign = next((mark for mark in (MINE, BASE, MIDDLE, THEIRS) if line.startswith(mark[0] * _MARK)), None)
        if sign == THEIRS:
            yield Clash(*("".join(f"{one}\n" for one in sides[name]) for name in (MINE, BASE, MIDDLE)))
            side = ""
        elif sign:
            sides = {} if sign == MINE else sides
            sides[sign] = []
            side = sign
        elif side:
            sides[side].append(line)
        else:
            yield line


def _settled(pieces: Clash) -> str | Clash:
    """Return the words of a person who settled a doubtful one, else the clash."""
    mine, base = _joined(pieces.mine), _joined(pieces.base)
    return mine if holds_doubt(base) and not holds_doubt(mine) and "\n" not in base + mine else pieces


def _joined(pieces: str) -> str:
    """Return what ``_one_a_line`` took apart."""
    return "".join(piece or "\n" for piece in pieces.split("\n")[:-1])


def _shown(parts: list[str | Clash], labels: tuple[str, str]) -> Merged:
    """Return the text; lines that clash stand twice, once as each side has them."""
    text = ""
    first = conflicts = 0
    for part in parts:
        if isinstance(part, Clash):
            conflicts += 1
            first = first or text.count("\n") + 1
            text += f"{MINE} {labels[0]}\n{part.mine}{MIDDLE}\n{part.theirs}{THEIRS} {labels[1]}\n"
        else:
            text += part
    return Merged(text.removesuffix("\n").removesuffix("\n") + "\n", conflicts, first)
