"""Readers given files with any bytes wrong: what they hold is read or refused with a code, nothing else, soon."""

import io
import shutil
import signal
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.diagnostics import DanvanError
from generator.importing.merging import has_marks, merge
from generator.memory import Memory
from generator.publishing import MANIFEST, verify
from generator.read.received import read_received
from generator.read.received.encodings import decode
from generator.read.received.office import converted
from generator.read.sheets import read_book
from tests.lists.making import district_summary
from tests.received.making import make_docx, make_pdf

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = [b"", b"\0", b"\xff\xff", b"-1", b"999999999999999999999", b"1e999", b"<", b"</", b"&", b"&#0;", b'"', b"]]>",
          b"<!--", b"xml:id", b"\xed\xa0\x80", b"nan", b"%PDF-", b"/Length -1", b"endobj", b"stream\n", b"<<", b"[",
          b"(", b"#REF!", b"A0", b"$A$1:$XFD$1048576", b"../../x", b"\xd0\xcf\x11\xe0"]  # fmt: skip


class Wounds:
    """Wounds of a file: at which share of it, how many bytes are gone, and what stands there instead."""

    one = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.sampled_from(PIECES))
    some = st.lists(one, min_size=1, max_size=4)


def wounded(data: bytes, wounds: list[tuple[float, int, bytes]]) -> bytes:
    """Return ``data`` with wounds."""
    for share, gone, instead in wounds:
        at = int(share * len(data))
        data = data[:at] + instead + data[at + gone :]
    return data


def wounded_part(data: bytes, part: int, wounds: list[tuple[float, int, bytes]]) -> bytes:
    """Return the archive ``data`` with wounds in one of its parts, itself whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        for name in old.namelist():
            whole = old.read(name)
            new.writestr(name, wounded(whole, wounds) if name == names[part % len(names)] else whole)
    return out.getvalue()


def read_or_refused(read: Callable[[Path], object], path: Path, data: bytes) -> None:
    """Read ``data`` as the file ``path``; a refusal must have a code and whole sentences."""
    path.write_bytes(data)
    try:
        read(path)
    except DanvanError as stop:
        for one in stop.diagnostics:
            assert one.code.startswith("DV6")
            assert one.code != "DV620", "a defect of ours"
            assert "…" not in one.message("vi") + one.message("en")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of each kind."""
    folder = tmp_path_factory.mktemp("whole")
    book = Workbook()
    book.active.append(["STT", "Tên mô hình"])
    book.active.append([1, "=A1"])
    book.active.merge_cells("A3:B4")
    book.save(folder / "small.xlsx")
    return {
        "docx": make_docx(folder / "a.docx", automatic=True).read_bytes(),
        "pdf": make_pdf(folder / "a.pdf").read_bytes(),
        "xlsx": district_summary(folder / "a.xlsx").read_bytes(),
        "small": (folder / "small.xlsx").read_bytes(),
        "ods": write_ods(folder / "a.ods").read_bytes(),
    }


def write_ods(path: Path) -> Path:
    """Write a small sheet of OpenDocument and return its path."""
    kinds = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    cells = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" table:number-columns-spanned="2">'
        "<text:p>a<text:s text:c='3'/><text:span>b</text:span></text:p></table:table-cell>"
        for kind, name, value in (
            ("float", "value", "12.5"),
            ("date", "date-value", "2020-02-03"),
            ("string", "x", "y"),
        )
    )
    rows = f'<table:table-row table:number-rows-repeated="3">{cells}</table:table-row>' * 4
    text = (
        f"<office:document-content {kinds}><office:automatic-styles><style:style style:name='t'/>"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S"><table:table-column table:number-columns-repeated="4"/>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<m/>")
        archive.writestr("content.xml", text)
    return path


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@given(wounds=Wounds.some)
@FEW
def test_wounded_documents(
    kind: str,
    wounds: list[tuple[float, int, bytes]],
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.read.received.ocr.can_recognise", lambda: False)
    read_or_refused(read_received, tmp_path / f"a.{kind}", wounded(whole[kind], wounds))


@given(wounds=Wounds.some, part=st.integers(0, 20))
@FEW
def test_wounded_parts_of_word(
    wounds: list[tuple[float, int, bytes]], part: int, whole: dict[str, bytes], tmp_path: Path
) -> None:
    read_or_refused(read_received, tmp_path / "a.docx", wounded_part(whole["docx"], part, wounds))


@pytest.mark.parametrize("kind", ["xlsx", "small", "ods"])
@given(wounds=Wounds.some, part=st.integers(0, 20))
@FEW
def test_wounded_parts_of_lists(
    kind: str, wounds: list[tuple[float, int, bytes]], part: int, whole: dict[str, bytes], tmp_path: Path
) -> None:
    suffix = "ods" if kind == "ods" else "xlsx"
    read_or_refused(read_book, tmp_path / f"a.{suffix}", wounded_part(whole[kind], part, wounds))


@pytest.fixture(scope="module")
def of_libreoffice(whole: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of each kind that LibreOffice alone writes."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    kinds = {
        "xls": ("small", "xlsx", "MS Excel 97"),
        "doc": ("docx", "docx", "MS Word 97"),
        "odt": ("docx", "docx", "writer8"),
    }
    return {
        kind: converted(tmp_path_factory.mktemp(kind) / "a", whole[key], f".{suffix}", kind, written_as)
        for kind, (key, suffix, written_as) in kinds.items()
    }


@given(wounds=Wounds.some)
@FEW
def test_wounded_old_workbooks(
    wounds: list[tuple[float, int, bytes]], of_libreoffice: dict[str, bytes], tmp_path: Path
) -> None:
    read_or_refused(read_book, tmp_path / "a.xls", wounded(of_libreoffice["xls"], wounds))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")
def test_a_chain_of_sectors_that_never_ends(
    of_libreoffice: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by ``tests.fuzz``: the short sectors of the workbook's stream lead back to the first."""
    data = bytearray(of_libreoffice["xls"])
    entry = data.index("Workbook".encode("utf-16-le"))
    (first,), (table,) = struct.unpack_from("<i", data, entry + 116), struct.unpack_from("<i", data, 60)
    assert struct.unpack_from("<i", data, entry + 120)[0] < 4096, "kept in short sectors"
    struct.pack_into("<i", data, 512 * (table + 1) + 4 * first, first)
    (tmp_path / "a.xls").write_bytes(data)
    monkeypatch.setattr("generator.read.sheets.xls._SECONDS", 1)
    with pytest.raises(DanvanError) as caught:
        read_book(tmp_path / "a.xls")
    assert [one.code for one in caught.value.diagnostics] == ["DV613"]


@pytest.mark.parametrize("kind", ["doc", "odt"])
@given(wounds=Wounds.some, part=st.integers(0, 20))
@settings(FEW, max_examples=4)
def test_wounded_files_that_libreoffice_reads(
    kind: str, wounds: list[tuple[float, int, bytes]], part: int, of_libreoffice: dict[str, bytes], tmp_path: Path
) -> None:
    data = of_libreoffice[kind]
    data = wounded(data, wounds) if kind == "doc" else wounded_part(data, part, wounds)
    read_or_refused(read_received, tmp_path / f"a.{kind}", data)


@given(lines=st.lists(st.text(alphabet="0af ./\\\x85\u2028é\t", max_size=30), max_size=8), data=st.binary(max_size=80))
@FEW
def test_any_manifest_is_compared(lines: list[str], data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"a")
    for written in ("\n".join(lines).encode(), data):
        (tmp_path / MANIFEST).write_bytes(written)
        told = verify(tmp_path)
        assert told, "a file that no manifest names"
        assert {one.code for one in told} <= {"DV806", "DV807", "DV808", "DV809"}
        assert all(one.message("vi") for one in told)


TAGS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td colspan=9999999999>", "<td rowspan='-1'>",
        "<th rowspan=3>",
        "<br>", "<p>", "</p>", "<!--", "-->", "<script>", "<style>", "<?xml ?>", "<tbody>", "x", "Tên mô hình",
        "&nbsp;",
        "&#x110000;", "<![CDATA[", "\x00", "\u202e"]  # fmt: skip
MARKUP = st.lists(st.sampled_from(TAGS), max_size=40).map("".join)


@given(text=MARKUP)
@FEW
def test_any_web_page_called_xls(text: str, tmp_path: Path) -> None:
    read_or_refused(read_book, tmp_path / "a.xls", f"<html><body>{text}".encode())


@given(text=st.text(alphabet='";,\t\n\r\x00\x0b\u2028aă1= ', max_size=200), codec=st.sampled_from(["utf-8", "utf-16"]))
@FEW
def test_no_character_of_a_csv_is_lost(text: str, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(codec))
    decoded = decode(text.encode(codec))
    assume(decoded is None or decoded.text.lstrip("\ufeff") == text)  # a few letters between NULs may as well be UTF-16
    try:
        (sheet,) = read_book(path).sheets
    except DanvanError:
        return
    kept = "".join(str(value) for row in sheet.rows for value in row.cells.values())
    assert [kept.count(char) for char in "aă1"] == [text.count(char) for char in "aă1"]


@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-16"))))
@FEW
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)


@given(mine=st.text(max_size=80), base=st.text(max_size=80), theirs=st.text(max_size=80))
@FEW
def test_any_versions_merge_or_conflict(mine: str, base: str, theirs: str) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in (mine, base, theirs)]
    merged = merge(*texts, ("a", "b"))  # type: ignore[arg-type]
    assert merged.conflicts == 0 or has_marks(merged.text)


@given(data=st.binary(max_size=200))
@FEW
def test_any_memory_is_empty_or_whole(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "memory").write_bytes(data)
    assert Memory(tmp_path / "memory").recall("a", "b", "c") is None
