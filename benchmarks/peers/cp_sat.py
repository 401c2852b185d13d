"""One goal level after the other by CP-SAT, as its peers' models need it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.peers.answer import LevelOutcome, PeerAnswer, Recorder, Starts

Read = Callable[[Callable[[cp_model.IntVar], int]], Starts]
"""Reads a schedule from the values of variables."""


def minimise_levels(
    model: cp_model.CpModel,
    totals: Sequence[cp_model.LinearExprT],
    variables: Sequence[cp_model.IntVar],
    read: Read,
    *,
    limit: float,
    workers: int,
    recorder: Recorder,
) -> PeerAnswer:
    """Solve level by level: each value that is proven optimal is fixed, the last solution is the hint.

    Parameters
    ----------
    model
        With all its constraints.
    totals
        One expression a level.
    variables
        Those that are hinted.
    read
        Reads a schedule.
    limit
        Seconds since `recorder` began, for all levels together.
    workers
        Of CP-SAT; its seed is 0.
    recorder
        Told of every better schedule and bound.
    """
    outcomes: list[LevelOutcome] = []
    for place, total in enumerate(totals):
        model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, limit - recorder.seconds)
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 0
        solver.best_bound_callback = lambda bound, place=place: recorder.bound(place, round(bound))
        status = solver.solve(model, _Incumbents(recorder, read))
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        value = round(solver.objective_value) if found else None
        bound = None if status == cp_model.INFEASIBLE else round(solver.best_objective_bound)
        outcomes.append(LevelOutcome(solver.status_name(status), value, bound))
        if bound is not None:
            recorder.bound(place, bound)
        if found:
            recorder.found(read(solver.value))
        if status != cp_model.OPTIMAL:
            break
        _settle(model, total, variables, solver)
    return recorder.answer(outcomes)


def _settle(
    model: cp_model.CpModel,
    total: cp_model.LinearExprT,
    variables: Sequence[cp_model.IntVar],
    solver: cp_model.CpSolver,
) -> None:
    """Fix a level to its optimum and propose the solution to the next."""
    model.add(total == round(solver.objective_value))
    untyped: Any = model
    untyped.clear_hints()
    for variable in variables:
        model.add_hint(variable, solver.value(variable))


class _Incumbents(cp_model.CpSolverSolutionCallback):
    """Hands every better solution to the recorder."""

    def __init__(self, recorder: Recorder, read: Read) -> None:
        super().__init__()
        self._recorder, self._read = recorder, read

    def on_solution_callback(self) -> None:
        self._recorder.found(self._read(self.value))
