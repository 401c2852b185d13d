"""Smaller graphs by bounds, larger ones by memory."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from di4c_schedule.relaxation.graph import Arcs, Graph, IndexArray, Layer
from di4c_schedule.relaxation.grid import Grid
from di4c_schedule.relaxation.memory import BitArray, pack
from di4c_schedule.relaxation.passes import CUT, Passes
from di4c_schedule.tables import BoolArray, IntArray


def plain(grid: Grid) -> Graph:
    """Return the graph that remembers only the last row: a node for each row at each place that is open to it."""
    instance = grid.instance
    words = pack(instance.before).shape[1]
    follows = instance.least <= instance.most
    rows = [np.flatnonzero((start < CUT).any(axis=1)) for start in grid.starts]
    arcs = []
    for here, there in zip(rows[:-1], rows[1:], strict=True):
        target, origin = np.nonzero(follows[np.ix_(here, there)].T)
        arcs.append(Arcs(origin, target))
    layers = tuple(Layer(row, np.zeros((len(row), words), dtype=np.uint64)) for row in rows)
    graph = Graph(layers, tuple(arcs))
    everything = [np.ones(layer.size, dtype=bool) for layer in layers]
    return graph.keep(everything, [np.ones(step.size, dtype=bool) for step in arcs])


def pruned(passes: Passes, prices: IntArray, limit: int) -> tuple[Passes, list[IntArray], list[IntArray]]:
    """Return the passes without what costs the limit or more, and the values of both passes for what is left.

    Parameters
    ----------
    passes
        A graph on a grid.
    prices
        Prices of the rows.
    limit
        A walk that costs so much, less the prices, is of no use.
    """
    there, back = passes.forward(prices), passes.backward(prices)
    rows = passes.instance.rows
    nodes: list[BoolArray] = []
    slots: list[BoolArray] = []
    arcs: list[BoolArray] = []
    for place, layer in enumerate(passes.graph.layers):
        alive = there[place] + back[place] < limit
        nodes.append(alive.any(axis=1))
        kept = np.zeros((rows, alive.shape[1]), dtype=bool)
        np.logical_or.at(kept, layer.row, alive)
        slots.append(kept)
    for place, step in enumerate(passes.graph.arcs):
        onward = back[place + 1] + passes.starts(place + 1, prices)
        total = passes.candidates(place, there[place]) + onward[step.target]
        arcs.append((total < limit).any(axis=1))
        passes.look()
    graph = passes.graph.keep(nodes, arcs)
    grid = passes.grid.keep(slots)
    columns = [kept.any(axis=0) for kept in slots]
    return Passes(graph, grid, passes.look), nodes, columns


@frozen(eq=False)
class _Growth:
    """A layer of the larger graph: its nodes, what node of the smaller one each stands for, and its costs."""

    layer: Layer
    parent: IndexArray
    values: IntArray


def refined(
    passes: Passes, back: list[IntArray], prices: IntArray, sets: BoolArray, limit: int, largest: int
) -> Graph | None:
    """Return a graph with more memory, without what costs the limit or more.

    Parameters
    ----------
    passes
        A graph on a grid.
    back
        What its `backward` returned for the prices.
    prices
        Prices of the rows.
    sets
        Rows remembered when a row hosts, shape (rows, rows).
    limit
        A walk that costs so much, less the prices, is of no use.
    largest
        Size of passes beyond which the growth is given up.

    Returns
    -------
    Graph or None
        None if it was given up.
    """
    instance = passes.instance
    remembered, alone, after = pack(sets), pack(np.eye(instance.rows, dtype=bool)), pack(instance.before | np.eye(instance.rows, dtype=bool))
    first = passes.graph.layers[0]
    start = passes.starts(0, prices)
    growth = _Growth(Layer(first.row, first.memory), np.arange(first.size), start)
    layers, arcs, size = [growth.layer], [], 0
    for place, step in enumerate(passes.graph.arcs):
        growth, origin, target = _grown_layer(passes, growth, place, prices, back[place + 1], (remembered, alone, after), limit)
        layers.append(growth.layer)
        arcs.append(Arcs(origin, target))
        size += len(origin) * growth.values.shape[1]
        if size > largest:
            return None
        passes.look()
    graph = Graph(tuple(layers), tuple(arcs))
    return graph.keep([np.ones(layer.size, dtype=bool) for layer in layers], [np.ones(step.size, dtype=bool) for step in arcs])


def _grown_layer(passes, growth, place, prices, back, sets, limit):
    remembered, alone, after = sets
    old = passes.graph.arcs[place]
    moves = passes.grid.forward[place]
    following = passes.graph.layers[place + 1]
    # arcs of the nodes that each node stands for
    bounds = np.searchsorted(old.origin[old.by_origin], np.arange(passes.graph.layers[place].size + 1))
    count = (bounds[1:] - bounds[:-1])[growth.parent]
    origin = np.repeat(np.arange(len(count)), count)
    number = np.arange(len(origin)) - np.repeat(np.cumsum(count) - count, count)
    arc = old.by_origin[bounds[growth.parent][origin] + number]
    target = old.target[arc]
    row_before, row = growth.layer.row[origin], following.row[target]
    possible = ~(growth.layer.memory[origin] & after[row]).any(axis=1)
    origin, target, row_before, row = origin[possible], target[possible], row_before[possible], row[possible]
    memory = (growth.layer.memory[origin] | alone[row_before]) & remembered[row]
    # cost
    arrivals = moves.arrivals(growth.values)
    group = moves.groups[row_before, row]
    cost = arrivals[np.maximum(group, 0), origin] + passes.instance.succession[row_before, row][:, None]
    onward = (passes.grid.starts[place + 1] - prices[:, None])[following.row] + back
    alive = ((cost + onward[target]) < limit).any(axis=1) & (group >= 0)
    origin, target, row, memory, cost = origin[alive], target[alive], row[alive], memory[alive], cost[alive]
    order = np.lexsort([*memory.T, target])
    origin, target, row, memory, cost = origin[order], target[order], row[order], memory[order], cost[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (target[1:] != target[:-1]) | (memory[1:] != memory[:-1]).any(axis=1)
    node = np.cumsum(new) - 1
    heads = np.flatnonzero(new)
    if len(heads):
        values = np.minimum.reduceat(cost, heads, axis=0) + (passes.grid.starts[place + 1] - prices[:, None])[row[heads]]
    else:
        values = np.zeros((0, cost.shape[1]), dtype=np.int64)
    values[values >= CUT] = CUT * 2
    return _Growth(Layer(row[heads], memory[heads]), target[heads], values), origin, node
