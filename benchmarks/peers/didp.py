"""DIDPPy: the rotation as a dynamic programme, solved by complete anytime beam search (CABS).

The state is the set of hosts that have not met yet, the host that met last, and the day on which it started; a
transition lets one host meet on one of its open days. That is the model that the documentation of DIDPPy writes for
the travelling salesperson with time windows, with the start days chosen rather than the earliest possible: a state
constraint for the latest start of every host, and dual bounds from the least way into, and out of, every host left.
"""

from __future__ import annotations

from typing import Any

import didppy as dp
import numpy as np

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, LevelOutcome, PeerAnswer, Recorder, Starts
from benchmarks.peers.question import Question, UnknownToPeerError
from benchmarks.peers.weights import OneTotal
from di4c_schedule import Problem
from di4c_schedule.tables import NEVER, IntArray

LARGEST_INTEGER = (1 << 31) - 1
"""Of DIDPPy; beyond, costs are floating-point numbers, exact up to 2 ** 53."""


def solve_by_didp(problem: Problem, limit: float, threads: int = 1, recorder: Recorder | None = None) -> PeerAnswer:
    """Solve a problem with all levels in one total.

    Parameters
    ----------
    problem
        Each partner hosts once; rules and goals that the tables hold.
    limit
        Seconds.
    threads
        Of CABS.
    recorder
        Told of every better schedule and bound.
    """
    recorder = recorder or Recorder()
    asked = Question.of(problem)
    if asked.caps:
        raise UnknownToPeerError("the dynamic programme does not count meetings")
    rotation = _Rotation(asked)
    search = dp.CABS(rotation.model, time_limit=max(0.01, limit - recorder.seconds), quiet=True, threads=threads)
    while True:
        solution, ended = search.search_next()
        rotation.note(solution, recorder)
        if ended:
            return recorder.answer(rotation.outcomes(solution))


class _Rotation:
    """The dynamic programme: hosts are numbered from 0, home, from which everybody sets out, has the last number."""

    def __init__(self, asked: Question) -> None:
        self.asked, self.total = asked, OneTotal.of(asked)
        self.as_float = self.total.largest > LARGEST_INTEGER
        self.model: Any = dp.Model(float_cost=self.as_float)
        self.home = asked.n
        host = self.model.add_object_type(number=asked.n + 1)
        day = self.model.add_object_type(number=asked.n_days)
        self.unmet = self.model.add_set_var(object_type=host, target=list(range(asked.n)))
        self.last = self.model.add_element_var(object_type=host, target=self.home)
        self.day = self.model.add_element_var(object_type=day, target=0)
        self.way_values = np.zeros((asked.n, asked.n), dtype=np.int64)
        if self.total.succession is not None:
            self.way_values = np.where(asked.least < NEVER, self.total.succession, self.total.largest)
        self.least = self.model.add_element_table(_with_home(np.minimum(asked.least, 2 * asked.n_days)).tolist())
        self.most = self.model.add_element_table(_with_home(asked.most, asked.n_days).clip(0, asked.n_days).tolist())
        self.way = self._costs(_with_home(self.way_values))
        self.pace = self._costs(self.total.distance)
        for host_number in range(asked.n):
            self._add_transitions(host_number)
        self.model.add_base_case([self.unmet.is_empty()])
        self._add_state_constraints()
        self._add_dual_bounds()

    def note(self, solution: Any, recorder: Recorder) -> None:
        """Hand what the search knows to the recorder."""
        if solution.cost is not None:
            recorder.found(self._read(solution))
        if solution.best_bound is not None:
            for place, bound in enumerate(self.total.bounds(solution.best_bound, solution.cost)):
                recorder.bound(place, bound)

    def outcomes(self, solution: Any) -> list[LevelOutcome]:
        """Return how each level ended."""
        if solution.is_infeasible:
            return [LevelOutcome(INFEASIBLE, None, None)]
        lowest = solution.cost if solution.is_optimal else solution.best_bound or 0
        bounds = self.total.bounds(lowest, solution.cost)
        if solution.cost is None:
            return [LevelOutcome(UNKNOWN, None, bounds[0])]
        return [
            LevelOutcome(OPTIMAL if value == bound else FEASIBLE, value, bound)
            for value, bound in zip(self.total.values(solution.cost), bounds, strict=False)
        ]

    def _costs(self, values: IntArray) -> Any:
        add = self.model.add_float_table if self.as_float else self.model.add_int_table
        return add(values.astype(float).tolist() if self.as_float else values.tolist())

    def _add_transitions(self, host: int) -> None:
        asked, state = self.asked, dp.FloatExpr if self.as_float else dp.IntExpr
        opening = self.last == self.home
        conditions = [self.unmet.contains(host)]
        conditions += [~self.unmet.contains(earlier) for earlier, later in asked.before if later == host]
        conditions += [] if asked.may_open[host] else [self.last != self.home]
        conditions += [] if asked.may_close[host] else [self.unmet.len() > 1]
        limited = bool((asked.most[:, host] < asked.n_days).any())
        for day in asked.open_days[host]:
            in_time = [self.day + self.least[self.last, host] <= day]
            if limited:
                in_time.append(opening | (self.day + self.most[self.last, host] >= day))
            pace = opening.if_then_else(self._number(0), self.pace[day - self.day])
            start = 0 if self.total.start is None else int(self.total.start[host, day])
            self.model.add_transition(
                dp.Transition(
                    name=f"{host} {day}",
                    cost=self._number(start) + pace + self.way[self.last, host] + state.state_cost(),
                    preconditions=[*conditions, *in_time],
                    effects=[(self.unmet, self.unmet.remove(host)), (self.last, host), (self.day, day)],
                )
            )

    def _number(self, value: int) -> float:
        return float(value) if self.as_float else value

    def _add_state_constraints(self) -> None:
        """No host that is left may be too late already, over the quickest way to it."""
        quickest = np.minimum(self.asked.least, 2 * self.asked.n_days)
        for middle in range(self.asked.n):
            np.minimum(quickest, quickest[:, [middle]] + quickest[[middle], :], out=quickest)
        table = self.model.add_element_table(_with_home(quickest).tolist())
        for host, days in enumerate(self.asked.open_days):
            in_time = self.day + table[self.last, host] <= max(days, default=0)
            self.model.add_state_constr(~self.unmet.contains(host) | in_time)

    def _add_dual_bounds(self) -> None:
        """Every host that is left costs its cheapest start, and its least way in, or out; the first has no way in."""
        apart = self.way_values + np.diag([self.total.largest] * self.asked.n)
        starts = np.zeros(self.asked.n, dtype=np.int64)
        if self.total.start is not None:
            starts[:] = [min((int(self.total.start[i, day]) for day in days), default=0)
                         for i, days in enumerate(self.asked.open_days)]  # fmt: skip
        into, out = (apart.min(axis=axis, initial=self.total.largest) for axis in (0, 1))
        start = self._costs(np.append(starts, 0))
        into_table, out_table = self._costs(np.append(into, 0)), self._costs(np.append(out, 0))
        nothing, opening = self._number(0), self.last == self.home
        dearest = opening.if_then_else(into_table.max(self.unmet), nothing)
        left = self.unmet.is_empty()
        self.model.add_dual_bound(left.if_then_else(nothing, start[self.unmet] + into_table[self.unmet] - dearest))
        self.model.add_dual_bound(
            left.if_then_else(
                nothing, start[self.unmet] + out_table[self.last] + out_table[self.unmet] - out_table.max(self.unmet)
            )
        )

    def _read(self, solution: Any) -> Starts:
        columns = [0] * self.asked.n
        for transition in solution.transitions:
            host, day = map(int, transition.name.split())
            columns[host] = day
        return self.asked.starts(columns)


def _with_home(values: IntArray, free: int = 0) -> IntArray:
    """Add a row and a column for home."""
    return np.pad(values, ((0, 1), (0, 1)), constant_values=free)
