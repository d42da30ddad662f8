"""``danvan settle``: goes through the doubtful words one by one and writes what a person says each of them is.

Every answer is written at once; whoever stops goes on later where they stopped.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from generator.cli.doubts import FILES, in_context, scanned
from generator.cli.findings import shown
from generator.cli.options import ROOT
from generator.cli.show import out
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, ExitCode, Language, Location, complain, refusal
from generator.importing.body import escaped
from generator.importing.settling import OpenDoubt, doubts_in, open_doubts

_AROUND = 120
SKIP, STOP, SAME = "-", "q", "!"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a word: the right word, None to skip; ``same``: so wherever it was read so."""

    word: str | None
    same: bool = False


@click.command("settle", help=say("settle", language()))
@FILES
@ROOT
@click.pass_obj
def command(lang: Language, files: tuple[Path, ...], root: Path) -> None:
    before = list(open_doubts(root, files))
    if before:
        out.print(say("settle_keys", lang))
    for path in dict.fromkeys(one.path for one in before):
        if not settle_file(path, root):
            break
    left = sum(1 for _ in open_doubts(root, files))
    out.print(say("settle_done", lang, settled=len(before) - left, count=left))


def settle_file(path: Path, root: Path) -> bool:
    """Ask about every doubtful word of a file; return False if the person wants to stop."""
    at = 0
    while (one := next((d for d in doubts_in(path, _read(path), root) if d.start >= at), None)) is not None:
        answer = _asked(one)
        if answer is None:
            return False
        if answer.word is None:
            at = one.end
            continue
        text, at = settled_text(_read(path), one, answer, root)
        _write(path, text)
    return True


def settled_text(text: str, one: OpenDoubt, answer: Answer, root: Path) -> tuple[str, int]:
    """Return the text of a file with the answer in it, and where to go on."""
    word = escaped(answer.word or "")
    after = text[one.end :]
    if answer.same:
        for other in reversed(list(doubts_in(one.path, after, root))):
            if (other.read, other.raw) == (one.read, one.raw):
                after = after[: other.start] + word + after[other.end :]
    return text[: one.start] + word + after, one.start + len(word)


def _asked(one: OpenDoubt) -> Answer | None:
    """Ask what a word is; None if the person wants to stop."""
    out.print(Text(f"\n{one.path.name}:{one.line}:{one.column}", style="dim"))
    out.print(in_context(one, _AROUND))
    out.print(scanned(one))
    choices = [word for word, _ in one.candidates] or [one.read]
    for number, word in enumerate(choices, 1):
        mark = " ⏎" if word == one.read else ""
        out.print(Text(f"  {number}  {shown(word)}{mark}"))
    out.print("> ", end="")
    said = sys.stdin.readline()
    return answer_of(said, one.read, choices) if said else None


def answer_of(said: str, read: str, choices: list[str]) -> Answer | None:
    """Return what ``said`` means, None for stop: a number is that of a reading, ``=2`` the word 2."""
    words = " ".join(said.split())
    if words == STOP:
        return None
    if words == SKIP:
        return Answer(None)
    same = words.endswith(SAME)
    words = words.removesuffix(SAME).strip()
    if words.isdecimal() and 1 <= int(words) <= len(choices):
        return Answer(choices[int(words) - 1], same)
    return Answer(words.removeprefix("=").strip() or read, same)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as problem:
        aside.unlink(missing_ok=True)
        told = complain("DV623", Location(str(path)), problem=refusal(problem))
        raise DanvanError(told, exit_code=ExitCode.FAILED) from problem
