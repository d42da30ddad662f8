"""Versions: each whole, the last ones kept, one step forward and back, with and without symbolic links."""

import hashlib
from pathlib import Path

import pytest

from generator.diagnostics import DanvanError, ExitCode
from generator.lock import held
from generator.publishing import publish_version, roll_back, write_manifest


def site(folder: Path, words: str) -> Path:
    """Write a site of two pages, one of which never changes."""
    (folder / "mo-hinh").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(words, "utf-8")
    (folder / "mo-hinh" / "a.html").write_text("luôn thế", "utf-8")
    pages = ("index.html", "mo-hinh/a.html")
    write_manifest(folder, {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in pages})
    return folder


@pytest.fixture(params=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("symbolic links are not allowed here")

    if request.param == "no links":
        monkeypatch.setattr(Path, "symlink_to", refuse)
    return request.param == "links"


def test_versions_are_kept_and_gone_back_to(tmp_path: Path, links: bool) -> None:
    shown = tmp_path / "www" / "current" / "index.html"
    for words in ("một", "hai", "ba", "bốn"):
        done = publish_version(site(tmp_path / "site", words), tmp_path / "www", keep=3)
        assert shown.read_text("utf-8") == words
    assert (done.current, done.kept) == (4, (2, 3, 4))
    assert shown.parent.is_symlink() == links
    assert roll_back(tmp_path / "www").current == 3
    assert shown.read_text("utf-8") == "ba"
    assert roll_back(tmp_path / "www").current == 2
    with pytest.raises(DanvanError) as stop:
        roll_back(tmp_path / "www")
    assert stop.value.diagnostics[0].code == "DV810"
    assert shown.read_text("utf-8") == "hai"
    assert publish_version(site(tmp_path / "site", "năm"), tmp_path / "www", keep=3).current == 5


def test_what_did_not_change_takes_no_room(tmp_path: Path) -> None:
    for words in ("một", "hai"):
        publish_version(site(tmp_path / "site", words), tmp_path / "www", keep=3)
    one, two = (tmp_path / "www" / "versions" / f"{n:06d}" / "mo-hinh" / "a.html" for n in (1, 2))
    assert one.samefile(two)
    assert not two.samefile(tmp_path / "site" / "mo-hinh" / "a.html")


def test_a_site_that_is_not_whole_is_not_published(tmp_path: Path) -> None:
    publish_version(site(tmp_path / "site", "một"), tmp_path / "www", keep=3)
    site(tmp_path / "site", "hai")
    (tmp_path / "site" / "mo-hinh" / "a.html").write_text("khác")
    with pytest.raises(DanvanError):
        publish_version(tmp_path / "site", tmp_path / "www", keep=3)
    assert (tmp_path / "www" / "current" / "index.html").read_text("utf-8") == "một"


def test_half_a_version_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "www" / "versions" / "000001.part").mkdir(parents=True)
    done = publish_version(site(tmp_path / "site", "một"), tmp_path / "www", keep=3)
    assert done.kept == (1,)
    assert not (tmp_path / "www" / "versions" / "000001.part").exists()


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    with held(tmp_path / "www" / "lock"), pytest.raises(DanvanError) as stop:
        publish_version(site(tmp_path / "site", "một"), tmp_path / "www", keep=3)
    assert stop.value.exit_code is ExitCode.BUSY
