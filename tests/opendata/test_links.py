"""Feeds, site map, link inventory, JSON and JSON-LD as their own readers take them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
import sphobjinv
from lxml import etree
from pyld import jsonld

from generator.opendata.sitemap import write_sitemap
from generator.pipeline import load_site
from tests.opendata.conftest import HOSTILE, hostile_root

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
<xsd:element name="urlset"><xsd:complexType><xsd:sequence><xsd:element name="url" maxOccurs="unbounded">
<xsd:complexType><xsd:all>
<xsd:element name="loc"><xsd:simpleType><xsd:restriction base="xsd:anyURI"><xsd:minLength value="12"/>
<xsd:maxLength value="2048"/></xsd:restriction></xsd:simpleType></xsd:element>
<xsd:element name="lastmod" type="xsd:date" minOccurs="0"/></xsd:all></xsd:complexType></xsd:element></xsd:sequence>
</xsd:complexType></xsd:element></xsd:schema>"""
"""What version 0.9 of the protocol asks of the elements we use."""


class Blocks(HTMLParser):
    """The JSON-LD blocks of a page, found as a browser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.scripts = 0
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._inside:
            self.blocks.append("")

    def handle_endtag(self, _: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data


def triples(text: str, base: str) -> dict[str, list[dict[str, object]]]:
    """Return the nodes of a block by type, as a JSON-LD processor expands them, schema.org as the vocabulary."""
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    document["@context"] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}}
    found: dict[str, list[dict[str, object]]] = {}
    for node in jsonld.flatten(document, options={"base": base}):
        for kind in node.get("@type", ()):
            found.setdefault(kind.removeprefix("https://schema.org/"), []).append(node)
    return found


def test_readers_of_feeds_take_every_feed(hostile: Path, addressed: Path) -> None:
    for docs in (hostile, addressed):
        paths = sorted((docs / "tin").glob("*.xml"))
        assert {"mo-hinh.xml", "linh-vuc-kinh-te.xml", "tinh-quang-ngai.xml"} <= {path.name for path in paths}
        for path in paths:
            feed = feedparser.parse(path.read_bytes())
            assert not feed.bozo, path
            root = ElementTree.parse(path).getroot()
            ids = [one.text for one in root.iter(f"{ATOM}id")]
            assert len(ids) == len(set(ids))
            for entry in root.iter(f"{ATOM}entry"):
                assert {"id", "title", "updated", "summary"} <= {child.tag.removeprefix(ATOM) for child in entry}
                for link in entry.iter(f"{ATOM}link"):
                    target = link.attrib["href"].removeprefix("http://kho.example/danvan/")
                    base = path.parent if target == link.attrib["href"] else docs
                    found = base / target
                    assert found.with_suffix(".md").is_file() if found.suffix == ".html" else found.is_file()


def test_a_feed_begins_with_the_latest_and_keeps_ids_when_the_address_changes(hostile: Path, addressed: Path) -> None:
    feeds = [feedparser.parse((docs / "tin" / "mo-hinh.xml").read_bytes()) for docs in (hostile, addressed)]
    days = [entry.updated for entry in feeds[0].entries]
    assert days == sorted(days, reverse=True)
    assert len(days) == len(HOSTILE)  # the model without a day is no news
    assert feeds[0].feed.updated == days[0] == "2024-03-07T00:00:00Z"
    assert [entry.id for entry in feeds[0].entries] == [entry.id for entry in feeds[1].entries]
    assert feeds[1].entries[0].link.startswith("http://kho.example/danvan/mo-hinh/")
    titles = {entry.title_detail.value for entry in feeds[0].entries}
    assert "=HYPERLINK(1)" in titles


def test_the_site_map_lists_every_page_once(hostile: Path, addressed: Path) -> None:
    schema = etree.XMLSchema(etree.fromstring(SCHEMA))
    for docs, base in ((hostile, "./"), (addressed, "http://kho.example/danvan/")):
        tree = etree.parse(docs / "sitemap.xml")
        schema.assertValid(tree)
        listed = [one.text or "" for one in tree.getroot().iter(f"{SITEMAP}loc")]
        assert all(address.startswith(base) for address in listed)
        names = sorted(address.removeprefix(base) for address in listed)
        assert names == sorted(p.relative_to(docs).with_suffix(".html").as_posix() for p in docs.rglob("*.md"))
    changed = {one[0].text: one[1].text for one in tree.getroot() if len(one) > 1}
    assert changed["http://kho.example/danvan/mo-hinh/dau-tru.html"] == "2024-03-03"


def test_mkdocs_leaves_the_site_map_alone(site_dir: Path) -> None:
    text = (site_dir / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>./mo-hinh/index.html</loc>" in text
    assert not (site_dir / "sitemap.xml.gz").exists()


def test_many_pages_are_shared_among_site_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.opendata.sitemap.LIMIT", 3)
    site, _ = load_site(hostile_root(tmp_path))
    docs = tmp_path / "docs"
    docs.mkdir()
    write_sitemap([f"p{number}.md" for number in range(7)], site, docs)
    root = ElementTree.parse(docs / "sitemap.xml").getroot()
    parts = [(one.text or "").removeprefix("./") for one in root.iter(f"{SITEMAP}loc")]
    assert root.tag == f"{SITEMAP}sitemapindex"
    counts = [len(list(ElementTree.parse(docs / part).getroot())) for part in parts]
    assert counts == [3, 3, 1]


def test_the_inventory_is_one_of_sphinx(hostile: Path) -> None:
    inventory = sphobjinv.Inventory(str(hostile / "objects.inv"))
    assert inventory.project == "danvan"
    by_name = {(one.role, one.name): one for one in inventory.objects}
    model = by_name["model", "cong-thuc"]
    assert model.domain == "danvan"
    assert model.uri_expanded == "mo-hinh/cong-thuc.html"
    assert model.dispname_expanded == "=HYPERLINK(1)"
    assert by_name["locality", "tinh-quang-ngai"].dispname_expanded == "Tỉnh Quảng Ngãi"
    for one in inventory.objects:
        assert (hostile / one.uri_expanded).with_suffix(".md").is_file()


@pytest.mark.parametrize("stem", HOSTILE.values())
def test_a_model_s_json_stands_beside_its_page(hostile: Path, stem: str) -> None:
    data = json.loads((hostile / "mo-hinh" / f"{stem}.json").read_text(encoding="utf-8"))
    assert data["id"] == stem
    assert HOSTILE[data["name"]] == stem
    assert data["figures"] == [{"value": 34.61, "unit": "%", "what": data["name"], "period_start": "2019"}]
    assert "contact" not in data


def test_every_model_page_says_what_it_is_in_schema_org_s_words(hostile: Path, site_dir: Path) -> None:
    page = (hostile / "mo-hinh" / "the-dong.md").read_text(encoding="utf-8")
    block = Blocks(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL))
    assert (block.scripts, len(block.blocks)) == (1, 1)
    found = triples(block.blocks[0], "http://kho.example/mo-hinh/the-dong.html")
    (work,) = found["CreativeWork"][:1] if len(found["CreativeWork"]) == 1 else [
        one for one in found["CreativeWork"] if "https://schema.org/description" in one
    ]  # fmt: skip
    assert work["@id"] == "http://kho.example/mo-hinh/the-dong.html"
    assert work["https://schema.org/name"] == [{"@value": "</script><script>alert(1)</script>&amp;"}]
    assert len(found["ListItem"]) == 4
    for path in sorted((site_dir / "mo-hinh").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text[:300] or path.name == "index.html":
            continue
        (raw,) = Blocks(text).blocks
        for node in triples(raw, f"http://kho.example/mo-hinh/{path.name}")["ListItem"]:
            (item,) = node["https://schema.org/item"]  # type: ignore[misc]
            inside = urljoin("http://kho.example/", item["@id"]).removeprefix("http://kho.example/")  # type: ignore[index]
            assert (site_dir / inside).is_file(), inside


def test_the_page_of_downloads_is_a_dataset(site_dir: Path) -> None:
    (raw,) = Blocks((site_dir / "du-lieu-mo.html").read_text(encoding="utf-8")).blocks
    found = triples(raw, "http://kho.example/du-lieu-mo.html")
    assert len(found["DataDownload"]) == 21
    for node in found["DataDownload"]:
        (target,) = node["https://schema.org/contentUrl"]  # type: ignore[misc]
        assert (site_dir / str(target["@value"])).is_file()  # type: ignore[index]
