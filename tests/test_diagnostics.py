"""Rules: every complaint has wording in both languages and advice, and every wording is used."""

import pickle
import re
from string import Formatter

import pytest

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, in_order, rules
from tests.conftest import ROOT

CODE = re.compile(r"\bDV\d{3}\b")


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_in_the_program_has_wording_and_every_wording_a_use() -> None:
    used: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        used |= set(CODE.findall(path.read_text(encoding="utf-8")))
    assert used - rules().keys() == set()
    assert rules().keys() - used == set()


@pytest.mark.parametrize("code", sorted(rules()))
def test_wording_names_the_same_values_in_both_languages(code: str) -> None:
    rule = rules()[code]
    assert names(rule.message["vi"]) == names(rule.message["en"])
    assert rule.advice["vi"].strip()
    assert rule.advice["en"].strip()


def test_a_complaint_must_give_every_value_its_wording_names() -> None:
    with pytest.raises(KeyError, match="field"):
        complain("DV105", Location("x.md", 2))


def test_values_may_differ_by_language() -> None:
    one = complain(
        "DV106", Location("x.md", 2), field="a", suggestion={"vi": "Có phải «b»?", "en": "Did you mean “b”?"}
    )
    assert (one.advice("vi"), one.advice("en")) == ("Có phải «b»?", "Did you mean “b”?")


def test_complaints_come_in_the_order_of_their_places_each_once() -> None:
    first, second = (Diagnostic("DV102", Location(name)) for name in ("a.md", "b.md"))
    assert in_order([second, first, second]) == (first, second)
    assert str(Location("a.md", 3, 7)) == "a.md:3:7"


def test_an_error_goes_from_one_process_to_another() -> None:
    error = DanvanError(complain("DV601", Location("a.txt")), exit_code=ExitCode.FAILED)
    again = pickle.loads(pickle.dumps(error))
    assert (again.diagnostics, again.exit_code, str(again)) == (error.diagnostics, ExitCode.FAILED, str(error))
