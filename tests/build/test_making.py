"""A piece of the documents folder is made again whenever something it was made from changed, and only then."""

from pathlib import Path

import pytest

from generator.loading import load_site
from generator.memory import Memory, identity
from generator.pipeline import write_documents
from generator.site import Site
from tests.build.test_incremental import CONTENT_EDITS, DIRECTIVE, MODEL, Change, appended, contents, fresh, replaced


def documents(root: Path, folder: Path, before: Path, memory: Memory, site: Site | None = None) -> Path:
    write_documents(site or load_site(root)[0], folder, before, memory)
    memory.turn()
    return folder


def test_every_edit_gives_what_a_making_from_nothing_gives(tmp_path: Path) -> None:
    root = tmp_path / "root"
    fresh(root)
    memory = Memory()
    before = documents(root, tmp_path / "docs", tmp_path / "none", memory)
    for number, edit in enumerate(CONTENT_EDITS):
        edit(root)
        site, _ = load_site(root)
        after = documents(root, tmp_path / f"docs{number}", before, memory, site)
        clean = documents(root, tmp_path / f"clean{number}", tmp_path / "none", Memory(), site)
        assert contents(after) == contents(clean)
        assert contents(after) != contents(before), f"edit {number} changed nothing"
        before = after


@pytest.mark.parametrize(
    ("edit", "again", "stays"),
    [
        (appended(MODEL, "Thêm một câu."), "docs/mo-hinh/binh-tri-bep-am-cho-tre.md", "docs/thuat-ngu.md"),
        (
            replaced(DIRECTIVE, "title: ", "title: tiếp tục "),
            "docs/mo-hinh/binh-tri-bep-am-cho-tre.md",
            "docs/dia-phuong/xa-binh-minh-quang-ngai.md",
        ),
    ],
)
def test_what_nothing_changed_for_stays(tmp_path: Path, edit: Change, again: str, stays: str) -> None:
    root = tmp_path / "root"
    fresh(root)
    memory = Memory()
    before = documents(root, tmp_path / "docs", tmp_path / "none", memory)
    edit(root)
    after = documents(root, tmp_path / "again", before, memory)
    assert identity(after / stays) == identity(before / stays)
    assert identity(after / again) != identity(before / again)


def test_an_altered_file_is_made_again_and_not_through_its_link(tmp_path: Path) -> None:
    root = tmp_path / "root"
    fresh(root)
    memory = Memory()
    before = documents(root, tmp_path / "docs", tmp_path / "none", memory)
    good = contents(before)
    (before / "docs" / "mo-hinh" / "binh-tri-bep-am-cho-tre.json").write_text("mine", encoding="utf-8")
    assert contents(documents(root, tmp_path / "again", before, memory)) == good
    assert (before / "docs" / "mo-hinh" / "binh-tri-bep-am-cho-tre.json").read_text(encoding="utf-8") == "mine"
