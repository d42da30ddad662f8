"""Which models are related, and why: shared subject words, movements, directives, field and kind of place.

Guarantees: pure, and the same for the same models in any order; every pair named shares something a person can check
(words of the subject, or a movement or directive few others have), which is given as the reason. The cost grows with
the number of models, not with its square: a feature leads to at most ``REACH`` models of the whole country and as many
of one province, the best told first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

SHOWN = 5
"""Related models named for one."""
REACH = 16
"""Models one feature leads to, nationwide and again in the same province."""
TELLING = 10
"""Features of a model, the rarest, by which others are looked for."""
_COMMON = 50
"""A feature that more than one in so many models has relates nothing, unless ``_FEW`` models have it."""
_FEW = 4
_ALIKE = 0.12
"""Least likeness worth showing (cosine of the weighted features)."""
_NAMING = 2.5
"""How much more words say in a name or a tag than in the text."""
_FIELD, _KIND, _NEAR = 1.25, 1.1, 1.15


class Why(StrEnum):
    """What two models share; the value of a reason's kind."""

    WORDS = "words"
    MOVEMENT = "movement"
    DIRECTIVE = "directive"
    FIELD = "field"
    PLACE = "place"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a model may share with others.

    ``naming``: the words stand in a name or a tag; words that stand in none of any model are no subject, and relate
    nothing. ``at`` is where the words stand, so that neighbours can be joined.
    """

    why: Why
    key: str
    naming: bool = True
    at: int = -1


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a model the comparison sees.

    ``told`` orders equals (how well documented, more is better); ``area`` is its province, ``place`` the smallest unit
    worth naming that it shares with neighbours, ``kind`` what kind of place it is in; empty where not known.
    """

    id: str
    told: int
    features: tuple[Feature, ...]
    field: str = ""
    area: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two models are related: ``keys`` are shared words, or ids of what they share."""

    why: Why
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A related model and the reasons, the strongest first."""

    id: str
    reasons: tuple[Reason, ...]


def related_models(models: Iterable[Traits]) -> Mapping[str, tuple[Related, ...]]:
    """Return for each model, by id, the models most like it, the likest first; none where nothing is shared."""
    order = sorted(models, key=lambda one: (-one.told, one.id))
    index = _Index(order)
    return {one.id: tuple(index.likest(position)) for position, one in enumerate(order)}


class _Index:
    """Who has which feature; built once for all models."""

    def __init__(self, order: Sequence[Traits]) -> None:
        self.order = order
        having: dict[tuple[Why, str], list[int]] = defaultdict(list)
        for position, one in enumerate(order):
            for name in {(feature.why, feature.key) for feature in one.features}:
                having[name].append(position)
        subjects = {(feature.why, feature.key) for one in order for feature in one.features if feature.naming}
        limit = max(_FEW, len(order) // _COMMON)
        kept = {name: found for name, found in having.items() if 1 < len(found) <= limit and name in subjects}
        self.rarity = {name: log(len(order) / len(found)) + 0.5 for name, found in kept.items()}
        self.near = {name: self._by_area(found) for name, found in kept.items()}
        self.wide = {name: found[:REACH] for name, found in kept.items()}
        self.weights = [self._weights(one) for one in order]
        self.norms = [sqrt(sum(value * value for value in weights.values())) or 1.0 for weights in self.weights]

    def likest(self, position: int) -> Iterator[Related]:
        """Yield the models most like the one at ``position``."""
        one = self.order[position]
        scored = ((self._likeness(position, other), -other) for other in self._candidates(position))
        for likeness, negative in sorted(scored, reverse=True)[:SHOWN]:
            if likeness >= _ALIKE:
                yield Related(self.order[-negative].id, tuple(self._reasons(one, -negative)))

    def _by_area(self, found: Sequence[int]) -> Mapping[str, Sequence[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for position in found:
            groups[self.order[position].area].append(position)
        return {area: positions[:REACH] for area, positions in groups.items()}

    def _weights(self, one: Traits) -> dict[tuple[Why, str], float]:
        """Return the weight of each feature that counts: its rarity, and how much it says of this model."""
        weights: dict[tuple[Why, str], float] = {}
        for feature in one.features:
            name = (feature.why, feature.key)
            if name in self.rarity:
                said = (_NAMING if feature.naming else 1.0) * self.rarity[name]
                weights[name] = max(weights.get(name, 0.0), said)
        return weights

    def _candidates(self, position: int) -> set[int]:
        weights = self.weights[position]
        area = self.order[position].area
        found: set[int] = set()
        for name in sorted(weights, key=lambda name: (-weights[name], name))[:TELLING]:
            found.update(self.wide[name])
            found.update(self.near[name].get(area, ()))
        found.discard(position)
        return found

    def _likeness(self, position: int, other: int) -> float:
        mine, theirs = self.weights[position], self.weights[other]
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        shared = sum(value * theirs[name] for name, value in mine.items() if name in theirs)
        one, two = self.order[position], self.order[other]
        likeness = shared / (self.norms[position] * self.norms[other])
        likeness *= _FIELD if one.field and one.field == two.field else 1.0
        likeness *= _NEAR if one.place and one.place == two.place else 1.0
        return likeness * (_KIND if one.kind and one.kind == two.kind else 1.0)

    def _reasons(self, one: Traits, other: int) -> Iterator[Reason]:
        theirs, two = self.weights[other], self.order[other]
        shared = [feature for feature in one.features if (feature.why, feature.key) in theirs]
        telling = {feature.key for feature in shared if feature.why is Why.WORDS}
        if telling:
            both = {feature.key for feature in two.features if feature.why is Why.WORDS}
            words = [f for f in one.features if f.why is Why.WORDS and f.key in both]
            yield Reason(Why.WORDS, _phrases(words, telling))
        for why in (Why.MOVEMENT, Why.DIRECTIVE):
            keys = tuple(dict.fromkeys(feature.key for feature in shared if feature.why is why))
            if keys:
                yield Reason(why, keys)
        if one.field and one.field == two.field:
            yield Reason(Why.FIELD, (one.field,))
        if one.place and one.place == two.place:
            yield Reason(Why.PLACE, (one.place,))
        elif one.kind and one.kind == two.kind:
            yield Reason(Why.KIND, (one.kind,))


def _phrases(words: Sequence[Feature], telling: Set[str]) -> tuple[str, ...]:
    """Return at most three shared phrases that hold a telling pair; pairs that follow one another become one."""
    phrases: list[tuple[str, bool]] = []
    last = -2
    for feature in sorted(words, key=lambda feature: feature.at):
        tells = feature.key in telling
        if feature.at == last + 1 and phrases:
            before, told = phrases[-1]
            phrases[-1] = (f"{before} {feature.key.rpartition(' ')[2]}", told or tells)
        elif feature.at != last:
            phrases.append((feature.key, tells))
        last = feature.at
    told_of = sorted(dict.fromkeys(phrase for phrase, tells in phrases if tells), key=lambda one: -one.count(" "))
    return tuple(one for one in told_of if not any(one in longer and one != longer for longer in told_of))[:3]
