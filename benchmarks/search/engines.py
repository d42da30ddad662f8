"""Measures search engines over the same folded records in Chromium: size, start, memory, time of a query.

``python benchmarks/search/engines.py [--records 25000] [--slow 6]``; installs the engines with npm
in a temporary folder.
"""

import argparse
import gzip
import json
import re
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from synthetic import MOVEMENTS, synthetic_records

from generator.render.search import SearchRecord
from generator.tables import Tables, load_tables
from generator.text import folded

HERE = Path(__file__).parent
PACKAGES = {
    "minisearch": "minisearch@7.2.0", "@leeoniya/ufuzzy": "@leeoniya/ufuzzy@1.0.19", "flexsearch": "flexsearch@0.8.212",
    "fuse.js": "fuse.js@7.5.0", "@orama/orama": "@orama/orama@3.1.18",
}  # fmt: skip
IMPORTS = {
    "minisearch": "./node_modules/minisearch/dist/es/index.js",
    "ufuzzy": "./node_modules/@leeoniya/ufuzzy/dist/uFuzzy.mjs",
    "fuse": "./node_modules/fuse.js/dist/fuse.mjs",
    "flexsearch": "./node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs",
    "orama": "./node_modules/@orama/orama/dist/browser/index.js",
}
NAMES = ("minisearch", "minisearch, index loaded", "ufuzzy", "flexsearch", "fuse", "orama")
QUERIES = (
    "mo hinh", "chuyen doi so", "m", "xay dung nong thon moi", "kien co hoa kenh muong", "camera an ninh thach ha",
    "phan loai rac 2019", "22 ct tu", "chuyen doi soo cong dong", "hoi phu nu voi thap sang duong que cam xuyen 2015",
)  # fmt: skip
MEASURE = """async ([name, queries]) => {
  const docs = await (await fetch('docs.json')).json()
  const { engines } = await import('./engines.mjs')
  const made = engines[name]
  const json = made.prepare ? made.prepare(docs) : null
  if (json) globalThis.kept = json
  const before = performance.now()
  const search = made.prepare ? made.open(json) : await made(docs)
  const start = performance.now() - before
  globalThis.search = search
  const times = {}
  for (const query of queries) {
    let best = Infinity, found
    const first = performance.now(); found = await search(query); const cold = performance.now() - first
    for (let i = 0; i < 3; i++) {
      const t = performance.now(); await search(query); best = Math.min(best, performance.now() - t)
    }
    times[query] = [cold, best, found.count]
  }
  return { start, times, size: json ? json.length : 0 }
}"""


def main() -> None:
    """Print one line an engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=25_000)
    parser.add_argument("--slow", type=float, default=6, help="CPU throttling of the second start")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _lay_out(folder, options.records)
        with _served(folder) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for engine in NAMES:
                for slow in (1.0, options.slow):
                    page = browser.new_page()
                    page.goto(f"{address}/index.html")
                    print(engine, f"x{slow:g}", json.dumps(_measure(page, engine, slow)), flush=True)
                    page.close()


def _measure(page: Page, engine: str, slow: float) -> dict[str, object]:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    result = page.evaluate(MEASURE, [engine, list(QUERIES)])
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return {
        "start_ms": round(result["start"]),
        "heap_mb": round(heap / 1e6, 1),
        "index_mb": round(result["size"] / 1e6, 1),
        "ms": {query: [round(cold), round(best), count] for query, (cold, best, count) in result["times"].items()},
    }


def _lay_out(folder: Path, count: int) -> None:
    tables = load_tables(HERE.parents[1] / "site_config")
    docs = [_doc(i, record, tables) for i, record in enumerate(synthetic_records(count, tables.gazetteer.by_id))]
    text = json.dumps(docs, separators=(",", ":"))
    (folder / "docs.json").write_text(text, encoding="utf-8")
    print("documents", len(docs), "raw", len(text), "gzip", len(gzip.compress(text.encode())))
    (folder / "engines.mjs").write_bytes((HERE / "engines.mjs").read_bytes())
    page = f'<!doctype html><script type="importmap">{json.dumps({"imports": IMPORTS})}</script>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES.values()]
    subprocess.run(install, cwd=folder, check=True)


def _doc(index: int, record: SearchRecord, tables: Tables) -> dict[str, object]:
    units = [tables.gazetteer.by_id[place] for place in record.places]
    near = [key for unit in units for key in (*unit.predecessors, *unit.successors)]
    around = [tables.gazetteer.by_id[key].short_name for key in near]
    field = tables.name_of("fields", record.field) if record.field else ""
    other = [record.subtitle, field, *map(str, record.years), *(MOVEMENTS[key] for key in record.movements)]
    return {
        "id": index,
        "title": _key(record.title),
        "number": _key(record.number),
        "place": _key(" ".join([*(unit.full_name for unit in units), *around])),
        "other": _key(" ".join(other)),
    }


def _key(text: str) -> str:
    return re.sub("[^a-z0-9]+", " ", folded(text)).strip()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _served:  # noqa: N801
    def __init__(self, folder: Path) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *problem: object) -> None:
        self.server.shutdown()


if __name__ == "__main__":
    main()
