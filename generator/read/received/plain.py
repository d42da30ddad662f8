"""Text files (``.txt``, ``.md``) in any encoding Vietnamese offices have used."""

from pathlib import Path

from generator.bounds import MEGABYTE
from generator.diagnostics import Diagnostic
from generator.read.received.encodings import decode
from generator.read.received.shape import LONGEST_TEXT, note, refuse


def read_plain(path: Path, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Return the text of a text file. Raises DanvanError (DV602, DV603)."""
    if len(data) > 4 * LONGEST_TEXT:
        refuse("DV602", path, size=len(data) // MEGABYTE, limit=LONGEST_TEXT // MEGABYTE)
    decoded = decode(data)
    if decoded is None:
        refuse("DV603", path)
    if len(decoded.text) > LONGEST_TEXT:
        refuse("DV602", path, size=len(data) // MEGABYTE, limit=LONGEST_TEXT // MEGABYTE)
    found: list[Diagnostic] = []
    if decoded.encoding != "UTF-8":
        found.append(note("DV610", path, encoding=decoded.encoding))
    if decoded.lost:
        found.append(note("DV618", path, count=decoded.lost, encoding=decoded.encoding))
    return decoded.text, found
