"""Lower bounds by relaxation: what no schedule of the tables can stay below."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import numpy as np
from attrs import evolve

from di4c_schedule.relaxation.bounds import place_bounds
from di4c_schedule.relaxation.instance import FINEST, INFINITY, Instance
from di4c_schedule.relaxation.memory import Walk
from di4c_schedule.relaxation.result import Relaxation
from di4c_schedule.relaxation.search import Search
from di4c_schedule.relaxation.watch import OutOfTimeError, Tick, Watch
from di4c_schedule.sequence.costs import CombinedCosts
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.tables import IntArray, Tables


def relax(
    tables: Tables,
    costs: CombinedCosts,
    *,
    upper: int | None = None,
    rounds: int = 10_000,
    deadline: float | None = None,
    tick: Tick | None = None,
    prices: CostArray | None = None,
) -> Relaxation:
    """Bound the total of every schedule that keeps the tables from below.

    Parameters
    ----------
    tables
        Filled tables, with as many rows as meetings, or more.
    costs
        Their costs: of all levels (`sequence.costs.combine`) or of one (`alone`).
    upper
        Total of the best schedule known. Only what may be better is looked at, which makes the search much quicker.
    rounds
        How often prices may be changed.
    deadline
        Of `time.monotonic`; looked at many times a second, but what is known then still has to be put together.
    tick
        Called up to ten times a second with what is done, incumbent and bound; an exception it raises ends the search.
    prices
        Prices of the rows to begin with, such as those of an earlier relaxation of the same costs.

    Returns
    -------
    Relaxation
        Depends on the arguments alone, unless the deadline came.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, goals
    >>> from di4c_schedule.sequence.costs import combine
    >>> partners = [Partner(name, name) for name in ("Messina, IT", "Oulu, FI", "Limerick, IE")]
    >>> network = Network("Three", partners, lead="Messina, IT")
    >>> tables = Problem(network, "2019-09-02", "2019-10-31", days=2, goals=[goals.ShortestTour()]).tables
    >>> relaxation = relax(tables, combine(tables))
    >>> relaxation.bound, relaxation.proven, [row for row, _ in relaxation.starts]
    (4806, True, [1, 2, 0])
    """
    instance = Instance.of(tables, costs, finest=FINEST)
    limit = instance.within(costs.infinity if upper is None else upper)
    search = Search(
        instance,
        Watch(deadline, tick or (lambda *_: None), upper),
        lambda walk: total(costs, walk),
        limit,
        rounds,
        _first_prices(instance, prices),
    )
    with suppress(OutOfTimeError):
        search.run(check=upper is None)
    return _relaxation(Instance.of(tables, costs, finest=1), search, costs, upper)


def total(costs: CombinedCosts, starts: Walk) -> int:
    """Return what a sequence of (row, column) costs."""
    cost = sum(int(costs.start[row, column]) for row, column in starts)
    for (row, column), (following, later) in pairwise(starts):
        cost += int(costs.distance[later - column]) + int(costs.succession[row, following])
    return cost


def _first_prices(instance: Instance, prices: CostArray | None) -> IntArray:
    if prices is None:
        return np.zeros(instance.rows, dtype=np.int64)
    fine = np.array([int(price) * instance.multiplier // instance.divisor for price in prices], dtype=np.int64)
    return np.where(instance.mandatory, fine, np.minimum(fine, 0))


def _relaxation(instance: Instance, search: Search, costs: CombinedCosts, upper: int | None) -> Relaxation:
    found = None if search.found is None else total(costs, search.found)
    limit = upper if found is None else found
    least = search.instance.total(search.bound)
    if search.proven:
        least = costs.infinity if limit is None else limit
    prices, places = place_bounds(instance, search)
    rows, days = costs.start.shape
    return Relaxation(
        bound=least if limit is None else min(least, limit),
        infeasible=search.infeasible or (search.proven and limit is None),
        proven=search.proven,
        limit=limit,
        prices=_times(instance.divisor, prices),
        walk=search.walk,
        starts=search.found,
        total=found,
        infinity=INFINITY * instance.divisor,
        shape=(rows, days),
        places=tuple(
            evolve(
                place,
                arrival=_times(instance.divisor, place.arrival),
                completion=_times(instance.divisor, place.completion),
            )
            for place in places
        ),
    )


def _times(factor: int, values: IntArray) -> CostArray:
    return values if factor == 1 else values.astype(object) * factor
