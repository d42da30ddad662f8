"""Where in a YAML text a value stands: lines for complaints about it."""

import yaml
from yaml.nodes import MappingNode, Node

from generator.safe_yaml import SafeLoader


def composed(text: str) -> Node | None:
    """Return the nodes of a YAML text. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=SafeLoader)


def line_at(root: Node | None, place: tuple[str | int, ...], first: int = 1) -> int:
    """Return the line, from 1, of the value at ``place``, or of the nearest thing above it that stands there.

    ``first`` is the answer where nothing of ``place`` stands in the text.
    """
    line, node = first, root
    for part in place:
        if isinstance(node, MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
