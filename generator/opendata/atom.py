"""Atom feeds (RFC 4287) of models new and changed.

Ids are UUIDs made from the site's id and the record's, so a reader knows an entry again whatever its address becomes.
Without an address of the site, links are relative to the feed. Written with the standard library's XML: feedgen, the
library at hand, loses ``rel`` and ``type`` of an entry's links.
"""

import re
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.entities import Relation
from generator.records import Entry, ModelRecord
from generator.render.address import page_path
from generator.render.feeds import Feed
from generator.render.linked_data import address
from generator.render.views import Views

_NO_NEWS = date(1970, 1, 1)
"""The day of a feed that never had an entry."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed, views: Views) -> bytes:
    """Return one feed as XML in UTF-8."""
    settings = views.site.tables.settings
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    _text(root, "id", _urn(feed.path, views))
    _text(root, "title", feed.title)
    _text(root, "subtitle", settings.description)
    _text(root, "updated", _moment(max((day for day, _ in feed.entries), default=_NO_NEWS)))
    _text(SubElement(root, "author"), "name", settings.attribution or settings.name)
    _text(root, "generator", "danvan")
    if settings.licence:
        _text(root, "rights", settings.licence.title)
    _link(root, "self", "application/atom+xml", address(feed.path, feed.path, views))
    _link(root, "alternate", "text/html", address(feed.path, feed.page, views))
    for day, entry in feed.entries:
        _entry(root, day, entry, feed, views)
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: Element, day: date, entry: Entry[ModelRecord], feed: Feed, views: Views) -> None:
    record, page = entry.record, page_path(entry.ref)
    places = [views.site.localities[ref.id].full_name for ref in views.targets(entry.ref, Relation.LOCATED_IN)]
    item = SubElement(root, "entry")
    _text(item, "id", _urn(page, views))
    _text(item, "title", record.name)
    _text(item, "updated", _moment(day))
    _link(item, "alternate", "text/html", address(feed.path, page, views))
    _link(item, "related", "application/json", address(feed.path, page.removesuffix(".md") + ".json", views))
    _text(item, "summary", " – ".join([*places, *filter(None, [record.description])]) or record.name)
    if record.field:
        name = views.site.tables.name_of("fields", record.field)
        SubElement(item, "category", {"term": record.field, "label": name})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_IN_XML.sub("", text)


def _link(parent: Element, relation: str, media: str, target: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": media, "href": target})


def _urn(name: str, views: Views) -> str:
    return uuid5(NAMESPACE_URL, f"danvan:{views.site.tables.settings.id}/{name}").urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
