"""What a page is about in schema.org's words, as a JSON-LD data block at the end of its Markdown.

A browser never runs a data block, so a Content-Security-Policy without inline scripts lets it stand. Whatever the
texts hold, no character of them can end the block: ``<``, ``>`` and ``&`` are written as JSON escapes. Addresses are
relative to the page unless the site has one.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from generator.entities import Kind, Locality, Ref, Relation
from generator.records import DirectiveRecord, Entry, ModelRecord, ReportRecord
from generator.render.address import link_from, page_path
from generator.render.views import Views

Node = Mapping[str, object]
_ENDS_A_SCRIPT = re.compile("[<>&\u2028\u2029]")


def data_block(nodes: Iterable[Node]) -> str:
    """Return the nodes as one JSON-LD block; empty for none. Keys without a value are left out."""
    graph = [{key: value for key, value in node.items() if value not in (None, "", [], ())} for node in nodes]
    if not graph:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    inert = _ENDS_A_SCRIPT.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    return f'<script type="application/ld+json">{inert}</script>'


def breadcrumb_node(page: str, title: str, crumbs: Sequence[tuple[str, str]], views: Views) -> Node:
    """Return the way to ``page`` from the home page."""
    above = [(views.labels["home"], "index.md"), *crumbs, (title, page)]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address(page, path, views)}
        for number, (name, path) in enumerate(above, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def model_node(entry: Entry[ModelRecord], description: str, views: Views) -> Node:
    """Return a model as a creative work: where, on what ground, from which reports, where its data stand."""
    record, ref, site = entry.record, entry.ref, views.site
    page, settings = page_path(ref), site.tables.settings
    places = views.targets(ref, Relation.LOCATED_IN)
    reports = dict.fromkeys(edge.source for edge in views.citations(ref, Kind.REPORT))
    reports |= dict.fromkeys(views.targets(ref, Relation.REPORTED_IN))
    return {
        "@type": "CreativeWork",
        "@id": address(page, page, views),
        "identifier": record.id,
        "name": record.name,
        "description": description,
        "inLanguage": "vi",
        "genre": site.tables.name_of("fields", record.field) if record.field else None,
        "keywords": list(record.tags),
        "contentLocation": [_place(site.localities[place.id], page, views) for place in places],
        "citation": [_directive(one, page, views) for one in views.targets(ref, Relation.CARRIES_OUT)],
        "isBasedOn": [_report(one, page, views) for one in reports],
        "dateModified": record.updated and record.updated.isoformat(),
        "license": licence_node(views),
        "creditText": settings.attribution,
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": address(page, page, views).removesuffix(".html") + ".json",
        },
    }  # fmt: skip


def licence_node(views: Views) -> Node | None:
    """Return the licence of the site's words, None where it names none."""
    licence = views.site.tables.settings.licence
    return {"@type": "CreativeWork", "name": licence.title, "identifier": licence.name} if licence else None


def address(page: str, target: str, views: Views) -> str:
    """Return the address of the page at ``target`` for ``page``: whole where the site has one, else relative."""
    whole = views.site.tables.settings.address
    path = f"{whole}{target}" if whole else link_from(page, target)
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def _place(unit: Locality, page: str, views: Views) -> Node:
    node: dict[str, object] = {
        "@type": "AdministrativeArea",
        "name": unit.full_name,
        "url": address(page, page_path(unit.ref), views),
        "identifier": unit.code,
    }
    if unit.latitude is not None and unit.longitude is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": unit.latitude, "longitude": unit.longitude}
    return node


def _directive(ref: Ref, page: str, views: Views) -> Node:
    record = views.site.entries[ref].record
    assert isinstance(record, DirectiveRecord)
    node = {"@type": "Legislation", "name": record.label, "url": address(page, page_path(ref), views)}
    more = {
        "legislationIdentifier": record.number,
        "legislationDate": record.date and record.date.isoformat(),
        "legislationPassedBy": record.issuer,
    }
    return node | {key: value for key, value in more.items() if value}


def _report(ref: Ref, page: str, views: Views) -> Node:
    record = views.site.entries[ref].record
    assert isinstance(record, ReportRecord)
    node = {"@type": "Report", "name": record.title, "url": address(page, page_path(ref), views)}
    more = {"reportNumber": record.number, "datePublished": record.date and record.date.isoformat()}
    return node | {key: value for key, value in more.items() if value}
