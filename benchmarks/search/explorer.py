"""Measures the explorer of models and "Xã tôi" with 25,000 models: the longest tasks of the page's thread.

``python benchmarks/search/explorer.py [--records 25000] [--slow 4] [--site build/site]``; the built site is served with
its table of records replaced by a synthetic one. Times are processor time of the thread times ``--slow`` (a phone so
many times slower), so that other programs at work on the machine do not count.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from synthetic import MOVEMENTS, synthetic_records

from generator.render.search import SearchLabels, search_script
from generator.tables import load_tables
from tests.browser.screenshots import CHROMIUM
from tests.browser.serving import served

ROOT = Path(__file__).resolve().parents[2]
PLACE = "xa-toi.html?noi=xa-binh-minh-quang-ngai"
SHOWN = "[data-place-result]:not([hidden])"
READY = "[data-search-page] p[data-search-status]:not(:empty)"
STEPS: dict[str, Callable[[Page, str], object]] = {
    "open the explorer": lambda page, site: (page.goto(f"{site}/mo-hinh/index.html"), page.wait_for_selector(READY)),
    "open the filters": lambda page, _: page.locator("[data-search-filters]").click(),
    "table view": lambda page, _: page.get_by_role("button", name="Bảng").click(),
    "sort newest": lambda page, _: page.locator("[data-search-sort]").select_option("moi"),
    "sort by name": lambda page, _: page.locator("[data-search-sort]").select_option("ten"),
    "facet": lambda page, _: page.locator("label.danvan-facet__choice input").first.check(),
    "province": lambda page, _: page.locator(".danvan-facet__place select").first.select_option(index=1),
    "all again": lambda page, _: page.get_by_role("button", name="Bỏ tất cả").click(),
    "type words": lambda page, _: page.locator("#dv-explorer-input").fill("kenh muong"),
    "next page": lambda page, _: page.get_by_role("link", name="Trang sau").click(),
    "open a place": lambda page, site: (page.goto(f"{site}/{PLACE}"), page.wait_for_selector(SHOWN)),
}


def main() -> None:
    """Print what each step costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=25_000)
    parser.add_argument("--slow", type=float, default=4)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    options = parser.parse_args()
    script = _script(options.records)
    packed = gzip.compress(script.encode())
    print(f"table of {options.records}: {len(script) / 1000:.0f} kB, gzip {len(packed) / 1000:.0f} kB")
    with served(options.site.resolve()) as address, sync_playwright() as play:
        browser = play.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        page = browser.new_page(viewport={"width": 360, "height": 740})
        answer = {"body": script, "content_type": "text/javascript"}
        page.route("**/assets/search/table.js", lambda route: route.fulfill(**answer))  # type: ignore[arg-type]
        for name, act in STEPS.items():
            browser.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"])
            act(page, address)
            page.wait_for_timeout(1200)
            tasks = sorted((one * options.slow for one in _tasks(browser.stop_tracing())), reverse=True)
            print(f"{name}: longest {', '.join(f'{one:.0f}' for one in tasks[:4])} ms; in all {sum(tasks):.0f} ms")
        browser.close()


def _tasks(trace: bytes) -> list[float]:
    """Return the processor time of each task of the page's main thread, in milliseconds."""
    events = json.loads(trace)["traceEvents"]
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    return [
        event["tdur"] / 1000
        for event in events
        if "RunTask" in event["name"] and "tdur" in event and (event["pid"], event["tid"]) in mains
    ]


def _script(count: int) -> str:
    tables = load_tables(ROOT / "site_config")
    labels = SearchLabels({c.id: c.name for c in tables.fields}, {c.id: c.name for c in tables.steps}, MOVEMENTS)
    units = tables.gazetteer.by_id
    return search_script(list(synthetic_records(count, units)), units, labels)


if __name__ == "__main__":
    main()
