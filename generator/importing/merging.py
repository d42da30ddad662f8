"""Three versions of a text made one: what was proposed before, what people made of it, what is proposed now.

Merged word by word with ``git merge-file``, so that a word settled by a person and a line improved by the program do
not get into each other's way. A doubtful word that a person settled stays settled. What cannot be merged is shown
paragraph by paragraph between conflict marks; the person's words are never dropped.
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
    return _shown(list(_parts(_git(*map(_one_a_line, (mine, base, theirs))))), labels)


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
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        command = [git, "merge-file", "-p", "--diff3", "-q", f"--marker-size={_MARK}", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0 or done.returncode > 127:
        problem = done.stderr.decode("utf-8", "replace").strip()[-300:]
        raise DanvanError(complain("DV613", Location("git"), program="git", problem=problem), exit_code=ExitCode.FAILED)
    return done.stdout.decode("utf-8", "surrogatepass")


def _parts(merged: str) -> Iterator[str | Clash]:
    """Yield what git merged, and the clashes that are left when settled words have won."""
    sides: dict[str, list[str]] = {}
    side = ""
    for line in merged.split("\n")[:-1]:
        sign = next((mark for mark in (MINE, BASE, MIDDLE, THEIRS) if line.startswith(mark[0] * _MARK)), None)
        if sign == THEIRS:
            mine, base, theirs = (_joined(sides[name]) for name in (MINE, BASE, MIDDLE))
            settled = holds_doubt(base) and not holds_doubt(mine) and "\n" not in base + mine
            yield mine if settled else Clash(mine, theirs)
            side = ""
        elif sign:
            sides = {} if sign == MINE else sides
            sides[sign] = []
            side = sign
        elif side:
            sides[side].append(line)
        else:
            yield line or "\n"


def _joined(lines: list[str]) -> str:
    return "".join(line or "\n" for line in lines)


def _shown(parts: list[str | Clash], labels: tuple[str, str]) -> Merged:
    """Return the text; every line with a clash stands twice, once as each side has it."""
    lines: list[tuple[str, str, bool]] = []
    mine = theirs = ""
    clashing = False
    for part in [*parts, "\n"]:
        if isinstance(part, Clash):
            mine, theirs, clashing = mine + part.mine, theirs + part.theirs, True
        elif part == "\n":
            lines.append((mine, theirs, clashing))
            mine, theirs, clashing = "", "", False
        else:
            mine, theirs = mine + part, theirs + part
    out: list[str] = []
    first = conflicts = 0
    for one, other, clash in lines:
        if not clash:
            out += one.split("\n")
            continue
        conflicts += 1
        first = first or len(out) + 1
        out += [f"{MINE} {labels[0]}", *one.split("\n"), MIDDLE, *other.split("\n"), f"{THEIRS} {labels[1]}"]
    return Merged("\n".join(out).removesuffix("\n") + "\n", conflicts, first)
