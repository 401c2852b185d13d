"""Dynamic programming over (hosts used, last host, day), layer by layer of equal numbers of hosts.

The backward pass gives, for every state, the least that the rest of the rotation costs; the forward pass the least that
it cost to get there. Held, M. and Karp, R. M. (1962), A dynamic programming approach to sequencing problems, with
the days as time axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from attrs import field, frozen

from di4c_schedule.sequence.costs import CombinedCosts, CostArray, combine
from di4c_schedule.sequence.kernel import Piece, cheapest_arrival, linear_pieces
from di4c_schedule.sequence.subsets import IndexArray, SubsetLayers, subset_layers
from di4c_schedule.tables import NEVER, BoolArray, Tables

Layer = list[CostArray]
"""For each last host: an array (sets of the layer that hold it, days)."""

Tick = Callable[[int], None]
"""Called with the number of each layer that is done; an exception it raises ends the pass."""


@frozen(eq=False)
class Move:
    """How states with last host `last` go on to states with last host `following`.

    Parameters
    ----------
    last, following
        Rows of the tables.
    origin, target
        Places of the states in their layers, pairwise.
    """

    last: int
    following: int
    origin: IndexArray
    target: IndexArray


@frozen(eq=False)
class Lattice:
    """The states of the dynamic program and the moves between them.

    Parameters
    ----------
    tables
        The tables.
    costs
        Their levels combined.
    pieces
        Linear pieces of the cost of a distance.
    layers
        The subsets.
    """

    tables: Tables
    costs: CombinedCosts
    pieces: list[Piece]
    layers: SubsetLayers
    _blocked: list[int] = field(init=False)
    _needed: list[int] = field(init=False)
    _least: list[list[int]] = field(init=False)
    _most: list[list[int]] = field(init=False)

    @_blocked.default
    def _rows_that_come_after(self) -> list[int]:
        return [sum(1 << int(b) for b in np.flatnonzero(before)) for before in self.tables.before]

    @_needed.default
    def _earlier_turns(self) -> list[int]:
        rows = self.tables.rows
        return [
            sum(1 << b for b, other in enumerate(rows) if other.partner == row.partner and other.turn < row.turn)
            for row in rows
        ]

    @_least.default
    def _least_distances(self) -> list[list[int]]:
        distances: list[list[int]] = self.tables.least_distance.tolist()
        return distances

    @_most.default
    def _most_distances(self) -> list[list[int]]:
        distances: list[list[int]] = self.tables.most_distance.tolist()
        return distances

    @classmethod
    def of(cls, tables: Tables) -> Lattice:
        """Prepare the tables for the passes."""
        costs = combine(tables)
        return cls(tables, costs, linear_pieces(costs.distance), subset_layers(len(tables.rows)))

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(self.tables.rows)

    def empty_layer(self, size: int) -> Layer:
        """Return a layer of states that cannot be."""
        shape = (self.layers.others[size - 1].size, self.tables.n_days)
        return [np.full(shape, self.costs.infinity, dtype=self.costs.start.dtype) for _ in range(self.n)]

    def arrival_cost(self, row: int, place: int) -> CostArray:
        """Return the cost of starting at every day with a row at a place (from 1) of the rotation, shape (days,)."""
        if not self.tables.position[row, place - 1]:
            return np.full_like(self.costs.start[row], self.costs.infinity)
        cost: CostArray = np.where(self.tables.place_days[place - 1], self.costs.start[row], self.costs.infinity)
        return cost

    def openings(self) -> list[tuple[int, CostArray]]:
        """Return the rows that may come first, each with its cost of starting at every day."""
        nobody = np.zeros(1, dtype=np.int64)
        return [(row, self.arrival_cost(row, 1)) for row in range(self.n) if self.may_join(nobody, row)[0]]

    def may_join(self, sets: IndexArray, row: int) -> BoolArray:
        """Return which sets of hosts a row may follow: none of them must come after it, and all that must before."""
        joins: BoolArray = (sets & self._blocked[row] == 0) & (sets & self._needed[row] == self._needed[row])
        return joins

    def moves(self, size: int, following: int, last: int) -> Move:
        """Return the moves from sets of so many hosts, `last` the last of them, to `following`."""
        origin, target = self.layers.steps(size, last, following)
        if self._blocked[following] or self._needed[following]:
            joins = self.may_join(self.layers.sets_with(size, last)[origin], following)
            origin, target = origin[joins], target[joins]
        return Move(last, following, origin, target)

    def distances(self, last: int, following: int) -> tuple[int, int]:
        """Return the least and the most days from start to start."""
        return self._least[last][following], self._most[last][following]

    def may_follow(self, last: int, following: int) -> bool:
        """Whether a row may come right after another."""
        least, most = self.distances(last, following)
        return last != following and least <= most and least < NEVER

    def cut(self, layer: Layer) -> Layer:
        """Put infinity where additions went beyond it."""
        for values in layer:
            values[values >= self.costs.infinity // 2] = self.costs.infinity
        return layer


def backward_pass(lattice: Lattice, tick: Tick = lambda _: None) -> list[Layer]:
    """Return the least cost of the rest of the rotation, for every state.

    Returns
    -------
    list of layers
        Element k - 1 holds the states of k hosts: entry [last][set, day] is the cost of all that comes after the start
        of `last` on `day`; infinity where the rotation cannot be completed.
    """
    tables = lattice.tables
    layer = lattice.empty_layer(tables.meetings)
    mandatory = sum(1 << r for r, row in enumerate(tables.rows) if row.mandatory)
    for last, values in enumerate(layer):
        sets = lattice.layers.sets_with(tables.meetings, last)
        values[sets & mandatory == mandatory] = 0
    layers = [layer]
    for size in range(tables.meetings - 1, 0, -1):
        layer = lattice.empty_layer(size)
        for following in range(lattice.n):
            # seen from behind, time runs the other way: arrival at an earlier day
            values = (layers[0][following] + lattice.arrival_cost(following, size + 1))[:, ::-1]
            for last, arrival in _arrivals(lattice, values, following, backward=True):
                move = lattice.moves(size, following, last)
                cost = arrival[move.target, ::-1] + lattice.costs.succession[last, following]
                layer[last][move.origin] = np.minimum(layer[last][move.origin], cost)
        layers.insert(0, lattice.cut(layer))
        tick(size)
    return layers


def forward_pass(lattice: Lattice, tick: Tick = lambda _: None) -> Iterator[Layer]:
    """Yield, for 1, 2, … hosts, the least cost of getting to every state, its own start included."""
    tables = lattice.tables
    layer = lattice.empty_layer(1)
    for row, cost in lattice.openings():
        layer[row][0] = cost
    yield layer
    for size in range(1, tables.meetings):
        following_layer = lattice.empty_layer(size + 1)
        for last in range(lattice.n):
            for following, arrival in _arrivals(lattice, layer[last], last, backward=False):
                move = lattice.moves(size, following, last)
                cost = arrival[move.origin] + (
                    lattice.costs.succession[last, following] + lattice.arrival_cost(following, size + 1)
                )
                values = following_layer[following]
                values[move.target] = np.minimum(values[move.target], cost)
        layer = lattice.cut(following_layer)
        tick(size + 1)
        yield layer


def _arrivals(lattice: Lattice, values: CostArray, row: int, *, backward: bool) -> Iterator[tuple[int, CostArray]]:
    """Yield, for every row that may come next (before, if backward), the cheapest arrival from `values` of a row.

    Rows with the same bounds on the distance share one computation.
    """
    known: dict[tuple[int, int], CostArray] = {}
    for other in range(lattice.n):
        pair = (other, row) if backward else (row, other)
        if not lattice.may_follow(*pair):
            continue
        bounds = lattice.distances(*pair)
        if bounds not in known:
            known[bounds] = cheapest_arrival(values, lattice.pieces, *bounds, lattice.costs.infinity)
        yield other, known[bounds]
