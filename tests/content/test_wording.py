"""Facts carry over, wording does not: no long run of words is shared with a received document.

Names of models, movements and localities and titles of directives and reports are facts, and may stand anywhere.
"""

import re
import unicodedata
from pathlib import Path

import pytest

RUN = 14
WORDS = re.compile(r"\w+")
BREAK = " ¦ "


@pytest.fixture(scope="module")
def seed_runs(shared_dir: Path) -> set[tuple[str, ...]]:
    return {run for seed in (shared_dir / "seeds").glob("*.txt") for run in _runs(seed.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def names(shipped) -> list[str]:
    """Names and titles, longest first, so that one inside another is not cut in two."""
    found = {
        value
        for folder in shipped.values()
        for item in folder.values()
        for key in ("name", "title")
        if (value := getattr(item.record, key, None))
    }
    found |= {name for item in shipped["movements"].values() for name in item.record.names}
    return sorted((_plain(name) for name in found), key=len, reverse=True)


def test_no_sentence_is_taken_over(shipped, seed_runs, names):
    copied = [
        f"{item.path.parent.name}/{item.path.name}: {' '.join(run)}"
        for folder in shipped.values()
        for item in folder.values()
        for run in _runs(_without(item.path.read_text(encoding="utf-8"), names))
        if run in seed_runs
    ]
    assert copied == []


def _without(text: str, names: list[str]) -> str:
    text = _plain(text)
    for name in names:
        if len(name.split()) > 5:
            text = text.replace(name, BREAK)
    return text


def _plain(text: str) -> str:
    return " ".join(WORDS.findall(unicodedata.normalize("NFC", text).lower()))


def _runs(text: str) -> list[tuple[str, ...]]:
    runs = []
    for part in text.split(BREAK.strip()):
        tokens = WORDS.findall(unicodedata.normalize("NFC", part).lower())
        runs += [tuple(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1)]
    return runs
