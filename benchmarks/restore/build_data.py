"""Makes the data files the restorer ships from n-gram counts and pairs of true and misread pages.

    python benchmarks/restore/build_data.py --counts FOLDER --pairs FOLDER [--pairs FOLDER] --out generator/restore/data

The same input gives the same bytes. ``--without TEXT`` takes a text counted with ``--weight`` out of the counts
again, for measuring on it.
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.restore.channel import Channel
from generator.restore.language import Counts, counts_of, grams_of
from generator.restore.pack import save
from generator.restore.pairs import count_pairs
from generator.restore.quality import save_forms
from generator.restore.train import learn_channel


def grams(folder: Path, without: list[Path], weight: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield n-grams and counts of the three files of ``folder``, less those of the texts in ``without``."""
    less: Counter[tuple[str, ...]] = Counter()
    for path in without:
        for gram, count in grams_of(path.read_text(encoding="utf-8"), weight):
            less[gram] += count
    for order in (1, 2, 3):
        with lzma.open(folder / f"{order}-grams.tsv.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                words, count = line.rstrip("\n").split("\t")
                gram = tuple(words.split(" "))
                if (left := int(count) - less.get(gram, 0)) > 0:
                    yield gram, left


def page_pairs(folders: list[Path]) -> Counter[tuple[str, str]]:
    """Return word pairs of every NAME.true.txt beside its NAME.ocr.txt."""
    paths = sorted(path for folder in folders for path in folder.glob("*.true.txt"))
    return count_pairs(
        (path.read_text("utf-8"), path.with_name(path.name.replace(".true.", ".ocr.")).read_text("utf-8"))
        for path in paths
    )


def write_forms(path: Path, counts: Counts, pairs: Counter[tuple[str, str]]) -> None:
    """Write the word lists of the quality score."""
    clean = {word: float(n) for word, n in zip(counts.words, counts.unigrams.tolist(), strict=True) if word[0] != "<"}
    misread: Counter[str] = Counter()
    for (true, raw), count in pairs.items():
        if raw != true and not raw.isdecimal():
            misread[raw.lower()] += count
    save_forms(path, clean, misread)


def main() -> None:
    """Writes restorer.bin and forms.bin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=Path, action="append", default=[])
    parser.add_argument("--weight", type=int, default=6)
    parser.add_argument("--least", type=int, nargs=3, default=(1, 1, 1), help="smallest counts kept of 1-, 2-, 3-grams")
    options = parser.parse_args()
    pairs = page_pairs(options.pairs)
    counts = counts_of(grams(options.counts, options.without, options.weight), tuple(options.least))
    channel: Channel = learn_channel(pairs)
    options.out.mkdir(parents=True, exist_ok=True)
    save(options.out / "restorer.bin", counts, channel, {"pairs": sum(pairs.values())})
    write_forms(options.out / "forms.bin", counts, pairs)


if __name__ == "__main__":
    main()
