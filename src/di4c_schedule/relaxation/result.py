"""What the relaxation knows: a bound, and bounds for every row on every day at every place."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import frozen

from di4c_schedule.relaxation.memory import Walk
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.tables import BoolArray, IntArray


@frozen(eq=False)
class PlaceBounds:
    """Bounds at a place of the rotation, for the columns that are left there.

    Parameters
    ----------
    columns
        Columns in rising order.
    arrival, completion
        Shape (rows, columns): least cost up to and including a start, and after it, less the prices of the rows used.
    """

    columns: IntArray
    arrival: CostArray
    completion: CostArray


@frozen(eq=False)
class Relaxation:
    """Bounds on the schedules of tables, in the unit of their costs.

    Prices make walks use each row about once. A part of a schedule that used some rows, at a cost of its own, and ended
    with a row at a column as its k-th start, is in no schedule of a total below

        cost - prices[rows used].sum() + completion[k - 1][row, column] + prices.sum()

    Parameters
    ----------
    bound
        No schedule has a lower total.
    infeasible
        Whether it is proven that there is no schedule.
    proven
        Whether no schedule has a total below `limit`.
    limit
        Bounds on rows, days and places speak of the schedules whose total is below this: what was given as `upper`, or
        the total of `starts`; None if there is neither.
    prices
        Shape (rows,): whole numbers, at most 0 for a row that may be left out.
    walk
        Pairs (row, column) in date order: the cheapest relaxed rotation at the best prices. A row may come twice.
    starts
        Pairs (row, column) in date order of a schedule with a total below `upper`, or None if none was met.
    total
        Its total, or None.
    infinity
        What stands for "cannot be"; larger values mean the same.
    shape
        Numbers of rows and days.
    places
        Bounds at each place of the rotation.
    """

    bound: int
    infeasible: bool
    proven: bool
    limit: int | None
    prices: CostArray
    walk: Walk
    starts: Walk | None
    total: int | None
    infinity: int
    shape: tuple[int, int]
    places: tuple[PlaceBounds, ...]

    @cached_property
    def completion(self) -> list[CostArray]:
        """For each place: least cost of all after a start, less the prices of the rows, shape (rows, days)."""
        return [self._spread(place, place.completion) for place in self.places]

    @cached_property
    def arrivals(self) -> list[CostArray]:
        """For each place: least cost up to and including a start, less the prices of the rows, shape (rows, days)."""
        return [self._spread(place, place.arrival) for place in self.places]

    def open_places(self, upper: int | None = None) -> list[BoolArray]:
        """Return for each place the slots that may be there in a schedule with a total below `limit` and `upper`.

        Returns
        -------
        list of arrays of bool, shape (rows, days)
        """
        opened = []
        for place in self.places:
            total = place.arrival + place.completion + int(self.prices.sum())
            below = self.infinity if upper is None else min(upper, self.infinity)
            slots = np.zeros(self.shape, dtype=bool)
            slots[:, place.columns] = (total < below) & (place.completion < self.infinity)
            opened.append(slots)
        return opened

    def open_slots(self, upper: int | None = None) -> BoolArray:
        """Return the slots that may be in a schedule with a total below `limit` and `upper`, shape (rows, days)."""
        slots: BoolArray = np.logical_or.reduce(self.open_places(upper))
        return slots

    def _spread(self, place: PlaceBounds, values: CostArray) -> CostArray:
        spread = np.full(self.shape, self.infinity, dtype=values.dtype)
        spread[:, place.columns] = values
        return spread
