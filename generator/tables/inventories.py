"""Link inventories of other sites (``objects.inv``, the format of Sphinx): where their pages stand."""

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import DanvanError, Location, complain

DOMAIN = "danvan"
"""Domain of our kinds of page in an inventory; an item is ``danvan:model`` with a record's id as its name."""


def load_inventory(path: Path, address: str) -> Mapping[str, str]:
    """Return ``kind/id`` -> address of every page the inventory at ``path`` lists. Raises DanvanError (DV001)."""
    from sphobjinv import Inventory  # a quarter of a second to import, and few sites have neighbours

    try:
        items = Inventory(str(path)).objects
    except Exception as problem:  # the library says of a broken file whatever it stumbled over
        told = complain("DV001", Location(path.name), table=path.name, problem=" ".join(str(problem).split()))
        raise DanvanError(told) from problem
    return {f"{one.role}/{one.name}": address + one.uri_expanded for one in items if one.domain == DOMAIN}
