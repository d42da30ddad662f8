"""YAML written by libyaml is what PyYAML's own emitter writes, and reads back as the value it was made of."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.safe_yaml import dump_yaml, load_yaml

SIGNS = "aăệĐơ 0129.,:;-–—?!#&*%@`|>~='\"[]{}()/\\\n\t…“”\u00a0\u0085\u2028\u200b\ufeff😀"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=200) | st.text(max_size=40)
KEYS = st.text(st.sampled_from("abcdxyz_"), min_size=1, max_size=12)
ANY = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, ANY, max_size=5), st.booleans())
def test_both_emitters_write_the_same(value: dict[str, object], flow: bool) -> None:
    own = yaml.dump(
        value, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=flow
    )
    assert dump_yaml(value, flow=flow) == own


@given(st.dictionaries(KEYS, st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60), max_size=5))
def test_what_was_written_reads_back(value: dict[str, str]) -> None:
    """Control characters are left out: no cell keeps them, and PyYAML reads U+0085 back as a space."""
    assert load_yaml(dump_yaml(value)) == value
