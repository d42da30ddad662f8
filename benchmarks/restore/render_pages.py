"""Makes pairs of a true text and what an English OCR engine reads of it, in any number.

Sentences are drawn from the syllable trigram counts, so no document is needed and none can leak into the
channel. Each page gets a font, a resolution and a wear of its own from its number: the same arguments give
the same pages where the same of Debian's free fonts are installed. Needs Pillow, and the `tesseract` command with the
model `eng`.

    python benchmarks/restore/render_pages.py --counts FOLDER --out FOLDER --first 0 --pages 100
"""

import argparse
import lzma
import os
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_ROOT = Path("/usr/share/fonts")
FAMILIES = {  # weight of the family, files for regular, italic, bold, bold italic
    "LiberationSerif": (60, "truetype/liberation2/LiberationSerif-{}.ttf", ("Regular", "Italic", "Bold", "BoldItalic")),
    "FreeSerif": (14, "truetype/freefont/FreeSerif{}.ttf", ("", "Italic", "Bold", "BoldItalic")),
    "NotoSerif": (6, "truetype/noto/NotoSerif-{}.ttf", ("Regular", "Italic", "Bold", "BoldItalic")),
    "LiberationSans": (10, "truetype/liberation2/LiberationSans-{}.ttf", ("Regular", "Italic", "Bold", "BoldItalic")),
    "LinLibertine": (6, "opentype/linux-libertine/LinLibertine_{}.otf", ("R", "RI", "RB", "RBI")),
    "DejaVuSerif": (4, "truetype/dejavu/DejaVuSerif{}.ttf", ("", "-Italic", "-Bold", "-BoldItalic")),
}
ACRONYMS = ("UBND", "HĐND", "MTTQ", "BCĐ", "TW", "TU", "HU", "ĐU", "QĐ-UBND", "KH-UBND", "OCOP", "BHYT", "CCHC")
NUMBERED = (
    *("CT/TU", "KH/TU", "QĐ/TW", "NQ/TU", "KL/TW", "BC/BCĐ", "CV/BCĐ", "HD/BDVTU", "KH/HU", "TB/VPTU"),
    *("QĐ-UBND", "KH-UBND", "NQ-HĐND", "CTr/TU"),
)
VOWELS = set("aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


@dataclass(frozen=True)
class Word:
    """One printed word (no spaces) and its style: 0 regular, 1 italic, 2 bold, 3 bold italic."""

    text: str
    style: int


class Sampler:
    """Draws running text from the counts: mostly trigrams, now and then a rarer syllable for coverage."""

    def __init__(self, folder: Path) -> None:
        self.next2: dict[tuple[str, str], tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        self.next1: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        self.rare: list[str] = []
        weights: list[float] = []
        for (word,), count in _counts(folder / "1-grams.tsv.xz"):
            if word.startswith("<") or not VOWELS & set(word) or len(word) > 7:
                continue
            self.rare.append(word)
            weights.append(count**0.45)
        self.rare_cum = np.cumsum(weights).tolist()
        for (first, second), count in _counts(folder / "2-grams.tsv.xz"):
            if count >= 5:
                self.next1[first][0].append(second)
                self.next1[first][1].append(count)
        for (first, second, third), count in _counts(folder / "3-grams.tsv.xz"):
            self.next2[first, second][0].append(third)
            self.next2[first, second][1].append(count)

    def syllables(self, rng: random.Random) -> Iterator[str]:
        first, second = "<s>", "<s>"
        while True:
            if rng.random() < 0.12:
                word = rng.choices(self.rare, cum_weights=self.rare_cum)[0]
            else:
                table = self.next2.get((first, second)) or self.next1.get(second) or self.next1["<p>"]
                word = rng.choices(table[0], table[1])[0]
            first, second = second, word
            if word not in ("<s>", "<unk>"):
                yield word


def _counts(path: Path) -> Iterator[tuple[list[str], int]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            gram, count = line.rstrip("\n").split("\t")
            yield gram.split(" "), int(count)


def _number(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.25:
        return f"{rng.randint(1, 30):02d}/{rng.randint(1, 12)}/{rng.randint(2005, 2025)}"
    if kind < 0.4:
        return f"{rng.randint(1, 99)}-{rng.choice(NUMBERED)}"
    if kind < 0.55:
        return f"{rng.randint(1, 999)}.{rng.randint(0, 999):03d}.000"
    if kind < 0.65:
        return f"{rng.randint(0, 99)},{rng.randint(0, 99)}%"
    return str(rng.choice((rng.randint(0, 20), rng.randint(20, 400), rng.randint(2000, 2026))))


def paragraph(stream: Iterator[str], rng: random.Random, length: int) -> list[Word]:
    """`length` syllables as printed words: sentences, names, numbers, quotations, capitals, styles."""
    kind = rng.random()
    style = 1 if kind < 0.22 else 2 if kind < 0.34 else 3 if kind < 0.40 else 0
    shout = 0.30 < kind < 0.38
    words: list[Word] = []
    start, name_left, quote_left, quote_style = True, 0, 0, style
    for _ in range(length):
        word = next(stream)
        if word == "<p>":
            mark = rng.choice(",,,,,...;:")
            if words and words[-1].text[-1].isalnum():
                words[-1] = Word(words[-1].text + mark, words[-1].style)
                start = mark == "."
            continue
        if word == "<n>":
            words.append(Word(_number(rng), style))
            continue
        if rng.random() < 0.02:
            words.append(Word(rng.choice(ACRONYMS), style))
        if name_left == 0 and rng.random() < 0.035:
            name_left = rng.randint(1, 4)
        if quote_left == 0 and rng.random() < 0.012:
            quote_left, quote_style = rng.randint(2, 7), rng.choice((1, 1, style))
            word = "“" + word[:1].upper() + word[1:]
        if shout or word in ("ubnd", "hđnd", "mttq"):
            word = word.upper()
        elif start or name_left:
            word = word[:1].upper() + word[1:]
        name_left = max(0, name_left - 1)
        if quote_left == 1:
            word += "”"
        words.append(Word(word, quote_style if quote_left else style))
        quote_left = max(0, quote_left - 1)
        start = False
    return words


def _fonts(rng: random.Random, pixels: int) -> list[ImageFont.FreeTypeFont]:
    names = [name for name, family in FAMILIES.items() if (FONT_ROOT / family[1].format(family[2][0])).exists()]
    family = FAMILIES[rng.choices(names, [FAMILIES[name][0] for name in names])[0]]
    paths = [FONT_ROOT / family[1].format(style) for style in family[2]]
    return [ImageFont.truetype(str(path if path.exists() else paths[0]), pixels) for path in paths]


def draw_page(paragraphs: list[list[Word]], rng: random.Random, lines_max: int) -> tuple[Image.Image, int, list[str]]:
    """The page as an image, its resolution, and its true lines."""
    dpi = rng.choice((150, 170, 200, 200, 200, 250, 300, 300))
    pixels = round(rng.choice((13, 13.5, 14, 14, 12)) * dpi / 72)
    fonts = _fonts(rng, pixels)
    width, margin = round(8.27 * dpi), round(0.9 * dpi)
    step = round(pixels * rng.uniform(1.2, 1.55))
    image = Image.new("L", (width, margin + step * (lines_max + 3)), 255)
    pen, lines, y = ImageDraw.Draw(image), [], margin
    for words in paragraphs:
        x, line = margin + round(0.4 * dpi), []
        for word in words:
            advance = fonts[word.style].getlength(word.text + " ")
            if x + advance > width - margin and line:
                lines.append(" ".join(line))
                x, line, y = margin, [], y + step
            if len(lines) >= lines_max:
                return image, dpi, lines
            pen.text((x, y), word.text, font=fonts[word.style], fill=rng.choice((0, 0, 10, 30)))
            x += advance
            line.append(word.text)
        lines.append(" ".join(line))
        y += round(step * 1.2)
    return image, dpi, lines


def wear(image: Image.Image, rng: random.Random) -> Image.Image:
    """What a scanner does: a slight turn, blur, grain, thick or thin strokes, sometimes pure black and white."""
    seeded = np.random.default_rng(rng.getrandbits(32))
    if rng.random() < 0.6:
        image = image.rotate(rng.uniform(-0.4, 0.4), resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(rng.choice((0, 0.4, 0.7, 1.0, 1.3)) * image.width / 1654))
    grey = np.asarray(image, dtype=np.float32)
    grey = grey + seeded.normal(0, rng.choice((0, 4, 10, 22)), grey.shape)
    grey = np.clip(grey, 0, 255)
    if rng.random() < 0.35:
        grey = np.where(grey > rng.choice((110, 140, 170, 190)), 255, 0)
    return Image.fromarray(grey.astype(np.uint8))


def read_page(image: Image.Image, dpi: int, folder: Path, engine: str) -> str:
    """What the engine, "model folder:mode", reads with the English model."""
    path = folder / f"page.{os.getpid()}.png"
    image.save(path, dpi=(dpi, dpi))
    models, mode = engine.split(":")[:2]
    command = ["tesseract", str(path), "-", "-l", "eng", "--oem", mode]
    command += ["--tessdata-dir", models] if models else []
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=one_core)
    path.unlink()
    return done.stdout


def words_of(text: str) -> list[list[Word]]:
    """A real text, one paragraph per line, as printed words; what stands in quotation marks is italic."""
    result = []
    for line in text.splitlines():
        words, style = [], 0
        for token in line.split():
            style = 1 if "“" in token else style
            words.append(Word(token, style))
            style = 0 if "”" in token else style
        if words:
            result.append(words)
    return result


def _of_counts(folder: Path, first: int, last: int) -> Iterator[tuple[str, random.Random, list[list[Word]], int]]:
    sampler = Sampler(folder)
    for number in range(first, last):
        rng = random.Random(number)
        stream = sampler.syllables(rng)
        yield f"{number:05d}", rng, [paragraph(stream, rng, rng.randint(8, 90)) for _ in range(30)], 40


def _of_text(path: Path, copies: int) -> Iterator[tuple[str, random.Random, list[list[Word]], int]]:
    paragraphs = words_of(path.read_text(encoding="utf-8"))
    for copy in range(copies):
        for page, start in enumerate(range(0, len(paragraphs), 8)):
            name = f"{path.name.split('.')[0]}-{copy}-{page:02d}"
            yield name, random.Random(name), paragraphs[start : start + 8], 90


def main() -> None:
    """Writes NAME.true.txt and NAME.ocr.txt into --out for every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=Path, help="folder of the n-gram counts: draw sentences from them")
    parser.add_argument("--text", type=Path, help="a text, one paragraph per line, in place of drawn sentences")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pages", type=int, default=10, help="pages, or with --text the number of readings")
    parser.add_argument(
        "--engine", action="append", help="model folder:mode:weight, repeatable; an empty folder is the installed model"
    )
    options = parser.parse_args()
    engines = options.engine or [":3:1"]
    weights = [float(engine.split(":")[2]) for engine in engines]
    options.out.mkdir(parents=True, exist_ok=True)
    if options.text:
        source = _of_text(options.text, options.pages)
    else:
        source = _of_counts(options.counts, options.first, options.first + options.pages)
    for name, rng, paragraphs, lines_max in source:
        image, dpi, lines = draw_page(paragraphs, rng, lines_max)
        read = read_page(wear(image, rng), dpi, options.out, rng.choices(engines, weights)[0])
        (options.out / f"{name}.true.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (options.out / f"{name}.ocr.txt").write_text(read, encoding="utf-8")


if __name__ == "__main__":
    main()
