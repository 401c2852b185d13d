"""Dynamic programming over (hosts used, last host, day), layer by layer of equal numbers of hosts.

The backward pass gives, for every state, the least that the rest of the rotation costs; the forward pass the least that
it cost to get there. Held, M. and Karp, R. M. (1962), A dynamic programming approach to sequencing problems, with
the days as time axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from attrs import define

from di4c_schedule.sequence.kernel import CostArray, cheapest_arrivals
from di4c_schedule.sequence.lattice import Lattice, Layer
from di4c_schedule.sequence.links import Blocks, Links
from di4c_schedule.sequence.subsets import IndexArray

Tick = Callable[[int], None]
"""Called with the number of the last layer that is done; an exception it raises ends the pass."""

Finish = Callable[[IndexArray], CostArray]
"""Given sets of hosts as bit masks, returns what each costs in units of the total; less than 0: it is forbidden."""

CELLS = 1 << 15
"""So many numbers are worked on at once: they and what is made of them stay in the processor's cache."""

CELLS_BETWEEN_TICKS = 1 << 22
"""The work of some hundredths of a second."""


def backward_pass(lattice: Lattice, last: Layer, tick: Tick = lambda _: None) -> list[Layer]:
    """Return the least cost of the rest of the rotation, for every state.

    Parameters
    ----------
    lattice
        The states.
    last
        What it costs to end with each state of the last layer.
    tick
        Called now and then.

    Returns
    -------
    list of layers
        Element k - 1 holds the states of k hosts: entry [last, set, day] is the cost of all that comes after the start
        of `last` on that day; infinity where the rotation cannot be completed.
    """
    layers = [last]
    for size in range(lattice.tables.meetings - 1, 0, -1):
        layers.insert(0, _next_layer(lattice, size, lattice.ahead, layers[0], tick))
        tick(size)
    return layers


def forward_pass(lattice: Lattice, tick: Tick = lambda _: None) -> Iterator[Layer]:
    """Yield, for 1, 2, … hosts, the least cost of getting to every state, but for its own start."""
    layer = np.zeros(lattice.shape(1), dtype=lattice.costs.start.dtype)
    yield _bar(lattice, 1, layer)
    for size in range(2, lattice.tables.meetings + 1):
        layer = _next_layer(lattice, size, lattice.behind, layer, tick)
        tick(size)
        yield layer


def last_layer(lattice: Lattice, finish: Finish | None, finish_most: int) -> Layer:
    """Return what it costs to end with each set of hosts.

    Raises
    ------
    ValueError
        If a set costs more than `finish_most`.
    """
    size = lattice.tables.meetings
    n, width, days = lattice.shape(size)
    sets = lattice.layers.sets(size).reshape(n, width)
    charges = np.zeros_like(sets) if finish is None else _charges(sets, finish)
    if charges.max() > finish_most:
        raise ValueError(f"a set of hosts costs {charges.max()}, more than finish_most, which is {finish_most}")
    mandatory = sum(1 << row for row, turn in enumerate(lattice.tables.rows) if turn.mandatory)
    layer = charges.astype(lattice.costs.start.dtype)
    layer[(sets & mandatory != mandatory) | (charges < 0)] = lattice.costs.infinity
    return np.broadcast_to(_bar(lattice, size, layer)[:, :, None], (n, width, days))


def _charges(sets: IndexArray, finish: Finish) -> CostArray:
    """Ask for the charge of every set of hosts once, though it may end with any of them; shape (rows, sets)."""
    lowest = 1 << np.arange(len(sets), dtype=np.int64)[:, None]
    distinct = np.sort(sets[sets & -sets == lowest])
    charges: CostArray = np.asarray(finish(distinct))[np.searchsorted(distinct, sets)]
    return charges


def blocks_of(lattice: Lattice, size: int, links: Links) -> Blocks:
    """Return the hosts of a layer in blocks whose states are worked on at once."""
    _, width, days = lattice.shape(size)
    return links.blocks(max(1, CELLS // (width * days)))


def _next_layer(lattice: Lattice, size: int, links: Links, known: Layer, tick: Tick) -> Layer:
    """Return the layer of so many hosts, given the one that its links lead to."""
    pulse = _Pulse(tick, size + 1)
    blocks = blocks_of(lattice, size + 1 if links.ahead else size - 1, links)
    arrivals = _arrivals(lattice, size, links, blocks, known, pulse)
    n, width, days = lattice.shape(size)
    layer = np.empty((n * width, days), dtype=arrivals.dtype)
    step = max(1, CELLS // days)
    for begin in range(0, len(layer), step):
        end = min(begin + step, len(layer))
        neighbours = lattice.layers.neighbours_of_some(size, begin, end, ahead=links.ahead)
        pair = np.arange(begin, end) // width * n + neighbours.rows
        origins = blocks.slot.take(pair) * known.shape[1] + neighbours.places
        _cheapest(arrivals, origins, links.cost.take(pair), layer[begin:end], lattice.costs.infinity)
        pulse.spend(pair.size * days)
    return _bar(lattice, size, layer.reshape(n, width, days))


def _arrivals(lattice: Lattice, size: int, links: Links, blocks: Blocks, known: Layer, pulse: _Pulse) -> CostArray:
    """Return the cheapest arrivals on the days of a layer, shape (slots * sets of a known state, days)."""
    starts = lattice.starts(size + 1 if links.ahead else size - 1)
    (_, width, known_days), days = known.shape, lattice.shape(size)[2]
    arrivals = np.empty((blocks.slots, width, days), dtype=starts.dtype)
    step = max(1, CELLS // known_days)
    for block in blocks.blocks:
        reaches = [lattice.reach(gap, size, links) for gap in block.gaps]
        hosts = slice(block.hosts.start, block.hosts.stop)
        slots = arrivals[block.slots.start : block.slots.stop].reshape(len(block.gaps), len(block.hosts), width, days)
        for begin in range(0, width, step):
            some = slice(begin, begin + step)
            cheapest_arrivals(known[hosts, some], starts[hosts], reaches, slots[:, :, some], lattice.costs.infinity)
            pulse.spend(slots[:, :, some].size)
    return arrivals.reshape(-1, days)


def _cheapest(arrivals: CostArray, origins: IndexArray, costs: CostArray, states: CostArray, infinity: int) -> None:
    """Fill in what states cost: the least of the arrivals from all their neighbours, succession included."""
    states[...] = infinity
    arrival = np.empty_like(states)
    for origin, cost in zip(origins, costs, strict=True):
        arrivals.take(origin, axis=0, out=arrival, mode="clip")  # "raise" would copy
        arrival += cost[:, None]
        np.minimum(states, arrival, out=states)


def _bar(lattice: Lattice, size: int, layer: Layer) -> Layer:
    """Put infinity where the last host must not come after the others."""
    barred = lattice.barred(size)
    if barred is not None:
        layer[barred] = lattice.costs.infinity
    return layer


@define
class _Pulse:
    """Calls the listener when enough work was done since the last time."""

    tick: Tick
    done: int
    work: int = 0

    def spend(self, cells: int) -> None:
        self.work += cells
        if self.work >= CELLS_BETWEEN_TICKS:
            self.work = 0
            self.tick(self.done)
