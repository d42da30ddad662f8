"""Documents of every kind, printed in every layout, come back as written: text, facts, headings, anomalies."""

from pathlib import Path

import pytest

from generator.clean import clean
from generator.document import Document
from generator.tables import Tables
from tests.clean.printing import LAYOUTS, Layout, clean_lines, print_document, read_document

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.yml"))
PRINTED_WHOLE = {"thu_doc", "tham_luan", "khong_dau"}
"""Too short to show where their lines were broken: only the layout of whole paragraphs has one answer."""

CASES = [
    pytest.param(path, layout, id=f"{path.stem}-{layout.name}")
    for path in DOCUMENTS
    for layout in LAYOUTS
    if not layout.width or path.stem not in PRINTED_WHOLE
]


def cleaned(path: Path, layout: Layout, tables: Tables) -> Document:
    return clean(print_document(read_document(path), layout), tables, file=path.name)


@pytest.mark.parametrize(("path", "layout"), CASES)
def test_text_comes_back(path: Path, layout: Layout, tables: Tables) -> None:
    lines = [line for line in cleaned(path, layout, tables).clean.text.split("\n") if line != "*"]
    assert lines == clean_lines(read_document(path))


@pytest.mark.parametrize(("path", "layout"), CASES)
def test_facts_are_found_and_none_invented(path: Path, layout: Layout, tables: Tables) -> None:
    expected = read_document(path)["facts"]
    facts = cleaned(path, layout, tables).facts
    assert {name: getattr(facts, name) for name in expected} == expected


@pytest.mark.parametrize(("path", "layout"), CASES)
def test_headings_are_those_printed(path: Path, layout: Layout, tables: Tables) -> None:
    document = cleaned(path, layout, tables)
    found = [[section.level, section.numbering, section.title] for section in document.sections if section.level]
    assert found == read_document(path)["sections"]
    for section in document.sections:
        assert section.title in document.clean.text[section.span.start : section.span.end + 1] or section.level == 0


@pytest.mark.parametrize(("path", "layout"), CASES)
def test_anomalies_are_reported_and_nothing_else(path: Path, layout: Layout, tables: Tables) -> None:
    assert [found.code for found in cleaned(path, layout, tables).diagnostics] == read_document(path)["codes"]


LONG_LAYOUTS = [layout for layout in LAYOUTS if layout.name != "plain"]


@pytest.mark.parametrize("layout", LONG_LAYOUTS, ids=lambda layout: layout.name)
def test_long_document_keeps_every_paragraph(layout: Layout, tables: Tables) -> None:
    documents = [read_document(path) for path in DOCUMENTS if path.stem not in PRINTED_WHOLE]
    long = dict(read_document(DOCUMENTS[[path.stem for path in DOCUMENTS].index("xa_bao_cao")]))
    long["body"] = [p for d in documents for p in d["body"] if not p.startswith("|") and "[" not in p] * 4
    assert clean(print_document(long, layout), tables).clean.text.split("\n") == clean_lines(long)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_clean_text_is_clean(path: Path, tables: Tables) -> None:
    once = clean("\n".join(clean_lines(read_document(path))), tables)
    again = clean(once.clean.text, tables)
    assert again.clean.text == once.clean.text
    assert again.facts == once.facts
    assert again.sections == once.sections
