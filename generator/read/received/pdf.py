"""``.pdf``: the text layer as printed lines, or, for scans and bad layers, what Tesseract reads from the page images.

A page becomes lines with what the page shows about them: columns stand apart by runs of spaces, raised numbers are
superscripts, a rule stands above notes in small type, an indented line follows a blank one, ruled tables are Markdown
rows, and ``\\f`` starts a page. Pages are read one at a time and forgotten.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image

from generator.bounds import OverdueError, time_bounded
from generator.diagnostics import DanvanError, Diagnostic
from generator.entities import Span
from generator.read.received import ocr
from generator.read.received.encodings import modernised
from generator.read.received.layout import Page, page_text
from generator.read.received.shape import LONGEST_TEXT, note, refuse

_MOST_PAGES, _SECONDS = 400, 600
_SCAN_CHARACTERS = 25  # a page with fewer, on average, is a picture
_POOR = 0.6  # share of words read right below which a text layer is not worth keeping
_DPI = 300

Measure = Callable[[str], float]


def read_pdf(path: Path, data: bytes, measure: Measure | None) -> tuple[str, tuple[Span, ...], bool, list[Diagnostic]]:
    """Return text, bold spans, whether it was recognised from images, and what to say about it.

    ``measure`` tells which share of a text's words is as printed. Raises DanvanError (DV604, DV605, DV608, DV613).
    """
    count = _check(path, data)
    found = [note("DV612", path, count=count, limit=_MOST_PAGES)] if count > _MOST_PAGES else []
    count = min(count, _MOST_PAGES)
    try:
        with time_bounded(_SECONDS):
            text, bold = _text_layer(path, data, count)
    except OverdueError:
        refuse("DV613", path, program="pdfplumber", problem=f"> {_SECONDS} s")
    if len("".join(text.split())) < _SCAN_CHARACTERS * count:
        return ocr.recognise(path, _page_images(path, data, count)), (), True, [*found, note("DV617", path)]
    quality = measure(text) if measure else 1.0
    if quality >= _POOR:
        return text, bold, False, found
    shown = f"{quality:.2f}"
    if not ocr.can_recognise():
        return text, bold, True, [*found, note("DV614", path, quality=shown)]
    again = ocr.recognise(path, _page_images(path, data, count))
    return again, (), True, [*found, note("DV611", path, quality=shown)]


def _check(path: Path, data: bytes) -> int:
    """Return the number of pages; refuse what has a password or cannot be opened."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        if "password" in str(problem).lower():
            refuse("DV604", path)
        refuse("DV605", path, problem=" ".join(str(problem).split())[:100])
    try:
        count = len(document)
    finally:
        document.close()
    if not count:
        refuse("DV605", path, problem="0 trang / pages")
    if b"%%EOF" not in data[-2048:]:
        refuse("DV605", path, problem="%%EOF")
    return count


def _text_layer(path: Path, data: bytes, count: int) -> tuple[str, tuple[Span, ...]]:
    """Return the text of the pages and its bold spans."""
    parts: list[str] = []
    bold: list[Span] = []
    length = 0
    for page in _pages(path, data, count):
        text, spans = page_text(page)
        text = ("\f" if parts else "") + text
        shift = length + (1 if parts else 0)
        bold += [Span(span.start + shift, span.end + shift) for span in spans]
        parts.append(text)
        length += len(text)
        if length > LONGEST_TEXT:
            refuse("DV602", path, size=length // 1_000_000, limit=LONGEST_TEXT // 1_000_000)
    whole = "".join(parts)
    decoded = modernised(whole)
    return decoded.text, tuple(bold) if len(decoded.text) == len(whole) else ()


def _pages(path: Path, data: bytes, count: int) -> Iterator[Page]:
    """Yield what stands on every page. Any failure of the library on a malformed file becomes a refusal (DV605)."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages[:count]:
                yield _read(page)
                page.close()
    except (MemoryError, OverdueError, DanvanError):
        raise
    except Exception as problem:  # pdfminer lets errors of every type escape from malformed objects
        inner = problem.__context__ if isinstance(problem, PdfminerException) else None
        if isinstance(inner, (MemoryError, OverdueError)):
            raise inner from problem
        refuse("DV605", path, problem=type(problem).__name__)


def _read(page: Any) -> Page:
    words = page.extract_words(
        keep_blank_chars=False, use_text_flow=False, extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15
    )
    ruled = len(page.rects) + len(page.lines) >= 4
    tables = [(table.bbox, table.extract()) for table in page.find_tables()] if ruled else []
    return Page(float(page.width), float(page.height), words, tables)


def _page_images(path: Path, data: bytes, count: int) -> Iterator[Image.Image]:
    """Yield the pages as grey images at 300 dpi, or less for pages larger than any paper."""
    document = pdfium.PdfDocument(data)
    try:
        for index in range(count):
            page = document[index]
            width, height = page.get_size()
            scale = min(_DPI / 72, (ocr.MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            yield page.render(scale=scale, grayscale=True).to_pil()
            page.close()
    except (pdfium.PdfiumError, ValueError, OverflowError) as problem:
        refuse("DV605", path, problem=" ".join(str(problem).split())[:100])
    finally:
        document.close()
