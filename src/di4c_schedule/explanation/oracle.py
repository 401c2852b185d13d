"""Whether some of a problem's requirements can hold together, asked of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from attrs import define, evolve, field

from di4c_schedule.bare import bare
from di4c_schedule.cores import Verdict
from di4c_schedule.counting import counted_conflict
from di4c_schedule.engines import Answer, Question, by_model, by_tables
from di4c_schedule.pieces import Pieces
from di4c_schedule.problem import Problem
from di4c_schedule.rules import SolverRule
from di4c_schedule.schedule import Schedule
from di4c_schedule.sequence import a_schedule, fits

PATIENCE = 5.0
"""Seconds that one question may take where there is a deadline; a requirement whose turn takes longer is kept."""

_MOST_CLAUSES = 300_000
"""Open starts times meetings up to which the constraint model is asked: it is built in some seconds."""

_SHARE = 0.2
"""Part of the time that is left which one question may take."""


@define(eq=False)
class ProblemOracle:
    """Says whether requirements can hold together, goals and all other rules left aside.

    Parameters
    ----------
    problem
        The problem: its window, partners and who hosts how often always hold.
    requirements
        What may be asked about, by number.
    always
        What holds besides in every question.
    deadline
        Value of ``time.monotonic()`` after which every answer is "cannot say"; None: never.

    Attributes
    ----------
    asked
        Number of questions so far.
    witness
        The schedule of the last question that had one.
    pieces
        What each requirement, and each rule that always holds, does to the tables.
    small
        Whether the sequence engine answers: in milliseconds.
    """

    problem: Problem
    requirements: Sequence[SolverRule]
    always: Sequence[SolverRule] = ()
    deadline: float | None = None
    asked: int = field(init=False, default=0)
    witness: Schedule | None = field(init=False, default=None)
    pieces: Pieces = field(init=False)
    _frame: Problem = field(init=False)
    small: bool = field(init=False)
    _hopeless: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._frame = self._with([])
        self.pieces = Pieces.of(self._frame, [*self.requirements, *self.always])
        self.small = fits(self._frame.tables)
        self._hopeless = counted_conflict(self._frame) is not None

    def __call__(self, members: frozenset[int]) -> Verdict:
        """Say whether some requirements, and those that always hold, can hold together."""
        self.asked += 1
        if self.deadline is not None and monotonic() >= self.deadline:
            return Verdict(None)
        schedule = self._schedule(members)
        if not isinstance(schedule, Schedule):
            return Verdict(schedule)
        self.witness = schedule
        return Verdict(True, members.union(self._kept(schedule, members)))

    def _kept(self, schedule: Schedule, members: frozenset[int]) -> list[int]:
        """Return the requirements that a schedule keeps besides, whatever calendars hold with them."""
        told = evolve(schedule, problem=self.problem)
        asking = [*members & self.pieces.asking, *self.pieces.asking.difference(range(len(self.requirements)))]
        late = {} if all(_keeps(told, self.pieces.requirements[one]) for one in asking) else self.pieces.calendars
        others = (n for n in range(len(self.requirements)) if n not in members and n not in late)
        return [n for n in others if _keeps(told, self.requirements[n])]

    def _schedule(self, members: frozenset[int]) -> Schedule | bool | None:
        """Return a schedule; False if there is none, None if it cannot be said."""
        if self._hopeless:
            return False
        whole = None if self.small else self._with([self.requirements[member] for member in sorted(members)])
        if whole is not None and counted_conflict(whole) is not None:
            return False
        always = range(len(self.requirements), len(self.pieces.pieces))
        tables = self.pieces.together([*members, *always])
        question = Question(self._frame, self._until(), 1, 0, lambda *_: None, tables)
        if self.small and not tables.left:
            starts = a_schedule(tables)
            return question.schedule(starts) if starts else False
        answer = by_tables(question)
        if not answer.infeasible and answer.starts is None:
            whole = whole or self._with([self.requirements[member] for member in sorted(members)])
            return _by_model(evolve(question, problem=whole, tables=whole.tables), answer)
        return question.schedule(answer.starts) if answer.starts is not None else False

    def _with(self, rules: Sequence[SolverRule]) -> Problem:
        return bare(self.problem, [*rules, *self.always])

    def _until(self) -> float | None:
        if self.deadline is None:
            return None
        left = self.deadline - monotonic()
        return min(self.deadline, monotonic() + max(PATIENCE, _SHARE * left))


def _keeps(schedule: Schedule, rule: SolverRule) -> bool:
    return not any(True for _ in rule.check(schedule))


def can_hold(problem: Problem, deadline: float | None) -> Schedule | bool | None:
    """Return a schedule that keeps all rules of a problem; False if there is none, None if there was no time."""
    question = Question(problem.replace(goals=()), deadline, 1, 0, lambda *_: None)
    if counted_conflict(question.problem) is not None:
        return False
    if not question.tables.left and fits(question.tables):
        starts = a_schedule(question.tables)
        return question.schedule(starts) if starts else False
    answer = by_tables(evolve(question, deadline=question.share(0.5)))
    if not answer.infeasible and answer.starts is None:
        if problem.goals and problem.tables.left:
            # goals spread the meetings out, and so often keep what no table holds
            guided = by_tables(Question(problem, question.share(0.5), 1, 0, question.tell))
            answer = guided if guided.starts is not None else answer
        if answer.starts is None:
            return _by_model(question, answer)
    return question.schedule(answer.starts) if answer.starts is not None else False


def _by_model(question: Question, known: Answer) -> Schedule | bool | None:
    """Ask the constraint model, unless it would take too long only to be built."""
    if question.late or int(question.tables.allowed.sum()) * question.tables.meetings > _MOST_CLAUSES:
        return None
    answer = by_model(question, known)
    if answer.starts is None:
        return False if answer.infeasible else None
    return question.schedule(answer.starts)
