"""Data as a script that a page loads with ``<script>``, over HTTP and from a disk (file://) alike.

The value stands in a string for ``JSON.parse``, which browsers read about twice as fast as the same value written as
JavaScript; nothing in it can end the string or run.
"""

import json
import re

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPED = re.compile("[\\\\'\u2028\u2029]")


def assignment(name: str, value: object) -> str:
    """Return the statement that gives the global ``name`` a value of plain JSON, on one line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}=JSON.parse('{_ESCAPED.sub(lambda m: _ESCAPES[m[0]], text)}');\n"
