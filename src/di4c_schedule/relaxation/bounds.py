"""Bounds for every row on every day at every place, in the unit of the costs."""

from __future__ import annotations

import numpy as np
from attrs import evolve

from di4c_schedule.relaxation.halves import Dates, Halves, together
from di4c_schedule.relaxation.instance import CUT, INFINITY, Instance
from di4c_schedule.relaxation.passes import Passes
from di4c_schedule.relaxation.result import PlaceBounds
from di4c_schedule.relaxation.search import LARGEST, Search
from di4c_schedule.tables import IntArray


def place_bounds(instance: Instance, search: Search) -> tuple[IntArray, tuple[PlaceBounds, ...]]:
    """Return prices, and the bounds at each place at these prices.

    Parameters
    ----------
    instance
        The tables with costs in the unit that is wanted.
    search
        A search that has ended.
    """
    unit = search.instance.multiplier // instance.multiplier
    prices = (search.prices + unit // 2) // unit
    if search.proven:
        nothing = np.zeros((instance.rows, 0), dtype=np.int64)
        none_left = PlaceBounds(np.zeros(0, dtype=np.int64), nothing, nothing)
        return prices, (none_left,) * instance.meetings
    passes = search.left or _narrowed(search)
    if passes is not None:
        return prices, _of_walks(passes, instance, prices)
    if search.halves is not None:
        return prices, _of_halves(search.halves, instance, prices)
    return np.zeros_like(prices), _of_dates(instance)


def _narrowed(search: Search) -> Passes | None:
    """Return the graph for the limit itself, if it is not too large."""
    dates, halves = search.dates, search.halves
    if dates is None or halves is None or halves.size(search.limit) > LARGEST:
        return None
    return together(dates, halves.narrowed(search.limit), halves.bound - dates.bound, search.limit)


def _of_walks(passes: Passes, instance: Instance, prices: IntArray) -> tuple[PlaceBounds, ...]:
    passes = Passes(passes.graph, passes.grid.priced(instance), _on)
    there, back = passes.forward(prices), passes.backward(prices)
    return tuple(
        PlaceBounds(columns, _by_row(layer.row, before, instance.rows), _by_row(layer.row, after, instance.rows))
        for columns, layer, before, after in zip(passes.grid.columns, passes.graph.layers, there, back, strict=True)
    )


def _of_halves(halves: Halves, instance: Instance, prices: IntArray) -> tuple[PlaceBounds, ...]:
    """Add up what dates cost and what the order costs."""
    order = Passes(halves.order.graph, evolve(halves.order.grid, instance=instance.order_only()), _on)
    there, back = order.forward(prices), order.backward(prices)
    return tuple(
        PlaceBounds(
            place.columns,
            np.minimum(place.arrival + _by_row(layer.row, before, instance.rows), INFINITY),
            np.minimum(place.completion + _by_row(layer.row, after, instance.rows), INFINITY),
        )
        for place, layer, before, after in zip(_of_dates(instance), order.graph.layers, there, back, strict=True)
    )


def _of_dates(instance: Instance) -> tuple[PlaceBounds, ...]:
    """Return what dates alone cost."""
    dates = Dates.of(instance, _on)
    places = zip(dates.grid.columns, dates.grid.starts, dates.there, dates.back, strict=True)
    return tuple(
        PlaceBounds(columns, np.where(start < CUT, there, INFINITY), np.where(start < CUT, back, INFINITY))
        for columns, start, there, back in places
    )


def _on() -> None:
    """Go on: bounds are worked out to the end."""


def _by_row(rows: IntArray, values: IntArray, size: int) -> IntArray:
    """Return the least of the nodes of each row."""
    least = np.full((size, values.shape[1]), INFINITY, dtype=np.int64)
    np.minimum.at(least, rows, values)
    return least
