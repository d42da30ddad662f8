"""Puts into the wheel what a site of one's own begins with; everything else about the package is in pyproject.toml.

``generator/starter/`` of the wheel holds the tables, templates and pages of this repository, and what npm installed
from its registry, so that ``danvan init`` needs no network. A checkout uses its own folders instead.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
STARTER = (
    "site_config/**/*",
    "overrides/**/*",
    "content/pages/*.md",
    "mkdocs.yml",
    "package.json",
    "node_modules/@leeoniya/ufuzzy/LICENSE",
    "node_modules/@leeoniya/ufuzzy/dist/uFuzzy.iife.min.js",
    "node_modules/world-atlas/LICENSE",
    "node_modules/world-atlas/countries-10m.json",
)


class BuildWithStarter(build_py):
    """Copies the starter beside the modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for pattern in STARTER:
            for source in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
                target = Path(self.build_lib) / "generator" / "starter" / source.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithStarter})
