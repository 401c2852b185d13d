"""Least costs of the walks through the graph, from the front and from behind, at given prices of the rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import field, frozen

from di4c_schedule.relaxation.graph import Graph, IndexArray
from di4c_schedule.relaxation.grid import Grid
from di4c_schedule.relaxation.instance import CUT, INFINITY, Instance
from di4c_schedule.relaxation.memory import Walk
from di4c_schedule.tables import IntArray

Look = Callable[[], None]
"""Called after every place; an exception it raises ends the pass."""


@frozen(eq=False)
class Passes:
    """A graph on a grid.

    Parameters
    ----------
    graph
        Rows at places, with their memory.
    grid
        Columns of the places.
    look
        Called after every place.
    """

    graph: Graph
    grid: Grid
    look: Look
    _cost: tuple[IntArray, ...] = field(init=False)
    _origin: tuple[IndexArray, ...] = field(init=False)

    @_cost.default
    def _successions(self) -> tuple[IntArray, ...]:
        """Cost of each arc; infinite where its columns do not fit together."""
        costs = []
        for place, (before, after) in enumerate(self._rows_of_arcs()):
            fits = self.grid.forward[place].groups[before, after] >= 0
            costs.append(np.where(fits, self.instance.succession[before, after], INFINITY)[:, None])
        return tuple(costs)

    @_origin.default
    def _places_of_arrivals(self) -> tuple[IndexArray, ...]:
        return tuple(
            np.maximum(self.grid.forward[place].groups[before, after], 0) * self.graph.layers[place].size
            + self.graph.arcs[place].origin
            for place, (before, after) in enumerate(self._rows_of_arcs())
        )

    @property
    def instance(self) -> Instance:
        """The tables."""
        return self.grid.instance

    @property
    def size(self) -> int:
        """Number of arcs times columns: what a pass costs."""
        return sum(
            arcs.size * len(columns) for arcs, columns in zip(self.graph.arcs, self.grid.columns[1:], strict=True)
        )

    def _rows_of_arcs(self) -> list[tuple[IndexArray, IndexArray]]:
        layers = self.graph.layers
        return [
            (layers[place].row[arcs.origin], layers[place + 1].row[arcs.target])
            for place, arcs in enumerate(self.graph.arcs)
        ]

    def starts(self, place: int, prices: IntArray) -> IntArray:
        """Return the cost of a start less its price for the nodes of a place (from 0), shape (nodes, columns)."""
        return (self.grid.starts[place] - prices[:, None])[self.graph.layers[place].row]

    def candidates(self, place: int, values: IntArray) -> IntArray:
        """Return the cheapest arrival over each arc from a place, shape (arcs, columns of the next place)."""
        arrivals = self.grid.forward[place].arrivals(values)
        candidates: IntArray = arrivals.reshape(-1, arrivals.shape[2]).take(self._origin[place], axis=0)
        candidates += self._cost[place]
        return candidates

    def forward(self, prices: IntArray) -> list[IntArray]:
        """Return for each place the least cost of getting to every node, its own start included, less the prices.

        Returns
        -------
        list of arrays, shape (nodes, columns)
            At least `CUT` where there is no way.
        """
        values = [_cut(self.starts(0, prices))]
        for place, arcs in enumerate(self.graph.arcs):
            least = np.minimum.reduceat(self.candidates(place, values[-1]), arcs.into, axis=0)
            values.append(_cut(least + self.starts(place + 1, prices)))
            self.look()
        return values

    def backward(self, prices: IntArray) -> list[IntArray]:
        """Return for each place the least cost of all that comes after every node, less the prices."""
        last = self.graph.layers[-1].size, len(self.grid.columns[-1])
        values = [np.zeros(last, dtype=np.int64)]
        rows = self._rows_of_arcs()
        for place in range(len(self.graph.arcs) - 1, -1, -1):
            arcs, moves = self.graph.arcs[place], self.grid.backward[place]
            onward = _cut(values[0] + self.starts(place + 1, prices))
            departures = moves.arrivals(onward[:, ::-1])
            before, after = rows[place]
            group = np.maximum(moves.groups[after, before], 0)
            source = (group * len(onward) + arcs.target)[arcs.by_origin]
            cost = departures.reshape(-1, departures.shape[2]).take(source, axis=0)
            cost += self._cost[place][arcs.by_origin]
            values.insert(0, _cut(np.minimum.reduceat(cost, arcs.out_of, axis=0)[:, ::-1]))
            self.look()
        return values

    def over_arcs(self, there: list[IntArray], back: list[IntArray], prices: IntArray) -> list[IntArray]:
        """Return for each step the least cost of a walk over every arc, less the prices.

        Parameters
        ----------
        there, back
            What `forward` and `backward` returned for the prices.
        """
        totals = []
        for place, arcs in enumerate(self.graph.arcs):
            onward = _cut(back[place + 1] + self.starts(place + 1, prices))
            total = self.candidates(place, there[place]) + onward.take(arcs.target, axis=0)
            totals.append(total.min(axis=1, initial=INFINITY))
            self.look()
        return totals

    def walk(self, values: list[IntArray], prices: IntArray) -> Walk:
        """Return the cheapest walk.

        Parameters
        ----------
        values
            What `forward` returned for the prices.
        """
        node, column = (int(i) for i in np.unravel_index(int(values[-1].argmin()), values[-1].shape))
        walk = [(int(self.graph.layers[-1].row[node]), int(self.grid.columns[-1][column]))]
        for place in range(len(self.graph.arcs) - 1, -1, -1):
            cost = values[place + 1][node, column] - (
                self.grid.starts[place + 1][walk[-1][0], column] - prices[walk[-1][0]]
            )
            node, column = self._step_back(place, node, walk[-1], int(cost), values[place])
            walk.append((int(self.graph.layers[place].row[node]), int(self.grid.columns[place][column])))
        return tuple(reversed(walk))

    def _step_back(self, place: int, node: int, slot: tuple[int, int], cost: int, values: IntArray) -> tuple[int, int]:
        """Return the node and the column from which a slot is reached at its cost."""
        arcs = self.graph.arcs[place]
        low, high = np.searchsorted(arcs.target, [node, node + 1])
        origin = arcs.origin[low:high]
        row = self.graph.layers[place].row[origin]
        days = slot[1] - self.grid.columns[place]
        least, most = self.instance.least[row, slot[0]], self.instance.most[row, slot[0]]
        fits = (days >= least[:, None]) & (days <= most[:, None])
        distance = self.instance.distance[np.clip(days, 0, len(self.instance.distance) - 1)]
        total = values[origin] + distance + self.instance.succession[row, slot[0]][:, None]
        found, column = np.argwhere(fits & (total == cost))[0]
        return int(origin[found]), int(column)


def _cut(values: IntArray) -> IntArray:
    values[values >= CUT] = INFINITY
    return values
