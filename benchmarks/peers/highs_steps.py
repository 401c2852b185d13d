"""HiGHS: a time-indexed mixed-integer programme for gaps that depend on who follows whom.

One step variable says that a host has started by a day (rising from 0 to 1), another that the k-th meeting of the
rotation has; both count the same number of starts by each day, so the places take the hosts' days in order, and the
rhythm is linear in the places. One binary variable says that a host follows another; where it does, the other has
not started before the least days are over, a row for each day: the disaggregated form that text books recommend over
one row with a large constant.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from ortools.math_opt.python import mathopt

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, LevelOutcome, PeerAnswer, Recorder, Starts
from benchmarks.peers.question import Level, Question, UnknownToPeerError
from di4c_schedule import Problem

Sum = Any
"""A linear expression, a variable or a number."""


def solve_by_highs(problem: Problem, limit: float, recorder: Recorder | None = None) -> PeerAnswer:
    """Solve a problem level by level: each value that is proven optimal is fixed, the last solution is the hint.

    Parameters
    ----------
    problem
        Each partner hosts once; rules and goals that the tables hold.
    limit
        Seconds for all levels together.
    recorder
        Told of each level's end only: HiGHS tells nothing on its way here.
    """
    recorder = recorder or Recorder()
    programme = _Programme(Question.of(problem))
    outcomes: list[LevelOutcome] = []
    for place, level in enumerate(programme.asked.levels):
        total = programme.total(level)
        programme.model.minimize(total)
        left = max(0.01, limit - recorder.seconds)
        parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=left), relative_gap_tolerance=0.0)
        result = mathopt.solve(programme.model, mathopt.SolverType.HIGHS, params=parameters)
        outcome = outcome_of(result)
        outcomes.append(outcome)
        if outcome.bound is not None:
            recorder.bound(place, outcome.bound)
        if outcome.value is not None:
            recorder.found(programme.read(result))
        if outcome.status != OPTIMAL:
            break
        programme.model.add_linear_constraint(total <= (outcome.value or 0) + 0.5)
    return recorder.answer(outcomes)


def outcome_of(result: mathopt.SolveResult) -> LevelOutcome:
    """Return how HiGHS ended on a level."""
    reason = result.termination.reason
    if reason in (mathopt.TerminationReason.INFEASIBLE, mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED):
        return LevelOutcome(INFEASIBLE, None, None)
    dual = result.dual_bound()
    bound = int(np.ceil(dual - 1e-6)) if np.isfinite(dual) else None
    if not result.has_primal_feasible_solution():
        return LevelOutcome(UNKNOWN, None, bound)
    value = round(result.objective_value())
    if reason == mathopt.TerminationReason.OPTIMAL:
        return LevelOutcome(OPTIMAL, value, value)
    return LevelOutcome(FEASIBLE, value, bound)


class _Programme:
    """The variables and rows; a host's or a place's steps are expressions that are constant where it has no day."""

    def __init__(self, asked: Question) -> None:
        if asked.caps:
            raise UnknownToPeerError("the mixed-integer programme does not count meetings")
        self.asked = asked
        self.model = mathopt.Model()
        self.days = sorted({day for days in asked.open_days for day in days})
        add = self.model.add_binary_variable
        self.starts = [{day: add(name=f"x {i} {day}") for day in days} for i, days in enumerate(asked.open_days)]
        self.begins = [{day: add(name=f"p {k} {day}") for day in self.days} for k in range(asked.n)]
        self.follows = {(i, j): add(name=f"y {i} {j}") for i, j in asked.pairs}
        self.opens = [add(name=f"opens {i}") for i in range(asked.n)]
        self.closes = [add(name=f"closes {i}") for i in range(asked.n)]
        self.by_host = [self._steps(days, f"started {i}") for i, days in enumerate(self.starts)]
        self.by_place = [self._steps(days, f"begun {k}") for k, days in enumerate(self.begins)]
        self._tour()
        self._places()
        self._gaps()

    def total(self, level: Level) -> Sum:
        """Return the expression of a goal level."""
        terms: list[Sum] = [level.constant]
        if level.start is not None:
            terms += [int(level.start[i, day]) * x for i, days in enumerate(self.starts) for day, x in days.items()]
        if level.succession is not None:
            terms += [int(level.succession[pair]) * y for pair, y in self.follows.items()]
        if level.rhythm is not None:
            terms += [level.rhythm.weight * off for off in self._off(level.rhythm.ideal)]
        return mathopt.fast_sum(terms)

    def read(self, result: mathopt.SolveResult) -> Starts:
        """Return the hosts and first days that the solver found."""
        return self.asked.starts([max(days, key=lambda day: result.variable_values(days[day])) for days in self.starts])

    def _steps(self, days: dict[int, mathopt.Variable], name: str) -> list[Sum]:
        """Return, for each day of the window, the expression "has started by then"."""
        steps: list[Sum] = []
        before: Sum = 0
        for day in range(self.asked.n_days):
            if day in days:
                by_now = self.model.add_variable(lb=0, ub=1, name=f"{name} by {day}")
                self.model.add_linear_constraint(by_now - before == days[day])
                before = by_now
            steps.append(before)
        self.model.add_linear_constraint(before == 1)
        return steps

    def _tour(self) -> None:
        n, add = self.asked.n, self.model.add_linear_constraint
        for i in range(n):
            add(mathopt.fast_sum([self.closes[i], *(y for (a, _), y in self.follows.items() if a == i)]) == 1)
            add(mathopt.fast_sum([self.opens[i], *(y for (_, b), y in self.follows.items() if b == i)]) == 1)
            if not self.asked.may_open[i]:
                add(self.opens[i] == 0)
            if not self.asked.may_close[i]:
                add(self.closes[i] == 0)
        add(mathopt.fast_sum(self.opens) == 1)
        add(mathopt.fast_sum(self.closes) == 1)

    def _places(self) -> None:
        add = self.model.add_linear_constraint
        for day in self.days:
            add(
                mathopt.fast_sum([days[day] for days in self.starts if day in days])
                == mathopt.fast_sum([days[day] for days in self.begins])
            )
            for earlier, later in pairwise(self.by_place):
                add(later[day] <= (earlier[day - 1] if day else 0))

    def _gaps(self) -> None:
        add, last = self.model.add_linear_constraint, self.asked.n_days - 1
        for (i, j), y in self.follows.items():
            least, most = int(self.asked.least[i, j]), int(self.asked.most[i, j])
            for day in self.starts[i]:
                if day + least - 1 >= 0:
                    # j may have started by day + least - 1 only if i has by the day before `day`
                    add(y + self.by_host[j][min(last, day + least - 1)] <= 1 + (self.by_host[i][day - 1] if day else 0))
                if most < self.asked.n_days:
                    add(y + self.by_host[i][day] <= 1 + self.by_host[j][min(last, day + most)])
        for i, j in self.asked.before:
            for day in self.starts[j]:
                add(self.by_host[j][day] <= (self.by_host[i][day - 1] if day else 0))

    def _off(self, ideal: int) -> list[mathopt.Variable]:
        """Return how far each distance from start to start is off the ideal."""
        dates = [mathopt.fast_sum([day * p for day, p in days.items()]) for days in self.begins]
        variables = []
        for earlier, later in pairwise(dates):
            off = self.model.add_variable(lb=0)
            self.model.add_linear_constraint(off >= later - earlier - ideal)
            self.model.add_linear_constraint(off >= ideal - (later - earlier))
            variables.append(off)
        return variables
