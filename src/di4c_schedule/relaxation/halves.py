"""The first bound: the best dates whoever hosts, and the best order of the hosts whenever they meet.

The costs of a schedule fall into two sums: those of starts and distances, and those of successions. A bound on each
gives one on both, at a small part of the work. What cannot be part of a better schedule by these bounds is closed
before the two are looked at together.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from di4c_schedule.relaxation.grid import Grid
from di4c_schedule.relaxation.instance import CUT, INFINITY, Instance
from di4c_schedule.relaxation.passes import Look, Passes
from di4c_schedule.relaxation.refine import plain
from di4c_schedule.tables import IntArray


@frozen(eq=False)
class Dates:
    """The best dates, whoever hosts.

    Parameters
    ----------
    grid
        All columns.
    there, back
        For each place and column: least cost up to it, its start included, and after it, shape (columns,).
    """

    grid: Grid
    there: tuple[IntArray, ...]
    back: tuple[IntArray, ...]

    @classmethod
    def of(cls, instance: Instance, look: Look) -> Dates:
        """Return the best dates."""
        grid = Grid.full(instance)
        alone = Grid(
            instance.dates_only(), grid.columns, tuple(start.min(axis=0, keepdims=True) for start in grid.starts)
        )
        graph = plain(alone)
        if graph.empty:
            nothing = tuple(np.full(columns.shape, INFINITY) for columns in grid.columns)
            return cls(grid, nothing, nothing)
        passes = Passes(graph, alone, look)
        price = np.zeros(1, dtype=np.int64)
        return cls(
            grid,
            tuple(values[0] for values in passes.forward(price)),
            tuple(values[0] for values in passes.backward(price)),
        )

    @property
    def bound(self) -> int:
        """Least cost of dates; at least `CUT` if there are none."""
        return int(np.min(self.there[-1], initial=INFINITY))


def order_passes(instance: Instance, grid: Grid, look: Look) -> Passes:
    """Return the passes over the order of the hosts alone, whose only column stands for all of a place."""
    alone = Grid(
        instance.order_only(),
        tuple(np.zeros(1, dtype=np.int64) for _ in grid.columns),
        tuple(np.where((start < CUT).any(axis=1, keepdims=True), 0, INFINITY) for start in grid.starts),
    )
    return Passes(plain(alone), alone, look)


@frozen(eq=False)
class Halves:
    """Both bounds, and what they leave open.

    Parameters
    ----------
    dates
        The best dates.
    order
        The order of the hosts.
    prices
        Prices of the rows.
    over_nodes, over_arcs
        Least cost of an order over each node of a place and each arc from it, less the prices.
    """

    dates: Dates
    order: Passes
    prices: IntArray
    over_nodes: list[IntArray]
    over_arcs: list[IntArray]

    @classmethod
    def of(cls, dates: Dates, order: Passes, prices: IntArray) -> Halves:
        """Look at the order at these prices."""
        there, back = order.forward(prices), order.backward(prices)
        over_nodes = [(before + after)[:, 0] for before, after in zip(there, back, strict=True)]
        return cls(dates, order, prices, over_nodes, order.over_arcs(there, back, prices))

    @property
    def bound(self) -> int:
        """No schedule costs less."""
        return self.dates.bound + int(self.over_nodes[0].min()) + int(self.prices.sum())

    def arcs(self, limit: int) -> int:
        """Return the number of arcs of orders below the limit."""
        rest = self._rest(limit)
        return sum(int((total < rest).sum()) for total in self.over_arcs)

    def size(self, limit: int) -> int:
        """Return about the size of order and dates together below the limit: arcs times columns."""
        rest = self._rest(limit)
        order = self.bound - self.dates.bound
        columns = [
            int((there + back + order < limit).sum())
            for there, back in zip(self.dates.there, self.dates.back, strict=True)
        ]
        return sum(
            int((total < rest).sum()) * number for total, number in zip(self.over_arcs, columns[1:], strict=True)
        )

    def narrowed(self, limit: int) -> Passes:
        """Return the order without what is in no schedule that costs less than the limit; the graph may be empty."""
        rest = self._rest(limit)
        graph = self.order.graph
        nodes, arcs = graph.on_walks(
            [total < rest for total in self.over_nodes], [total < rest for total in self.over_arcs]
        )
        return Passes(graph.part(nodes, arcs), self.order.grid, self.order.look)

    def _rest(self, limit: int) -> int:
        """Return what is left for the order, less the prices."""
        return limit - self.dates.bound - int(self.prices.sum())


def together(dates: Dates, order: Passes, order_bound: int, limit: int) -> Passes:
    """Return the order on the dates, without columns that are in no schedule that costs less than the limit.

    Parameters
    ----------
    dates
        The best dates.
    order
        The order of the hosts.
    order_bound
        No order that is left costs less.
    limit
        What a schedule costs that is of no use.
    """
    slots = []
    for layer, there, back in zip(order.graph.layers, dates.there, dates.back, strict=True):
        rows = np.zeros((order.instance.rows, 1), dtype=bool)
        rows[layer.row] = True
        slots.append(rows & (there + back + order_bound < limit))
    return Passes(order.graph, dates.grid.keep(slots), order.look)
