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
from itertools import islice
from math import log, log2, sqrt
from typing import NamedTuple

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
class Traits:
    """What of a model the comparison sees.

    ``features`` are what it may share with others: words of its subject (pairs of syllables), and ``WHY:ID`` of a
    movement or directive. The first ``naming`` of them stand in a name or a tag; words that stand in none of any model
    are no subject, and relate nothing. ``at`` is where each stands in the text, so that neighbours can be joined.
    ``told`` orders equals (how well documented, more is better); ``area`` is its province, ``place`` the smallest unit
    worth naming that it shares with neighbours, ``kind`` what kind of place it is in; empty where not known.
    """

    id: str
    told: int
    features: tuple[str, ...]
    naming: int
    at: Sequence[int]
    field: str = ""
    area: str = ""
    place: str = ""
    kind: str = ""


class Reason(NamedTuple):
    """Why two models are related: ``keys`` are shared words, or ids of what they share."""

    why: Why
    keys: tuple[str, ...]


class Related(NamedTuple):
    """A related model and the reasons, the strongest first."""

    id: str
    reasons: tuple[Reason, ...]


def related_models(models: Iterable[Traits]) -> Mapping[str, tuple[Related, ...]]:
    """Return for each model, by id, the models most like it, the likest first; none where nothing is shared."""
    index = Likeness(models)
    return {one.id: index.likest(one.id) for one in index.order}


class Likeness:
    """Who has which feature, and what it weighs; made once for all models.

    Weights follow rounded numbers of models, so that one model more changes few of them (``affected``).
    """

    def __init__(self, models: Iterable[Traits]) -> None:
        self.order = sorted(models, key=lambda one: (-one.told, one.id))
        self.positions = {one.id: position for position, one in enumerate(self.order)}
        self._total = _rounded(len(self.order))
        self._having: dict[str, list[int]] = defaultdict(list)
        self._named: dict[str, int] = defaultdict(int)  # models that have a feature in a name or a tag
        for position, one in enumerate(self.order):
            for name in dict.fromkeys(one.features):
                self._having[name].append(position)
            for name in {*one.features[: one.naming]}:
                self._named[name] += 1
        rarity = ((name, self._rarity(len(found), self._named.get(name, 0))) for name, found in self._having.items())
        self._rare = {name: value for name, value in rarity if value}
        self._weighed: dict[int, tuple[Mapping[str, float], float]] = {}

    def likest(self, model: str) -> tuple[Related, ...]:
        """Return the models most like the one of that id."""
        position = self.positions[model]
        scored = ((self._likeness(position, other), -other) for other in self._candidates(position))
        best = sorted(scored, reverse=True)[:SHOWN]
        return tuple(self._related(position, -negative) for likeness, negative in best if likeness >= _ALIKE)

    def affected(self, before: Mapping[str, Traits]) -> Set[str]:
        """Return the ids of the models whose likest may be others than they were among the models ``before``.

        These share a feature that counts with a model that changed, or with one of which a feature weighs otherwise.
        """
        now = {one.id: one for one in self.order}
        changed = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
        if not changed:
            return set()
        if _rounded(len(before)) != self._total:
            return now.keys()
        gone, come = ([group[name] for name in changed if name in group] for group in (before, now))
        counted: dict[str, list[int]] = {name: [0, 0] for one in (*gone, *come) for name in one.features}
        for sign, models in ((1, gone), (-1, come)):
            for one in models:
                for name in {*one.features}:
                    counted[name][0] += sign
                for name in {*one.features[: one.naming]}:
                    counted[name][1] += sign
        otherwise = {self.positions[one.id] for one in come}
        for name, (having, named) in counted.items():
            held = self._having.get(name, ())
            if self._rarity(len(held) + having, self._named.get(name, 0) + named) != self._rare.get(name, 0.0):
                otherwise.update(held)
        shared = {*counted, *(name for position in otherwise for name in self.order[position].features)}
        reached = otherwise.union(*(self._having[name] for name in shared if name in self._rare))
        return {self.order[position].id for position in reached}

    def _rarity(self, having: int, named: int) -> float:
        """Return what a feature weighs that so many models have; 0 for one that relates nothing."""
        if not named or not 1 < having <= max(_FEW, self._total // _COMMON):
            return 0.0
        return log(self._total / _rounded(having)) + 0.5

    def _weights(self, position: int) -> tuple[Mapping[str, float], float]:
        """Return the weight of each feature of a model that counts, and the length of them as a vector.

        A weight is the rarity of the feature, and how much it says of this model.
        """
        if position not in self._weighed:
            one = self.order[position]
            weights: dict[str, float] = {}
            for number, name in enumerate(one.features):
                if name in self._rare and name not in weights:
                    weights[name] = (_NAMING if number < one.naming else 1.0) * self._rare[name]
            self._weighed[position] = weights, sqrt(sum(value * value for value in weights.values())) or 1.0
        return self._weighed[position]

    def _candidates(self, position: int) -> Set[int]:
        weights, _ = self._weights(position)
        area = self.order[position].area
        found: set[int] = set()
        for name in sorted(weights, key=lambda name: (-weights[name], name))[:TELLING]:
            having = self._having[name]
            found.update(having[:REACH])
            if len(having) > REACH:
                found.update(islice((other for other in having if self.order[other].area == area), REACH))
        found.discard(position)
        return found

    def _likeness(self, position: int, other: int) -> float:
        (mine, my_norm), (theirs, their_norm) = self._weights(position), self._weights(other)
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        shared = sum(value * theirs[name] for name, value in mine.items() if name in theirs)
        one, two = self.order[position], self.order[other]
        likeness = shared / (my_norm * their_norm)
        likeness *= _FIELD if one.field and one.field == two.field else 1.0
        likeness *= _NEAR if one.place and one.place == two.place else 1.0
        return likeness * (_KIND if one.kind and one.kind == two.kind else 1.0)

    def _related(self, position: int, other: int) -> Related:
        return Related(self.order[other].id, tuple(self._reasons(self.order[position], other)))

    def _reasons(self, one: Traits, other: int) -> Iterator[Reason]:
        (theirs, _), two = self._weights(other), self.order[other]
        shared = [name for name in one.features if name in theirs]
        telling = {name for name in shared if ":" not in name}
        if telling:
            both = {*two.features}
            words = [(at, name) for at, name in zip(one.at, one.features, strict=True) if name in both]
            yield Reason(Why.WORDS, _phrases(words, telling))
        for why in (Why.MOVEMENT, Why.DIRECTIVE):
            ids = (name.removeprefix(f"{why}:") for name in shared if name.startswith(f"{why}:"))
            if keys := tuple(dict.fromkeys(ids)):
                yield Reason(why, keys)
        if one.field and one.field == two.field:
            yield Reason(Why.FIELD, (one.field,))
        if one.place and one.place == two.place:
            yield Reason(Why.PLACE, (one.place,))
        elif one.kind and one.kind == two.kind:
            yield Reason(Why.KIND, (one.kind,))


def _rounded(count: int) -> int:
    """Return the nearest of numbers that are a fifth apart."""
    return round(2 ** (round(4 * log2(count)) / 4)) if count else 0


def _phrases(words: Sequence[tuple[int, str]], telling: Set[str]) -> tuple[str, ...]:
    """Return at most three shared phrases that hold a telling pair; pairs that follow one another become one."""
    phrases: list[tuple[str, bool]] = []
    last = -2
    for at, pair in sorted(word for word in words if ":" not in word[1]):
        tells = pair in telling
        if at == last + 1 and phrases:
            before, told = phrases[-1]
            phrases[-1] = (f"{before} {pair.rpartition(' ')[2]}", told or tells)
        elif at != last:
            phrases.append((pair, tells))
        last = at
    told_of = sorted(dict.fromkeys(phrase for phrase, tells in phrases if tells), key=lambda one: -one.count(" "))
    return tuple(one for one in told_of if not any(one in longer and one != longer for longer in told_of))[:3]
