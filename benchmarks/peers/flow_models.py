"""CP-SAT and HiGHS on a flow over (host, day), where nothing depends on who follows whom.

A binary variable says that a host starts on a day; another, an arc, that consecutive meetings start on one day and on
another. The arcs are a path through the days, the hosts' starts flow through it, and each host starts once. The rhythm
is a cost of the arcs. Both solvers get the same variables and rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import numpy as np
from attrs import frozen
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from benchmarks.peers.answer import OPTIMAL, LevelOutcome, PeerAnswer, Recorder, Starts
from benchmarks.peers.cp_sat import minimise_levels
from benchmarks.peers.highs_steps import outcome_of
from benchmarks.peers.question import Level, Question, UnknownToPeerError
from di4c_schedule import Problem


@frozen(eq=False)
class _Flow:
    """The variables of the flow, whatever the solver.

    Parameters
    ----------
    asked
        The problem.
    starts
        For each host and open day.
    arcs
        For each pair of days that consecutive meetings may start on.
    opens, closes
        For each day: whether the first, the last meeting starts then.
    """

    asked: Question
    starts: dict[tuple[int, int], Any]
    arcs: dict[tuple[int, int], Any]
    opens: dict[int, Any]
    closes: dict[int, Any]

    @classmethod
    def of(cls, asked: Question, binary: Callable[[], Any]) -> _Flow:
        if asked.caps or asked.before or not (all(asked.may_open) and all(asked.may_close)):
            raise UnknownToPeerError("the flow knows no order of hosts and does not count meetings")
        pairs = [(int(asked.least[pair]), int(asked.most[pair])) for pair in asked.pairs]
        if len(set(pairs)) != 1:
            raise UnknownToPeerError("the flow is for gaps that do not depend on who follows whom")
        least, most = pairs[0]
        days = sorted({day for open_days in asked.open_days for day in open_days})
        return cls(
            asked,
            {(host, day): binary() for host, open_days in enumerate(asked.open_days) for day in open_days},
            {(day, later): binary() for day in days for later in days if least <= later - day <= most},
            {day: binary() for day in days},
            {day: binary() for day in days},
        )

    @property
    def variables(self) -> list[Any]:
        """All variables."""
        return [*self.starts.values(), *self.arcs.values(), *self.opens.values(), *self.closes.values()]

    def rows(self, add_up: Callable[[Iterable[Any]], Any]) -> Iterable[Any]:
        """Yield the rows: equations of sums."""
        on_day, of_host = defaultdict(list), defaultdict(list)
        into, out = defaultdict(list), defaultdict(list)
        for (host, day), start in self.starts.items():
            on_day[day].append(start)
            of_host[host].append(start)
        for (day, later), arc in self.arcs.items():
            out[day].append(arc)
            into[later].append(arc)
        for day, opens in self.opens.items():
            yield add_up(on_day[day]) == add_up([*into[day], opens])
            yield add_up(on_day[day]) == add_up([*out[day], self.closes[day]])
        yield add_up(self.opens.values()) == 1
        for host in range(self.asked.n):
            yield add_up(of_host[host]) == 1

    def total(self, level: Level, add_up: Callable[[Iterable[Any]], Any]) -> Any:
        """Return the expression of a goal level."""
        if level.succession is not None:
            raise UnknownToPeerError("the flow does not know who follows whom")
        terms = [level.constant]
        if level.start is not None:
            terms += [int(level.start[slot]) * start for slot, start in self.starts.items() if level.start[slot]]
        if level.rhythm is not None:
            weight, ideal = level.rhythm.weight, level.rhythm.ideal
            terms += [weight * abs(later - day - ideal) * arc for (day, later), arc in self.arcs.items()]
        return add_up(terms)

    def read(self, value: Callable[[Any], float]) -> Starts:
        """Return the hosts and first days that a solver found."""
        chosen = {host: day for (host, day), start in self.starts.items() if value(start) > 0.5}
        return self.asked.starts([chosen[host] for host in range(self.asked.n)])


def solve_by_cpsat_flow(problem: Problem, limit: float, workers: int = 1) -> PeerAnswer:
    """Solve a problem by CP-SAT, level by level.

    Parameters
    ----------
    problem
        Each partner hosts once; gaps do not depend on who follows whom.
    limit
        Seconds for all levels together.
    workers
        Threads.
    """
    recorder = Recorder()
    asked, model = Question.of(problem), cp_model.CpModel()
    flow = _Flow.of(asked, lambda: model.new_bool_var(""))

    def add_up(terms: Iterable[Any]) -> Any:
        return cp_model.LinearExpr.sum(list(terms))

    for row in flow.rows(add_up):
        model.add(row)
    totals = [flow.total(level, add_up) for level in asked.levels]
    return minimise_levels(model, totals, flow.variables, flow.read, limit=limit, workers=workers, recorder=recorder)


def solve_by_highs_flow(problem: Problem, limit: float) -> PeerAnswer:
    """Solve a problem by HiGHS, level by level.

    Parameters
    ----------
    problem
        Each partner hosts once; gaps do not depend on who follows whom.
    limit
        Seconds for all levels together.
    """
    recorder = Recorder()
    asked, model = Question.of(problem), mathopt.Model()
    flow = _Flow.of(asked, model.add_binary_variable)
    for row in flow.rows(mathopt.fast_sum):
        model.add_linear_constraint(row)
    outcomes: list[LevelOutcome] = []
    for place, level in enumerate(asked.levels):
        total = flow.total(level, mathopt.fast_sum)
        model.minimize(total)
        left = timedelta(seconds=max(0.01, limit - recorder.seconds))
        parameters = mathopt.SolveParameters(time_limit=left, relative_gap_tolerance=0.0)
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
        outcome = outcome_of(result)
        outcomes.append(outcome)
        if outcome.bound is not None and np.isfinite(outcome.bound):
            recorder.bound(place, outcome.bound)
        if outcome.value is not None:
            recorder.found(flow.read(result.variable_values))
        if outcome.status != OPTIMAL:
            break
        model.add_linear_constraint(total <= (outcome.value or 0) + 0.5)
    return recorder.answer(outcomes)
