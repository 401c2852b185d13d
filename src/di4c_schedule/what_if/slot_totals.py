"""The best totals of every slot, or bounds on them, from one pair of passes of the sequence engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.clock import Clock
from di4c_schedule.engines.question import OutOfTimeError
from di4c_schedule.engines.who_hosts import WhoHosts
from di4c_schedule.problem import Problem
from di4c_schedule.sequence import fits, optimise
from di4c_schedule.tables import BoolArray, LevelKey, Tables

Values = npt.NDArray[Any]
"""Whole numbers, in whatever type holds them."""


@frozen(eq=False)
class SlotTotals:
    """What the best schedule with a slot comes to, for every partner and day.

    Parameters
    ----------
    possible
        Which slots some schedule has, shape (partners, days); if not `exact`, which may have one.
    levels
        For each part of each goal level its total on the best schedule with a slot, shape (partners, days); where not
        possible, 0. If not `exact`, the totals in order bound those of every schedule with the slot from below.
    best
        The same of the best schedule of all.
    exact
        Whether the tables hold the whole problem.
    """

    possible: BoolArray
    levels: Mapping[LevelKey, Values]
    best: Mapping[LevelKey, int]
    exact: bool

    @classmethod
    def of(cls, problem: Problem, clock: Clock) -> SlotTotals | None:
        """Ask the sequence engine; None if the tables are too large for it.

        Raises
        ------
        OutOfTimeError
            If the time limit comes.
        """
        hosts = WhoHosts.of(problem.tables)
        tables = hosts.tables if hosts else problem.tables
        finish, most = hosts.finish(tables) if hosts else (None, 0)
        if not fits(tables, most):
            return None

        def tick(_: int) -> None:
            if clock.late:
                raise OutOfTimeError

        try:
            optimum = optimise(tables, tick, finish, most)
            if optimum is None:
                return cls(_by_partner(tables, np.zeros(tables.allowed.shape, dtype=bool), any_of=True), {}, {}, True)
            totals = _by_partner(tables, optimum.best_totals, any_of=False, nothing=optimum.infinity)
        except MemoryError:
            return None
        possible: BoolArray = (totals < optimum.infinity).astype(bool)
        levels = _apart(np.where(possible, totals, 0), tables, optimum.factors)
        best = _apart(np.array(optimum.total), tables, optimum.factors)
        return cls(possible, levels, {key: int(value) for key, value in best.items()}, not tables.left)


def open_slots(tables: Tables) -> BoolArray:
    """Return on which days the tables let a partner start any of its turns, shape (partners, days)."""
    return _by_partner(tables, tables.allowed, any_of=True)


def _by_partner(tables: Tables, by_row: Values, *, any_of: bool, nothing: int = 0) -> Values:
    """Return for each partner the largest or least of its rows."""
    pick = np.maximum if any_of else np.minimum
    rows = [by_row[tables.rows_of(name)] for name in tables.network.names]
    return np.array([pick.reduce(values, axis=0, initial=nothing) for values in rows], dtype=by_row.dtype)


def _apart(totals: Values, tables: Tables, factors: Mapping[LevelKey, int]) -> dict[LevelKey, Values]:
    """Take totals apart into those of the levels: what a level comes to is less than the factor of the one before."""
    levels, rest = {}, totals.astype(object)  # what every schedule costs may be too large for the engine's type
    for key, factor in factors.items():
        levels[key] = rest // factor + tables.levels[key].constant
        rest = rest % factor
    return levels
