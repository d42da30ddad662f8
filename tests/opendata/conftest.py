"""A small site with words that spreadsheets, XML and scripts stumble over, and its open data."""

import shutil
from pathlib import Path

import pytest
import yaml

from generator.memory import Memory
from generator.pipeline import load_site, write_documents
from generator.site import Site
from tests.conftest import ROOT

HOSTILE = {
    "=HYPERLINK(1)": "cong-thuc",
    "+84 việc nhỏ": "dau-cong",
    "-2+3": "dau-tru",
    "@SUM(A1)": "a-cong",
    "'nháy đơn": "nhay-don",
    'Một; hai "ba"': "phan-cach",
    "</script><script>alert(1)</script>&amp;": "the-dong",
}
"""Names of models, with their ids."""


def hostile_root(folder: Path, **settings: object) -> Path:
    """Return a root with the small content, hostile models and ``site.yml`` changed by ``settings``."""
    shutil.copytree(ROOT / "tests" / "small" / "content", folder / "content")
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    site = folder / "site_config" / "site.yml"
    site.write_text(yaml.safe_dump(yaml.safe_load(site.read_text(encoding="utf-8")) | settings), encoding="utf-8")
    for number, (name, stem) in enumerate(HOSTILE.items()):
        header = {
            "id": stem,
            "name": name,
            "field": "kinh-te",
            "localities": ["Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"],
            "contact": "Bà An, số máy giấu kín",
            "unit": name,
            "tags": [name, "hai | ba"],
            "updated": f"2024-03-{number + 1:02d}",
            "figures": [{"value": 34.61, "unit": "%", "what": name, "period": {"start": 2019}}],
        }
        header["updated"] = yaml.safe_load(str(header["updated"]))
        text = yaml.safe_dump(header, allow_unicode=True, sort_keys=False)
        (folder / "content" / "models" / f"{stem}.md").write_text(f"---\n{text}---\n{name}\n", encoding="utf-8")
    return folder


def written(root: Path) -> Site:
    """Write pages and open data of the content below ``root`` into ``root/docs``; return the site."""
    site, diagnostics = load_site(root)
    assert diagnostics == ()
    write_documents(site, root, root / "none", Memory())
    return site


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents folder of the hostile site, which has no address."""
    root = hostile_root(tmp_path_factory.mktemp("hostile"))
    written(root)
    return root / "docs"


@pytest.fixture(scope="package")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents folder of the same site published at an address."""
    root = hostile_root(tmp_path_factory.mktemp("addressed"), address="http://kho.example/danvan/")
    written(root)
    return root / "docs"
