"""Zip archives that office documents are: looked through before anything of them is kept in memory."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from generator.bounds import MEGABYTE
from generator.read.received.shape import refuse

_MOST_UNPACKED, _MOST_FILES = 400 * MEGABYTE, 5_000
_MOST_MARKS, _MOST_STREAMED_MARKS = 5_000_000, 20_000_000
"""Tags of a part that is read as a tree, where each takes some 100 bytes, and of one that is read row by row.

A report of 500 pages has a million.
"""
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_STREAMED = ("xl/worksheets/", "content.xml")


def checked_archive(path: Path, data: bytes) -> frozenset[str]:
    """Return the names of the parts. Raises DanvanError (DV604–DV606) for what cannot or should not be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > _MOST_UNPACKED or len(parts) > _MOST_FILES:
                refuse("DV606", path, size=size // MEGABYTE)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                refuse("DV604", path)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_marks(path, archive, part)
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError):
        refuse("DV605", path, problem="zip")


def _check_marks(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    marks = 0
    most = _MOST_STREAMED_MARKS if part.filename.startswith(_STREAMED) else _MOST_MARKS
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            marks += chunk.count(b"<")
            if marks > most:
                refuse("DV606", path, size=part.file_size // MEGABYTE)
