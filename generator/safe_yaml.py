"""YAML to plain values and back, by libyaml where PyYAML was built with it: ten times as fast, the same outcome."""

from typing import Any

import yaml

SafeDumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """Return the value of ``text``; raises yaml.YAMLError, with the place as ``problem_mark``."""
    return yaml.load(text, Loader=SafeLoader)


def dump_yaml(value: object, *, flow: bool = False) -> str:
    """Return ``value`` as YAML, keys in their order and no line broken; ``flow`` writes it all in one line.

    What one library escapes (an emoji, a separator of lines) the other writes as it is, so PyYAML's own emitter
    decides wherever something had to be escaped. Keys must be short: they part over those of 120 letters and more.
    """

    def dumped(dumper: type[yaml.SafeDumper]) -> str:
        return yaml.dump(
            value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=flow
        )

    text = dumped(SafeDumper)
    return dumped(yaml.SafeDumper) if "\\" in text else text
