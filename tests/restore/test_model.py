"""The parts of the restorer: language model, channel, alignment, data file, training."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.restore import DataError, load_restorer
from generator.restore.candidates import Case
from generator.restore.channel import Channel, learn_letters, letter_logs, read_log
from generator.restore.language import LanguageModel, counts_of, grams_of, merged
from generator.restore.pack import load, save
from generator.restore.pairs import word_pairs
from generator.restore.restorer import DATA
from generator.restore.syllables import split, symbols
from generator.restore.train import learn_channel, train

OWN = "Bà con thôn Đông Hòa góp công, góp của làm đường. Bà con thôn Đông Hòa góp ý cho cán bộ thôn."
PAIRS = {("đường", "dudng"): 4, ("đường", "duong"): 2, ("của", "cia"): 5, ("thôn", "thon"): 6, ("góp", "gop"): 3}


@pytest.mark.parametrize(
    ("syllable", "parts"),
    [
        ("nghiệm", ("ngh", "iệm")),
        ("gì", ("g", "ì")),
        ("giếng", ("gi", "ếng")),
        ("quốc", ("qu", "ốc")),
        ("ủy", ("", "ủy")),
    ],
)
def test_split(syllable: str, parts: tuple[str, str]) -> None:
    assert split(syllable) == parts


@pytest.mark.parametrize("word", ["covid", "ubnd", "straße", "", "ngng"])
def test_what_is_no_syllable(word: str) -> None:
    assert split(word) is None


def test_symbols_are_those_of_the_counts() -> None:
    assert list(symbols("Hoà giải 12 vụ (năm 2020).")) == [
        "hòa",
        "giải",
        "<n>",
        "vụ",
        "<p>",
        "năm",
        "<n>",
        "<p>",
        "<p>",
    ]


@pytest.mark.parametrize("least", [(1, 1, 1), (1, 2, 2)])
def test_chances_of_all_words_add_up_to_one(least: tuple[int, int, int]) -> None:
    model = LanguageModel(counts_of(grams_of(OWN), least))
    words = np.arange(model.size)
    for first, second in product(words, words):
        row = model.trigram(np.array([first]), np.array([second]), np.array([0]), words)
        assert row.sum() == pytest.approx(1.0, abs=1e-5)


def test_merged_counts_are_those_of_both_texts() -> None:
    one, two = OWN[:50], OWN[50:]
    sums = merged(counts_of(grams_of(one)), counts_of(grams_of(two)))
    both = counts_of([*grams_of(one), *grams_of(two)])
    at = np.array([both.words.index(word) for word in sums.words])
    assert sorted(sums.words) == sorted(both.words)
    assert (sums.unigrams == both.unigrams[at]).all()
    mine, theirs = LanguageModel(sums), LanguageModel(both)
    words = np.arange(len(at))
    for first, second in product(words, words):
        row = mine.trigram(np.array([first]), np.array([second]), np.array([0]), words)
        other = theirs.trigram(at[[first]], at[[second]], np.array([0]), at)
        assert np.allclose(row, other, atol=1e-6)


def test_em_learns_how_letters_are_read() -> None:
    logs = letter_logs(learn_letters(PAIRS))
    assert read_log("đ", "d", logs) > read_log("đ", "g", logs)
    assert read_log("của", "cia", logs) > read_log("của", "thon", logs)


def test_words_are_aligned_past_missing_and_added_ones() -> None:
    true = "Bà con góp công làm đường và trồng cây"
    raw = "Ba con gop cong Iam dudng va trong cay"
    pairs = word_pairs(true, raw)
    assert ("đường", "dudng") in pairs
    assert all(len(left) - len(right) in (-1, 0, 1) for left, right in pairs)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(OWN.split()), min_size=3, max_size=40))
def test_the_data_file_gives_back_what_was_counted(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    folder = tmp_path_factory.mktemp("data")
    counts, channel = counts_of(grams_of(" ".join(words))), learn_channel(PAIRS)
    for name in ("one", "two"):
        save(folder / name, counts, channel, {})
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()
    again, readings, _ = load(folder / "one")
    assert again.words == counts.words
    assert (again.bigram_keys == counts.bigram_keys).all()
    assert (again.trigram_keys == counts.trigram_keys).all()
    assert np.allclose(again.trigrams, counts.trigrams, rtol=0.08, atol=0.5)
    assert isinstance(readings, Channel)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\xfd7zXZ\x00cut"])
def test_a_broken_data_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "restorer.bin"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"restorer\.bin"):
        load_restorer(path)


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.bin"):
        load_restorer(tmp_path / "none.bin")


def test_an_organisation_teaches_its_own_names_and_scanner(tmp_path: Path) -> None:
    base, out = tmp_path / "base.bin", tmp_path / "own.bin"
    save(base, counts_of(grams_of(OWN)), learn_channel(PAIRS), {})
    own = "Xóm Gò Mướp góp công làm đường. "
    learnt = train([own * 3], [(own, "Xom Go Muop g0p cong lam duong.")], base, out)
    assert learnt["symbols"] > 20
    assert learnt["pairs"] > 4
    before, after = load_restorer(base), load_restorer(out)
    assert "mướp" not in before.model.ids
    found = after.reader.find("Muop", Case.TITLE)
    assert [after.model.words[word] for word in found.ids][:1] == ["mướp"]


def test_the_shipped_data_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA.parent.iterdir()) < 6_000_000
