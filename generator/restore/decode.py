"""Forward and backward sums over a lattice: how likely each reading is, given everything around it.

Guarantees: the posteriors of the readings of one stretch add up to one (within the beam); the result is one path.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .language import LanguageModel
from .lattice import Arc, Lattice
from .syllables import MARK

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
POWER, TRUST = 1.0, 0.85  # weights of the language model and of the channel
MEMORY = 0.15  # weight of the document's own phrases
BEAM, DEPTH = 40, 10.0  # states kept at a place, and how far below the best in log
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class _States:
    """Contexts at one place, sorted by their last symbol: symbols, the arc that led here, log sum of all ways.

    ``starts`` begins each run of states with one last symbol; ``run`` is the run of each state.
    """

    before: Ints
    last: Ints
    arc: Ints
    forward: Floats
    starts: Ints
    run: Ints


@dataclass(frozen=True, slots=True)
class _Step:
    """All arcs from one place to another: log weights by state and arc, and the state each run and arc comes to."""

    source: int
    target: int
    weight: Floats
    goal: Ints


class Decoder:
    """Sums over lattices with a language model, and a model of the document itself where one is given."""

    def __init__(self, model: LanguageModel, memory: LanguageModel | None = None) -> None:
        self.model, self.memory = model, memory

    def posteriors(self, lattice: Lattice) -> list[tuple[Arc, float]]:
        """Return every arc that any kept path uses, with its posterior."""
        arcs = [arc for leaving in lattice.arcs for arc in leaving]
        places, steps = self._forward(lattice)
        ends = places[lattice.last]
        total = float(np.logaddexp.reduce(ends.forward))
        backward: dict[int, Floats] = {lattice.last: np.zeros(len(ends.forward))}
        for step in reversed(steps):
            onward = backward.get(step.target)
            if onward is None:
                continue
            reached = np.where(step.goal >= 0, onward[step.goal], NEVER)
            ways = np.logaddexp.reduce(step.weight + reached[places[step.source].run], axis=1)
            sums = backward.get(step.source)
            backward[step.source] = ways if sums is None else np.logaddexp(sums, ways)
        shares = np.zeros(len(arcs))
        for place, states in places.items():
            if place and place in backward:
                np.add.at(shares, states.arc, np.exp(states.forward + backward[place] - total))
        return [(arcs[index], min(float(shares[index]), 1.0)) for index in np.flatnonzero(shares > 1e-5)]

    def _forward(self, lattice: Lattice) -> tuple[dict[int, _States], list[_Step]]:
        mark = np.array([self.model.ids[MARK]])
        zero = np.zeros(1, dtype=np.int64)
        places = {0: _States(mark, mark, zero - 1, np.zeros(1), zero, zero)}
        arriving: dict[int, list[tuple[_Step, Ints, Ints, Ints, Floats]]] = {}
        steps: list[_Step] = []
        number = 0
        for place, leaving in enumerate(lattice.arcs):
            if place in arriving:
                places[place] = _gather(arriving.pop(place), steps)
            if place in places:
                groups: dict[int, list[int]] = {}
                for index, arc in enumerate(leaving):
                    groups.setdefault(arc.target, []).append(index)
                for target, group in groups.items():
                    way = self._expand(place, places[place], target, [leaving[index] for index in group])
                    arriving.setdefault(target, []).append((*way[:3], np.array(group) + number, way[3]))
            number += len(leaving)
        places[lattice.last] = _gather(arriving[lattice.last], steps)
        return places, steps

    def _expand(self, place: int, states: _States, target: int, arcs: list[Arc]) -> tuple[_Step, Ints, Ints, Floats]:
        """Send every state along arcs to one place; return the step, the new contexts, and sums by run and arc."""
        words = np.array([arc.word for arc in arcs])
        weight = self._chances(states, words) + TRUST * np.array([arc.log for arc in arcs])
        sums = np.logaddexp.reduceat(states.forward[:, None] + weight, states.starts, axis=0)
        goal = np.full(sums.shape, -1, dtype=np.int64)
        return _Step(place, target, weight, goal), states.last[states.starts], words, sums

    def _chances(self, states: _States, words: Ints) -> Floats:
        """Return log P(word | context) as a matrix, in part from what the document says elsewhere."""
        lasts = states.last[states.starts]
        chances = self.model.trigram(states.before, lasts, states.run, words).astype(np.float64)
        if self.memory:
            chances *= 1 - MEMORY
            chances += MEMORY * self.memory.trigram(states.before, lasts, states.run, words)
        return POWER * np.log(chances)


def _gather(arriving: list[tuple[_Step, Ints, Ints, Ints, Floats]], steps: list[_Step]) -> _States:
    """Make states of what arrives at a place: keep the best, note for each step where its runs and arcs come to."""
    sums = np.concatenate([way[4].ravel() for way in arriving])
    floor = sums.max() - DEPTH
    if len(sums) > BEAM:
        floor = max(floor, np.partition(sums, -BEAM)[-BEAM])
    kept = np.flatnonzero(sums >= floor)
    before = np.concatenate([np.repeat(way[1], len(way[2])) for way in arriving])[kept]
    last = np.concatenate([np.tile(way[2], len(way[1])) for way in arriving])[kept]
    arc = np.concatenate([np.tile(way[3], len(way[1])) for way in arriving])[kept]
    order = np.argsort(last, kind="stable")
    rank = np.full(len(sums), -1, dtype=np.int64)
    rank[kept[order]] = np.arange(len(kept))
    at = 0
    for step, *_ in arriving:
        step.goal[:] = rank[at : at + step.goal.size].reshape(step.goal.shape)
        at += step.goal.size
        steps.append(step)
    last = last[order]
    fresh = np.concatenate(([True], last[1:] != last[:-1]))
    return _States(before[order], last, arc[order], sums[kept[order]], np.flatnonzero(fresh), np.cumsum(fresh) - 1)


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
