"""Where a model was replicated from and to: both ends of the one edge, each with its place and year."""

from generator.entities import Kind, Ref, Relation
from generator.records import ModelRecord
from generator.render.lists import LISTED_ON_PAGE
from generator.render.markdown import bullets, section, small, words
from generator.render.number import number
from generator.render.parts import to
from generator.render.views import Views, model_year


def copies(ref: Ref, page: str, views: Views) -> str:
    """Return the sections "replicated from" and "replicated in"; empty if the site knows of neither."""
    labels = views.labels
    origins = [one for one in views.targets(ref, Relation.COPY_OF) if one != ref]
    made = [one for one in views.sources(ref, Relation.COPY_OF) if one != ref]
    more = len(made) - LISTED_ON_PAGE
    rest = words(labels["and_more"].format(count=number(more))) if more > 0 else ""
    return "\n\n".join(
        filter(
            None,
            (
                section(labels["copy_of"], bullets(_item(one, page, views) for one in origins), anchor="nhan-rong-tu"),
                section(
                    labels["copies"],
                    bullets(_item(one, page, views) for one in made[:LISTED_ON_PAGE]),
                    rest,
                    anchor="nhan-rong",
                ),
            ),
        )
    )


def _item(ref: Ref, page: str, views: Views) -> str:
    record = views.site.entries[ref].record
    places = [views.site.localities[one.id].full_name for one in views.targets(ref, Relation.LOCATED_IN)]
    year = model_year(record) if ref.kind is Kind.MODEL and isinstance(record, ModelRecord) else None
    return f"{to(ref, page, views)} {small(' · '.join([*places, *([str(year)] if year else [])]))}".rstrip()
