"""Named models of a text: told from movements, slogans, titles and other quoted phrases, with place, field and figures.

A model counts when a word such as "mô hình" introduces its name, or when a list of models carries it on. Generic uses
("mô hình Dân vận khéo", "mô hình giảm nghèo") name none. Linear in the text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace

from generator.document import Context, FoundFigure, FoundLocality, FoundModel, Section
from generator.entities import Locality, Span
from generator.extract.models.fields import Fields
from generator.extract.models.grammar import ModelGrammar, model_grammar
from generator.extract.models.own import OwnFigures
from generator.extract.models.placing import Places
from generator.extract.models.quoted import ItemLists, quoted_models
from generator.extract.models.tabular import TabledModel, tabular_models
from generator.extract.models.unquoted import unquoted_models
from generator.extract.prose import Prose, prose_of
from generator.tables import Tables
from generator.text import match_key, squeeze

_LEAST_SHORT = 3  # words of a name said in short
_NEAR = 4  # names in alphabetical order that are looked at for the whole of one

__all__ = ["find_models"]


def find_models(
    text: str,
    sections: Sequence[Section],
    figures: Sequence[FoundFigure],
    localities: Sequence[FoundLocality],
    tables: Tables,
    context: Context,
) -> tuple[FoundModel, ...]:
    """Return the models ``text`` (NFC, one paragraph a line) names, in order of their first mention.

    ``locality`` and ``field`` are ids where the text says them, None otherwise; in the report of a commune a model
    without a place is the commune's own. ``localities`` may hold units that the register lacks.
    """
    known = tables.gazetteer.by_id
    prose, rules = prose_of(text), model_grammar(tables.model_words)
    plain, sentences = prose.plain, prose.sentences
    places = Places(plain, localities, context, rules)
    rows = list(tabular_models(prose.tables, plain, rules))
    names = _names(prose, sections, places, rules, {match_key(text[r.name.start : r.name.end]) for r in rows})
    fields = Fields(plain, sections, rules)
    own = OwnFigures(prose, names, figures, sections, rules)
    said: list[Locality | None] = []
    for index, name in enumerate(names):
        sentence = sentences.at(name.start)
        low = max(sentence.start, names[index - 1].end if index else 0)
        following = names[index + 1].start if index + 1 < len(names) else len(text)
        said.append(places.of(name, low, min(sentence.end, following), following, fields.heading(name.start)))
    found: list[FoundModel] = []
    for index, (name, place) in enumerate(zip(names, places.shared_back(names, said), strict=True)):
        field = fields.at(name, sentences.at(name.start))
        model = FoundModel(squeeze(text[name.start : name.end]), None, field, (name,), own.of(index))
        found.append(_placed(model, place, known))
    tabled = [_from_table(text, row, places, known) for row in rows]
    return _merged([*found, *tabled])


def _from_table(text: str, row: TabledModel, places: Places, known: Container[str]) -> FoundModel:
    name = squeeze(text[row.name.start : row.name.end])
    return _placed(FoundModel(name, None, row.field, (row.name,)), places.in_cells(row.places), known)


def _placed(model: FoundModel, unit: Locality | None, known: Container[str]) -> FoundModel:
    if unit is None:
        return model
    return replace(model, locality=unit.id) if unit.id in known else replace(model, unlisted=unit.full_name)


def _names(
    prose: Prose, sections: Sequence[Section], places: Places, rules: ModelGrammar, known: Container[str]
) -> list[Span]:
    """Return the stretches that name a model, none overlapping another; quoted ones win. ``known``: from tables."""
    lists = ItemLists(prose.plain, sections, rules)
    names = sorted(set(quoted_models(prose, lists, rules, known)), key=lambda span: span.start)
    starts = [span.start for span in names]
    kept = list(names)
    said = sorted({prose.plain[span.start : span.end] for span in names}, key=len, reverse=True)
    for span in unquoted_models(prose, names, lists, places.starts, rules):
        whole = next((name for name in said if prose.plain.startswith(name, span.start)), None)
        span = Span(span.start, span.start + len(whole)) if whole else span  # as the text has quoted it
        index = bisect_left(starts, span.start)
        near = names[max(0, index - 1) : index + 1]
        if not any(span.overlaps(other) for other in near):
            kept.append(span)
    result: list[Span] = []
    for span in sorted(set(kept), key=lambda item: (item.start, -item.end)):
        if not result or result[-1].end <= span.start:
            result.append(span)
    return result


def _merged(found: Sequence[FoundModel]) -> tuple[FoundModel, ...]:
    """Return one model a name and place; a mention without a place joins the only one that has it."""
    groups: dict[str, dict[str | None, list[FoundModel]]] = defaultdict(lambda: defaultdict(list))
    whole = _whole({match_key(model.name) for model in found})
    for model in sorted(found, key=lambda model: model.mentions[0].start):
        key, place = match_key(model.name), model.locality or model.unlisted
        longer = groups.get(whole.get(key, ""), {})
        key = whole[key] if longer and (place is None or place in longer) else key
        groups[key][place].append(model)
    result: list[FoundModel] = []
    for by_place in groups.values():
        if None in by_place and len(by_place) == 2:
            placed = next(place for place in by_place if place)
            by_place[placed] = sorted(by_place[placed] + by_place.pop(None), key=lambda model: model.mentions[0].start)
        result += [_one(models) for models in by_place.values()]
    return tuple(sorted(result, key=lambda model: model.mentions[0].start))


def _whole(names: Collection[str]) -> Mapping[str, str]:
    """Return short form -> name, for names (match keys) that only one other goes on: "Chủ trọ trẻ - giá không tăng"."""
    ordered = sorted(names)
    found = {}
    for index, name in enumerate(ordered):
        near = ordered[index + 1 : index + 1 + _NEAR]
        longer = [other for other in near if other.startswith(name) and not other[len(name)].isalnum()]
        if len(longer) == 1 and name.count(" ") + 1 >= _LEAST_SHORT:
            found[name] = longer[0]
    return found


def _one(models: Sequence[FoundModel]) -> FoundModel:
    name = models[0].name
    placed = next((model for model in models if model.locality or model.unlisted), models[0])
    return FoundModel(
        name[:1].upper() + name[1:],
        placed.locality,
        next((model.field for model in models if model.field), None),
        tuple(dict.fromkeys(span for model in models for span in model.mentions)),
        tuple(dict.fromkeys(figure for model in models for figure in model.figures)),
        placed.unlisted,
    )
