"""Front matter without some of its values and without comments, every other value still on the line it was on.

The result is YAML in flow style with line breaks where they are needed: complaints about what is left name the right
line, and what was taken out stands in no string of the entry.
"""

import json
from collections.abc import Iterable, Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.safe_yaml import SafeLoader


def cut_header(header: str, places: Iterable[tuple[str | int, ...]]) -> str:
    """Return ``header`` less the values at ``places`` (names and positions, from the top). Order of lines is kept."""
    root = yaml.compose(header, Loader=SafeLoader)
    if root is None:
        return ""
    pieces: list[str] = []
    line = 0
    for wanted, text in _flow(root, (), frozenset(places)):
        pieces.append("\n" * max(0, wanted - line) + text)
        line = max(line, wanted)
    return "".join(pieces) + "\n"


def _flow(node: Node, place: tuple[str | int, ...], cut: frozenset[tuple[str | int, ...]]) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of each token of ``node``, in order."""
    line = node.start_mark.line
    if isinstance(node, MappingNode):
        yield line, "{"
        for key, value in node.value:
            if (*place, key.value) not in cut:
                yield key.start_mark.line, f"{json.dumps(key.value, ensure_ascii=False)}: "
                yield from _flow(value, (*place, key.value), cut)
                yield value.start_mark.line, ", "
        yield line, "}"
    elif isinstance(node, SequenceNode):
        yield line, "["
        for number, item in enumerate(node.value):
            if (*place, number) not in cut:
                yield from _flow(item, (*place, number), cut)
                yield item.start_mark.line, ", "
        yield line, "]"
    else:
        yield line, _scalar(node)


def _scalar(node: Node) -> str:
    assert isinstance(node, ScalarNode)
    if node.tag == "tag:yaml.org,2002:null":
        return "null"
    return json.dumps(node.value, ensure_ascii=False) if node.tag == "tag:yaml.org,2002:str" else str(node.value)
