"""Measures the restorer: CER, syllable error, calibration, speed, memory.

    python benchmarks/restore/measure.py --pair RAW TRUE [--pair RAW TRUE ...] [--pages FOLDER ...] [--data FILE]

A pair is a misread text and its true text, compared with case and without regard to line breaks; what stands in
the raw text before the first and after the last word of the true one is not counted (headers, signatures).
``--folds`` measures a pair once more in two halves, each with the channel taught by the other half.
"""

import argparse
import re
import resource
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz.distance import Levenshtein

from generator.restore import Restored, Restorer, load_restorer
from generator.restore.restorer import DATA
from generator.restore.train import train
from generator.text import tone_placed

THRESHOLDS = (0.5, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass
class Tally:
    """Sums over texts."""

    syllables: int = 0
    raw_wrong: int = 0
    wrong: int = 0
    letters: int = 0
    raw_cer: int = 0
    cer: int = 0
    seconds: float = 0.0
    doubtful: int = 0
    graded: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def report(self, name: str) -> str:
        lines = [
            f"{name}: {self.syllables} syllables",
            f"  syllable error  raw {self.raw_wrong / self.syllables:6.2%}   now {self.wrong / self.syllables:6.2%}",
            f"  CER             raw {self.raw_cer / self.letters:6.2%}   now {self.cer / self.letters:6.2%}",
            f"  speed           {self.syllables / max(self.seconds, 1e-9):.0f} syllables/s",
            f"  doubtful        {self.doubtful / max(len(self.graded), 1):.1%} of words",
        ]
        for threshold in THRESHOLDS:
            above = [right for posterior, right in self.graded if posterior >= threshold]
            lines.append(
                f"  posterior >= {threshold:<5} share {len(above) / max(len(self.graded), 1):6.1%}"
                f"   precision {sum(above) / max(len(above), 1):7.2%}"
            )
        return "\n".join(lines)


def syllables(text: str) -> list[str]:
    """Words and numbers with their case; tone placement (`hoá`, `hóa`) is no difference."""
    return [tone_placed(word) for word in _SYLLABLE.findall(text)]


def squeezed(text: str) -> str:
    return tone_placed(" ".join(text.split()))


def inner(hypothesis: Sequence[str], truth: Sequence[str]) -> tuple[int, int]:
    """Return the slice of ``hypothesis`` that the truth covers: from the first matched block to the last."""
    blocks = [op for op in Levenshtein.opcodes(hypothesis, truth) if op.tag == "equal"]
    long = [op for op in blocks if op.src_end - op.src_start >= 3] or blocks
    if not long:
        return 0, len(hypothesis)
    first, last = long[0], long[-1]
    return max(0, first.src_start - first.dest_start), last.src_end + len(truth) - last.dest_end


def moved_words(words: Sequence[str], true: Sequence[str]) -> set[int]:
    """Return the places of words that stand elsewhere in the truth with a neighbour: read right, in another order."""
    unmatched = [op for op in Levenshtein.opcodes(words, true) if op.tag != "equal"]
    wanted = {pair for op in unmatched for pair in pairwise(true[op.dest_start : op.dest_end])}
    places: set[int] = set()
    for op in unmatched:
        for place in range(op.src_start, op.src_end - 1):
            if (words[place], words[place + 1]) in wanted:
                places |= {place, place + 1}
    return places


def add(tally: Tally, restored: Restored, truth: str, seconds: float) -> None:
    """Compare one restored text with the truth."""
    true, mine = syllables(truth), [(tone_placed(m[0]), m.start()) for m in _SYLLABLE.finditer(restored.text)]
    low, high = inner([word for word, _ in mine], true)
    mine = mine[low:high]
    words = [word for word, _ in mine]
    span = (mine[0][1], mine[-1][1] + len(words[-1])) if mine else (0, 0)
    raw_span = restored.raw_span(*span)
    raw = restored.raw[slice(*raw_span)]
    tally.syllables += len(true)
    tally.wrong += Levenshtein.distance(words, true)
    tally.raw_wrong += Levenshtein.distance(syllables(raw), true)
    tally.letters += len(squeezed(truth))
    tally.cer += Levenshtein.distance(squeezed(restored.text[slice(*span)]), squeezed(truth))
    tally.raw_cer += Levenshtein.distance(squeezed(raw), squeezed(truth))
    tally.seconds += seconds
    posterior = {token.start: token for token in restored.tokens}
    moved = moved_words(words, true)
    for op in Levenshtein.opcodes(words, true):
        for place in range(op.src_start, op.src_end):
            token = posterior.get(mine[place][1])
            if token is None or token.noise:
                continue
            tally.graded.append((token.posterior, op.tag == "equal" or place in moved))
            tally.doubtful += token.doubtful
        if op.tag != "equal":
            said = " ".join(
                f"{words[i]}({posterior[mine[i][1]].posterior:.3f})" if mine[i][1] in posterior else words[i]
                for i in range(op.src_start, op.src_end)
            )
            near = " ".join(true[max(0, op.dest_start - 2) : op.dest_start])
            seen = ""
            if op.src_end > op.src_start:
                seen = restored.raw[slice(*restored.raw_span(mine[op.src_start][1], mine[op.src_end - 1][1] + 1))]
            tally.errors.append(f"{near} [{' '.join(true[op.dest_start : op.dest_end])}] <- {said} | {seen!r}")


def measure(restorer: Restorer, pairs: Iterable[tuple[str, str]]) -> Tally:
    tally = Tally()
    for raw, truth in pairs:
        before = time.process_time()
        restored = restorer.restore(raw)
        add(tally, restored, truth, time.process_time() - before)
    return tally


def halves(raw: str, truth: str) -> list[tuple[str, str]]:
    """Cut a pair in two at a paragraph of the truth near the middle."""
    paragraphs = truth.splitlines()
    size, at, before = len(truth), 0, 0
    while before < size / 2:
        before += len(paragraphs[at])
        at += 1
    ratio = before / size
    breaks = [match.start() for match in re.finditer(r"\n\s*\n", raw)]
    middle = min(breaks, key=lambda place: abs(place - ratio * len(raw)))
    return [(raw[:middle], "\n".join(paragraphs[:at])), (raw[middle:], "\n".join(paragraphs[at:]))]


def folds(data: Path, raw: str, truth: str) -> Tally:
    """Measure both halves, each with the pairs of the other half added to the channel."""
    tally = Tally()
    parts = halves(raw, truth)
    with TemporaryDirectory() as folder:
        for mine, other in ((0, 1), (1, 0)):
            out = Path(folder) / "fold.bin"
            train([], [(parts[other][1], parts[other][0])], data, out)
            part = measure(load_restorer(out), [parts[mine]])
            for name, value in vars(part).items():
                setattr(tally, name, getattr(tally, name) + value)
    return tally


def pages(folder: Path) -> list[tuple[str, str]]:
    paths = sorted(folder.glob("*.true.txt"))
    return [(p.with_name(p.name.replace(".true.", ".ocr.")).read_text("utf-8"), p.read_text("utf-8")) for p in paths]


def main() -> None:
    """Prints the figures of every pair, page folder and, with --folds, of both halves of each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list the errors")
    options = parser.parse_args()
    before = time.perf_counter()
    restorer = load_restorer(options.data)
    print(f"load {time.perf_counter() - before:.2f} s, data {options.data.stat().st_size / 1e6:.2f} MB")
    named = [(raw.name[:3], [(raw.read_text("utf-8"), true.read_text("utf-8"))]) for raw, true in options.pair]
    for name, texts in [*named, *((folder.name, pages(folder)) for folder in options.pages)]:
        tally = measure(restorer, texts)
        print(tally.report(name))
        if options.errors:
            print("\n".join("    " + error for error in tally.errors))
        if options.folds and len(texts) == 1:
            print(folds(options.data, *texts[0]).report(f"{name} in two folds"))
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
