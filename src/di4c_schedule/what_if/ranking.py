"""What beginnings of plans cost to complete, exactly, by the backward pass of the sequence engine."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

import numpy as np
from attrs import evolve, frozen

from di4c_schedule.clock import Clock
from di4c_schedule.engines.question import OutOfTimeError
from di4c_schedule.engines.who_hosts import WhoHosts
from di4c_schedule.problem import Problem
from di4c_schedule.sequence import LARGEST_MEMORY, Finish, fits, memory
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.lattice import Lattice, Layer
from di4c_schedule.sequence.passes import backward_pass, last_layer
from di4c_schedule.sequence.subsets import IndexArray
from di4c_schedule.tables import LevelKey, Tables
from di4c_schedule.what_if.allowance import Allowance


@frozen(eq=False)
class Ranking:
    """What plans cost by some of the levels, and the most that a plan may cost.

    Parameters
    ----------
    lattice
        The states, with the costs of these levels.
    starts
        For 1, 2, … hosts what the start of the last one costs, shape (rows, days of the span).
    most
        The most that a whole plan may cost; less than infinity.
    rest
        For 1, 2, … hosts the least that the rest of the rotation costs, as `backward_pass` returns it; None if it is
        not known.
    """

    lattice: Lattice
    starts: tuple[CostArray, ...]
    most: int
    rest: tuple[Layer, ...] | None

    @classmethod
    def of(cls, lattice: Lattice, allowance: Allowance) -> Ranking:
        """Read the costs of a lattice."""
        starts = [_wide(lattice.starts(size)) for size in range(1, lattice.tables.meetings + 1)]
        most = min(_most(allowance, lattice.tables, lattice.costs.factors), lattice.costs.infinity - 1)
        return cls(lattice, tuple(starts), most, None)

    def completed(self, clock: Clock, finish: Finish | None = None, finish_most: int = 0) -> Ranking:
        """Return the ranking with what the rest of the rotation costs.

        Raises
        ------
        OutOfTimeError
            If the time limit comes.
        """

        def tick(_: int) -> None:
            if clock.late:
                raise OutOfTimeError

        last = last_layer(self.lattice, finish, finish_most)
        return evolve(self, rest=tuple(backward_pass(self.lattice, last, tick)))

    @property
    def memory(self) -> int:
        """Bytes that the completions take."""
        return sum(layer.size * layer.dtype.itemsize for layer in self.rest[:-1]) if self.rest else 0

    def completions(self, size: int, rows: IndexArray, places: IndexArray) -> CostArray | int:
        """Return what states of so many hosts cost to complete at least, shape (states, days of the span)."""
        return 0 if self.rest is None else _wide(self.rest[size - 1][rows, places])


def rankings_of(problem: Problem, allowance: Allowance, clock: Clock) -> list[Ranking] | None:
    """Return the ranking by all levels, and by each level alone whose bound does not follow from that order.

    What the rest of the rotation costs is known by all levels, and by single ones as far as the memory goes.

    Parameters
    ----------
    problem
        The problem.
    allowance
        What bounds the levels.
    clock
        The time limit.

    Returns
    -------
    list of Ranking
        None if the tables do not hold the problem, or the memory does not hold the states.

    Raises
    ------
    OutOfTimeError
        If the time limit comes.
    """
    hosts = WhoHosts.of(problem.tables)
    tables = hosts.tables if hosts else problem.tables
    finish, finish_most = hosts.finish(tables) if hosts else (None, 0)
    lattice = Lattice.of(tables, finish_most)
    if lattice is None or tables.left or not fits(tables, finish_most):
        return None
    found = [Ranking.of(lattice, allowance).completed(clock, finish, finish_most)]
    for level in allowance.bounded_besides:
        alone = Lattice.of(_only(tables, level))
        if alone is not None and alone.costs.factors:
            ranking = Ranking.of(alone, allowance)
            needed = sum(other.memory for other in found) + memory(alone.tables)
            found.append(ranking.completed(clock) if needed <= LARGEST_MEMORY else ranking)
    return found


def _only(tables: Tables, level: int) -> Tables:
    """Return tables with the costs of one level."""
    only = copy(tables)
    only.levels = {key: costs for key, costs in tables.levels.items() if key[0] == level}
    return only


def _most(allowance: Allowance, tables: Tables, factors: Mapping[LevelKey, int]) -> int:
    """Return what no allowed plan costs more than: each level at its best, up to the first that may be worse."""
    most = 0
    for level, more in allowance.within.items():
        for key in (key for key in factors if key[0] == level):
            best = allowance.best[key] - tables.levels[key].constant
            if more:
                return most + (best + more + 1) * factors[key] - 1
            most += best * factors[key]
    return most


def _wide(costs: CostArray) -> CostArray:
    """Return costs in integers that hold the sums of several."""
    return costs if costs.dtype.hasobject else costs.astype(np.int64)
