"""Search by CP-SAT, one goal level after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any

from attrs import define, field, frozen
from ortools.sat.python import cp_model

from di4c_schedule.encoding.model import Encoding
from di4c_schedule.tables import LevelKey

Start = tuple[int, int]
"""Row and column of a meeting."""

Watch = Callable[[str, int | None, int | None], None]
"""Called now and then with what is done, incumbent and bound; an exception it raises ends the search."""

NO_LEVEL: LevelKey = (0, 0)
"""Stands for a problem without goals."""

_SECONDS_BETWEEN_LOOKS = 0.1


@frozen
class LevelAnswer:
    """What the search found of a goal level, weights applied.

    Parameters
    ----------
    value
        Value of the best schedule.
    bound
        No schedule that is as good on the earlier levels has a lower value.
    """

    value: int
    bound: int


@frozen
class Answer:
    """What the search found.

    Parameters
    ----------
    starts
        The best schedule in date order, or None.
    levels
        One answer for each part of each level, as far as the search came.
    infeasible
        Whether it is proven, twice, that there is no schedule.
    proven
        Whether it is proven that no schedule is better.
    """

    starts: tuple[Start, ...] | None
    levels: dict[LevelKey, LevelAnswer]
    infeasible: bool
    proven: bool


@define
class _Solver:
    """CP-SAT with a deadline; it can be stopped from outside at any time."""

    deadline: float | None
    workers: int
    seed: int
    watch: Watch
    best: dict[str, int | None] = field(factory=dict)

    def run(
        self, model: cp_model.CpModel, doing: str, **parameters: Any
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        solver.parameters.catch_sigint_signal = False
        for name, value in parameters.items():
            setattr(solver.parameters, name, value)
        if self.deadline is not None:
            solver.parameters.max_time_in_seconds = max(0.01, self.deadline - monotonic())
        self.best = {"incumbent": None, "bound": None}
        solver.best_bound_callback = lambda bound: self.best.update(bound=round(bound))
        status: list[cp_model.CpSolverStatus] = []
        failure: list[BaseException] = []

        ended = threading.Event()

        def work() -> None:
            try:
                status.append(solver.solve(model, _Incumbents(self.best)))
            except BaseException as error:  # handed on to the thread that waits
                failure.append(error)
            finally:
                ended.set()

        self.watch(doing, None, None)
        thread = threading.Thread(target=work, name="cp-sat", daemon=True)
        thread.start()
        try:
            while not ended.wait(_SECONDS_BETWEEN_LOOKS):
                self.watch(doing, self.best["incumbent"], self.best["bound"])
        finally:
            # an interrupted Thread.join can take a running thread for ended (Python 3.11): wait for the event instead
            while not ended.is_set():
                solver.stop_search()
                ended.wait(_SECONDS_BETWEEN_LOOKS)
            thread.join()
        if failure:
            raise failure[0]
        return solver, status[0]


class _Incumbents(cp_model.CpSolverSolutionCallback):
    """Notes the value of every better solution."""

    def __init__(self, best: dict[str, int | None]) -> None:
        super().__init__()
        self._best = best

    def on_solution_callback(self) -> None:
        self._best["incumbent"] = round(self.objective_value)


def search(
    encoding: Encoding,
    *,
    deadline: float | None,
    workers: int,
    seed: int,
    watch: Watch,
    hint: Sequence[Start] = (),
    bounds: Mapping[LevelKey, int] | None = None,
) -> Answer:
    """Minimise the goal levels, part by part, one after the other.

    Parameters
    ----------
    encoding
        The model.
    deadline
        Value of ``time.monotonic()`` at which to stop; None: never.
    workers, seed
        For CP-SAT; one worker with a seed always gives the same answer.
    watch
        Told of progress.
    hint
        A schedule to begin from; it need not keep what the tables do not hold.
    bounds
        Lower bounds, one for each part of each level. A later level's is one as long as the earlier ones are attained.
    """
    solver = _Solver(deadline, workers, seed, watch)
    known = bounds or {}
    encoding.hint(hint)
    answers: dict[LevelKey, LevelAnswer] = {}
    starts: tuple[Start, ...] | None = None
    as_known = True
    for level, total in encoding.totals.items() or [(NO_LEVEL, 0)]:
        bound = known.get(level, 0) if as_known else 0
        if level != NO_LEVEL:
            encoding.model.minimize(total)
            encoding.model.add(total >= bound)
        doing = "any schedule" if level == NO_LEVEL else f"goal level {level[0]}"
        done, status = solver.run(encoding.model, doing)
        if status == cp_model.INFEASIBLE and starts is not None:
            raise RuntimeError("CP-SAT lost a schedule that it had found on an earlier level")
        if status == cp_model.INFEASIBLE:
            return Answer(None, answers, infeasible=_confirmed(solver, encoding), proven=False)
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(f"CP-SAT refuses the model: {encoding.model.validate()}")
        if status == cp_model.UNKNOWN:
            return Answer(starts, answers, infeasible=False, proven=False)
        starts = encoding.read(done)
        if level == NO_LEVEL:
            break
        value = round(done.objective_value)
        answers[level] = LevelAnswer(value, max(bound, round(done.best_objective_bound)))
        if status != cp_model.OPTIMAL:
            return Answer(starts, answers, infeasible=False, proven=False)
        as_known = as_known and value == known.get(level)
        encoding.model.add(total == value)
        encoding.hint(starts)
    return Answer(starts, answers, infeasible=False, proven=True)


def _confirmed(solver: _Solver, encoding: Encoding) -> bool:
    """Whether a second configuration, which shares little with the first, finds the model infeasible, too."""
    untyped: Any = encoding.model
    untyped.clear_objective()
    _, status = solver.run(
        encoding.model,
        "confirming that there is no schedule",
        cp_model_presolve=False,
        linearization_level=0,
        random_seed=solver.seed + 1,
    )
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError("two configurations of CP-SAT contradict each other on whether there is a schedule")
    return bool(status == cp_model.INFEASIBLE)
