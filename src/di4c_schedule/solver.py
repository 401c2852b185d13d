"""Counts first, then asks the engines, and checks every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from di4c_schedule.checking import check
from di4c_schedule.clock import Clock
from di4c_schedule.conflict import Conflict
from di4c_schedule.counting import counted_conflict
from di4c_schedule.engines import Answer, Question, Starts, by_model, by_tables
from di4c_schedule.errors import ProblemError, RuleError
from di4c_schedule.goals import measures
from di4c_schedule.labels import Labelled
from di4c_schedule.problem import Problem
from di4c_schedule.reduction import smaller_conflict
from di4c_schedule.result import GoalValue, Progress, ProgressCallback, Result, Status
from di4c_schedule.rules import SolverRule
from di4c_schedule.schedule import Schedule
from di4c_schedule.tables import LevelKey


def solve(
    problem: Problem,
    time_limit: float | None = None,
    workers: int = 1,
    seed: int = 0,
    progress: ProgressCallback | None = None,
) -> Result:
    """Find the best schedule and prove that none is better.

    Parameters
    ----------
    problem
        The problem.
    time_limit
        Seconds; None: as long as it takes.
    workers, seed
        For CP-SAT, where it is needed. With one worker the answer depends on nothing but the problem and the seed.
    progress
        Called from time to time; an exception that it raises ends the search.

    Returns
    -------
    Result
        Status, schedule, values and bounds.

    Raises
    ------
    ProblemError
        If `time_limit`, `workers` or `seed` make no sense.
    RuleError
        If a rule's `fill` or `post` allows what its `check` forbids, or a goal's costs differ from its `measure`.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, goals
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2, goals=[goals.Late()])
    >>> result = solve(problem)
    >>> result.status, result.goals[0].value
    (<Status.OPTIMAL: 'OPTIMAL'>, 4)
    """
    clock = Clock(time_limit)
    if workers < 1:
        raise ProblemError(f"workers: expected a whole number from 1 on, got {workers!r}")
    if not 0 <= seed < 1 << 31:
        raise ProblemError(f"seed: expected a whole number from 0 to {(1 << 31) - 1}, got {seed!r}")
    return _Search(problem, clock, workers, seed, progress).run()


def solve_without_reasons(problem: Problem, time_limit: float | None = None) -> Result:
    """Solve as `solve` does, but where there is no schedule do not look for the few rules that clash.

    That may take longer than the search, and whoever asks many questions does not want to know.

    Parameters
    ----------
    problem
        The problem.
    time_limit
        Seconds; None: as long as it takes.
    """
    return _Search(problem, Clock(time_limit), workers=1, seed=0, progress=None, reasons=False).run()


@frozen(eq=False)
class _Search:
    problem: Problem
    clock: Clock
    workers: int
    seed: int
    progress: ProgressCallback | None
    reasons: bool = True

    def run(self) -> Result:
        conflict = counted_conflict(self.problem)
        if conflict is not None:
            return self._infeasible("counting", self._reduced(conflict))
        question = Question(self.problem, self.clock.deadline, self.workers, self.seed, self._tell)
        known = by_tables(question)
        if known.infeasible:
            rules = self._held() if not self.problem.tables.left else self.problem.solver_rules
            return self._infeasible(known.engine, self._clash(rules))
        if known.proven or question.late:
            return self._answer(question, known)
        answer = by_model(question, known)
        if answer.infeasible:
            return self._infeasible(answer.engine, self._clash(self.problem.solver_rules))
        return self._answer(question, self._better(question, answer, known))

    def _better(self, question: Question, answer: Answer, known: Answer) -> Answer:
        """Return the better of two answers, with the higher bound of the first level."""
        if answer.proven or known.starts is None:
            return answer
        best = answer
        if answer.starts is None or self._totals(question, known.starts) < self._totals(question, answer.starts):
            best = known
        first = min(answer.bounds.keys() | known.bounds.keys(), default=(0, 0))
        bound = max(answer.bounds.get(first, 0), known.bounds.get(first, 0))
        return evolve(best, bounds={**best.bounds, first: bound})

    def _totals(self, question: Question, starts: Starts) -> list[int]:
        return [total for _, total in sorted(level_totals(self.problem, question.schedule(starts)).items())]

    def _answer(self, question: Question, answer: Answer) -> Result:
        if answer.starts is None:
            return evolve(self._result(Status.UNKNOWN, None, answer.bounds, answer.engine), note=answer.note)
        schedule = question.schedule(answer.starts)
        self._verify(schedule)
        status = Status.OPTIMAL if answer.proven else Status.FEASIBLE
        return self._result(status, schedule, answer.bounds, answer.engine)

    def _held(self) -> list[SolverRule]:
        """Return the rules that the tables hold, wholly or in part."""
        return [rule for rule in self.problem.solver_rules if hasattr(rule, "fill") or hasattr(rule, "relax")]

    def _verify(self, schedule: Schedule) -> None:
        violations = check(self.problem, schedule)
        if violations:
            raise RuleError(f"the solver was told to allow what this rule forbids: {violations[0]}")

    def _clash(self, rules: Sequence[Labelled]) -> Conflict:
        return self._reduced(Conflict(rules, "No rotation keeps all these rules at once."))

    def _reduced(self, conflict: Conflict) -> Conflict:
        return smaller_conflict(self.problem, conflict, self.clock.deadline) if self.reasons else conflict

    def _infeasible(self, engine: str, conflict: Conflict) -> Result:
        return Result(Status.INFEASIBLE, None, (), None, self.clock.seconds, engine, conflict)

    def _result(self, status: Status, schedule: Schedule | None, bounds: Mapping[LevelKey, int], engine: str) -> Result:
        goals, gap = goal_values(self.problem, schedule, bounds)
        if status is Status.OPTIMAL and gap != 0:
            raise RuleError(
                "a goal's costs, as the solver was told them, differ from what it measures: "
                + "; ".join(f"{g.label}: measured {g.value}, proven bound {g.bound}" for g in goals)
            )
        return Result(status, schedule, goals, gap, self.clock.seconds, engine)

    def _tell(self, engine: str, done: str, incumbent: int | None = None, bound: int | None = None) -> None:
        if self.progress is not None:
            self.progress(Progress(self.clock.seconds, engine, done, incumbent, bound))


def level_totals(problem: Problem, schedule: Schedule) -> dict[LevelKey, int]:
    """Return the total of each part of each goal level on a schedule, weights applied."""
    totals: dict[LevelKey, int] = {}
    for goal in problem.goals:
        for part, value in enumerate(measures(goal, schedule)):
            totals[goal.level, part] = totals.get((goal.level, part), 0) + goal.weight * value
    return totals


def goal_values(
    problem: Problem, schedule: Schedule | None, bounds: Mapping[LevelKey, int]
) -> tuple[tuple[GoalValue, ...], float | None]:
    """Return every goal's value and bound, and the gap of the first level that is not proven.

    Parameters
    ----------
    problem
        The problem.
    schedule
        The schedule to measure, or None.
    bounds
        Proven bound of each part of each level, weights applied.
    """
    parts = [measures(goal, schedule) if schedule else () for goal in problem.goals]
    totals = level_totals(problem, schedule) if schedule else {}
    found = []
    for goal, values in zip(problem.goals, parts, strict=True):
        first = goal.level, 0
        others = totals[first] - goal.weight * values[0] if values else 0
        least = max(0, -((others - bounds.get(first, 0)) // goal.weight))
        measured = values[0] if values else None
        found.append(GoalValue(goal.label, goal.unit, goal.level, goal.weight, measured, least, values[1:]))
    gaps = [abs(total - bounds.get(key, 0)) / max(1, total) for key, total in sorted(totals.items())]
    gap = next((gap for gap in gaps if gap), 0.0) if schedule else None
    return tuple(found), gap
