"""The part of a model's page that names related models, each with the reason people can check."""

from collections.abc import Sequence

from generator.entities import Kind, Ref
from generator.render.lists import model_item
from generator.render.markdown import bullets, section, small
from generator.render.related import Reason, Related, Why
from generator.render.traits import kind_words
from generator.render.views import Views


def related_section(related: Sequence[Related], page: str, views: Views) -> str:
    """Return the ``related`` models with the reasons; empty without any."""
    items = [_item(one, page, views) for one in related]
    return section(views.labels["related"], bullets(items, "dv-item"), anchor="lien-quan")


def _item(related: Related, page: str, views: Views) -> str:
    other = views.model(related.id)
    why = "; ".join(_reason(reason, views) for reason in related.reasons)
    return f"{model_item(other, page, views)} {small(why[:1].upper() + why[1:])}"


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
