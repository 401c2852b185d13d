"""Prefixes where waiting is free: of each set and last row only the early or cheap ones are kept.

If no distance costs anything and no gap is too large, a prefix is no better than one with the same rows and the same
last row that starts no later and costs no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.tables import BoolArray, IntArray
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.givens import ColumnArray, OpenStarts
from di4c_schedule.windows.masks import disjoint, holds, run_starts, with_row
from di4c_schedule.windows.prefixes import Layer, Prefixes
from di4c_schedule.windows.relaxation import Completion, prices_of
from di4c_schedule.windows.remainder import Remainders
from di4c_schedule.windows.trail import Steps, Trail
from di4c_schedule.windows.verdict import Verdict

_LABELS = 2
"""The room that a prefix takes, in labels: its start, and its set."""

_Open = tuple[OpenStarts | None, ColumnArray | None]
"""Open starts, None if they are in one piece; and the next cheaper one of each, None if there is none of any."""

Starts = tuple[IntArray, IntArray, IntArray]
"""For each start: the place of its origin, its column, its cost so far."""


@frozen(eq=False)
class Points:
    """The engine for prefixes of which waiting is free: each has one start of its last row.

    The payload of a prefix is the start of its last row, the cost so far, and its origin in the layer before.

    Parameters
    ----------
    frame
        Windows, order and least costs.
    completion
        Bounds on what comes after a prefix, or None.
    """

    frame: Frame
    completion: Completion | None
    _trail: Trail = field(init=False, factory=Trail)
    _opened: dict[tuple[int, int], _Open] = field(init=False, factory=dict)

    @staticmethod
    def entries(prefixes: Prefixes) -> int:
        """Return the number of labels that prefixes take."""
        return _LABELS * prefixes.size

    def open(self, row: int) -> Prefixes:
        """Return the prefixes that only have one row."""
        nobody = np.zeros((len(self.frame.needed), 1), dtype=np.uint64)
        earliest = self.frame.narrowed.earliest[row : row + 1]
        return self._reached(nobody, row, self._starts(row, earliest, np.zeros(1, dtype=np.int64)))

    def extend(self, layer: Layer, chosen: IntArray, row: int) -> Prefixes:
        """Return the chosen prefixes with a row added; the row may join all of them."""
        frame, givens = self.frame, self.frame.givens
        last = layer.prefixes.last[chosen]
        columns, costs, _ = (values[chosen] for values in layer.prefixes.payload)
        arrival = columns + frame.steps[:, row][last]
        inside = np.flatnonzero(arrival <= frame.narrowed.latest[row])
        chosen, last, arrival = chosen[inside], last[inside], arrival[inside]
        cost = costs[inside] + givens.succession[:, row].astype(np.int64)[last] + int(givens.distance[0])
        np.maximum(arrival, frame.narrowed.earliest[row], out=arrival)
        place, column, total = self._starts(row, arrival, cost)
        return self._reached(layer.prefixes.sets, row, (chosen[place], column, total), layer.group)

    def judge(self, layer: Layer, place: int) -> Verdict:
        """Tell what each prefix costs at least with all that must follow, and how much time it has to spare."""
        frame, givens = self.frame, self.frame.givens
        column, cost, _ = layer.prefixes.payload
        rest = self._remainders.of(layer.sets, place)
        spare = rest.deadline[layer.group] - column
        bound = cost + rest.dues[layer.group] + (givens.meetings - place) * int(givens.distance[0])
        for row, time in zip(self.frame.timed_rows, rest.time, strict=True):
            bound += self._lateness(layer, row, time)
            np.minimum(bound, givens.infinity, out=bound)
        if self.completion:
            onward = self.completion.tables[place - 1][layer.prefixes.last, column]
            np.maximum(bound, cost + onward + rest.prices[layer.group], out=bound)
        alive = (spare >= 0) & (bound < frame.ceiling)
        return Verdict(layer.prefixes.take(alive), bound[alive], spare[alive], _LABELS)

    def finish(self, layer: Layer) -> Layer:
        """Remember where the prefixes of a layer came from, and return it."""
        column, _, origin = layer.prefixes.payload
        self._trail.add(Steps(layer.prefixes.last, column, origin))
        return layer

    def best(self, layer: Layer) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Return the least total of a last layer that is not empty, and its schedule."""
        cost = layer.prefixes.payload[1]
        chosen = int(np.argmin(cost))
        return int(cost[chosen]), self._trail.back_from(chosen)

    def _starts(self, row: int, arrival: IntArray, cost: IntArray) -> Starts:
        """Return the starts that may be worth while: the first open one, and later ones as long as they get cheaper."""
        givens, latest = self.frame.givens, int(self.frame.narrowed.latest[row])
        opened, cheaper = self._open_starts(row)
        column = arrival if opened is None else opened.next[arrival].astype(np.int64)
        place = np.flatnonzero(column <= latest)
        column, cost = column[place], cost[place]
        found: list[Starts] = [(place, column, cost + givens.start[row][column])]
        while cheaper is not None and place.size:
            column = cheaper[column].astype(np.int64)
            inside = column <= latest
            place, column, cost = place[inside], column[inside], cost[inside]
            found.append((place, column, cost + givens.start[row][column]))
        if len(found) == 1:
            return found[0]
        places, columns, costs = (np.concatenate(values) for values in zip(*found, strict=True))
        order = np.argsort(places, kind="stable")
        return places[order], columns[order], costs[order]

    def _reached(
        self, sets: npt.NDArray[np.uint64], row: int, starts: Starts, group: IntArray | None = None
    ) -> Prefixes:
        """Return the prefixes with these starts that are not dominated and leave time for every row."""
        origin, column, cost = starts
        kept = undominated(origin if group is None else group[origin], column, cost)
        origin, column, cost = origin[kept], column[kept], cost[kept]
        joined = with_row(sets[:, origin], row)
        timely = disjoint(self.frame.out_of_reach(row, column), ~joined)
        origin, column, cost = origin[timely], column[timely], cost[timely]
        last = np.full(len(origin), row, dtype=np.int16)
        return Prefixes(joined[:, timely], last, (column.astype(np.int32), cost, origin.astype(np.int32)))

    @cached_property
    def _remainders(self) -> Remainders:
        return Remainders(self.frame, prices_of(self.completion), list(self.frame.timed_rows))

    def _open_starts(self, row: int) -> _Open:
        """Return the open starts of a row at the next place, and for each the next later one that costs less."""
        givens, window, days = self.frame.givens, self.frame.starts(row), self.frame.givens.place_days
        any_day = bool(days[self._trail.layers].all())
        key = row, -1 if any_day else self._trail.layers
        if key not in self._opened:
            cost = givens.start[row] if any_day else np.where(days[key[1]], givens.start[row], givens.infinity)
            opened = givens.open[row] if any_day else OpenStarts.of(cost < givens.infinity)
            self._opened[key] = opened, next_cheaper(cost, window, givens.infinity)
        return self._opened[key]

    def _lateness(self, layer: Layer, row: int, time: IntArray) -> IntArray:
        """Return what a row that is still to come costs more than its least, since it is late already.

        Parameters
        ----------
        layer
            The prefixes.
        row
            The row.
        time
            The least days to it over all rows that must come before it, by set.
        """
        column, last = layer.prefixes.payload[0], layer.prefixes.last
        arrival = column + np.maximum(time[layer.group], self.frame.narrowed.closest[:, row][last])
        more = self.frame.timed_rows[row][np.minimum(arrival, self.frame.givens.columns)].astype(np.int64)
        return np.where(holds(layer.sets, row)[layer.group], 0, more)


def undominated(group: IntArray, column: IntArray, cost: IntArray) -> IntArray:
    """Return the places of the entries than which, in their group, none is at once no later and no dearer.

    Parameters
    ----------
    group
        Rising.
    column, cost
        Of each entry.
    """
    if not group.size:
        return np.zeros(0, dtype=np.int64)
    if cost.min() == cost.max():
        begins = run_starts(group[None])
        entry = np.arange(len(group))
        return np.minimum.reduceat(column * len(group) + entry, begins) % len(group)
    order = np.lexsort((cost, column, group))
    group, rank = group[order], np.unique(cost[order], return_inverse=True)[1]
    # ranks of later groups lie below all of earlier ones, so that the least so far is that of the group
    lowered = rank - group * (int(rank.max()) + 1)
    better: BoolArray = np.ones(len(order), dtype=bool)
    better[1:] = lowered[1:] < np.minimum.accumulate(lowered)[:-1]
    return order[better]


def next_cheaper(cost: npt.NDArray[Any], window: slice, infinity: int) -> ColumnArray | None:
    """Return, for each open start of a window, the next later one that costs less.

    Parameters
    ----------
    cost
        Cost of each start, shape (columns,); infinity where it is closed.
    window
        The columns that count.
    infinity
        What stands for "closed".

    Returns
    -------
    array, shape (columns + 1,), or None
        The number of columns where there is none; None if there is none for any start.
    """
    columns = window.start + np.flatnonzero(cost[window] < infinity)
    if not (np.diff(cost[columns]) < 0).any():
        return None
    following = np.full(len(cost) + 1, len(cost), dtype=np.int32)
    for column, after in _descents(cost[columns].tolist()):
        following[columns[column]] = columns[after]
    return following


def _descents(values: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each place of a list for which a later value is lower, and the first such."""
    waiting: list[int] = []
    for place, value in enumerate(values):
        while waiting and values[waiting[-1]] > value:
            yield waiting.pop(), place
        waiting.append(place)
