"""The relaxed rotations as a layered graph: every schedule is a walk through it, but not every walk is a schedule.

A node is a row at a place of the rotation together with the rows remembered there. Every node lies on a walk from the
first place to the last. Columns are no part of it: a node has its costs for every column of its place.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.relaxation.memory import BitArray
from di4c_schedule.tables import BoolArray

IndexArray = npt.NDArray[np.intp]


@frozen(eq=False)
class Layer:
    """The nodes of a place.

    Parameters
    ----------
    row
        Shape (nodes,).
    memory
        Rows remembered, shape (nodes, words).
    """

    row: IndexArray
    memory: BitArray

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.row)

    def keep(self, nodes: BoolArray) -> Layer:
        """Return the layer with some of its nodes."""
        return Layer(self.row[nodes], self.memory[nodes])


@frozen(eq=False)
class Arcs:
    """The arcs from the nodes of a place to those of the next, in the order of their targets.

    Parameters
    ----------
    origin, target
        Places of the nodes in their layers, pairwise.
    """

    origin: IndexArray
    target: IndexArray
    into: IndexArray = field(init=False)
    by_origin: IndexArray = field(init=False)
    out_of: IndexArray = field(init=False)

    @into.default
    def _first_into_each_target(self) -> IndexArray:
        return _runs(self.target)

    @by_origin.default
    def _order_by_origin(self) -> IndexArray:
        return np.argsort(self.origin, kind="stable")

    @out_of.default
    def _first_out_of_each_origin(self) -> IndexArray:
        return _runs(self.origin[self.by_origin])

    @property
    def size(self) -> int:
        """Number of arcs."""
        return len(self.origin)


@frozen(eq=False)
class Graph:
    """Layers, one for each place of the rotation, and the arcs between them.

    Parameters
    ----------
    layers
        Nodes of the first, second, … place.
    arcs
        Arcs from the first place on, one element less.
    """

    layers: tuple[Layer, ...]
    arcs: tuple[Arcs, ...]

    @property
    def empty(self) -> bool:
        """Whether there is no walk at all."""
        return any(layer.size == 0 for layer in self.layers)

    @property
    def size(self) -> int:
        """Number of arcs."""
        return sum(arcs.size for arcs in self.arcs)

    def on_walks(self, nodes: list[BoolArray], arcs: list[BoolArray]) -> tuple[list[BoolArray], list[BoolArray]]:
        """Return which of some nodes and arcs lie on a walk through nothing else.

        Parameters
        ----------
        nodes
            For each place: shape (nodes,).
        arcs
            For each step: shape (arcs,).
        """
        nodes, arcs = list(nodes), list(arcs)
        for place, step in enumerate(self.arcs):
            arcs[place] = arcs[place] & nodes[place][step.origin]
            nodes[place + 1] = nodes[place + 1] & _marked(step.target[arcs[place]], nodes[place + 1].size)
        for place, step in reversed(list(enumerate(self.arcs))):
            arcs[place] = arcs[place] & nodes[place + 1][step.target]
            nodes[place] = nodes[place] & _marked(step.origin[arcs[place]], nodes[place].size)
        for place, step in enumerate(self.arcs):
            arcs[place] = arcs[place] & nodes[place][step.origin]
        return nodes, arcs

    def part(self, nodes: list[BoolArray], arcs: list[BoolArray]) -> Graph:
        """Return the graph of some nodes and arcs, which are all on walks."""
        number = [np.cumsum(some) - 1 for some in nodes]
        layers = tuple(layer.keep(some) for layer, some in zip(self.layers, nodes, strict=True))
        steps = tuple(
            Arcs(number[place][step.origin[some]], number[place + 1][step.target[some]])
            for place, (step, some) in enumerate(zip(self.arcs, arcs, strict=True))
        )
        return Graph(layers, steps)

    def trimmed(self) -> Graph:
        """Return the graph of the nodes and arcs that lie on a walk."""
        nodes = [np.ones(layer.size, dtype=bool) for layer in self.layers]
        return self.part(*self.on_walks(nodes, [np.ones(step.size, dtype=bool) for step in self.arcs]))


def _runs(values: IndexArray) -> IndexArray:
    """Return where each value begins in rising values."""
    return np.flatnonzero(np.diff(values, prepend=-1))


def _marked(places: IndexArray, size: int) -> BoolArray:
    marks = np.zeros(size, dtype=bool)
    marks[places] = True
    return marks
