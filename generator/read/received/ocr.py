"""Scans and images: recognised with Tesseract (Vietnamese), a page at a time, in bounded time and memory."""

import io
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytesseract
from PIL import Image, ImageSequence, UnidentifiedImageError

from generator.bounds import MEGABYTE
from generator.read.received.shape import refuse

MOST_PIXELS = 100 * MEGABYTE  # an A3 page at 600 dpi has 70
_LONGEST_SIDE, _SECONDS, _MOST_PAGES = 19_000, 180, 400
Image.MAX_IMAGE_PIXELS = None  # Pillow's own guard cannot name the size; ``check_size`` stands in its place
_LANGUAGE = "vie"
_OPTIONS = "--psm 3 -c preserve_interword_spaces=1"  # runs of spaces show columns


@cache
def can_recognise() -> bool:
    """True if Tesseract and its Vietnamese data are installed."""
    if shutil.which(pytesseract.pytesseract.tesseract_cmd) is None:
        return False
    try:
        return _LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError):
        return False


def recognise(path: Path, pages: Iterable[Image.Image]) -> str:
    """Return the text of page images, ``\\f`` between pages. Raises DanvanError (DV608, DV613)."""
    if not can_recognise():
        refuse("DV608", path, missing_program=True)
    texts: list[str] = []
    for page in pages:
        try:
            text = pytesseract.image_to_string(page, lang=_LANGUAGE, config=_OPTIONS, timeout=_SECONDS)
        except (RuntimeError, OSError) as problem:  # TesseractError and its timeout are RuntimeErrors
            refuse("DV613", path, program="Tesseract", problem=" ".join(str(problem).split())[:200])
        texts.append(str(text).strip("\f\n"))
    return "\n\f".join(texts)


def images_of(path: Path, data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of an image file, in grey. Raises DanvanError (DV605; DV607 before decoding)."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            check_size(path, image.width, image.height)
            for index, frame in enumerate(ImageSequence.Iterator(image)):
                if index == _MOST_PAGES:
                    return
                check_size(path, frame.width, frame.height)
                yield frame.convert("L")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        refuse("DV605", path, problem=type(problem).__name__)


def check_size(path: Path, width: int, height: int) -> None:
    """Refuse an image no scanner makes. Raises DanvanError (DV607)."""
    if width * height > MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        refuse("DV607", path, width=width, height=height)
