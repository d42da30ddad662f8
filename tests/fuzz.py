"""Feeds a reader with files that coverage leads ever deeper into it: ``python -m tests.fuzz READER --seconds 60``.

Needs the extra ``fuzz`` (atheris, libFuzzer for Python). A file that makes the reader fail otherwise than by a refusal,
take over a minute or two gigabytes is written as ``crash-…``, ``timeout-…`` or ``oom-…`` into the folder it is run in;
what it shows becomes a test in ``tests/received/test_fuzzing.py`` or beside it. Of archives, the part that holds the
text is what is changed: their check sums would refuse anything else.
"""

import argparse
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import atheris
from openpyxl import Workbook

with atheris.instrument_imports(include=["generator", "docx", "xlrd", "openpyxl", "pdfplumber", "pdfminer"]):
    from generator.clean.words import load_words
    from generator.diagnostics import DanvanError
    from generator.read.content import read_entry
    from generator.read.received import read_received
    from generator.read.received.office import converted
    from generator.read.sheets import read_book
    from generator.records import ModelRecord
    from generator.tables import Tables, load_tables

from tests.conftest import ROOT
from tests.lists.making import district_summary
from tests.received.making import make_docx, make_pdf, report_text
from tests.received.test_encodings import tcvn3
from tests.received.test_fuzzing import write_ods

CONFIG = ROOT / "site_config"


@dataclass(frozen=True)
class Reader:
    """A reader: what it reads first, and how it reads bytes."""

    seed: Callable[[Path], bytes]
    read: Callable[[bytes], object]


def main(arguments: list[str]) -> None:
    """Fuzz one reader until its time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--seconds", type=int, default=60)
    told = parser.parse_args(arguments)
    reader = READERS[told.reader]
    folder = Path(tempfile.mkdtemp(prefix="danvan-fuzz-"))
    (folder / "seeds").mkdir()
    (folder / "seeds" / "seed").write_bytes(reader.seed(folder))

    def refused_or_read(data: bytes) -> None:
        with suppress(DanvanError):
            reader.read(data)

    limits = [f"-max_total_time={told.seconds}", "-timeout=60", "-rss_limit_mb=2000", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *limits, str(folder / "seeds")], refused_or_read)
    atheris.Fuzz()


def received(suffix: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Return what reads bytes as a file of that kind."""
    path = Path(tempfile.mkdtemp(prefix="danvan-fuzz-"), f"a{suffix}")

    def reading(data: bytes) -> object:
        path.write_bytes(data)
        return read(path)

    return reading


def part_of(make: Callable[[Path], Path], suffix: str, part: str, read: Callable[[Path], object]) -> Reader:
    """Return the reader of one part of an archive, the others as they are made."""
    whole = make(Path(tempfile.mkdtemp(prefix="danvan-fuzz-"), f"whole{suffix}")).read_bytes()
    reading = received(suffix, read)

    def read_with(data: bytes) -> object:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, data if name == part else old.read(name))
        return reading(out.getvalue())

    return Reader(lambda _: zipfile.ZipFile(io.BytesIO(whole)).read(part), read_with)


def old_workbook(folder: Path) -> bytes:
    """Return a small workbook as Excel 97 kept it, written by LibreOffice."""
    book = Workbook()
    book.active.append(["STT", "Tên mô hình"])
    book.active.append([1, "Đường hoa"])
    book.active.merge_cells("A3:B4")
    book.save(folder / "a.xlsx")
    return converted(folder / "a.xlsx", (folder / "a.xlsx").read_bytes(), ".xlsx", "xls", "MS Excel 97")


def read_record(data: bytes) -> object:
    return read_entry(data, Path("x.md"), "content/models/x.md", ModelRecord, TABLES)


def table(stem: str, read: Callable[[Path], object]) -> Reader:
    """Return the reader of one table of a ``site_config/``, the others as they are."""
    folder = Path(shutil.copytree(CONFIG, Path(tempfile.mkdtemp(prefix="danvan-fuzz-"), "site_config")))

    def reading(data: bytes) -> object:
        (folder / f"{stem}.yml").write_bytes(data)
        return read(folder)

    return Reader(lambda _: (CONFIG / f"{stem}.yml").read_bytes()[:4000].rpartition(b"\n")[0], reading)


TABLES = load_tables(CONFIG)
RECORD = next((ROOT / "content" / "models").glob("*.md"))
READERS = {
    "txt": Reader(lambda _: report_text().encode(), received(".txt", read_received)),
    "tcvn3": Reader(
        lambda _: tcvn3(report_text().replace("“", '"').replace("”", '"')), received(".txt", read_received)
    ),
    "docx": part_of(lambda path: make_docx(path, automatic=True), ".docx", "word/document.xml", read_received),
    "numbering": part_of(lambda path: make_docx(path, automatic=True), ".docx", "word/numbering.xml", read_received),
    "pdf": Reader(lambda folder: make_pdf(folder / "a.pdf").read_bytes(), received(".pdf", read_received)),
    "xlsx": part_of(district_summary, ".xlsx", "xl/worksheets/sheet1.xml", read_book),
    "styles": part_of(district_summary, ".xlsx", "xl/styles.xml", read_book),
    "ods": part_of(write_ods, ".ods", "content.xml", read_book),
    "xls": Reader(old_workbook, received(".xls", read_book)),
    "csv": Reader(lambda _: "STT;Tên mô hình\n1;Đường hoa\n".encode(), received(".csv", read_book)),
    "html": Reader(lambda _: b"<html><table><tr><td colspan=2>a<td>b</table>", received(".xls", read_book)),
    "record": Reader(lambda _: RECORD.read_bytes(), read_record),
    "fields": table("fields", lambda folder: Tables(folder).fields),
    "organs": table("organs", lambda folder: Tables(folder).organs),
    "blocks": table("blocks", load_words.__wrapped__),
}

if __name__ == "__main__":
    main(sys.argv[1:])
