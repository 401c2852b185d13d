"""Smaller graphs by bounds, larger ones by memory."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from attrs import frozen

from di4c_schedule.relaxation.graph import Arcs, Graph, IndexArray, Layer
from di4c_schedule.relaxation.grid import Grid
from di4c_schedule.relaxation.instance import CUT, INFINITY
from di4c_schedule.relaxation.memory import BitArray, no_bits, pack
from di4c_schedule.relaxation.passes import Passes
from di4c_schedule.tables import BoolArray, IntArray


def plain(grid: Grid) -> Graph:
    """Return the graph that remembers only the last row: a node for each row at each place that is open to it."""
    instance = grid.instance
    follows = instance.least <= instance.most
    rows = [np.flatnonzero((start < CUT).any(axis=1)) for start in grid.starts]
    arcs = []
    for here, there in pairwise(rows):
        target, origin = np.nonzero(follows[np.ix_(here, there)].T)
        arcs.append(Arcs(origin, target))
    layers = tuple(Layer(row, no_bits(instance.rows, len(row))) for row in rows)
    return Graph(layers, tuple(arcs)).trimmed()


@frozen(eq=False)
class Pruned:
    """What is left without the walks that cost too much.

    Parameters
    ----------
    passes
        Only nodes, arcs and slots of cheap walks.
    back
        For each place, what the pass from behind gave for the nodes and columns that are left, less the prices.
    quarter
        The cheapest walks over a quarter of the arcs cost less than that, less the prices.
    """

    passes: Passes
    back: list[IntArray]
    quarter: int


def pruned(passes: Passes, prices: IntArray, limit: int) -> Pruned:
    """Take away what costs the limit or more.

    Parameters
    ----------
    passes
        A graph on a grid.
    prices
        Prices of the rows.
    limit
        A walk that costs so much, less the prices, is of no use.

    Returns
    -------
    Pruned
        The graph may be empty.
    """
    graph = passes.graph
    there, back = passes.forward(prices), passes.backward(prices)
    over_arcs = passes.over_arcs(there, back, prices)
    alive = [before + after < limit for before, after in zip(there, back, strict=True)]
    nodes, arcs = graph.on_walks([_any(some) for some in alive], [total < limit for total in over_arcs])
    slots = []
    for layer, some, kept in zip(graph.layers, alive, nodes, strict=True):
        slot = np.zeros((passes.instance.rows, some.shape[1]), dtype=bool)
        np.logical_or.at(slot, layer.row[kept], some[kept])
        slots.append(slot)
    part = [np.ix_(kept, slot.any(axis=0)) for kept, slot in zip(nodes, slots, strict=True)]
    none = np.zeros(0, dtype=np.int64)  # a single meeting has no arcs
    totals = np.sort(np.concatenate([none, *(total[some] for total, some in zip(over_arcs, arcs, strict=True))]))
    return Pruned(
        Passes(graph.part(nodes, arcs), passes.grid.keep(slots), passes.look),
        [values[some] for values, some in zip(back, part, strict=True)],
        int(totals[len(totals) // 4]) if totals.size else 0,
    )


@frozen(eq=False)
class _Growth:
    """A layer of the larger graph: its nodes, what node of the smaller one each stands for, and its costs."""

    layer: Layer
    parent: IndexArray
    values: IntArray


@frozen(eq=False)
class Memory:
    """What a walk remembers, as bits.

    Parameters
    ----------
    kept
        For each row: the rows that are still remembered when it hosts.
    alone
        For each row: itself.
    barring
        For each row: the rows after which it cannot host any more, itself included.
    """

    kept: BitArray
    alone: BitArray
    barring: BitArray

    @classmethod
    def of(cls, sets: BoolArray, before: BoolArray) -> Memory:
        """Pack sets of rows, shape (rows, rows)."""
        alone = np.eye(len(sets), dtype=bool)
        return cls(pack(sets), pack(alone), pack(alone | before))


def refined(pruned: Pruned, prices: IntArray, memory: Memory, limit: int, largest: int) -> Passes | None:
    """Split the nodes by what walks remember, without what costs the limit or more.

    Parameters
    ----------
    pruned
        What is left at these prices.
    prices
        Prices of the rows.
    memory
        What walks remember from now on.
    limit
        A walk that costs so much, less the prices, is of no use.
    largest
        Size of passes beyond which the growth is given up.

    Returns
    -------
    Passes or None
        None if it was given up. The graph may be empty.
    """
    passes = pruned.passes
    first = passes.graph.layers[0]
    growth = _Growth(first, np.arange(first.size), passes.starts(0, prices))
    layers, arcs, size = [first], [], 0
    for place in range(len(passes.graph.arcs)):
        arrivals = _arrivals(passes, growth, place, memory)
        growth, step = _grown(passes, arrivals, place, prices, pruned.back[place + 1], limit)
        layers.append(growth.layer)
        arcs.append(step)
        size += step.size * growth.values.shape[1]
        if size > largest:
            return None
        passes.look()
    return Passes(Graph(tuple(layers), tuple(arcs)).trimmed(), passes.grid, passes.look)


@frozen(eq=False)
class _Arrivals:
    """Arcs of the larger graph, before their targets are told apart."""

    origin: IndexArray
    parent: IndexArray
    memory: BitArray
    cost: IntArray

    def part(self, some: IndexArray) -> _Arrivals:
        return _Arrivals(self.origin[some], self.parent[some], self.memory[some], self.cost[some])


def _arrivals(passes: Passes, growth: _Growth, place: int, memory: Memory) -> _Arrivals:
    """Follow the arcs of the smaller graph from the nodes of the larger, as far as their memory lets them."""
    arcs, moves = passes.graph.arcs[place], passes.grid.forward[place]
    bounds = np.searchsorted(arcs.origin[arcs.by_origin], np.arange(passes.graph.layers[place].size + 1))
    first, count = bounds[growth.parent], (bounds[1:] - bounds[:-1])[growth.parent]
    origin = np.repeat(np.arange(len(count)), count)
    parent = arcs.target[arcs.by_origin[first[origin] + np.arange(len(origin)) - (np.cumsum(count) - count)[origin]]]
    row, following = growth.layer.row[origin], passes.graph.layers[place + 1].row[parent]
    possible = ~(growth.layer.memory[origin] & memory.barring[following]).any(axis=1)
    possible &= moves.groups[row, following] >= 0
    origin, parent, row, following = origin[possible], parent[possible], row[possible], following[possible]
    source = moves.groups[row, following] * growth.layer.size + origin
    cost = moves.arrivals(growth.values).reshape(-1, moves.size).take(source, axis=0)
    cost += passes.instance.succession[row, following][:, None]
    return _Arrivals(origin, parent, (growth.layer.memory[origin] | memory.alone[row]) & memory.kept[following], cost)


def _grown(
    passes: Passes, arrivals: _Arrivals, place: int, prices: IntArray, back: IntArray, limit: int
) -> tuple[_Growth, Arcs]:
    """Return the nodes at the next place and the arcs to them."""
    start = passes.starts(place + 1, prices)
    alive: BoolArray = arrivals.cost + (start + back)[arrivals.parent] < limit
    arrivals = arrivals.part(np.flatnonzero(_any(alive)))
    arrivals = arrivals.part(np.lexsort([*arrivals.memory.T, arrivals.parent]))
    parent, memory = arrivals.parent, arrivals.memory
    new = np.ones(len(parent), dtype=bool)
    new[1:] = (parent[1:] != parent[:-1]) | (memory[1:] != memory[:-1]).any(axis=1)
    heads = np.flatnonzero(new)
    values = np.minimum.reduceat(arrivals.cost, heads, axis=0) if heads.size else arrivals.cost
    values = values + start[parent[heads]]
    values[values >= CUT] = INFINITY
    layer = Layer(passes.graph.layers[place + 1].row[parent[heads]], memory[heads])
    return _Growth(layer, parent[heads], values), Arcs(arrivals.origin, np.cumsum(new) - 1)


def _any(marks: BoolArray) -> BoolArray:
    """Return which rows of an array have a mark."""
    return np.asarray(marks.any(axis=1))
