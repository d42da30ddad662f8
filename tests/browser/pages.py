"""One page of every kind of the built site, for tests and pictures; and when a page is whole."""

from pathlib import Path

from playwright.sync_api import Page, expect

HUBS = {
    "trang-chu": "index.html",
    "mo-hinh-muc-luc": "mo-hinh/index.html",
    "xa-toi": "xa-toi.html",
    "so-sanh": "so-sanh.html",
    "danh-sach": "danh-sach/mo-hinh-1.html",
    "linh-vuc-muc-luc": "linh-vuc/index.html",
    "linh-vuc": "linh-vuc/kinh-te.html",
    "dia-phuong-muc-luc": "dia-phuong/index.html",
    "phong-trao-muc-luc": "phong-trao/index.html",
    "van-ban-muc-luc": "van-ban/index.html",
    "bao-cao-muc-luc": "bao-cao/index.html",
    "so-lieu": "so-lieu.html",
    "tim-kiem": "tim-kiem.html",
    "thuat-ngu": "thuat-ngu.html",
    "gioi-thieu": "gioi-thieu.html",
    "dong-gop": "huong-dan-dong-gop.html",
    "du-lieu-mo": "du-lieu-mo.html",
    "bang-ma-du-lieu": "bang-ma-du-lieu.html",
    "truong-du-lieu": "truong-du-lieu.html",
    "quy-tac": "quy-tac-kiem-tra.html",
    "khong-tim-thay": "404.html",
}
FOLDERS = {
    "mot-mo-hinh": "mo-hinh",
    "mot-dia-phuong": "dia-phuong",
    "mot-van-ban": "van-ban",
    "mot-phong-trao": "phong-trao",
    "mot-bao-cao": "bao-cao",
}


def settled(page: Page) -> None:
    """Wait until a page shows all that its address asks for, and what was done in it since."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def pages_of_every_kind(site: Path) -> dict[str, str]:
    """Return name -> address below ``site``; of kinds with many pages the fullest and the emptiest."""
    found = {name: page for name, page in HUBS.items() if (site / page).is_file()}
    for name, folder in FOLDERS.items():
        pages = [path for path in (site / folder).glob("*.html") if path.name != "index.html"]
        pages = [path for path in pages if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")[:300]]
        order = sorted(pages, key=lambda path: (path.stat().st_size, path.name))
        if order:
            found[name] = order[-1].relative_to(site).as_posix()
            found[f"{name}-it"] = order[0].relative_to(site).as_posix()
    return found
