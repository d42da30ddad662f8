"""Every regular expression, those of tables and scripts as well, takes no more steps than the square of the length."""

import ast
import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.regexes.attacking import Attack, slow

Found = list[tuple[str, int, list[str]]]
CALLS = ("compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")
TIMED = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Every pattern that was compiled while the program did what it is for: (pattern, flags, places in the code)."""
    folder = tmp_path_factory.mktemp("collecting")
    command = [sys.executable, "-m", "tests.regexes.collecting", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return [(one, flags, places) for one, flags, places in json.loads((folder / "patterns.json").read_bytes())]


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Yield every call of ``re`` in the program."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{name}" for name in CALLS}:
                yield path.relative_to(ROOT), node


def unseen(compiled: Found) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of ``re`` none of whose patterns was compiled, by their places."""
    seen = {place for *_, places in compiled for place in places}
    for path, node in calls():
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if not any(f"{path}:{line}" in seen for line in lines):
            yield f"{path}:{node.lineno}", node


def written(node: ast.Call) -> tuple[str, int]:
    """Return the pattern and the flags of a call whose pattern is written out."""
    (pattern, *_), named = node.args, {one.arg: one.value for one in node.keywords}
    flags = named.get("flags") or (node.args[1] if ast.unparse(node.func) == "re.compile" and node.args[1:] else None)
    assert isinstance(pattern, ast.Constant)
    return pattern.value, int(eval(ast.unparse(flags), {"re": re})) if flags else 0


def judged(one: tuple[str, int, list[str]]) -> str:
    """Return what makes a pattern slow, empty if nothing does."""
    attack = slow(one[0], one[1])
    return f"{', '.join(one[2])}: {one[0][:200]!r} on {attack}" if attack else ""


@TIMED
def test_no_text_makes_a_pattern_slow(compiled: Found) -> None:
    literal = [(*written(node), [place]) for place, node in unseen(compiled) if isinstance(node.args[0], ast.Constant)]
    with multiprocessing.Pool() as pool:
        found = [one for one in pool.imap_unordered(judged, compiled + literal, chunksize=4) if one]
    assert not found, "\n".join(found)


def test_every_pattern_made_of_words_was_made(compiled: Found) -> None:
    """Patterns that are not written out are known only once made: ``collecting`` must make each of them."""
    assert len(compiled) > 400
    assert [place for place, node in unseen(compiled) if not isinstance(node.args[0], ast.Constant)] == []


@TIMED
@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$", "(?:a|a)*b", r"^(\w+\s?)*$", r"x\s*,?\s*\(?\s*y", r"(?:thôn|xã)(?:[\w ]+,?)*;", "(?:a?){30}a{30}",
        r"^#(.*?)\s*#*\s*$", r"(?:[ .]?\d)*(?:[ .]?\d)*(?:[ .]?\d)*x", r"(?P<a>\d*)(?P=a)*(?P=a)*!", "a*b?a*c?a*d",
    ],
)  # fmt: skip
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert slow(pattern, re.MULTILINE)


@TIMED
@pytest.mark.parametrize("pattern", [r"\s*x", "[^,]+,", r"(?:\s|\w)+", r"(a++)++$", "a*a*", r"\d{1,3}(?:[.,]\d{3})+$"])
def test_a_pattern_no_slower_than_the_square_passes(pattern: str) -> None:
    assert slow(pattern, 0) is None


def test_an_attack_is_as_long_as_asked() -> None:
    assert Attack("x", "ab", "-", "!").text(8) == "xabab-abab!"


def judged_scripts(*paths: Path) -> list[dict[str, str]]:
    """Return what recheck says of every regular expression in scripts of the browser."""
    node = shutil.which("node", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if not node or not (ROOT / "node_modules" / "recheck").is_dir():
        pytest.skip("the npm package recheck is not installed (python3 dev.py test)")
    command = [node, str(ROOT / "tests" / "regexes" / "scripts.cjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_no_text_makes_a_script_slow() -> None:
    scripts = sorted((ROOT / "overrides").rglob("*.js"))
    assert not [path for path in scripts if "RegExp(" in path.read_text(encoding="utf-8")], "patterns made of words"
    found = judged_scripts(*scripts)
    assert len(found) > 20
    assert [one for one in found if one["status"] == "unknown" or float(one["degree"]) > 2] == []


def test_a_slow_pattern_of_a_script_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("const a = /(a+)+$/, b = /\\s*,?\\s*x/g, c = 4 / 2 / 1\n", encoding="utf-8")
    assert [one["degree"] for one in judged_scripts(path)] == ["Infinity", "3"]


def test_no_group_is_possessive(compiled: Found) -> None:
    """Python 3.11.2, Debian's, matches nothing with one; an atomic group says the same."""
    assert [(pattern, places) for pattern, _, places in compiled if _POSSESSIVE_GROUP.search(pattern)] == []
