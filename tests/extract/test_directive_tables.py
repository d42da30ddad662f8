"""Each pattern of the tables of documents is proven by an example, and each example by a pattern."""

import re
from datetime import date

import pytest

from generator.document import Context
from generator.extract.aligned import plain_form
from generator.extract.directives import find_directives, find_relations
from generator.extract.directives.grammar import Grammar, grammar_of
from generator.extract.directives.issuers import issuer_reader
from generator.extract.directives.numbers import numbered
from generator.tables import Tables


@pytest.fixture(scope="module")
def district(tables: Tables) -> Context:
    return Context(tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")[0], date(2023, 5, 1))


def test_every_type_reads_its_examples(tables: Tables, district: Context) -> None:
    read = {
        example: [(found.type, found.number, found.certain) for found in find_directives(example, district, tables)]
        for kind in tables.document_types
        for example in kind.examples
    }
    assert read == {
        example: [(kind.name, number, True)]
        for kind in tables.document_types
        for example, number in kind.examples.items()
    }


def test_every_code_of_a_type_has_an_example(tables: Tables) -> None:
    unproven = [
        (kind.name, family, code)
        for kind in tables.document_types
        for family, codes, mark in (("party", kind.party, "-"), ("state", kind.state, "/"))
        for code in codes
        if not any(re.search(rf"{mark}{code}(?:[/-]|$)", number) for number in kind.examples.values())
    ]
    assert unproven == []


def test_every_form_reads_its_example(tables: Tables, district: Context) -> None:
    for form in tables.number_forms:
        found = find_directives(form.example, district, tables)
        assert [(d.number, d.certain) for d in found] == [(form.number, True)], form.form


def test_every_form_is_needed(tables: Tables) -> None:
    """Without its form an example is not read as the number it is."""
    for form in tables.number_forms:
        grammar = Grammar(tables)
        grammar.forms = {name: other for name, other in grammar.forms.items() if name != form.form}
        read = [citation.number for citation in numbered(form.example, plain_form(form.example), grammar)]
        assert form.number not in read, form.form


def test_every_organ_reads_its_examples(tables: Tables, district: Context) -> None:
    reader, names = issuer_reader(tables), tables.place_names
    setting = names.setting(district.locality.id if district.locality else None, district.day)
    for organ in tables.organs:
        for words, meant in organ.examples.items():
            issuer = reader.after(words, plain_form(words), 0, setting)
            assert issuer is not None, words
            assert issuer.name == meant


def test_every_organ_has_an_example(tables: Tables) -> None:
    assert [organ.name for organ in tables.organs if not organ.examples] == ["Chi bộ"]


def test_laws_read_their_examples(tables: Tables, district: Context) -> None:
    for text, title in tables.laws.examples.items():
        found = find_directives(text, district, tables)
        assert title in [law.title for law in found], text


@pytest.mark.parametrize("pattern", ["Luật {}", "theo Luật {}, các xã", "Luật {} năm 2020"])
def test_every_law_is_read_whole(tables: Tables, district: Context, pattern: str) -> None:
    for title in tables.laws.titles:
        found = find_directives(pattern.format(title), district, tables)
        assert [law.title.removesuffix(" năm 2020") for law in found if law.title] == [f"Luật {title}"]


def test_relations_read_their_examples(tables: Tables, district: Context) -> None:
    for text, meant in tables.citation_words.relation_examples.items():
        found = find_directives(text, district, tables)
        relations = find_relations(text, found, district, tables)
        read = [(r.relation, r.source.number if r.source else "", r.target.number) for r in relations]
        assert read == [tuple(meant)], text


def test_every_relation_has_an_example(tables: Tables) -> None:
    words = tables.citation_words
    proven = {relation for relation, _, _ in words.relation_examples.values()}
    assert proven | {"cites"} == set(words.relations)


def test_every_repair_is_read_and_marked_uncertain(tables: Tables) -> None:
    grammar = grammar_of(tables)
    for wrong, right in tables.citation_words.repairs.items():
        code = grammar.type_code(wrong) or grammar.organ_code(wrong)
        assert code is not None, wrong
        assert (code.text, code.exact) == (right, False)
