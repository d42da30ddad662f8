"""The part of a model's page that names related models, each with the reason people can check."""

from collections.abc import Sequence

from generator.entities import Kind, Ref
from generator.records import Entry, ModelRecord
from generator.render.address import link_from
from generator.render.lists import model_item
from generator.render.markdown import bullets, section, small
from generator.render.related import Reason, Related, Why
from generator.render.traits import kind_words
from generator.render.views import Views


def related_section(entry: Entry[ModelRecord], related: Sequence[Related], page: str, views: Views) -> str:
    """Return the models ``related`` to that of ``entry`` with the reasons and a way to compare; empty without any."""
    items = [_item(entry, one, page, views) for one in related]
    return section(views.labels["related"], bullets(items, "dv-item"), anchor="lien-quan")


def _item(entry: Entry[ModelRecord], related: Related, page: str, views: Views) -> str:
    other = views.model(related.id)
    why = "; ".join(_reason(reason, views) for reason in related.reasons)
    both = f"{link_from(page, 'so-sanh.md')}?m={entry.record.id}&m={related.id}".replace(".md", ".html")
    named = views.labels["compare_both"]
    compare = f'<a class="dv-compare-link" href="{both.replace("&", "&amp;")}">{named}</a>'
    return f"{model_item(other, page, views)} {small(why[:1].upper() + why[1:])} {compare}"


def _reason(reason: Reason, views: Views) -> str:
    tables = views.site.tables
    match reason.why:
        case Why.WORDS:
            names = [f"“{key}”" for key in reason.keys]
        case Why.FIELD:
            names = [tables.name_of("fields", key) for key in reason.keys]
        case Why.KIND:
            names = [kind_words(key, views) for key in reason.keys]
        case _:
            kinds = {Why.MOVEMENT: Kind.MOVEMENT, Why.DIRECTIVE: Kind.DIRECTIVE, Why.PLACE: Kind.LOCALITY}
            names = [views.site.label(Ref(kinds[reason.why], key)) for key in reason.keys]
            names = [name[:1].lower() + name[1:] if reason.why is Why.PLACE else name for name in names]
    return views.labels[f"why_{reason.why}"].format(names=", ".join(names))
