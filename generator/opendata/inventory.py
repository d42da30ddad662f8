"""The link inventory ``objects.inv``: every page by kind and id with its address and name, in the format of Sphinx.

Another site keeps a copy of the file and links here without asking this one (``neighbours`` in ``site.yml``); tools of
Sphinx (intersphinx, sphobjinv) read it as well.
"""

from pathlib import Path

import sphobjinv

from generator.entities import Ref
from generator.render.address import page_path
from generator.site import Site
from generator.tables.inventories import DOMAIN
from generator.text import squeeze


def write_inventory(site: Site, path: Path) -> None:
    """Write the inventory of ``site``."""
    inventory = sphobjinv.Inventory()
    inventory.project = site.tables.settings.id
    inventory.version = "1"
    refs = {*site.entries, *(unit.ref for unit in site.localities.values())}
    inventory.objects.extend(_item(ref, site) for ref in sorted(refs))
    path.write_bytes(sphobjinv.compress(inventory.data_file(contract=True)))


def _item(ref: Ref, site: Site) -> sphobjinv.DataObjStr:
    unit = site.localities.get(ref.id) if ref.kind.value == "locality" else None
    return sphobjinv.DataObjStr(
        name=ref.id,
        domain=DOMAIN,
        role=ref.kind.value,
        priority="1",
        uri=page_path(ref).removesuffix(".md") + ".html",
        dispname=squeeze(unit.full_name if unit else site.label(ref)),
    )
