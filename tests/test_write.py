"""Writing: front matter that any reader takes the same way, redirects, and a build that is whole or not at all."""

import subprocess
import sys
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import DanvanError, ExitCode
from generator.entities import Page
from generator.write import page_text, publish, redirect_html, staging, write_pages

TEXT = st.text(alphabet=st.characters(codec="utf-8"))
VALUES = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex(r"k_[a-z_]{1,10}", fullmatch=True), VALUES))
def test_front_matter_reads_back_as_it_was(meta: dict[str, object]) -> None:
    read = frontmatter.loads(page_text(Page("x.md", meta, "Chữ")))
    assert read.metadata == meta
    assert read.content == "Chữ"


def test_an_old_address_leads_to_the_new_one() -> None:
    page = Page("mo-hinh/moi.md", {"title": "<b>Mới</b>"}, "", redirects=("mo-hinh/cu.md",))
    html = redirect_html("mo-hinh/cu.md", page)
    assert 'content="0; url=moi.html"' in html
    assert "<b>" not in html


def test_pages_and_redirects_are_written(tmp_path: Path) -> None:
    pages = [Page("index.md", {"title": "A"}, "a"), Page("x/b.md", {"title": "B"}, "b", redirects=("x/c.md",))]
    assert list(write_pages(pages, tmp_path)) == ["index.md", "x/b.md", "x/c.html"]
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")) == [
        "index.md",
        "x/b.md",
        "x/c.html",
    ]


def test_staging_is_gone_afterwards_and_what_stood_before_stands(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")

    def fail() -> None:
        with staging(tmp_path) as folder:
            (folder / "site").mkdir()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (site / "old.html").read_text() == "old"
    assert not (tmp_path / "staging").exists()


def test_publishing_swaps_whole_folders(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old")
    with staging(tmp_path) as folder:
        (folder / "site").mkdir()
        (folder / "site" / "new.html").write_text("new")
        publish(folder, tmp_path, ["site"])
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new.html"]


def test_a_swap_that_was_killed_in_the_middle_is_undone(tmp_path: Path) -> None:
    (tmp_path / "site.old").mkdir()
    (tmp_path / "site.old" / "index.html").write_text("old")
    with staging(tmp_path):
        assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator.write import staging\n"
        "with staging(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(DanvanError) as stop, staging(tmp_path):
            pass
        assert stop.value.exit_code is ExitCode.BUSY
        assert stop.value.diagnostics[0].values["pid"] == str(other.pid)
        assert other.stdin is not None
        other.stdin.close()
        other.wait()
    with staging(tmp_path):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_leaves_the_old_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    def fill() -> None:
        with staging(tmp_path) as folder:
            (folder / "page.md").symlink_to("/dev/full")
            list(write_pages([Page("page.md", {"title": "A"}, "a" * 100_000)], folder))

    with pytest.raises(DanvanError) as stop:
        fill()
    assert stop.value.exit_code is ExitCode.FAILED
    assert stop.value.diagnostics[0].code == "DV802"
    assert (tmp_path / "site").exists()
