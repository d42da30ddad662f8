"""A build that makes again only what changed gives the same bytes as a build from nothing, whatever was changed."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import DanvanError
from generator.memory import Memory, identity
from generator.pipeline import build
from tests.conftest import ROOT

DIRECTIVE = "content/directives/chi-thi-22-ct-tu-quang-ngai-2017.md"
PLACE = "content/localities/huyen-binh-son-quang-ngai.md"
MODEL = "content/models/binh-tri-bep-am-cho-tre.md"
REPORT = "content/reports/an-lac-tong-ket-2023.md"
NAMES = st.sampled_from(["Nhặt rác mỗi sáng", "Bếp ấm cho trẻ", "Khéo dân", "Đổi rác lấy cây", "Tiếng loa xóm"])
Change = Callable[[Path], None]


def quiet(_: str) -> None:
    """Take no interest in progress."""


def model(number: int, name: str, mentions: str) -> Change:
    """Return the writing of a model; the same number again renames it and changes what it says."""

    def write(root: Path) -> None:
        text = f'---\nid: moi-{number}\nname: "{name}"\nlocalities: ["Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi"]\n'
        text += f"field: kinh-te\nstatus: [{{step: registered, year: {2018 + number}}}]\n---\n\n"
        (root / f"content/models/moi-{number}.md").write_text(f"{text}## Kết quả\n\nHọc theo “{mentions}”.\n", "utf-8")

    return write


def gone(number: int) -> Change:
    return lambda root: (root / f"content/models/moi-{number}.md").unlink(missing_ok=True)


def moved(number: int, to: int) -> Change:
    """Return the change of an id, the old one kept as an alias."""

    def move(root: Path) -> None:
        old, new = (root / f"content/models/moi-{n}.md" for n in (number, to))
        if old.exists() and number != to:
            text = old.read_text("utf-8").partition("\n---")
            head = "".join(line + "\n" for line in text[0].splitlines() if not line.startswith(("id:", "aliases:")))
            head = head.replace("---\n", f"---\nid: moi-{to}\naliases: [cu-{number}]\n", 1).rstrip("\n")
            new.write_text(head + text[1] + text[2], "utf-8")
            old.unlink()

    return move


def appended(file: str, words: str) -> Change:
    def append(root: Path) -> None:
        path = root / file
        path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")

    return append


def replaced(file: str, old: str, new: str) -> Change:
    def replace(root: Path) -> None:
        path = root / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return replace


CONTENT_EDITS = [
    replaced(MODEL, "name: ", "name: Cái "),
    replaced("content/movements/kheo-dan.md", "name: ", "name: Cuộc "),
    replaced(DIRECTIVE, "2017-04-03", "2017-04-13"),
    replaced(DIRECTIVE, "title: ", "title: tiếp tục "),
    replaced(PLACE, "value: 22", "value: 23"),
    replaced(MODEL, "id: ", "audience: internal\nid: "),
    replaced(MODEL, "audience: internal\n", ""),
    replaced(MODEL, "field: kinh-te", "field: quoc-phong-an-ninh"),
    replaced(MODEL, "recognised", "replicated"),
    replaced(MODEL, "Bình Trị", "Bình Minh"),
    replaced(REPORT, "id: ", "review: verified\nreviewed_by: Ban Dân vận\nid: "),
]
FRAME_EDITS = [
    replaced("site_config/labels.yml", "Mô hình", "Mẫu hình"),
    replaced("site_config/labels.yml", "Mẫu hình", "Mô hình"),
    replaced("overrides/main.html", "Cập nhật:", "Sửa ngày:"),
    replaced("overrides/assets/stylesheets/danvan.css", "}", "} "),
    replaced("mkdocs.yml", "Kho mô hình", "Tủ mô hình"),
]
NUMBERS = st.integers(0, 3)
CHANGES = st.one_of(
    st.builds(model, NUMBERS, NAMES, NAMES),
    st.builds(gone, NUMBERS),
    st.builds(moved, NUMBERS, NUMBERS),
    st.builds(appended, st.sampled_from([MODEL, REPORT]), st.builds("Có nơi gọi là “{}”.".format, NAMES)),
    st.sampled_from(FRAME_EDITS + CONTENT_EDITS),
)


def fresh(root: Path) -> None:
    """Lay out a small site with files of its own."""
    shutil.copytree(ROOT / "tests" / "small" / "content", root / "content")
    for name in ("site_config", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "node_modules").symlink_to(ROOT / "node_modules")


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def assert_equal_to_a_clean_build(root: Path) -> None:
    try:
        build(root, quiet)
        refused = False
    except DanvanError:
        refused = True
    with TemporaryDirectory() as name:
        clean = Path(name)
        for part in ("content", "site_config", "overrides", "mkdocs.yml", "node_modules"):
            (clean / part).symlink_to(root / part)
        try:
            build(clean, quiet)
        except DanvanError:
            assert refused
            return
        assert not refused
        for part in ("docs", "site"):
            assert contents(root / "build" / part) == contents(clean / "build" / part)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=4), min_size=1, max_size=2))
def test_any_changes_give_what_a_clean_build_gives(rounds: list[list[Change]]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        fresh(root)
        build(root, quiet)
        for changes in rounds:
            for change in changes:
                change(root)
            assert_equal_to_a_clean_build(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fresh(tmp_path)
    build(tmp_path, quiet)
    return tmp_path


def test_only_what_changed_is_made_again(root: Path) -> None:
    site = root / "build" / "site"
    before = {path.relative_to(site): identity(path) for path in site.rglob("*.html")}
    appended(MODEL, "Thêm một câu.")(root)
    build(root, quiet)
    made = {path.name for name, path in ((n, site / n) for n in before) if identity(path) != before[name]}
    assert "binh-tri-bep-am-cho-tre.html" in made
    assert made.isdisjoint({"an-lac-tong-ket-2023.html", "gioi-thieu.html"})
    assert len(made) <= 12


def test_a_page_someone_altered_is_made_again(root: Path) -> None:
    page = root / "build" / "site" / "gioi-thieu.html"
    good = page.read_bytes()
    page.write_bytes(b"mine")
    build(root, quiet)
    assert page.read_bytes() == good


def test_a_damaged_memory_is_an_empty_one(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory")
    memory.keep("part", "key", 1, "value")
    memory.turn()
    memory.save()
    assert Memory(tmp_path / "memory").recall("part", "key", 1) == "value"
    assert Memory(tmp_path / "memory").recall("part", "key", 2) is None
    data = bytearray((tmp_path / "memory").read_bytes())
    data[-3] ^= 1
    (tmp_path / "memory").write_bytes(data)
    assert Memory(tmp_path / "memory").recall("part", "key", 1) is None
    (tmp_path / "memory").write_bytes(b"")
    assert Memory(tmp_path / "memory").recall("part", "key", 1) is None


def test_what_is_kept_of_one_record_stays_one(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory")
    records = {str(number): ["a record", number] for number in range(2000)}
    for name, record in records.items():
        for part, key in (("read", f"models/{name}.md"), ("reading", f"model:{name}"), ("related", name)):
            memory.keep(part, key, record, record)
    memory.turn()
    memory.save()
    again = Memory(tmp_path / "memory")
    for name, record in records.items():
        kept = again.recall("read", f"models/{name}.md", record)
        assert kept == record
        assert kept is again.recall("reading", f"model:{name}", record)
        assert kept is again.recall("related", name, record)


def test_little_that_changed_is_written_beside_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    memory = Memory(path)
    for number in range(50):
        memory.keep("part", str(number), 1, [number])
    memory.turn()
    memory.save()
    whole = path.read_bytes()
    for changed in (1, 2):
        memory = Memory(path)
        for number in range(1, 50):  # 0 is forgotten
            memory.recall("part", str(number), 1)
        memory.keep("part", "1", changed, "new")
        memory.keep("other", "1", 1, "more")
        memory.turn()
        memory.save()
        assert path.read_bytes() == whole
    again = Memory(path)
    assert again.former("part") == {"1": (2, "new"), **{str(n): (1, [n]) for n in range(2, 50)}}
    assert again.former("other") == {"1": (1, "more")}
    changes = path.with_suffix(".changes")
    changes.write_bytes(changes.read_bytes()[:-1])
    assert Memory(path).former("part") == {str(n): (1, [n]) for n in range(50)}, "what is older is true as well"
    for number in range(40):
        again.keep("part", str(number), 3, "all new")
    again.turn()
    again.save()
    assert path.read_bytes() != whole
    assert len(Memory(path).former("part")) == 40, "changes of another memory are left out"


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory")
    memory.keep("part", "stays", 1, "value")
    memory.keep("part", "goes", 1, "value")
    memory.turn()
    memory.recall("part", "stays", 1)
    memory.turn()
    assert memory.recall("part", "goes", 1) is None
    assert memory.recall("part", "stays", 1) == "value"


def test_another_version_of_the_program_trusts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path / "memory")
    memory.keep("part", "key", 1, "value")
    memory.turn()
    memory.save()
    monkeypatch.setattr("generator.memory.program_digest", lambda: "another")
    assert Memory(tmp_path / "memory").recall("part", "key", 1) is None
