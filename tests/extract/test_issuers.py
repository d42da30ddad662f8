"""Who issued a document is read from the words beside its number, or from the code in it, as the text's place says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.document import Context
from generator.extract.directives import find_directives
from generator.tables import Tables

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("issuers.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "group", [pytest.param(group, id=f"{group['home']}-{group['own']}-{len(group['says'])}") for group in GROUPS]
)
def test_issuers_are_those_the_words_and_codes_mean(group: dict[str, Any], tables: Tables) -> None:
    day: date = group["day"]
    home = tables.gazetteer.named(group["home"], day)[0]
    context = Context(home, day, group["own"], group["issuer"])
    found = {text: [one.issuer or "-" for one in find_directives(text, context, tables)] for text in group["says"]}
    assert found == group["says"]
