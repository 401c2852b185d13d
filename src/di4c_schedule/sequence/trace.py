"""The one optimal sequence that is told: earliest dates first, then the partners' order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.lattice import Lattice, Layer
from di4c_schedule.sequence.subsets import IndexArray
from di4c_schedule.tables import BoolArray

CELLS = 1 << 17
"""So many moves times days are looked at in one go."""


@frozen(eq=False)
class Race:
    """The states of a layer that begin an optimal sequence on the chosen days.

    Parameters
    ----------
    column
        The day chosen for the last hosts to start.
    states
        Numbers of the states. That of the first sequence of rows, in their order, comes first, and so on: there is just
        one first sequence to each state.
    came_from
        Where, in the race of the layer before, that sequence came from.
    """

    column: int
    states: IndexArray
    came_from: IndexArray


@frozen(eq=False)
class Moves:
    """Moves from states in the race to states of the next layer.

    Parameters
    ----------
    origin
        Places of the states in the race.
    state, target
        Numbers of the states in their layers.
    last, following
        Their last hosts.
    """

    origin: IndexArray
    state: IndexArray
    target: IndexArray
    last: IndexArray
    following: IndexArray


def earliest_optimum(lattice: Lattice, rest: list[Layer], optimum: int) -> list[tuple[int, int]]:
    """Return the optimal sequence with the earliest dates; of those with equal dates, the first in the rows' order.

    Parameters
    ----------
    lattice
        The states.
    rest
        Layers of the backward pass.
    optimum
        The least total.

    Returns
    -------
    list of (row, column)
        In date order.
    """
    optimal = rest[0][:, 0] + lattice.starts(1) == optimum
    day = int(optimal.any(axis=0).argmax())
    states = np.flatnonzero(optimal[:, day])
    races = [Race(lattice.spans[0][0] + day, states, states)]
    for size in range(1, len(rest)):
        races.append(_next_race(lattice, rest, size, races[-1]))
    place = 0
    starts: list[tuple[int, int]] = []
    for size in range(len(races), 0, -1):
        race = races[size - 1]
        starts.insert(0, (int(race.states[place]) // lattice.layers.width(size), race.column))
        place = int(race.came_from[place])
    return starts


def _next_race(lattice: Lattice, rest: list[Layer], size: int, race: Race) -> Race:
    """Go on to the earliest day on which any state in the race can go on optimally."""
    first, end = lattice.spans[size]
    first = max(first, race.column + lattice.room.shortest)
    column, nobody = end, race.states.size
    came_from = np.full(lattice.n * lattice.layers.width(size + 1), nobody)
    for moves in _moves(lattice, size, race.states, CELLS // (end - first)):
        optimal = _optimal(lattice, rest, size, race.column, moves, range(first, min(column + 1, end)))
        soonest = [first + int(day) for day in np.flatnonzero(optimal.any(axis=0))[:1]]
        if soonest and soonest[0] < column:
            column = soonest[0]
            came_from[:] = nobody
        if soonest:
            chosen = optimal[:, column - first]
            np.minimum.at(came_from, moves.target[chosen], moves.origin[chosen])
    states = np.flatnonzero(came_from < nobody)
    states = states[np.argsort(came_from[states], kind="stable")]  # among equal ones, by their last hosts
    return Race(column, states, came_from[states])


def _moves(lattice: Lattice, size: int, states: IndexArray, count: int) -> Iterator[Moves]:
    """Yield all moves from states of so many hosts, about so many at a time."""
    step = max(1, count // (lattice.n - size))
    for begin in range(0, states.size, step):
        some = states[begin : begin + step]
        neighbours = lattice.layers.neighbours(size, some, ahead=True)
        following = neighbours.rows.ravel()
        state, origin = (np.tile(each, len(neighbours.rows)) for each in (some, np.arange(begin, begin + some.size)))
        target = following * lattice.layers.width(size + 1) + neighbours.places.ravel()
        yield Moves(origin, state, target, state // lattice.layers.width(size), following)


def _optimal(lattice: Lattice, rest: list[Layer], size: int, column: int, moves: Moves, columns: range) -> BoolArray:
    """Return for moves from a day whether what is to be paid stays the least, shape (moves, days moved to)."""
    room, costs, (first, _) = lattice.room, lattice.costs, lattice.spans[size]
    distance = np.arange(columns.start, columns.stop) - column
    days = slice(columns.start - first, columns.stop - first)
    onward: CostArray = _by_state(rest[size])[:, days][moves.target]
    onward += lattice.starts(size + 1)[moves.following, days] + costs.distance[distance]
    now = _by_state(rest[size - 1])[moves.state, column - lattice.spans[size - 1][0]]
    pair = moves.last, moves.following
    optimal: BoolArray = onward == (now - costs.succession[pair])[:, None]
    return optimal & (distance >= room.least[pair][:, None]) & (distance <= room.most[pair][:, None])


def _by_state(layer: Layer) -> CostArray:
    """Return a layer as an array of shape (states, days)."""
    return layer.reshape(-1, layer.shape[2])
