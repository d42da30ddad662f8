"""Related models: a person would agree with the pair and finds the reason given; nothing else is called related."""

from hypothesis import given
from hypothesis import strategies as st

from generator.render.related import SHOWN, Likeness, Traits, Why, related_models

PAIRS = ("đào giếng", "giếng chung", "trồng tre", "quét ngõ", "hũ gạo", "đèn đường", "tủ sách")


def about(name: str, *pairs: str, naming: bool = True, **more: str) -> Traits:
    """A model whose name, or text, has the given pairs of syllables one after the other."""
    return Traits(name, 1, pairs, len(pairs) if naming else 0, tuple(range(len(pairs))), **more)


def others(count: int) -> list[Traits]:
    return [about(f"khac-{n}", f"việc {n}", f"chuyện {n}") for n in range(count)]


def test_pair_is_named_with_the_whole_shared_phrase() -> None:
    one = about("mot", "đào giếng", "giếng chung", field="kinh-te", kind="Xã|x")
    two = about("hai", "đào giếng", "giếng chung", field="kinh-te", kind="Xã|x")
    (found,) = related_models([one, two, *others(10)])["mot"]
    assert found.id == "hai"
    assert [(reason.why, reason.keys) for reason in found.reasons] == [
        (Why.WORDS, ("đào giếng chung",)),
        (Why.FIELD, ("kinh-te",)),
        (Why.KIND, ("Xã|x",)),
    ]


def test_words_of_no_name_relate_nothing() -> None:
    one = about("mot", "đào giếng", naming=False, field="kinh-te")
    two = about("hai", "đào giếng", naming=False, field="kinh-te")
    assert related_models([one, two, *others(10)])["mot"] == ()


def test_what_everyone_has_relates_nothing() -> None:
    everyone = [about(f"m{n}", "hũ gạo") for n in range(400)]
    assert not any(related_models(everyone).values())


def test_same_field_and_place_alone_are_no_reason() -> None:
    one = about("mot", "trồng tre", field="kinh-te", place="xa-doi")
    two = about("hai", "quét ngõ", field="kinh-te", place="xa-doi")
    assert related_models([one, two, *others(10)])["mot"] == ()


@given(st.lists(st.lists(st.sampled_from(PAIRS), max_size=4), max_size=30), st.randoms())
def test_order_of_reading_plays_no_part(subjects: list[list[str]], chance: object) -> None:
    models = [about(f"m{n}", *pairs) for n, pairs in enumerate(subjects)]
    shuffled = list(models)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = related_models(models)
    assert found == related_models(shuffled)
    for name, related in found.items():
        assert len(related) <= SHOWN
        assert name not in {one.id for one in related}
        assert all(one.reasons for one in related)


_NAMES = st.sampled_from([f"m{n}" for n in range(40)])
_MODELS = st.dictionaries(
    _NAMES,
    st.tuples(st.lists(st.sampled_from(PAIRS), max_size=4), st.booleans(), st.sampled_from(["", "kinh-te"])),
    min_size=12,
)


@given(_MODELS, st.dictionaries(_NAMES, st.sampled_from([*PAIRS, None]), max_size=3))
def test_who_is_not_affected_finds_the_same(
    models: dict[str, tuple[list[str], bool, str]], edits: dict[str, str | None]
) -> None:
    before = {name: about(name, *pairs, naming=named, field=of) for name, (pairs, named, of) in models.items()}
    after = {**before, **{name: about(name, pair, "bờ ao") for name, pair in edits.items() if pair}}
    for name in (name for name, pair in edits.items() if pair is None):
        after.pop(name, None)
    found, likeness = related_models(before.values()), Likeness(after.values())
    affected = likeness.affected(before)
    assert affected >= after.keys() - before.keys()
    for name in after.keys() - affected:
        assert likeness.likest(name) == found[name]
