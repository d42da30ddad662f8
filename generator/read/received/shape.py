"""What reading a received file returns, and how a file is refused.

A file either becomes text or is refused with a located diagnostic (DV6xx); nothing is read in part without saying so.
"""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from generator.bounds import MEGABYTE, MEMORY, memory_bounded
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, refusal
from generator.entities import Span

_LARGEST = 200 * MEGABYTE
LONGEST_TEXT = 40 * MEGABYTE  # characters; no report is as long, and everything after is linear in it


@dataclass(frozen=True, slots=True)
class Received:
    """A received file as text. Offsets in all that follows are code points of ``text``.

    ``text`` is as the file holds it: printed lines with ``\\f`` at page starts, or, with ``whole``, a paragraph a line,
    tables as Markdown rows (``| a | b |``), notes as ``[n] …`` at the end. ``bold``: what the file sets in bold, known
    only for formats that have type (``typed``). ``scanned``: the text was recognised from images. ``sha256`` is of the
    file's bytes.
    """

    file: str
    format: str
    sha256: str
    text: str
    whole: bool = False
    typed: bool = False
    bold: tuple[Span, ...] = ()
    scanned: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def refuse(code: str, path: Path, *, missing_program: bool = False, **values: object) -> NoReturn:
    """Raise DanvanError with the diagnostic that says why ``path`` is not read."""
    exit_code = ExitCode.FAILED if missing_program else ExitCode.FOUND
    raise DanvanError(complain(code, Location(str(path)), **values), exit_code=exit_code)


def note(code: str, path: Path, **values: object) -> Diagnostic:
    """Return a diagnostic about ``path`` that does not stop its reading."""
    return complain(code, Location(str(path)), **values)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that holds some. Raises DanvanError (DV601, DV602, DV616)."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a device or a pipe may never end
            refuse("DV616", path, problem={"vi": "không phải tệp thường", "en": "not a regular file"})
        if state.st_size > _LARGEST:
            refuse("DV602", path, size=state.st_size // MEGABYTE, limit=_LARGEST // MEGABYTE)
        data = path.read_bytes()
    except OSError as problem:
        refuse("DV616", path, problem=refusal(problem))
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        refuse("DV601", path)
    return data


@contextmanager
def in_bounds(path: Path, size: int = MEMORY) -> Iterator[None]:
    """Work on the file at ``path`` with ``size`` more bytes of memory. Raises DanvanError (DV619) beyond."""
    try:
        with memory_bounded(size):
            yield
    except MemoryError:
        refuse("DV619", path, limit=size // MEGABYTE)
