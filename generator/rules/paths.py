"""Files of the site that not every system can hold, and records whose pages would have such addresses."""

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, complain
from generator.memory import files_below
from generator.portable import LONGEST, can_be_held, twins
from generator.render.address import page_path
from generator.site import Site

_FOLDERS = ("content", "site_config", "overrides")


def unportable_files(root: Path) -> Iterator[Diagnostic]:
    """Yield files below the folders that people write whose names Windows or FAT cannot hold, or cannot tell apart."""
    folders = [folder for folder in _FOLDERS if (root / folder).is_dir()]
    paths = [path for folder in folders for path in files_below(root / folder, f"{folder}/")]
    for path in sorted(paths):
        if not can_be_held(path):
            yield complain("DV112", Location(path), path=path, limit=LONGEST)
    for first, *others in twins(paths):
        for other in others:
            yield complain("DV113", Location(other), path=other, other=first)


def unportable_addresses(site: Site) -> Iterator[Diagnostic]:
    """Yield records whose page has an address that Windows or FAT cannot hold, their old addresses included."""
    for entry in site.entries.values():
        for name in (entry.record.id, *entry.record.aliases):
            address = page_path(type(entry.ref)(entry.ref.kind, name)).removesuffix(".md")
            if not can_be_held(f"{address}.html"):
                yield complain("DV114", Location(entry.file), address=f"{address}.html", limit=LONGEST)
