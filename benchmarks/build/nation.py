"""What a nation of provinces would cost, from builds of three sizes: ``python -m benchmarks.build.nation [SIZES…]``.

Every size is built from nothing and again after one model changed. A line through the measured points gives what each
model costs and what every site costs, whatever its size; both are carried on to 34 provinces of 25,000 models. Times
are processor time of all processes, told as shares of one whole build of a province: machines differ, ratios less so.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from benchmarks.build.measure import edit, lay_out, timed

PROVINCES, MODELS = 34, 25_000
CORES = (2, 8, 34, 68)
"""Cores of the machines that build at night, whose nights are told."""
_SERIAL_CORES = 2
"""Cores that the build of one province keeps busy."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a site costs: files and bytes of content, pages, files and bytes published, seconds."""

    content_bytes: float
    pages: float
    files: float
    site_bytes: float
    records_bytes: float
    fulltext_bytes: float
    build: float
    again: float


NAMES = {
    "content_bytes": "content, kB",
    "pages": "pages",
    "files": "files published",
    "site_bytes": "published, kB",
    "records_bytes": "record table (search, explorer, maps), kB",
    "fulltext_bytes": "full-text index, kB",
    "build": "build from nothing, processor seconds",
    "again": "build after one change, processor seconds",
}


def measured(count: int, folder: Path) -> Cost:
    """Return what a province of ``count`` models costs, built in ``folder``."""
    lay_out(count, folder)
    danvan = [sys.executable, "-m", "generator", "build", "--root", str(folder)]
    first = timed("from nothing", danvan)
    edit(next(path for path in sorted((folder / "content" / "models").glob("*.md"))))
    second = timed("after one change", danvan)
    site = folder / "build" / "site"
    return Cost(
        content_bytes=_bytes(folder / "content"),
        pages=sum(1 for _ in site.rglob("*.html")),
        files=sum(1 for path in site.rglob("*") if path.is_file()),
        site_bytes=_bytes(site),
        records_bytes=_bytes(site / "assets" / "search"),
        fulltext_bytes=_bytes(site / "pagefind"),
        build=first.processor,
        again=second.processor,
    )


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def line(sizes: Sequence[int], values: Sequence[float]) -> tuple[float, float]:
    """Return what nothing costs and what each model adds: the line nearest to the points (least squares)."""
    count = len(sizes)
    middle, mean = sum(sizes) / count, sum(values) / count
    slope = sum((x - middle) * (y - mean) for x, y in zip(sizes, values, strict=True))
    slope /= sum((x - middle) ** 2 for x in sizes)
    return mean - slope * middle, slope


def night(province: float, again: float, changed: int, cores: int) -> float:
    """Return how long a night takes, one build of a province on its cores = 1.

    ``changed`` provinces are built anew in their processes, as many at once as there are cores for; the others only
    take up one change.
    """
    at_once = max(1, cores // _SERIAL_CORES)
    work = [1.0] * changed + [again / province] * (PROVINCES - changed)
    waiting = [0.0] * at_once
    for one in sorted(work, reverse=True):
        waiting[waiting.index(min(waiting))] += one
    return max(waiting)


def told(sizes: Sequence[int], costs: Sequence[Cost]) -> Iterator[str]:
    """Yield the page: per model and per site, a province, the nation, nights."""
    yield "| | a site of no models | each model adds | province of 25,000 | 34 provinces |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    of_province: dict[str, float] = {}
    for index, field in enumerate(fields(Cost)):
        scale = 1000 if field.name.endswith("bytes") else 1
        base, slope = line(sizes, [astuple(cost)[index] / scale for cost in costs])
        whole = of_province[field.name] = base + slope * MODELS
        if field.name in ("build", "again"):
            continue
        yield f"| {NAMES[field.name]} | {base:,.0f} | {slope:,.3f} | {whole:,.0f} | {whole * PROVINCES:,.0f} |"
    share = line(sizes, [cost.build for cost in costs])[1] * MODELS / of_province["build"]
    yield f"| share of a whole build that grows with the models | | | {share:.2f} | |"
    yield f"| build after one change, whole build = 1 | | | {of_province['again'] / of_province['build']:.2f} | |"
    yield ""
    yield f"| night, one province on {_SERIAL_CORES} cores = 1 | " + " | ".join(f"{n} cores" for n in CORES) + " |"
    yield "| --- |" + " ---: |" * len(CORES)
    for words, changed in (
        ("every province from nothing", PROVINCES),
        ("three provinces anew, the rest one change", 3),
    ):
        times = (night(of_province["build"], of_province["again"], changed, cores) for cores in CORES)
        yield f"| {words} | " + " | ".join(f"{one:.1f}" for one in times) + " |"


def main() -> None:
    """Measure, print the page, and leave nothing behind."""
    sizes = [int(size) for size in sys.argv[1:]] or [250, 500, 1000]
    costs = []
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="danvan-nation-"))
        try:
            costs.append(measured(size, folder))
        finally:
            shutil.rmtree(folder)
    print("\n".join(told(sizes, costs)))


if __name__ == "__main__":
    main()
