"""What is found does not depend on the kind of file: Word, a PDF with a text layer, a legacy encoding."""

from pathlib import Path

import pytest

from benchmarks.inspect.misread import answers, compared
from generator.inspection import inspect_file
from generator.inspection_json import inspection_json
from generator.tables import Tables
from tests.inspect.annotated import DOCUMENTS, Annotated, annotated
from tests.received.making import docx_of, pdf_of
from tests.received.test_encodings import vni

LEAST = 0.97
"""Share of all answers found, and of all found that are answers."""


def vni_of(path: Path, document: Annotated) -> Path:
    path.write_bytes(vni(document.raw))
    return path


MAKERS = {
    "docx": lambda folder, document: docx_of(folder / "bao-cao.docx", *document.blocks),
    "pdf": lambda folder, document: pdf_of(folder / "bao-cao.pdf", *document.blocks),
    "vni": lambda folder, document: vni_of(folder / "bao-cao.txt", document),
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nong_dan_2022_bao_cao", "docx"),
        ("huyen_2011_to_trinh_bang", "docx"),
        ("bcd_tinh_2014_tong_ket", "pdf"),
        ("van_phong_2020_ket_luan", "pdf"),
        ("huyen_2011_to_trinh_bang", "vni"),
    ],
)
def test_the_answers_are_found_in_files_of_other_kinds(name: str, kind: str, tables: Tables, tmp_path: Path) -> None:
    document = annotated(DOCUMENTS / f"{name}.yml")
    found = inspection_json(inspect_file(MAKERS[kind](tmp_path, document), tables), tables)
    results = compared(answers(document.gold), answers(found))
    right, wanted, given = (sum(result[index] for result in results.values()) for index in range(3))
    differ = [line for result in results.values() for line in result[3]]
    assert right / wanted >= LEAST, differ
    assert right / given >= LEAST, differ
    assert found["report"]["number"] == document.gold["report"]["number"]
    assert found["report"]["signer"] == document.gold["report"]["signer"]
