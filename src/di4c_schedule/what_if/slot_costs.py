"""What it costs to let a partner start a meeting on a day, for every partner and every day."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING

import numpy as np

from di4c_schedule.clock import Clock
from di4c_schedule.counting import counted_conflict
from di4c_schedule.engines.question import OutOfTimeError
from di4c_schedule.errors import ProblemError, TimeLimitError
from di4c_schedule.problem import Problem
from di4c_schedule.solver import solve
from di4c_schedule.tables import LevelKey
from di4c_schedule.what_if.slot_by_slot import solve_each_slot
from di4c_schedule.what_if.slot_totals import SlotTotals, Values

if TYPE_CHECKING:
    import pandas as pd


def regret(
    problem: Problem, level: int | None = None, time_limit: float | None = None, executor: Executor | None = None
) -> pd.DataFrame:
    """Return for every partner and day what the plan loses if the partner starts a meeting on that day.

    Of all schedules that have the slot, the best one is compared with the best of all: its total on a goal level, less
    that of the best schedule. So 0 means that some plan as good has the slot. On a later level a number may be
    negative: the slot has then cost something on a level before, which left more room.

    Where the sequence engine holds the whole problem, two passes give all numbers at once. Otherwise every open slot is
    asked for in turn, by a rule that keeps it.

    Parameters
    ----------
    problem
        The problem.
    level
        A level of the goals; None: the first. Of a goal with several parts the first one counts.
    time_limit
        Seconds; None: as long as it takes.
    executor
        Solves slot by slot in other threads or processes, where that is needed; None: in this one, one after the other.

    Returns
    -------
    pandas.DataFrame
        Rows: partners in the network's order, index ``host``. Columns: the days of the window. Values in the unit of
        the level's goals, weights applied; NaN where no schedule has the slot. If a partner has several meetings, any
        of them may be the one that starts there. Without goals, 0 wherever a schedule has the slot.

    Raises
    ------
    InfeasibleError
        If the problem has no schedule.
    TimeLimitError
        If the time limit comes first; says how many slots are settled.
    ProblemError
        If no goal has that level.

    Examples
    --------
    Two meetings in four days, Oulu's last, as late as they can be: an earlier day of Oulu moves Messina, too.

    >>> from di4c_schedule import Network, Partner, goals, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-05", rules=[rules.Last("Oulu")], goals=[goals.Late()])
    >>> regret(problem).astype("Int64").to_numpy().tolist()
    [[2, 1, 0, <NA>], [<NA>, 4, 2, 0]]
    """
    key = _key(problem, level)
    clock = Clock(time_limit)
    if counted_conflict(problem) is not None:
        solve(problem, clock.left).unwrap()  # says why there is no schedule
    try:
        totals = SlotTotals.of(problem, clock)
    except OutOfTimeError:
        raise TimeLimitError(
            f"no slot was settled in {clock.seconds:.1f} s: all come at once, at the end; allow more time"
        ) from None
    if totals is not None and not totals.possible.any():
        solve(problem, clock.left).unwrap()
    if totals is None or not totals.exact:
        totals = solve_each_slot(problem, totals, clock, executor)
    return _frame(problem, totals, key)


def _key(problem: Problem, level: int | None) -> LevelKey:
    """Return the first part of a level."""
    levels = sorted({goal.level for goal in problem.goals})
    if level is None:
        return (levels or [1])[0], 0
    if level not in levels:
        which = "the levels" if len(levels) > 1 else "only the level"
        known = f"the goals have {which} {', '.join(map(str, levels))}" if levels else "the problem has no goals"
        raise ProblemError(f"level: there is no goal of level {level!r:.40}; {known}")
    return level, 0


def _frame(problem: Problem, totals: SlotTotals, key: LevelKey) -> pd.DataFrame:
    import pandas as pd

    values: Values = np.full(totals.possible.shape, np.nan)
    if key in totals.levels:
        lost = totals.levels[key] - totals.best[key]
        values[totals.possible] = lost[totals.possible].astype(float)
    else:
        values[totals.possible] = 0.0
    columns = pd.DatetimeIndex(np.array(list(problem.window), dtype="datetime64[s]"), name="day")
    return pd.DataFrame(values, index=pd.Index(problem.network.names, name="host"), columns=columns)
