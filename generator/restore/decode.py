"""Forward and backward sums over a lattice: how likely each reading is, given everything around it.

Guarantees: the posteriors of the readings of one stretch add up to one (within the beam); the result is one path.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .language import LanguageModel
from .lattice import Arc, Lattice

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BEAM, DEPTH = 64, 12.0  # states kept at a place, and how far below the best in log


@dataclass
class _States:
    """Contexts at one place: the last two symbols, the arc that led here, and the log sum of all ways."""

    before: Ints
    last: Ints
    arc: Ints
    forward: Floats


@dataclass
class _Step:
    """One expansion: from states of ``source`` by arcs to states of ``target``."""

    source: int
    target: int
    origin: Ints
    goal: Ints
    weight: Floats


class Decoder:
    """Sums over lattices with a language model. ``trust`` scales the channel's logs against the model's."""

    def __init__(self, model: LanguageModel, trust: float = 1.0) -> None:
        self.model, self.trust = model, trust

    def posteriors(self, lattice: Lattice) -> list[tuple[Arc, float]]:
        """Return every arc that any kept path uses, with its posterior."""
        arcs = [arc for leaving in lattice.arcs for arc in leaving]
        places, steps = self._forward(lattice)
        ends = places[lattice.last]
        total = _log_sum(ends.forward)
        backward: dict[int, Floats] = {lattice.last: np.zeros(len(ends.forward))}
        for step in reversed(steps):
            if step.target not in backward:
                continue
            ways = step.weight + backward[step.target][step.goal]
            sums = backward.setdefault(step.source, np.full(len(places[step.source].forward), -np.inf))
            np.logaddexp.at(sums, step.origin, ways)
        shares = np.zeros(len(arcs))
        for place, states in places.items():
            if place in backward and place:
                np.add.at(shares, states.arc, np.exp(states.forward + backward[place] - total))
        return [(arc, float(min(share, 1.0))) for arc, share in zip(arcs, shares, strict=True) if share > 1e-5]

    def _forward(self, lattice: Lattice) -> tuple[dict[int, _States], list[_Step]]:
        mark = self.model.ids["<p>"]
        one = np.zeros(1, dtype=np.int64)
        places = {0: _States(one + mark, one + mark, one - 1, np.zeros(1))}
        waiting: dict[int, list[tuple[int, Ints, Ints, Ints, Ints, Floats, Floats]]] = {}
        steps: list[_Step] = []
        number = 0
        for place in range(lattice.last + 1):
            if place:
                if place not in waiting:
                    number += len(lattice.arcs[place]) if place < lattice.last else 0
                    continue
                places[place] = self._gather(place, waiting.pop(place), steps)
            if place < lattice.last:
                self._expand(place, places[place], lattice.arcs[place], number, waiting)
                number += len(lattice.arcs[place])
        return places, steps

    def _expand(
        self,
        place: int,
        states: _States,
        arcs: tuple[Arc, ...],
        number: int,
        waiting: dict[int, list[tuple[int, Ints, Ints, Ints, Ints, Floats, Floats]]],
    ) -> None:
        """Send every state along every arc."""
        rows = len(states.forward)
        for target in {arc.target for arc in arcs}:
            group = [(index, arc) for index, arc in enumerate(arcs) if arc.target == target]
            index = np.array([number + at for at, _ in group])
            words = np.array([arc.word for _, arc in group])
            logs = np.array([arc.log for _, arc in group]) * self.trust
            said = words >= 0
            weight = np.broadcast_to(logs, (rows, len(group))).copy()
            if said.any():
                weight[:, said] += np.log(self.model.trigram(states.before, states.last, words[said]))
            before = np.where(said, states.last[:, None], states.before[:, None])
            last = np.where(said, words[None, :], states.last[:, None])
            origin = np.repeat(np.arange(rows), len(group))
            total = states.forward[:, None] + weight
            waiting.setdefault(target, []).append(
                (place, origin, before.ravel(), last.ravel(), np.tile(index, rows), weight.ravel(), total.ravel())
            )

    def _gather(
        self, place: int, arriving: list[tuple[int, Ints, Ints, Ints, Ints, Floats, Floats]], steps: list[_Step]
    ) -> _States:
        """Merge the ways that arrive at a place into states, keep the best, and note the steps."""
        sources = np.concatenate([np.full(len(way[1]), way[0]) for way in arriving])
        origin, before, last, arc, weight, total = (
            np.concatenate([way[column] for way in arriving]) for column in range(1, 7)
        )
        near = total > total.max() - DEPTH
        sources, origin, before, last = sources[near], origin[near], before[near], last[near]
        arc, weight, total = arc[near], weight[near], total[near]
        key = (arc * self.model.size + before) * self.model.size + last
        _, first, state = np.unique(key, return_index=True, return_inverse=True)
        sums = np.full(len(first), -np.inf)
        np.logaddexp.at(sums, state, total)
        order = np.argsort(-sums, kind="stable")[:BEAM]
        rank = np.full(len(first), -1)
        rank[order] = np.arange(len(order))
        goal = rank[state]
        for source in np.unique(sources):
            chosen = (sources == source) & (goal >= 0)
            steps.append(_Step(int(source), place, origin[chosen], goal[chosen], weight[chosen]))
        picked = first[order]
        return _States(before[picked], last[picked], arc[picked], sums[order])


def _log_sum(values: Floats) -> float:
    top = values.max()
    return float(top + np.log(np.exp(values - top).sum()))


def best_path(lattice: Lattice, posteriors: list[tuple[Arc, float]]) -> Iterator[tuple[Arc, float]]:
    """Yield the arcs of the path that is right about most places, with their posteriors."""
    best: dict[int, tuple[float, Arc | None, float]] = {0: (0.0, None, 1.0)}
    for arc, share in sorted(posteriors, key=lambda pair: pair[0].source):
        if arc.source not in best:
            continue
        value = best[arc.source][0] + share * (arc.target - arc.source)
        if arc.target not in best or value > best[arc.target][0]:
            best[arc.target] = (value, arc, share)
    path: list[tuple[Arc, float]] = []
    place = lattice.last
    while place:
        _, step, share = best[place]
        assert step is not None
        path.append((step, share))
        place = step.source
    return reversed(path)
