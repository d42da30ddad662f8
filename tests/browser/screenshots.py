"""Pictures of every kind of page at phone and desktop width: ``python -m tests.browser.screenshots OUT [SITE]``.

SITE is a built site, ``build/site`` unless another is named. ``--dark`` takes them on dark ground, ``--only a,b`` takes
the named pages only; the names are the keys of ``pages_of_every_kind``.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import pages_of_every_kind
from tests.browser.serving import served

WIDTHS = {360: 740, 1280: 900}
"""Width -> height of the window, in CSS pixels."""
TALLEST = 5000
"""A picture ends here; Chromium does not draw very tall pages in one piece."""
CHROMIUM = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox", "--disable-gpu"]}


def take(browser: Browser, address: str, pages: dict[str, str], out: Path, scheme: str) -> None:
    """Write one whole-page picture for each page and width to ``out``."""
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, path in pages.items():
            page.goto(f"{address}/{path}", wait_until="load")
            tall = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(max(height, tall), TALLEST)})
            page.screenshot(path=out / f"{name}-{width}-{scheme}.png")
            page.set_viewport_size({"width": width, "height": height})
        context.close()


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("site", type=Path, nargs="?", default=Path("build/site"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = set(filter(None, options.only.split(",")))
    pages = {n: p for n, p in pages_of_every_kind(options.site).items() if not wanted or n in wanted}
    with served(options.site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        take(browser, address, pages, options.out, "dark" if options.dark else "light")
        browser.close()


if __name__ == "__main__":
    main()
