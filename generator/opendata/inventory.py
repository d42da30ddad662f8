"""The link inventory ``objects.inv``: every page by kind and id with its address and name, in the format of Sphinx.

Another site keeps a copy of the file and links here without asking this one (``neighbours`` in ``site.yml``); tools of
Sphinx (intersphinx, sphobjinv) read it as well.
"""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

import sphobjinv

from generator.entities import Ref
from generator.making import Piece
from generator.render.address import page_path
from generator.site import Site
from generator.tables.inventories import DOMAIN
from generator.text import squeeze

NAME = "objects.inv"


def inventory_piece(site: Site) -> Piece:
    """Return the inventory of ``site`` as a piece of the documents folder; it changes with ids and names alone."""
    named = {entry.ref: entry.record.label for entry in site.entries.values()}
    named |= {unit.ref: unit.full_name for unit in site.localities.values()}
    told = sha256("".join(f"{ref}\0{label}\0" for ref, label in named.items()).encode()).hexdigest()
    return Piece(NAME, (told,), partial(_write, named, site.tables.settings.id))


def _write(named: Mapping[Ref, str], project: str, docs: Path) -> tuple[str]:
    inventory = sphobjinv.Inventory()
    inventory.project = project
    inventory.version = "1"
    inventory.objects.extend(_item(ref, label) for ref, label in sorted(named.items()))
    (docs / NAME).write_bytes(sphobjinv.compress(inventory.data_file(contract=True)))
    return (NAME,)


def _item(ref: Ref, label: str) -> sphobjinv.DataObjStr:
    return sphobjinv.DataObjStr(
        name=ref.id,
        domain=DOMAIN,
        role=ref.kind.value,
        priority="1",
        uri=page_path(ref).removesuffix(".md") + ".html",
        dispname=squeeze(label),
    )
