"""Travelling salesmen with time windows: ``python -m benchmarks.tsptw [--limit S] [--peer PYTHON] [NAME …]``.

The rows of the tables are the customers, and the return to the depot as the last; a column is a moment. The peer,
DIDPPy, runs besides if it is installed in the Python named by ``--peer``. Every tour is checked by plain code against
the instance, and every proven makespan against the published optimum.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import monotonic, perf_counter

import numpy as np
from attrs import define

from benchmarks.tsptw_instances import Instance, read_instances
from di4c_schedule import Network, Partner, Travel
from di4c_schedule.dates import DateRange
from di4c_schedule.sequence.costs import CombinedCosts
from di4c_schedule.sequence.kernel import Piece
from di4c_schedule.tables import Row, Tables
from di4c_schedule.windows import search_windows

COARSE_COLUMNS = 50_000
"""Moments beyond which a tour is first sought in coarser units; the tables then end with its return."""

ONE_DAY = DateRange(date(2020, 1, 1), date(2020, 1, 1))


@define(frozen=True)
class Outcome:
    """What a solver found.

    Parameters
    ----------
    value, bound
        Makespan of its tour and proven bound, in units of the instance; None if it has none.
    proven
        Whether the tour is proven to be the best.
    seconds
        Time it took, the building of the tables or of the model included.
    """

    value: int | None
    bound: int | None
    proven: bool
    seconds: float

    def __str__(self) -> str:
        value = "–" if self.value is None else f"{self.value}"
        return f"{'proven' if self.proven else f'bound {self.bound}':<14} {value:>9} {self.seconds:>8.3f} s"


@define(eq=False)
class Moments(Tables):
    """Tables whose columns are moments, and not days: as many as are needed."""

    moments: int = 0

    @property
    def n_days(self) -> int:
        """Number of columns."""
        return self.moments


def tables_of(instance: Instance, horizon: int) -> Moments:
    """Express an instance as tables, with columns up to a horizon."""
    names = [f"P{place}" for place in (*range(1, instance.n), 0)]
    partners = [Partner(name, country="DE", lat=50.0, lon=10.0, timezone="Europe/Berlin") for name in names]
    network = Network(instance.name, partners, lead=names[0])
    rows = tuple(Row(name, 1, mandatory=True) for name in names)
    tables = Moments(network, ONE_DAY, instance.n, Travel(), rows, horizon + 1)
    places = [*range(1, instance.n), 0]
    tables.gap = np.array([[instance.distance[i][j] for j in places] for i in places], dtype=np.int64)
    tables.position[-1, :-1] = tables.position[:-1, -1] = False
    tables.allowed[:] = False
    for row, place in enumerate(places):
        first = instance.opens[place]
        if place:
            first = max(first, instance.opens[0] + instance.distance[0][place])
        tables.allowed[row, first : instance.closes[place] + 1] = True
    return tables


def costs_of(tables: Tables) -> CombinedCosts:
    """Return the moment of the return as the only cost."""
    n, columns = tables.allowed.shape
    infinity = columns + 1
    start = np.zeros((n, columns), dtype=np.int32)
    start[-1] = np.arange(columns)
    start[~tables.allowed] = infinity
    return CombinedCosts(
        start,
        distance=np.zeros(columns, dtype=np.int32),
        pieces=[Piece(0, columns - 1, 0, 0)],
        succession=np.zeros((n, n), dtype=np.int32),
        factors={},
        infinity=infinity,
    )


def solve(instance: Instance, limit: float) -> Outcome:
    """Solve an instance within so many seconds, and check the tour."""
    began, deadline = perf_counter(), monotonic() + limit
    known, horizon, upper = None, instance.closes[0], None
    if horizon > COARSE_COLUMNS:
        known = _coarse_tour(instance, deadline)
        if known is not None:
            horizon = upper = instance.makespan(known)
    tables = tables_of(instance, horizon)
    answer = search_windows(tables, costs_of(tables), upper=upper, deadline=deadline)
    seconds = perf_counter() - began
    if answer.starts is None:
        return Outcome(upper, answer.bound, answer.proven, seconds)
    tour = [row + 1 for row, _ in answer.starts[:-1]]
    value = instance.makespan(tour)
    if value != answer.total:
        raise ValueError(f"{instance.name}: the search said {answer.total}, the tour takes {value}")
    return Outcome(value, answer.bound, answer.proven, seconds)


def _coarse_tour(instance: Instance, deadline: float) -> list[int] | None:
    """Return a good tour that keeps all times when they are rounded to the safe side, in coarse units."""
    coarse = instance.coarser(-(-instance.closes[0] // COARSE_COLUMNS))
    tables = tables_of(coarse, coarse.closes[0])
    answer = search_windows(tables, costs_of(tables), deadline=deadline)
    return None if answer.starts is None else [row + 1 for row, _ in answer.starts[:-1]]


def solve_by_peer(instance: Instance, limit: float, python: str) -> Outcome:
    """Solve an instance by DIDPPy, in a process of its own; its time is that of the model and the search."""
    command = [python, "-m", "benchmarks.peers.didp_tsptw", instance.name, str(limit)]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True)
    return Outcome(**json.loads(done.stdout))


def checked(instance: Instance, outcome: Outcome) -> Outcome:
    """Return an outcome that does not contradict the published optimum.

    Raises
    ------
    ValueError
        If a makespan is below the optimum, or another one is called proven.
    """
    wrong = outcome.value is not None and outcome.value < instance.optimum
    wrong |= outcome.proven and outcome.value != instance.optimum
    wrong |= outcome.bound is not None and outcome.bound > instance.optimum
    if wrong:
        raise ValueError(f"{instance.name}: {outcome}, but the optimum is {instance.optimum}")
    return outcome


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve the instances and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tsptw", description=__doc__)
    parser.add_argument("names", nargs="*", help="instances, such as AFG/rbg010a; none: all")
    parser.add_argument("--limit", type=float, default=10.0, metavar="S", help="seconds for each (10)")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has DIDPPy")
    options = parser.parse_args(arguments)
    for instance in read_instances():
        if options.names and instance.name not in options.names:
            continue
        line = f"{instance.name:<36} {checked(instance, solve(instance, options.limit))}"
        if options.peer:
            line += f"   DIDPPy: {checked(instance, solve_by_peer(instance, options.limit, options.peer))}"
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
