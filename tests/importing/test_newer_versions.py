"""A newer version of a file keeps what people changed; clashes are shown; doubts that were settled stay settled."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.importing import Library, State, import_found
from generator.importing.doubts import holds_doubt
from generator.importing.settling import open_doubts, settled_so_far
from generator.inspection import Inspection, inspect_file
from generator.read.content import parse_entry
from generator.records import ReportRecord
from generator.restore import RawPages
from generator.tables import Tables
from tests.importing.conftest import Importer, snapshot
from tests.received.making import report_text
from tests.restore.test_restorer import MISREAD

OLD = report_text()
ADDED = "Xã mở thêm một lớp học chữ."
NEW = OLD.replace("86.500.000", "96.500.000").replace("\nHội khuyến học", f"\n{ADDED}\nHội khuyến học")
MORE = f"{MISREAD * 3}\nTrong quy vira r6i ba con da hop them mot lan nua de ban viec lam duong.\n"


def inspected(text: str, path: Path, tables: Tables) -> Inspection:
    path.write_text(text, encoding="utf-8")
    return inspect_file(path, tables)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> tuple[Inspection, Inspection]:
    folder = tmp_path_factory.mktemp("versions")
    return inspected(OLD, folder / "a.txt", tables), inspected(NEW, folder / "a.txt", tables)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("newer")
    (root / "content").mkdir()
    return Library(root, tables)  # type: ignore[return-value]


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["thêm", "", "\n\nđoạn mới viết tay\n\n", "sửa chữ", "**đậm**", "12"])),
    max_size=6,
)


def edited(text: str, edits: list[tuple[float, str]]) -> str:
    """Return the text with words of its body replaced by, or followed by, what a person wrote."""
    start = text.index("\n---\n", 4) + 5
    pieces = re.split(r"(\s+)", text[start:])
    for place, words in edits:
        at = int(place * (len(pieces) - 1) / 2) * 2
        pieces[at] = words if len(words) % 2 else f"{pieces[at]} {words}"
    return text[:start] + "".join(pieces)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_what_people_changed_is_kept_or_shown(
    edits: list[tuple[float, str]], versions: tuple[Inspection, Inspection], library: Library
) -> None:
    for path in sorted((library.root / "content").rglob("*.md")):
        path.unlink()
    library.entries.clear()
    library.kept.clear()
    file = import_found(versions[0], library).placed[0].path
    base = file.read_text(encoding="utf-8")
    mine = edited(base, edits)
    file.write_text(mine, encoding="utf-8", newline="\n")
    done = import_found(versions[1], library).placed[0]
    after = file.read_text(encoding="utf-8")
    added = Counter(re.findall(r"\w+", mine)) - Counter(re.findall(r"\w+", base))
    if done.state is State.CONFLICT:
        assert after == mine
        shown = next((library.root / "content" / ".imported").rglob("*.conflict.md")).read_text(encoding="utf-8")
        assert not added - Counter(re.findall(r"\w+", shown))
        assert "<<<<<<< " in shown
    else:
        assert not added - Counter(re.findall(r"\w+", after))
        assert ADDED in after
        assert parse_entry(after, "a.md", ReportRecord, library.tables)[0] is not None


def test_a_clash_is_shown_and_taken_when_resolved(tmp_path: Path, site: Path, imported: Importer) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OLD, encoding="utf-8")
    file = imported(path).placed[0].path
    file.write_text(file.read_text(encoding="utf-8").replace("86.500.000", "76.500.000"), encoding="utf-8")
    path.write_text(NEW, encoding="utf-8")
    done = imported(path)
    assert (done.placed[0].state, "DV621" in {one.code for one in done.diagnostics}) == (State.CONFLICT, True)
    assert imported(path).placed[0].state is State.CONFLICT  # until somebody chooses
    conflict = next((site / "content" / ".imported").rglob("*.conflict.md"))
    shown = conflict.read_text(encoding="utf-8")
    assert "76.500.000" in shown
    assert "96.500.000" in shown
    chosen = re.sub(r"<<<<<<< [^\n]*\n.*?=======\n(.*?)>>>>>>> [^\n]*\n", r"\1", shown, flags=re.DOTALL)
    conflict.write_text(chosen, encoding="utf-8")
    assert imported(path).placed[0].state is State.UPDATED
    after = file.read_text(encoding="utf-8")
    assert "96.500.000" in after
    assert "<<<<<<<" not in after
    assert not list((site / "content" / ".imported").rglob("*.conflict.md"))
    assert imported(path).placed[0].state is State.UNCHANGED


def test_settled_words_stay_settled_and_are_remembered(tmp_path: Path, site: Path, imported: Importer) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(MISREAD * 3, encoding="utf-8")
    done = imported(path)
    file = done.placed[0].path
    before = list(open_doubts(site, [file]))
    assert len(before) > 3
    assert all(one.candidates for one in before)
    text = file.read_text(encoding="utf-8")
    first, second = before[0], before[1]
    text = text[: second.start] + "chữđúng" + text[second.end :]
    text = text[: first.start] + first.read + text[first.end :]
    file.write_text(text, encoding="utf-8")
    path.write_text(MORE, encoding="utf-8")
    again = imported(path).placed[0]
    assert again.state is State.UPDATED
    left = list(open_doubts(site, [file]))
    assert "chữđúng" in file.read_text(encoding="utf-8")
    assert [one.raw for one in left][: len(before) - 2] == [one.raw for one in before[2:]]
    known = settled_so_far(site, done.report)
    assert {(one.raw, one.true) for one in known} >= {(first.raw, first.read), (second.raw, "chữđúng")}


def test_drafts_made_from_doubts_are_never_linked(tmp_path: Path, imported: Importer) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(MISREAD, encoding="utf-8")
    assert [one.path.parent.name for one in imported(path).placed] == ["reports"]


def test_pages_left_as_they_are_stay_so(tmp_path: Path, site: Path, imported: Importer, tables: Tables) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(f"{MISREAD}\f{MISREAD}", encoding="utf-8")
    file = imported(path, "2").placed[0].path
    body = file.read_text(encoding="utf-8")
    assert "raw_pages: '2'" in body
    assert body.count("Trong quy vira r6i") == 1
    assert holds_doubt(body)
    assert Library(site, tables).raw_pages == {parse_entry(body, "", ReportRecord, tables)[0].record.source.sha256: "2"}  # type: ignore[union-attr]


def test_nothing_is_read_back_where_nobody_wants_it(tmp_path: Path, imported: Importer) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(MISREAD, encoding="utf-8")
    body = imported(path, "all").placed[0].path.read_text(encoding="utf-8")
    assert "Trong quy vira r6i" in body
    assert not holds_doubt(body)


@pytest.mark.parametrize(("words", "spans"), [("", []), ("1", [(0, 1)]), ("2-3", [(2, 3), (4, 5)]), ("all", [(0, 5)])])
def test_pages_are_named_as_people_name_them(words: str, spans: list[tuple[int, int]]) -> None:
    assert list(RawPages.of(words).spans("a\fb\fc")) == spans
    assert str(RawPages.of(words)) == words


def test_a_report_deleted_stays_deleted(tmp_path: Path, site: Path, imported: Importer) -> None:
    path = tmp_path / "quet.txt"
    path.write_text(MISREAD, encoding="utf-8")
    imported(path).placed[0].path.unlink()
    before = snapshot(site)
    done = imported(path)
    assert (done.placed[0].state, [one.code for one in done.diagnostics if one.code == "DV628"]) == (
        State.DELETED,
        ["DV628"],
    )
    assert snapshot(site) == before
