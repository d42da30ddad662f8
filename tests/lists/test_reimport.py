"""Lists change and come again, people edit in between: what each did stays, and nothing is lost."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lists.conftest import Site

BINH_SON = "Huyện Bình Sơn, tỉnh Quảng Ngãi"
HEAD = ("STT", "Tên mô hình", "Xã", "Lĩnh vực", "Kết quả đạt được", "Ghi chú")
ROWS = [
    ["Hũ gạo tiết kiệm", "Bình Minh", "Kinh tế", "Mười hộ có gạo.", ""],
    ["Camera an ninh trong dân", "Bình Minh", "Quốc phòng - an ninh", "Hết trộm vặt.", "mới"],
    ["Thắp sáng đường quê", "Bình Trị", "Văn hóa - xã hội", "Đường sáng hai cây số.", ""],
    ["Vườn mẫu", "Bình Hải", "Kinh tế", "", ""],
]


def listed(path: Path, rows: list[list[str]], title: str = "DANH SÁCH MÔ HÌNH NĂM 2023") -> Path:
    lines = [title, ";".join(HEAD)]
    lines += [";".join(f'"{cell}"' for cell in (str(number), *row)) for number, row in enumerate(rows, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def states(site: Site, path: Path) -> dict[str, str]:
    return {one.name: one.state for one in site.take(path, BINH_SON).outcomes}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.csv"


@pytest.fixture
def taken(site: Site, path: Path) -> Site:
    site.take(listed(path, ROWS), BINH_SON)
    return site


def edited(site: Site, name: str, old: str, new: str) -> Path:
    (file,) = [file for file in site.folder.glob("*.md") if f"\nname: {name}\n" in file.read_text(encoding="utf-8")]
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def changed(row: int, column: int, value: str) -> list[list[str]]:
    rows = [list(one) for one in ROWS]
    rows[row][column] = value
    return rows


def test_rows_that_only_moved_are_no_change(taken: Site, path: Path) -> None:
    before = taken.files()
    assert set(states(taken, listed(path, ROWS[::-1])).values()) == {"unchanged"}
    assert taken.files() == before


def test_another_name_for_the_file_is_the_same_list(taken: Site, tmp_path: Path) -> None:
    done = taken.take(listed(tmp_path / "danh-sach (bản cuối).csv", ROWS), BINH_SON)
    assert {one.state for one in done.outcomes} == {"unchanged"}
    assert [one.code for one in done.diagnostics] == ["DV677"]


def test_another_list_of_the_same_file_name_is_another_list(taken: Site, path: Path) -> None:
    other = [["Nồi cháo nghĩa tình", "Bình Chương", "Kinh tế", "", ""], ["Tiếng kẻng", "Bình Chương", "", "", ""]]
    done = taken.take(listed(path, other), BINH_SON)
    assert [one.state for one in done.outcomes] == ["created", "created"]
    assert done.gone == ()
    assert set(states(taken, listed(path, ROWS)).values()) == {"unchanged"}


def test_what_changed_in_the_source_comes_and_what_people_wrote_stays(taken: Site, path: Path) -> None:
    edited(taken, "Hũ gạo tiết kiệm", "holder:\n", "holder: collective\n")
    file = edited(taken, "Hũ gạo tiết kiệm", "Mười hộ có gạo.", "Mười hộ có gạo.\n\nChị em góp mỗi bữa một nắm.")
    assert states(taken, listed(path, changed(0, 2, "Văn hóa - xã hội")))["Hũ gạo tiết kiệm"] == "updated"
    text = file.read_text(encoding="utf-8")
    assert "field: van-hoa-xa-hoi" in text
    assert "holder: collective" in text
    assert "Chị em góp mỗi bữa một nắm." in text


def test_a_conflict_keeps_both_and_says_so(taken: Site, path: Path) -> None:
    file = edited(taken, "Hũ gạo tiết kiệm", "Mười hộ có gạo.", "Mười hai hộ, theo sổ của chi hội.")
    text = file.read_text(encoding="utf-8")
    done = taken.take(listed(path, changed(0, 3, "Hai mươi hộ có gạo ăn.")), BINH_SON)
    assert next(one.state for one in done.outcomes if one.name == "Hũ gạo tiết kiệm") == "conflict"
    assert "DV621" in [one.code for one in done.diagnostics]
    assert file.read_text(encoding="utf-8") == text
    aside = taken.files()[f".imported/models/{file.stem}.conflict.md"]
    assert "theo sổ của chi hội." in aside
    assert "gạo ăn." in aside


def test_a_row_that_vanished_is_flagged_and_its_file_stays(taken: Site, path: Path) -> None:
    done = taken.take(listed(path, ROWS[1:]), BINH_SON)
    assert [one.name for one in done.gone] == ["Hũ gạo tiết kiệm"]
    assert "DV667" in [one.code for one in done.diagnostics]
    assert taken.named("Hũ gạo tiết kiệm")
    assert "gone: true" in taken.files()[".imported/lists/danh-sach.yml"]
    assert "DV667" in [one.code for one in taken.take(path, BINH_SON).diagnostics]  # until somebody sees to it
    assert set(states(taken, listed(path, ROWS)).values()) == {"unchanged"}
    assert "gone" not in taken.files()[".imported/lists/danh-sach.yml"]


def test_a_list_that_lost_most_of_its_rows_is_said_once(taken: Site, path: Path) -> None:
    listed(path, ROWS[:1])
    for told in ([(3, 4)], []):
        done = taken.take(path, BINH_SON)
        assert [(one.values["count"], one.values["total"]) for one in done.diagnostics if one.code == "DV676"] == told
        assert sum(one.code == "DV667" for one in done.diagnostics) == 3


def test_a_row_that_was_renamed_keeps_its_id(taken: Site, path: Path) -> None:
    done = taken.take(listed(path, changed(1, 0, "Ca-mê-ra an ninh trong nhân dân")), BINH_SON)
    assert sorted(one.state for one in done.outcomes) == ["unchanged"] * 3 + ["updated"]
    assert "DV668" in [one.code for one in done.diagnostics]
    assert taken.models()["binh-minh-camera-an-ninh-trong-dan"]["name"] == "Ca-mê-ra an ninh trong nhân dân"


def test_a_place_that_was_corrected_keeps_the_id(taken: Site, path: Path) -> None:
    taken.take(listed(path, changed(3, 1, "Bình Chương")), BINH_SON)
    assert taken.models()["binh-hai-vuon-mau"]["localities"] == ["Xã Bình Chương, huyện Bình Sơn, tỉnh Quảng Ngãi"]


def test_a_record_with_a_new_id_is_still_that_record(taken: Site, path: Path) -> None:
    file = taken.folder / "binh-hai-vuon-mau.md"
    text = file.read_text(encoding="utf-8").replace(
        "id: binh-hai-vuon-mau\n", "id: vuon-mau\naliases: [binh-hai-vuon-mau]\n"
    )
    file.unlink()
    (taken.folder / "vuon-mau.md").write_text(text, encoding="utf-8")
    assert set(states(taken, path).values()) == {"unchanged"}
    assert states(taken, listed(path, changed(3, 3, "Cả xóm làm theo.")))["Vườn mẫu"] == "updated"
    models = taken.models()
    assert "binh-hai-vuon-mau" not in models
    assert models["vuon-mau"]["aliases"] == ["binh-hai-vuon-mau"]
    assert "Cả xóm làm theo." in models["vuon-mau"].content


def test_a_record_that_a_person_deleted_stays_deleted(taken: Site, path: Path) -> None:
    (taken.folder / "binh-hai-vuon-mau.md").unlink()
    assert states(taken, listed(path, changed(3, 3, "Cả xóm làm theo.")))["Vườn mẫu"] == "deleted"
    assert "binh-hai-vuon-mau" not in taken.models()


def test_a_record_that_people_made_is_not_touched(site: Site, path: Path) -> None:
    file = site.folder / "hu-gao.md"
    text = (
        "---\nid: hu-gao\nname: Hũ gạo tiết kiệm\n"
        "localities: ['Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi']\n---\nCủa tôi.\n"
    )
    file.write_text(text, encoding="utf-8")
    done = site.take(listed(path, ROWS), BINH_SON)
    assert done.outcomes[0].state == "duplicate"
    assert "DV665" in [one.code for one in done.diagnostics]
    assert file.read_text(encoding="utf-8") == text


def test_one_model_in_two_rows_and_one_misspelt(site: Site, path: Path) -> None:
    rows = [*ROWS, ["HŨ GẠO TIẾT KIỆM", "Bình Minh", "Kinh tế", "Thêm hai hộ.", ""]]
    rows += [
        ["Thắp sáng đường qê", "Bình Trị", "", "", ""],
        ["Tổ số 1", "Bình Trị", "", "", ""],
        ["Tổ số 2", "Bình Trị", "", "", ""],
    ]
    done = site.take(listed(path, rows), BINH_SON)
    assert len(site.models()) == 7
    told = [(one.code, one.location.line) for one in done.diagnostics if one.code in ("DV664", "DV666")]
    assert told == [("DV666", 8), ("DV664", 7)] or sorted(told) == [("DV664", 7), ("DV666", 8)]
    rice = site.named("Hũ gạo tiết kiệm")
    assert "Mười hộ có gạo." in rice.content
    assert "Thêm hai hộ." in rice.content
    assert [source["row"] for source in rice["sources"]] == [3, 7]


def test_ids_do_not_depend_on_the_order_of_rows(new_site: Callable[[], Site], path: Path) -> None:
    rows = [["Tổ tự quản", "Bình Thanh", "", "", ""], ["Tổ tự quản", "Bình Thạnh", "", "", ""], *ROWS]
    ids = []
    for order in (rows, rows[::-1]):
        site = new_site()
        site.take(listed(path, order), BINH_SON)
        ids.append({(post["name"], post["localities"][0]): name for name, post in site.models().items()})
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(rows)


SOURCE = st.tuples(st.just("source"), st.integers(0, 5), st.integers(0, 4), st.integers(0, 99))
PERSON = st.tuples(st.sampled_from(["append", "holder", "tag", "result"]), st.integers(0, 5), st.integers(0, 99))
MOVES = st.sampled_from([("shuffle",), ("add",), ("drop",), ("import",), ("import",)])


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SOURCE | PERSON | MOVES, min_size=4, max_size=24), st.randoms(use_true_random=False))
def test_a_month_of_edits_and_imports_loses_nothing_a_person_wrote(
    new_site: Callable[[], Site],
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple],
    chance: random.Random,
) -> None:
    month = Month(new_site(), tmp_path_factory.mktemp("list") / "danh-sach.csv", chance)
    for step in steps:
        month.do(*step)
        month.check()
    month.do("import")
    month.check()
    before = month.site.files()
    month.do("import")
    assert month.site.files() == before


class Month:
    """A list at its source, a site that imports it, and a person who writes in the site's files."""

    def __init__(self, site: Site, path: Path, chance: random.Random) -> None:
        self.site, self.path, self.chance = site, path, chance
        self.rows = [list(row) for row in ROWS]
        self.written: list[tuple[str, str]] = []
        self.count = 0
        self.do("import")

    def do(self, what: str, *values: int) -> None:
        self.count += 1
        getattr(self, f"_{what}", self._person(what))(*values)

    def _import(self) -> None:
        self.site.take(listed(self.path, self.rows), BINH_SON)

    def _source(self, row: int, column: int, number: int) -> None:
        if self.rows:
            own = (
                f"Mô hình thứ {number} của thôn",
                "Bình Trị",
                "Kinh tế",
                f"Thêm {number} hộ làm theo.",
                f"đợt {number}",
            )
            self.rows[row % len(self.rows)][column] = own[column]

    def _shuffle(self) -> None:
        self.chance.shuffle(self.rows)

    def _add(self) -> None:
        self.rows.append([f"Việc hay số {self.count}", "Bình Chương", "Kinh tế", f"Kết quả {self.count}.", ""])

    def _drop(self) -> None:
        if len(self.rows) > 1:
            self.rows.pop(self.chance.randrange(len(self.rows)))

    def _person(self, what: str) -> Callable[..., None]:
        def write(row: int, number: int) -> None:
            files = sorted(self.site.folder.glob("*.md"))
            file = files[row % len(files)]
            text = file.read_text(encoding="utf-8")
            mine = f"Người viết {what} {number} lần {self.count}"
            match what:
                case "append":
                    text += f"\n{mine}.\n"
                case "holder":
                    text = text.replace("\nreview: draft\n", f"\nreviewed_by: {mine}\nreview: draft\n", 1)
                case "tag":
                    text = text.replace("\naudience:", f"\ncontact: {mine}\naudience:", 1)
                case _:
                    text = text.replace("## Kết quả\n", f"## Kết quả\n\n{mine}.\n", 1)
            if mine not in text or text.count("\ncontact:") > 1 or text.count("\nreviewed_by:") > 1:
                return
            file.write_text(text, encoding="utf-8")
            self.written.append((file.name, mine))

        return write

    def check(self) -> None:
        for name, words in self.written:
            assert words in (self.site.folder / name).read_text(encoding="utf-8")
