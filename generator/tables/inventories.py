"""Link inventories of other sites (``objects.inv``, the format of Sphinx): where their pages stand."""

from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

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


def is_within(page: str, address: str) -> bool:
    """True if ``page``, an address an inventory gives, is one of the site at ``address`` as a browser reads it."""
    whole, base = urlsplit(page), urlsplit(address)
    path = normpath(unquote(whole.path)) + "/"
    return (whole.scheme, whole.netloc) == (base.scheme, base.netloc) and path.startswith(unquote(base.path))
