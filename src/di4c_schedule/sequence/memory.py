"""Whether tables are small enough for the engine: how many states there are, and how many bytes they take."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from di4c_schedule.sequence.lattice import Lattice
from di4c_schedule.sequence.links import Links
from di4c_schedule.sequence.passes import CELLS, blocks_of
from di4c_schedule.sequence.subsets import ROWS_REMEMBERED, Ranks, layer_width
from di4c_schedule.tables import Tables

LARGEST_MEMORY = 400_000_000
"""Bytes that solving tables may take at once, best totals of all hosts and days included."""

MOST_ROWS = 62
"""A set of hosts is a number of 64 bits."""

_BYTES_OF_UNBOUNDED = 64
"""A reference and what it refers to: an integer below 2 ** 200, its header and rounding up included."""


def n_states(tables: Tables) -> int:
    """Return the number of states: sets of no more hosts than meetings, with a last host, on every day.

    Examples
    --------
    Three hosts, one of whom is left out: {A}, {B}, {C}, and {A, B}, {A, C}, {B, C} with either of the two last.

    >>> from di4c_schedule import Network, Partner, Problem, rules
    >>> cities = ["Messina, IT", "Oulu, FI", "Limerick, IE"]
    >>> network = Network("Three", [Partner(city[:-4], city) for city in cities], lead="Oulu")
    >>> problem = Problem(network, "2019-09-02", "2019-09-11", meetings=2, rules=[rules.Hosting(at_least=0)])
    >>> n_states(problem.tables)  # nine, on each of ten days
    90
    """
    n = len(tables.rows)
    return sum(n * layer_width(n, size) for size in range(1, min(tables.meetings, n) + 1)) * tables.n_days


def fits(tables: Tables, finish_most: int = 0) -> bool:
    """Whether the tables are within the engine's size: at most `MOST_ROWS` rows, and `LARGEST_MEMORY` bytes.

    Parameters
    ----------
    tables
        Filled tables.
    finish_most
        As for `optimise`.
    """
    return len(tables.rows) <= MOST_ROWS and memory(tables, finish_most) <= LARGEST_MEMORY


def memory(tables: Tables, finish_most: int = 0) -> int:
    """Return a number of bytes that solving tables does not exceed, best totals included."""
    lattice = Lattice.of(tables, finish_most)
    if lattice is None:
        return 0
    last, n = tables.meetings, lattice.n
    shapes = {size: lattice.shape(size) for size in range(1, last + 1)}
    cells = {size: prod(shape) for size, shape in shapes.items()}
    backward = (_arrivals(lattice, size, lattice.ahead) for size in range(1, last))
    forward = (_arrivals(lattice, size, lattice.behind) + cells[size - 1] + cells[size] for size in range(2, last + 1))
    work = max([cells[1], *backward, *forward]) + 64 * CELLS
    states = [n * width for _, width, _ in shapes.values()]
    return (
        _bytes_of(lattice.costs.start.dtype) * (sum(cells.values()) + work)
        + 96 * max(states)  # sets of a layer, and what is asked of them
        + 40 * sum(states)  # subsets, and the race for the earliest optimum
        + Ranks.memory(n - 1, last - 1)
        + (24 * n * sum(states) if n <= ROWS_REMEMBERED else 0)  # neighbours
    )


def _arrivals(lattice: Lattice, size: int, links: Links) -> int:
    """Return how many arrivals are looked at for a layer."""
    known = size + 1 if links.ahead else size - 1
    return blocks_of(lattice, known, links).slots * lattice.shape(known)[1] * lattice.shape(size)[2]


def _bytes_of(dtype: np.dtype[Any]) -> int:
    return _BYTES_OF_UNBOUNDED if dtype.hasobject else dtype.itemsize
