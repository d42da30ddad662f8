"""Doubtful words are listed and settled by answers; what was settled, and an organisation's own texts, teach."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.settle import Answer, answer_of
from generator.diagnostics import DanvanError, ExitCode
from generator.importing import learning
from generator.importing.doubts import Settled
from generator.importing.learning import teach
from generator.importing.settling import open_doubts, original_paths, remembered, settled_so_far
from generator.inspection import learnt_path, restorer_of
from generator.restore import load_restorer
from generator.restore.language import counts_of, grams_of
from generator.restore.pack import save
from generator.restore.train import learn_channel
from generator.tables import Tables, load_tables
from tests.conftest import ROOT
from tests.importing.conftest import Importer
from tests.received.making import make_docx, report_text
from tests.restore.test_model import OWN, PAIRS
from tests.restore.test_restorer import MISREAD


@pytest.fixture
def own_site(site: Path) -> Path:
    """A site whose tables may be written to."""
    (site / "site_config").unlink()
    (site / "site_config").mkdir()
    for path in (ROOT / "site_config").iterdir():
        (site / "site_config" / path.name).symlink_to(path)
    return site


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small shipped data, quick to teach."""
    path = tmp_path / "base.bin"
    save(path, counts_of(grams_of(OWN)), learn_channel(PAIRS), {})
    monkeypatch.setattr(learning, "DATA", path)
    return path


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("\n", Answer("hòa")),
        ("2\n", Answer("hóa")),
        ("2!\n", Answer("hóa", same=True)),
        ("!\n", Answer("hòa", same=True)),
        ("=2\n", Answer("2")),
        ("9\n", Answer("9")),
        (" Hòa  Bình \n", Answer("Hòa Bình")),
        ("-\n", Answer(None)),
        ("q\n", None),
    ],
)
def test_an_answer_means_what_people_mean(said: str, answer: Answer | None) -> None:
    assert answer_of(said, "hòa", ["hòa", "hóa"]) == answer


def settle(site: Path, file: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Answer the questions of ``danvan settle`` and return the file's text."""
    from io import StringIO

    from click.testing import CliRunner

    from generator.cli import danvan

    monkeypatch.setattr("sys.stdin", StringIO(said))
    done = CliRunner().invoke(danvan, ["settle", "--root", str(site), str(file)], input=said)
    assert done.exit_code == ExitCode.OK
    return file.read_text(encoding="utf-8")


def test_answers_are_written_and_the_rest_is_asked_next_time(
    tmp_path: Path, site: Path, imported: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(MISREAD * 2, encoding="utf-8")
    file = imported(path).placed[0].path
    before = list(open_doubts(site, [file]))
    text = settle(site, file, "\n*chữ* đúng\n-\nq\n", monkeypatch)
    left = list(open_doubts(site, [file]))
    assert [one.raw for one in left] == [one.raw for one in before[2:]]
    assert "\\*chữ\\* đúng" in text
    settle(site, file, "!\n" * len(left), monkeypatch)
    assert not list(open_doubts(site, [file]))


def test_own_texts_and_settled_words_teach(
    tmp_path: Path, own_site: Path, imported: Importer, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, texts = tmp_path / "quet.txt", tmp_path / "van-ban"
    path.write_text(MISREAD * 2, encoding="utf-8")
    file = imported(path).placed[0].path
    settle(own_site, file, "\n\n\nq\n", monkeypatch)
    texts.mkdir()
    make_docx(texts / "a.docx")
    (texts / "b.txt").write_text(report_text(), encoding="utf-8")
    (texts / "quet.txt").write_text(MISREAD, encoding="utf-8")
    tables = load_tables(own_site / "site_config")
    lesson = teach([texts], own_site, tables)
    assert (lesson.texts, lesson.settled) == (2, 3)
    assert [one.code for one in lesson.diagnostics] == ["DV702"]
    assert lesson.data == learnt_path(tables) == own_site / "site_config" / "restorer.bin"
    assert "khuyến" in restorer_of(tables).model.ids
    assert "khuyến" not in load_restorer(base).model.ids
    first = lesson.data.read_bytes()
    teach([texts], own_site, tables)
    assert lesson.data.read_bytes() == first


def test_nothing_to_learn_is_said(own_site: Path, base: Path, tmp_path: Path) -> None:  # noqa: ARG001
    (tmp_path / "trong").mkdir()
    with pytest.raises(DanvanError) as caught:
        teach([tmp_path / "trong"], own_site, load_tables(own_site / "site_config"))
    assert [one.code for one in caught.value.diagnostics] == ["DV703"]
    assert not (own_site / "site_config" / "restorer.bin").exists()


def test_broken_lessons_are_located(own_site: Path) -> None:
    tables: Tables = load_tables(own_site / "site_config")
    learnt_path(tables).write_bytes(b"rubbish")
    with pytest.raises(DanvanError) as caught:
        restorer_of(tables)
    assert [one.code for one in caught.value.diagnostics] == ["DV701"]
    assert caught.value.diagnostics[0].location.file.endswith("restorer.bin")


@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from(["<<<<<<< HEAD", "", "[", "[" * 9000, "null", '["a","b",[["c",0.5]]]', '["a","b","c",2]']),
            st.recursive(st.none() | st.floats() | st.text(max_size=3), st.lists, max_leaves=6).map(json.dumps),
            st.text(max_size=20),
        ),
        max_size=6,
    ),
    marks=st.lists(st.sampled_from(["[a](doubt:x)", "[](doubt:)", "[a](doubt:%ZZ)", "[a\\](doubt:%", "\n", "é"])),
)
def test_damaged_files_beside_a_report_count_for_what_can_be_read(
    lines: list[str], marks: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("site")
    beside = original_paths(root, "r")
    report = root / "content" / "reports" / "r.md"
    for path, text in ((beside.doubts, "\n".join(lines)), (beside.settled, "\n".join(lines)), (report, "".join(marks))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for one in open_doubts(root):
        assert "".join(marks)[one.start : one.end].startswith("[")
    assert settled_so_far(root, "r") == {Settled("a", "b", "c"): 2} or '["a","b","c",2]' not in lines
    for path, text in remembered(root, "r").items():
        path.write_text(text, encoding="utf-8")
    assert remembered(root, "r") == {}
