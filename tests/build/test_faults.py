"""Whatever stops a build, what stood before stands whole, and the next build is that of a fresh machine."""

import multiprocessing
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import DanvanError, ExitCode
from generator.pipeline import build
from generator.publishing import MANIFEST, verify
from tests.build.test_incremental import MODEL, appended, assert_equal_to_a_clean_build, contents, fresh, quiet

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="stops processes it has forked")
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.rmdir", "shutil.rmtree", "ctypes.dlsym")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fresh(tmp_path)
    build(tmp_path, quiet)
    return tmp_path


def in_a_fork(work: Callable[[], None]) -> int | None:
    """Run ``work`` in a process of its own; return how it ended: its exit code, or minus the signal."""

    def quietly() -> None:
        try:
            work()
        except DanvanError as stop:
            os._exit(100 + stop.exit_code)
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=quietly)
    process.start()
    process.join()
    return process.exitcode


def killed_at(number: int, root: Path) -> int | None:
    """Build, and kill -9 the process at its ``number``-th look at a file below ``build``; return how it ended."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in EVENTS and (event == "ctypes.dlsym" or str(root / "build") in str(arguments[0])):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        sys.addaudithook(watch)
        build(root, quiet)

    return in_a_fork(work)


def test_killed_at_any_moment_a_whole_site_stands(root: Path) -> None:
    """Bisect for the last moment at which a build can be killed, and kill it at moments spread from first to last."""
    site = root / "build" / "site"
    page = site / "mo-hinh" / "binh-tri-bep-am-cho-tre.html"
    low, high = 1, 20_000
    turn = 0
    moments = [3, 40, 300]
    while low < high - 1 or moments:
        number = moments.pop(0) if moments else (low + high) // 2
        turn += 1
        appended(MODEL, f"Lần {turn}.")(root)
        ended = killed_at(number, root)
        low, high = (max(low, number), high) if ended == -signal.SIGKILL else (low, min(high, number))
        assert verify(site) == ()
        assert f"Lần {turn}." in page.read_text("utf-8") or ended == -signal.SIGKILL
        moments = [moment for moment in moments if low < moment < high]
        if turn >= 10:
            break
    assert_equal_to_a_clean_build(root)
    assert not (root / "build" / "staging").exists()


def test_a_full_disk_leaves_the_old_site(root: Path) -> None:
    old = contents(root / "build" / "site")

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        appended(MODEL, "Thêm một câu.")(root)
        build(root, quiet)

    assert in_a_fork(work) == 100 + ExitCode.FAILED
    assert contents(root / "build" / "site") == old
    assert_equal_to_a_clean_build(root)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    fresh(tmp_path)
    (tmp_path / "build").write_text("a file where the folder should be")
    with pytest.raises(DanvanError) as stop:
        build(tmp_path, quiet)
    assert stop.value.exit_code is ExitCode.FAILED
    assert stop.value.diagnostics[0].code == "DV802"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    fresh(tmp_path)
    (tmp_path / "build").mkdir(mode=0o500)
    with pytest.raises(DanvanError) as stop:
        build(tmp_path, quiet)
    assert stop.value.diagnostics[0].code == "DV802"


def test_a_file_that_vanished_is_named(root: Path) -> None:
    old = contents(root / "build" / "site")
    (root / "content" / "models" / "mat.md").symlink_to(root / "nowhere.md")
    with pytest.raises(DanvanError) as stop:
        build(root, quiet)
    assert [(one.code, one.location.file) for one in stop.value.diagnostics] == [("DV111", "content/models/mat.md")]
    assert contents(root / "build" / "site") == old


def test_a_template_that_vanished_is_named(root: Path) -> None:
    old = contents(root / "build" / "site")
    (root / "overrides" / "home.html").unlink()
    with pytest.raises(DanvanError) as stop:
        build(root, quiet)
    assert {one.code for one in stop.value.diagnostics} == {"DV804"}
    assert contents(root / "build" / "site") == old


def test_a_table_that_changes_in_the_middle_stops_the_build(root: Path) -> None:
    old = contents(root / "build" / "site")

    def meddle(stage: str) -> None:
        if stage == "render":
            path = root / "site_config" / "labels.yml"
            path.write_text(path.read_text("utf-8").replace("Mô hình", "Mẫu hình"), "utf-8")

    with pytest.raises(DanvanError) as stop:
        build(root, meddle)
    assert stop.value.diagnostics[0].code == "DV805"
    assert contents(root / "build" / "site") == old
    assert_equal_to_a_clean_build(root)


def test_clocks_say_nothing(root: Path) -> None:
    """A change that keeps the size and the time of a file is seen; times alone change nothing."""
    path = root / MODEL
    before = path.stat()
    text = path.read_bytes()
    path.write_bytes(text.replace(b" lon ", b" non "))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for other in (root / "content").rglob("*.md"):
        if other != path:
            os.utime(other, (0, 4_000_000_000))
    assert path.read_bytes() != text
    assert_equal_to_a_clean_build(root)


def test_a_damaged_site_is_told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = tmp_path_factory.mktemp("copy") / "site"
    shutil.copytree(root / "build" / "site", site)
    assert verify(site) == ()
    (site / "index.html").write_text("other")
    (site / "mo-hinh" / "index.html").unlink()
    (site / "la.html").write_text("stray")
    told = sorted((one.code, one.location.file) for one in verify(site))
    assert told == [("DV806", "mo-hinh/index.html"), ("DV807", "index.html"), ("DV808", "la.html")]
    (site / MANIFEST).unlink()
    assert [one.code for one in verify(site)] == ["DV809"]
