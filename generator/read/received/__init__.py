"""Reads a file as it was received and returns its text: the kind is told from the bytes, not from the name.

``.txt`` and ``.md`` in any Vietnamese encoding, ``.docx``, ``.pdf``, scans and images (Tesseract), ``.doc``, ``.odt``
and ``.rtf`` (LibreOffice). A file that cannot be read is refused with a located diagnostic; time and memory are
bounded.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.entities import Span
from generator.read.received.archives import checked_archive
from generator.read.received.plain import read_plain
from generator.read.received.shape import Received, bytes_of, in_bounds, note, refuse

__all__ = ["Received", "read_received"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_SUFFIXES = {
    "text": (".txt", ".md", ".markdown", ".text", ""),
    "docx": (".docx",),
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
    "doc": (".doc",),
    "odt": (".odt",),
    "rtf": (".rtf",),
}


def read_received(path: Path, *, measure: Callable[[str], float] | None = None) -> Received:
    """Return the text of the file at ``path``.

    ``measure`` returns the share of words of a text that are as printed, 0..1 (``generator.restore.quality``): a PDF
    whose text layer is poor is then read again from its images. Raises DanvanError (DV601–DV619).
    """
    with in_bounds(path):
        return _received(path, bytes_of(path), measure)


def _received(path: Path, data: bytes, measure: Callable[[str], float] | None) -> Received:
    kind = _kind(path, data)
    found: list[Diagnostic] = []
    if path.suffix.lower() not in _SUFFIXES[kind]:
        found.append(note("DV615", path, suffix=path.suffix, format=kind))
    text, whole, bold, scanned, more = _read(kind, path, data, measure)
    if not text.strip():
        refuse("DV601", path)
    return Received(
        file=path.name,
        format=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        whole=whole,
        typed=bool(bold),
        bold=bold,
        scanned=scanned,
        diagnostics=(*found, *more),
    )


def _kind(path: Path, data: bytes) -> str:
    """Return the kind of file the bytes are. Raises DanvanError (DV603, DV604)."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith(b"PK"):
        return _kind_of_archive(path, data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            refuse("DV604", path)
        return "doc"
    return "rtf" if data.startswith(b"{\\rtf") else "text"


def _kind_of_archive(path: Path, data: bytes) -> str:
    names = checked_archive(path, data)
    if "word/document.xml" in names:
        return "docx"
    if not {"content.xml", "META-INF/manifest.xml"} <= names:
        refuse("DV603", path)
    return "odt"


def _read(
    kind: str, path: Path, data: bytes, measure: Callable[[str], float] | None
) -> tuple[str, bool, tuple[Span, ...], bool, list[Diagnostic]]:
    """Return text, whether its lines are paragraphs, bold spans, whether it was recognised, and diagnostics.

    The readers of a kind are imported when one is met: a run over text files needs none of their libraries.
    """
    if kind == "text":
        text, found = read_plain(path, data)
        return text, False, (), False, found
    if kind == "pdf":
        from generator.read.received.pdf import read_pdf

        text, bold, scanned, found = read_pdf(path, data, measure)
        return text, False, bold, scanned, found
    if kind == "image":
        from generator.read.received.ocr import images_of, recognise

        return recognise(path, images_of(path, data)), False, (), True, [note("DV617", path)]
    from generator.read.received.word import read_word

    if kind != "docx":
        from generator.read.received.office import to_docx

        data = to_docx(path, data, "." + kind)
        checked_archive(path, data)
    text, bold = read_word(path, data)
    return text, True, bold, False, []
