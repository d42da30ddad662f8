"""Parts that pages of several kinds share: front matter, links to entities, lists of evidence, tables of figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.entities import Edge, Kind, Locality, Page, Ref, Relation
from generator.records import Audience, DirectiveRecord, Entry, Figure, Record, Review
from generator.render.address import FOLDERS, field_path, page_path
from generator.render.feeds import Feed, feed_facts
from generator.render.linked_data import Node, breadcrumb_node, data_block
from generator.render.markdown import bullets, heading, link, table, words
from generator.render.number import day, quantity, years
from generator.render.views import Views
from generator.text import squeeze
from generator.visibility import internal_fields

Crumb = tuple[str, str]
"""Label and path of a page above another."""

_SNIPPET = 320
_SECTIONS = {kind: f"{folder}/index.md" for kind, folder in FOLDERS.items()}
_SECTION_LABELS = {
    Kind.MODEL: "models",
    Kind.DIRECTIVE: "directives",
    Kind.LOCALITY: "localities",
    Kind.REPORT: "reports",
    Kind.MOVEMENT: "movements",
}


def section_crumb(kind: Kind, views: Views) -> Crumb:
    """Return the breadcrumb of the list of all entities of ``kind``."""
    return views.labels[_SECTION_LABELS[kind]], _SECTIONS[kind]


def entity_page(
    ref: Ref,
    record: Record | None,
    views: Views,
    *,
    title: str,
    body: str,
    crumbs: Sequence[Crumb] = (),
    nodes: Sequence[Node] = (),
    data: str = "",
    feed: Feed | None = None,
    **more: object,
) -> Page:
    """Return the page of an entity with the front matter every written page has.

    ``crumbs`` are the pages above it, ``nodes`` what schema.org is told of it, ``data`` its JSON, ``feed`` its news.
    """
    path = page_path(ref)
    meta: dict[str, object] = {
        "title": title,
        "description": squeeze(str(more.pop("description", "") or (record.description if record else "") or title)),
        "kind": ref.kind.value,
        "id": ref.id,
        "tags": list(record.tags) if record else [],
        "audience": (record.audience if record else "public"),
        "review": (record.review if record else Review.VERIFIED),
        "relations": _relations(ref, views),
        **({"breadcrumbs": [list(crumb) for crumb in crumbs]} if crumbs else {}),
        **feed_facts(feed),
        **more,
    }
    if record and views.site.audience is Audience.INTERNAL:
        meta["internal_parts"] = [views.labels.get(name, name) for name in internal_fields(record)]
    block = data_block([*nodes, breadcrumb_node(path, title, crumbs, views)] if crumbs else nodes)
    if data:
        meta["data"] = True
    if record and record.updated:
        meta |= {"updated": record.updated.isoformat(), "updated_words": day(record.updated)}
    redirects = tuple(page_path(Ref(ref.kind, alias)) for alias in record.aliases) if record else ()
    return Page(path, meta, "\n\n".join(filter(None, (body, block))), ref, redirects, data)


def hub_page(
    path: str, title: str, parts: Sequence[str], titled: bool = True, feed: Feed | None = None, **more: object
) -> Page:
    """Return a page about no single entity, with the front matter every page has; ``titled`` puts its title first."""
    meta: dict[str, object] = {
        "title": title,
        "description": title,
        "kind": "hub",
        "tags": [],
        "audience": "public",
        "review": "verified",
        "relations": {},
        **feed_facts(feed),
        **more,
    }
    return Page(path, meta, "\n\n".join(part for part in (heading(title) if titled else "", *parts) if part))


def lead(record: Record | None) -> str:
    """Return what editors say of a record in one or two sentences, as the paragraph under its name."""
    return words(record.description) + "\n{: .dv-lead }" if record and record.description else ""


def to(ref: Ref, page: str, views: Views, label: str = "", anchor: str = "") -> str:
    """Return a link from ``page`` to an entity, by its own name unless ``label`` is given."""
    return link(label or views.site.label(ref), page, page_path(ref), anchor)


def place_link(unit: Locality, page: str, views: Views) -> str:
    """Return the unit and the units above it, each linked: "[Xã Bình Trị](…), [huyện Bình Sơn](…), …"."""
    chain = views.chain(unit)
    return ", ".join(
        to(one.ref, page, views, one.short_name if one is unit else one.short_name[:1].lower() + one.short_name[1:])
        for one in chain
    )


def place_note(unit: Locality, views: Views) -> str:
    """Return what a unit is part of, until when it stood and what it belongs to now."""
    known = views.site.localities
    heirs = ", ".join(known[name].short_name for name in unit.successors if name in known)
    ended = f"{views.labels['until']} {day(unit.until)}" if unit.until else ""
    now = f"{views.labels['replaced_by'].lower()} {heirs}" if heirs else ""
    return " · ".join(filter(None, (unit.full_name.partition(", ")[2], ", ".join(filter(None, (ended, now))))))


def field_link(field_id: str | None, page: str, views: Views) -> str:
    return link(views.site.tables.name_of("fields", field_id), page, field_path(field_id)) if field_id else ""


def directive_line(ref: Ref, page: str, views: Views) -> str:
    """Return a directive as it is cited: linked number, date, issuer and what it is about."""
    about = issue_words(views.site.entries[ref].record)
    return f"{to(ref, page, views)} {words(about)}" if about else to(ref, page, views)


def issue_words(record: Record) -> str:
    """Return what a citation says of a document after its number: "ngày 03/4/2017 của … về …"."""
    issued, issuer = day(getattr(record, "date", None)), getattr(record, "issuer", None)
    about = getattr(record, "title", None) if isinstance(record, DirectiveRecord) and record.number else None
    return " ".join(filter(None, (f"ngày {issued}" if issued else "", f"của {issuer}" if issuer else "", about)))


def evidence_list(edges: Iterable[Edge], page: str, views: Views) -> str:
    """Return the pages at the other end of ``edges``, each with the sentence that states it."""
    items = []
    for edge in edges:
        evidence = edge.evidence
        item = to(edge.source, page, views, anchor=evidence.anchor if evidence else "")
        if evidence and edge.source.kind is not Kind.LOCALITY:
            item += f"\n\n    > “{words(quoted(evidence.sentence))}”"
        items.append(item)
    return bullets(items)


def figure_table(figures: Sequence[Figure], views: Views) -> str:
    """Return the figures of a record as a table; columns nobody filled are left out.

    Each row reads without its head: on a phone the cells of a row stand one under another.
    """
    labels = views.labels
    columns = [
        (labels["figure_what"], [words(figure.what) for figure in figures]),
        (labels["figure_value"], [words(quantity(figure)) for figure in figures]),
        (labels["figure_scope"], [words(figure.scope or "") for figure in figures]),
        (labels["figure_period"], [words(years(figure.period)) for figure in figures]),
    ]
    kept = [(head, cells) for head, cells in columns if any(cells)]
    rows = list(zip(*(cells for _, cells in kept), strict=True)) if kept else []
    return table([head for head, _ in kept], rows)


def review_line(record: Record, views: Views) -> str:
    """Return the state of review in words: by whom, when, why."""
    words_ = [views.labels[record.review]]
    if record.reviewed_by:
        words_.append(f"{views.labels['by']} {record.reviewed_by}")
    if record.reviewed_on:
        words_.append(f"({day(record.reviewed_on)})")
    if record.retired_because:
        words_.append(f"– {record.retired_because}")
    return words(" ".join(words_))


def retired_note(record: Record | None, views: Views) -> str:
    """Return the mark of a record that was retired: since when and why. Its page stays, lists leave it out."""
    if record is None or record.review is not Review.RETIRED:
        return ""
    since = f" ({day(record.reviewed_on)})" if record.reviewed_on else ""
    text = views.labels["retired_note"].format(since=since, reason=record.retired_because or "")
    return words(text) + "\n{: .dv-note .dv-retired }"


def completeness_line(entry: Entry[Record], views: Views) -> str:
    """Return how much is told, in words and per cent: "Một phần (55%)"."""
    told = views.completeness(entry)
    return words(f"{views.labels[told.level]} ({told.percent}%)")


def date_words(moment: date | None) -> str:
    return words(day(moment)) if moment else ""


def quoted(sentence: str) -> str:
    """Return a sentence of a source as it is quoted: cut where it is long, without the sign after a list's item."""
    return sentence.rstrip(" ;,") if len(sentence) <= _SNIPPET else sentence[:_SNIPPET].rsplit(" ", 1)[0] + "…"


def _relations(ref: Ref, views: Views) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for edge in views.site.out(ref):
        if edge.relation is not Relation.CITES:
            found.setdefault(edge.relation.value, {})[edge.target.id] = None
    return {name: list(ids) for name, ids in found.items()}
