"""Measures the shipped search at 25,000 models in Chromium: size, start, memory, time from a key to results.

``python benchmarks/search/measure.py [--records 25000]``; needs the set-up of the README (npm package).
Times are milliseconds of the page's own thread for the scripts the site ships, over a table the site's own function
wrote; a cheap phone is about six times slower. Also tells how often a title comes first when typed whole, without
diacritics, unfinished, or with one error.
"""

import argparse
import gzip
import resource
import shutil
import tempfile
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from random import Random

from engines import QuietHandler
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from synthetic import MOVEMENTS, synthetic_records

from generator.entities import Kind
from generator.render.search import SearchLabels, SearchRecord, search_script
from generator.tables import load_tables
from generator.text import strip_marks

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "node_modules" / "@leeoniya" / "ufuzzy" / "dist" / "uFuzzy.iife.min.js"
QUERIES = (
    "m", "mô hình", "chuyển đổi số", "chuyen doi so", "xay dung nong thon moi", "kien co hoa kenh muong noi dong",
    "camera an ninh thach ha", "phan loai rac 2019", "22-CT/TU", "xa", "dan van kheo", "thap sang duogn que",
    "to tu quan ve an nin trat tu", "khong co tu nao nhu the nay",
    "hoi phu nu voi thap sang duong que cam xuyen 2015", "xã Kỳ Hoa",
)  # fmt: skip
PAGE = '<!doctype html><meta charset="utf-8"><script src="assets/javascripts/search.js"></script>'
START = "() => danvanSearch.open().then(() => null)"
BOX = """async (query) => {
  const engine = globalThis.engine = danvanSearch.createEngine(danvanSearch.table)
  globalThis.act = () => { const result = engine.find(query); engine.rank(result, result.rows, 40); return result }
}"""
WHOLE = """(query) => {
  const facets = danvanSearch.makeFacets(danvanSearch.table)
  const state = { chosen: facets.map(() => new Set()) }
  globalThis.act = () => {
    const result = engine.find(query), { rows } = danvanSearch.applyFacets(result.rows, state, facets)
    engine.rank(result, rows)
    return result
  }
}"""
RANKS = """async (cases) => {
  const engine = await danvanSearch.open()
  return cases.map(([typed, title]) => {
    const result = engine.find(typed)
    const rows = engine.rank(result, result.rows, 10)
    return rows.findIndex((row) => danvanSearch.table.titles[row] === title)
  })
}"""


def main() -> None:
    """Print sizes, then times, then how often the right title comes first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=25_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        records = _lay_out(Path(name), options.records)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page, session = _opened(browser, server.server_port)
            _times(page, session)
            _ranks(page, records)
        server.shutdown()


def _lay_out(folder: Path, count: int) -> list[SearchRecord]:
    tables = load_tables(ROOT / "site_config")
    units = tables.gazetteer.by_id
    labels = SearchLabels(
        {choice.id: choice.name for choice in tables.fields}, {c.id: c.name for c in tables.steps}, MOVEMENTS
    )
    records = list(synthetic_records(count, units))
    before = time.perf_counter()
    script = search_script(records, units, labels)
    print(f"write the table: {time.perf_counter() - before:.1f} s, peak {_peak_mb():.0f} MB, {len(records)} records")
    shutil.copytree(ROOT / "overrides" / "assets", folder / "assets")
    (folder / "assets" / "search").mkdir()
    (folder / "assets" / "search" / "table.js").write_text(script, encoding="utf-8")
    shutil.copyfile(ENGINE, folder / "assets" / "search" / ENGINE.name)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for path in (folder / "assets" / "search").iterdir():
        _size(path.name, path.read_bytes())
    _size("scripts of ours", b"".join(p.read_bytes() for p in sorted((folder / "assets" / "javascripts").glob("*.js"))))
    return records


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(name: str, data: bytes) -> None:
    print(f"{name}: {len(data) / 1000:.0f} kB, gzip {len(gzip.compress(data, 9)) / 1000:.0f} kB")


def _opened(browser: Browser, port: int) -> tuple[Page, CDPSession]:
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    # Time of the page's own thread: what other programs do on the machine does not count.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"http://127.0.0.1:{port}/index.html")
    start = _spent(page, session, START)[0]
    page.evaluate("() => danvanSearch.require(['search-facets.js'])")
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    used = (heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6
    print(f"first focus to ready: {start:.0f} ms, heap {used:.0f} MB")
    return page, session


def _spent(page: Page, session: CDPSession, script: str) -> tuple[float, object]:
    """Return the milliseconds the page's thread worked on ``script``, and its value."""
    before = _thread_ms(session)
    value = page.evaluate(script)
    return _thread_ms(session) - before, value


def _thread_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def _times(page: Page, session: CDPSession) -> None:
    print(
        "| query | results | first (nothing kept) | again | search page with facets |\n| --- | --- | --- | --- | --- |"
    )
    for query in QUERIES:
        page.evaluate(BOX, query)
        first, count = _spent(page, session, "() => act().rows.length")
        again = min(_spent(page, session, "() => { act() }")[0] for _ in range(3))
        page.evaluate(WHOLE, query)
        whole = min(_spent(page, session, "() => { act() }")[0] for _ in range(3))
        print(f"| {query} | {count} | {first:.0f} | {again:.0f} | {whole:.0f} |")


def _ranks(page: Page, records: list[SearchRecord]) -> None:
    rng = Random(3)
    models = [record for record in records if record.kind is Kind.MODEL and len(record.title.split()) > 4]
    sample = rng.sample(models, 200)
    ways = {
        "whole title": [record.title for record in sample],
        "without diacritics": [strip_marks(record.title) for record in sample],
        "last syllable cut": [record.title[:-1] for record in sample],
        "one error": [_with_error(rng, strip_marks(record.title).lower()) for record in sample],
    }
    for way, typed in ways.items():
        places = page.evaluate(RANKS, [list(pair) for pair in zip(typed, [r.title for r in sample], strict=True)])
        first, ten = sum(place == 0 for place in places), sum(place >= 0 for place in places)
        print(f"{way}: first {first / len(sample):.1%}, among ten {ten / len(sample):.1%}")


def _with_error(rng: Random, text: str) -> str:
    """Return ``text`` with one letter of a longer syllable dropped, doubled, changed or swapped with the next."""
    words = text.split()
    index = rng.choice([i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()] or [0])
    word, at = words[index], rng.randrange(1, max(2, len(words[index]) - 1))
    words[index] = rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + rng.choice("aeioungt") + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


if __name__ == "__main__":
    main()
