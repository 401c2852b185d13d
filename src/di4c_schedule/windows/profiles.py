"""Prefixes where waiting is not free: every start of the last row is kept, with the least cost of getting there.

All starts of a set of rows and its last row are one line of an array; a step adds a row to many lines at once, as the
sequence engine does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import define, field

from di4c_schedule.sequence.kernel import CostArray, cheapest_arrival
from di4c_schedule.tables import BoolArray, IntArray
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.masks import MaskArray, agree, disjoint, run_starts, with_row, without_row
from di4c_schedule.windows.prefixes import Layer, Prefixes
from di4c_schedule.windows.relaxation import Completion, prices_of
from di4c_schedule.windows.remainder import Remainders
from di4c_schedule.windows.verdict import Verdict

_LABELS_BESIDES = 2
"""The room that a prefix takes besides its starts, in labels: its set, its last row, its bound."""


@define(eq=False)
class Profiles:
    """The engine for prefixes of which every start of the last row matters.

    The payload of a prefix is the least cost for each column of its last row's start, from a first column on that all
    prefixes of a layer share.

    Parameters
    ----------
    frame
        Windows, order and least costs.
    completion
        Bounds on what comes after a prefix, or None.
    """

    frame: Frame
    completion: Completion | None
    _finished: list[tuple[Prefixes, int]] = field(init=False, factory=list)
    _span: tuple[int, int] = field(init=False)
    _remainders: Remainders = field(init=False)
    _arrivals: dict[int, CostArray] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._remainders = Remainders(self.frame, prices_of(self.completion))
        self._span = 0, self.frame.givens.columns - 1

    @staticmethod
    def entries(prefixes: Prefixes) -> int:
        """Return the number of labels that prefixes take."""
        return int(prefixes.payload[0].size) + _LABELS_BESIDES * prefixes.size

    def open(self, row: int) -> Prefixes:
        """Return the prefix that only has one row."""
        nobody = np.zeros((len(self.frame.needed), 1), dtype=np.uint64)
        return self._reached(nobody, row, np.zeros((1, self._width), dtype=self.frame.givens.start.dtype))

    def extend(self, layer: Layer, chosen: IntArray, row: int) -> Prefixes:
        """Return the chosen prefixes with a row added; the row may join all of them."""
        givens, infinity = self.frame.givens, self.frame.givens.infinity
        last, group = layer.prefixes.last[chosen], layer.group[chosen]
        groups = group[run_starts(group[None])]
        costs = np.full((len(groups), self._width), infinity, dtype=givens.start.dtype)
        of_rows = self.frame.step_kinds[1][:, row]
        kinds = of_rows[last]
        for kind in np.unique(of_rows[of_rows >= 0]).tolist():
            alike = np.flatnonzero(kinds == kind)
            if not alike.size:
                continue
            onward = self._arrival(layer, kind)[chosen[alike]] + givens.succession[:, row, None][last[alike]]
            begins = run_starts(group[alike][None])
            place = np.searchsorted(groups, group[alike][begins])
            costs[place] = np.minimum(costs[place], np.minimum.reduceat(onward, begins, axis=0))
        return self._reached(layer.sets[:, groups], row, costs)

    def judge(self, layer: Layer, place: int) -> Verdict:
        """Tell what each prefix costs at least with all that must follow; starts that cost too much are closed."""
        prefixes, infinity = layer.prefixes, self.frame.givens.infinity
        rest = self._remainders.of(layer.sets, place)
        columns = np.arange(self._span[0], self._span[0] + self._width)
        costs: CostArray = prefixes.payload[0]
        bound = costs + rest.dues[layer.group, None]
        if self.completion:
            onward = self.completion.tables[place - 1][prefixes.last[:, None], columns]
            np.maximum(bound, costs + (onward + rest.prices[layer.group, None]), out=bound)
        closed = (bound >= self.frame.ceiling) | (columns > rest.deadline[layer.group, None])
        closed |= self._leaves_no_time(prefixes, columns)
        bound[closed] = infinity
        least = bound.min(axis=1, initial=infinity)
        alive = np.flatnonzero(least < self.frame.ceiling)
        costs = np.where(closed[alive], infinity, costs[alive]).astype(costs.dtype)
        spare = (~closed[alive]).sum(axis=1)
        first, last = _used_columns(costs, infinity)
        kept = Prefixes(prefixes.sets[:, alive], prefixes.last[alive], (costs,))
        return Verdict(kept, least[alive], spare, last - first + 1 + _LABELS_BESIDES)

    def finish(self, layer: Layer) -> Layer:
        """Keep a layer, without the columns that no prefix starts at, and return it."""
        prefixes, first = layer.prefixes, self._span[0]
        low, high = _used_columns(prefixes.payload[0], self.frame.givens.infinity)
        costs = np.ascontiguousarray(prefixes.payload[0][:, low : high + 1])
        layer = Layer(Prefixes(prefixes.sets, prefixes.last, (costs,)), layer.begins)
        self._finished.append((layer.prefixes, first + low))
        self._span = self._next_span(layer, first + low)
        self._arrivals.clear()
        return layer

    def best(self, layer: Layer) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Return the least total of the last layer, which is not empty, and its schedule."""
        costs: CostArray = layer.prefixes.payload[0]
        prefix, place = divmod(int(np.argmin(costs)), costs.shape[1])
        total = int(costs[prefix, place])
        sets, column = layer.prefixes.sets[:, prefix, None], self._finished[-1][1] + place
        starts = [(int(layer.prefixes.last[prefix]), column)]
        rest = total
        for earlier, first in self._finished[-2::-1]:
            sets = without_row(sets, starts[-1][0])
            rest, start = self._before(earlier, first, sets, starts[-1], rest)
            starts.append(start)
        return total, tuple(reversed(starts))

    @property
    def _width(self) -> int:
        return max(0, self._span[1] - self._span[0] + 1)

    def _next_span(self, layer: Layer, first: int) -> tuple[int, int]:
        """Return the first and the last column at which the next place may start, cheap enough; 0 and -1 if none."""
        frame, givens, place = self.frame, self.frame.givens, len(self._finished) + 1
        rows = [row for row in range(givens.n) if place <= givens.meetings and frame.may_take(row, place)]
        if not rows or not layer.prefixes.size:
            return 0, -1
        cheapest = np.full((1, givens.columns), givens.infinity, dtype=givens.start.dtype)
        costs: CostArray = layer.prefixes.payload[0]
        cheapest[0, first : first + costs.shape[1]] = costs.min(axis=0)
        least, most = int(frame.steps.min()), int(givens.most[frame.narrowed.links].max())
        arrival = cheapest_arrival(cheapest, self.frame.givens.pieces, least, most, givens.infinity)[0].astype(np.int64)
        bound = np.minimum(arrival + givens.start[rows], givens.infinity)
        if self.completion:
            prices = self.completion.prices
            bound += self.completion.tables[place - 1][rows]
            if prices is not None:
                bound += self._remainders.of(layer.sets, place - 1).prices.min() - prices[rows, None]
        columns = np.flatnonzero((bound < frame.ceiling).any(axis=0) & (arrival < givens.infinity))
        return (int(columns[0]), int(columns[-1])) if columns.size else (0, -1)

    def _arrival(self, layer: Layer, kind: int) -> CostArray:
        """Return the cheapest arrival of every prefix at every column of the next place, for a kind of step."""
        if kind not in self._arrivals:
            costs: CostArray = layer.prefixes.payload[0]
            first, infinity = self._finished[-1][1], self.frame.givens.infinity
            ahead = np.full((len(costs), max(self._span[1] - first + 1, costs.shape[1])), infinity, dtype=costs.dtype)
            ahead[:, : costs.shape[1]] = costs
            arrival = cheapest_arrival(ahead, self.frame.givens.pieces, *self.frame.step_kinds[0][kind], infinity)
            shift = self._span[0] - first
            self._arrivals[kind] = arrival[:, shift : shift + self._width]
        return self._arrivals[kind]

    def _reached(self, sets: MaskArray, row: int, costs: CostArray) -> Prefixes:
        """Return sets with a row added, and the cost of its start added to that of the arrival."""
        givens, window = self.frame.givens, self.frame.starts(row)
        start = np.full(givens.columns, givens.infinity, dtype=costs.dtype)
        start[window] = givens.start[row, window]
        costs += start[self._span[0] : self._span[0] + self._width]
        costs[:, ~givens.place_days[len(self._finished), self._span[0] : self._span[0] + self._width]] = givens.infinity
        costs[costs >= givens.infinity] = givens.infinity
        alive = np.flatnonzero((costs < givens.infinity).any(axis=1))
        return Prefixes(with_row(sets[:, alive], row), np.full(len(alive), row, dtype=np.int16), (costs[alive],))

    def _leaves_no_time(self, prefixes: Prefixes, columns: IntArray) -> BoolArray:
        out = self.frame.out_of_reach(prefixes.last[:, None], columns)
        return ~disjoint(out, ~prefixes.sets[:, :, None])

    def _before(
        self, prefixes: Prefixes, first: int, sets: MaskArray, start: tuple[int, int], cost: int
    ) -> tuple[int, tuple[int, int]]:
        """Return the start before a start, and the cost up to it, of a way that costs so much."""
        row = start[0]
        alike = agree(prefixes.sets, np.full(len(sets), ~np.uint64(0)), sets[:, 0])
        origins = np.flatnonzero(alike & self.frame.narrowed.links[prefixes.last, row]).tolist()
        return next(way for prefix in origins for way in self._ways(prefixes, first, prefix, start, cost))

    def _ways(
        self, prefixes: Prefixes, first: int, prefix: int, start: tuple[int, int], cost: int
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the starts of a prefix from which a start is reached at a cost, and the cost up to each."""
        givens, (row, column), last = self.frame.givens, start, int(prefixes.last[prefix])
        costs: IntArray = prefixes.payload[0][prefix].astype(np.int64)
        distance = column - first - np.arange(len(costs))
        fits = (distance >= givens.least[last, row]) & (distance <= givens.most[last, row])
        onward = givens.distance[np.where(fits, distance, 0)].astype(np.int64)
        step = int(givens.succession[last, row]) + int(givens.start[row, column])
        for place in np.flatnonzero(fits & (costs + onward + step == cost)).tolist():
            yield int(costs[place]), (last, first + place)


def _used_columns(costs: CostArray, infinity: int) -> tuple[int, int]:
    """Return the first and the last column at which any line is finite; 0 and -1 if there is none."""
    used = np.flatnonzero((costs < infinity).any(axis=0))
    return (int(used[0]), int(used[-1])) if used.size else (0, -1)
