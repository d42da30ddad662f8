"""What an editor has just written is shown at once, as the next build will show it, and to nobody it is hidden from."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from generator.diagnostics import ExitCode
from generator.memory import Memory
from generator.pipeline import build
from generator.preview import Preview
from generator.records import Audience
from generator.serve import serve
from tests.build.test_incremental import DIRECTIVE, MODEL, REPORT, Change, appended, fresh, model, quiet, replaced

MOVEMENT = "content/movements/kheo-dan.md"
PAGE = "content/pages/gioi-thieu.md"


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Preview]:
    """A small site, and the preview of what changes in it."""
    fresh(tmp_path)
    return tmp_path, preview(tmp_path)


def preview(root: Path, audience: Audience = Audience.PUBLIC) -> Preview:
    memory = Memory()
    folder = root / "build" if audience is Audience.PUBLIC else root / "build" / "internal"
    return Preview(root, folder / "docs", build(root, quiet, audience=audience, memory=memory).site, memory)


@pytest.mark.parametrize(
    ("edit", "address"),
    [
        (appended(MODEL, "Học theo Chỉ thị số 22-CT/TU ngày 03/4/2017 ở xã Bình Minh."), "mo-hinh/{}.html"),
        (replaced(MODEL, "field: kinh-te", "field: quoc-phong-an-ninh"), "mo-hinh/{}.html"),
        (appended(REPORT, "Có nơi gọi là “Khéo dân”."), "bao-cao/{}.html"),
        (replaced(DIRECTIVE, "title: ", "title: tiếp tục "), "van-ban/{}.html"),
        (appended(MOVEMENT, "Thêm một câu."), "phong-trao/{}.html"),
        (appended(PAGE, "Thêm một câu."), "{}.html"),
    ],
)
def test_a_changed_page_is_shown_as_the_next_build_shows_it(
    built: tuple[Path, Preview], edit: Change, address: str
) -> None:
    root, shown = built
    before = {path: path.read_bytes() for path in (root / "build").rglob("*.html")}
    edit(root)
    pages = shown.pages()
    assert {path: path.read_bytes() for path in (root / "build").rglob("*.html")} == before, "nothing is written"
    build(root, quiet)
    (name,) = pages
    assert re.fullmatch(address.format(r"[\w-]+"), name)
    assert pages[name] == (root / "build" / "site" / name).read_bytes() != before[root / "build" / "site" / name]


def test_a_new_record_is_shown(built: tuple[Path, Preview]) -> None:
    root, shown = built
    model(1, "Nhặt rác mỗi sáng", "Khéo dân")(root)
    assert "Nhặt rác mỗi sáng" in shown.pages()["mo-hinh/moi-1.html"].decode()


def test_what_the_public_may_not_see_is_not_shown(built: tuple[Path, Preview]) -> None:
    root, shown = built
    replaced(MODEL, "id: ", "audience: internal\nid: ")(root)
    appended(REPORT, "Gọi ông Nguyễn Văn Tám, số 0912 345 678.")(root)
    (report,) = shown.pages().values()
    assert b"0912 345 678" not in report
    inside = preview(root, Audience.INTERNAL)
    appended(MODEL, "Chuyện trong nhà.")(root)
    assert "Chuyện trong nhà." in next(iter(inside.pages().values())).decode()


def test_nothing_is_shown_of_what_cannot_be_read_or_has_no_page_yet(built: tuple[Path, Preview]) -> None:
    root, shown = built
    assert shown.pages() == {}
    replaced(MODEL, "---\nid: ", "---\nid: [")(root)
    (root / REPORT).unlink()
    appended(DIRECTIVE, "Làm ở xã Sơn Mai, huyện Minh Long, tỉnh Quảng Ngãi.")(root)
    assert shown.pages() == {}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def served(built: tuple[Path, Preview]) -> Iterator[tuple[Path, str, Event]]:
    """The small site served, and its address; a build after a change goes on when the event is set."""
    root, shown = built
    opened, go = Event(), Event()
    address: list[str] = []

    def rebuild() -> None:
        go.wait(60)
        build(root, quiet)

    def ready(at: str) -> None:
        address.append(at)
        opened.set()

    arguments = (root, root / "build" / "site", rebuild, shown.pages, "127.0.0.1", free_port(), ready)
    Thread(target=serve, args=arguments, daemon=True).start()
    assert opened.wait(30)
    yield root, address[0], go
    go.set()


def test_a_browser_shows_what_was_written_before_and_after_the_build(
    served: tuple[Path, str, Event], chromium: Browser
) -> None:
    root, address, go = served
    page = chromium.new_page()
    page.goto(f"{address}mo-hinh/binh-tri-bep-am-cho-tre.html")
    replaced(MODEL, "name: ", "name: Cái ")(root)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cái ", timeout=30_000)
    with urlopen(f"{address}mo-hinh/index.html", timeout=30) as answer:
        assert "Cái " not in answer.read().decode(), "what stood is served while the build is at work"
    go.set()
    page.goto(f"{address}mo-hinh/index.html")
    expect(page.locator("main")).to_contain_text("Cái ", timeout=30_000)
    page.close()


def test_the_command_serves_and_names_what_is_wrong(tmp_path: Path) -> None:
    fresh(tmp_path)
    address = f"http://127.0.0.1:{(port := free_port())}/"
    command = [sys.executable, "-m", "generator", "serve", "--root", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        told = ""
        try:
            while address not in told:
                told += process.stdout.readline()
                assert process.poll() is None, told
            with urlopen(f"{address}index.html", timeout=30) as answer:
                assert answer.status == 200
            replaced(MODEL, "---\nid: ", "---\nid: [")(tmp_path)
            while "DV104" not in told:
                told += process.stdout.readline()
                assert process.poll() is None, told
            with urlopen(f"{address}mo-hinh/binh-tri-bep-am-cho-tre.html", timeout=30) as answer:
                assert answer.status == 200
        finally:
            process.terminate()


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    fresh(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        command = [sys.executable, "-m", "generator", "serve", "--root", str(tmp_path)]
        told = subprocess.run(
            [*command, "--port", str(other.getsockname()[1])], capture_output=True, text=True, check=False
        )
    assert told.returncode == ExitCode.FAILED
    assert "DV811" in told.stderr + told.stdout
    assert "Traceback" not in told.stderr
