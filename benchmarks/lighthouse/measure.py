"""Prints Lighthouse's scores of each important kind of page, on its throttled slow phone.

    python -m benchmarks.lighthouse.measure [--site build/site] [--runs 3] [--only mot-mo-hinh,xa-toi] [--reports DIR]

npm fetches Lighthouse the first time. The site is served compressed, as any server does. Each figure is the median of
the runs; a row says how busy the machine was before them, because other programs at work make pages look slow.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.pages import pages_of_every_kind
from tests.browser.serving import served

LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMINGS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
HEAD = ("page", "perf", "a11y", "best", "seo", "FCP s", "LCP s", "TBT ms", "CLS")
KINDS = {  # name of the row: (kind of page, what follows its address)
    "trang-chu": ("trang-chu", ""),
    "mot-mo-hinh": ("mot-mo-hinh", ""),
    "mot-dia-phuong": ("mot-dia-phuong", ""),
    "mot-van-ban": ("mot-van-ban", ""),
    "mot-bao-cao": ("mot-bao-cao", ""),
    "tim-kiem": ("tim-kiem", "?q=dan+van+kheo"),
    "mo-hinh-muc-luc": ("mo-hinh-muc-luc", ""),
    "xa-toi": ("xa-toi", ""),
    "xa-toi-mot-noi": ("xa-toi", "?noi=xa-binh-minh-quang-ngai"),
    "so-sanh": ("so-sanh", ""),
    "so-sanh-hai": ("so-sanh", "?m={0}&m={1}"),
}


def main() -> None:
    """Read the command line, measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=Path("build/site"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names of rows, with commas between")
    parser.add_argument("--reports", type=Path, help="keeps Lighthouse's own reports here")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    print(f"| {' | '.join(HEAD)} | load |")
    print("|" + " --- |" * (len(HEAD) + 1))
    with served(options.site.resolve(), compressed=True) as address, tempfile.TemporaryDirectory() as aside:
        folder = options.reports or Path(aside)
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in _addresses(options.site):
            if not wanted or name in wanted:
                busy, _, _ = os.getloadavg()
                runs = [_audit(f"{address}/{page}", folder / f"{name}-{n}.json") for n in range(options.runs)]
                print(f"| {' | '.join((name, *_medians(runs)))} | {busy:.1f} |", flush=True)


def _addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Yield (name of the row, address below the site)."""
    pages = pages_of_every_kind(site)
    models = [Path(pages[kind]).stem for kind in ("mot-mo-hinh", "mot-mo-hinh-it") if kind in pages]
    for name, (kind, query) in KINDS.items():
        if kind in pages:
            yield name, pages[kind] + query.format(*models)


def _audit(url: str, report: Path) -> dict[str, Any]:
    """Return Lighthouse's report of one visit with nothing cached."""
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def _medians(runs: list[dict[str, Any]]) -> list[str]:
    scores = [statistics.median(run["categories"][name]["score"] or 0 for run in runs) for name in CATEGORIES]
    first, largest, blocked, shift = (
        statistics.median(run["audits"][name]["numericValue"] for run in runs) for name in TIMINGS
    )
    figures = [f"{first / 1000:.2f}", f"{largest / 1000:.2f}", f"{blocked:.0f}", f"{shift:.3f}"]
    return [f"{score * 100:.0f}" for score in scores] + figures


if __name__ == "__main__":
    main()
