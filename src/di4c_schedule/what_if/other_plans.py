"""The best plan, and others that are nearly as good and really differ."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from di4c_schedule.arguments import whole_number
from di4c_schedule.checking import check
from di4c_schedule.clock import Clock
from di4c_schedule.engines.question import OutOfTimeError, Starts
from di4c_schedule.errors import ProblemError, RuleError
from di4c_schedule.problem import Problem
from di4c_schedule.result import Status
from di4c_schedule.schedule import Schedule
from di4c_schedule.solver import level_totals, solve, solve_without_reasons
from di4c_schedule.what_if.allowance import Allowance, NotMuchWorse, levels_within
from di4c_schedule.what_if.best_first import BestFirst, TooMuchWorkError
from di4c_schedule.what_if.differing import Differs
from di4c_schedule.what_if.plans import Alternatives
from di4c_schedule.what_if.ranking import rankings_of


def alternatives(
    problem: Problem,
    n: int = 5,
    within: int | Mapping[int, int] = 0,
    differ_by: int = 1,
    time_limit: float | None = None,
) -> Alternatives:
    """Return the best plan and up to ``n - 1`` others that are nearly as good and really differ.

    Two plans differ if their hosts come in another order, or if the meeting at some place of the rotation starts at
    least `differ_by` days earlier or later. The first plan is that of `solve`; each next one is the best of those that
    differ from all before it; of equally good ones the earliest dates, as `solve` has it.

    Parameters
    ----------
    problem
        The problem.
    n
        How many plans, the best included.
    within
        By how much the total of a goal level, weights applied, may exceed the best plan's: a number for every level, or
        a mapping from levels to numbers, in which a level that is left out may not be worse at all. A level that may be
        worse is bounded in its first part only, if its goals have several.
    differ_by
        Days by which some meeting is moved, unless the order of hosts differs.
    time_limit
        Seconds; None: as long as it takes.

    Returns
    -------
    Alternatives
        A sequence of schedules; `complete` if it is proven that there is no further one.

    Raises
    ------
    InfeasibleError
        If the problem has no schedule.
    TimeLimitError
        If not even one was found in time.
    ProblemError
        If an argument makes no sense.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, goals
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-05", days=2, goals=[goals.Early()])
    >>> print(alternatives(problem, within=1))
    2 plans. There is no other.
    Plan 1 (2 days):
      1. Messina, Mon 2 to Tue 3 September 2019
      2. Oulu, Wed 4 to Thu 5 September 2019
    Plan 2 (2 days), which differs from plan 1 in:
      1. Oulu, Mon 2 to Tue 3 September 2019
      2. Messina, Wed 4 to Thu 5 September 2019
    """
    clock = Clock(time_limit)
    _whole(n, "n")
    _whole(differ_by, "differ_by")
    more = levels_within(problem, within)
    result = solve(problem, clock.left)
    found = [result.unwrap()]
    if result.status is not Status.OPTIMAL:
        note = "the time limit came before it was proven that the first plan is the best"
        return Alternatives(found, complete=False, note=note)
    allowance = Allowance(level_totals(problem, found[0]), more)
    try:
        search = _Search.of(problem, allowance, differ_by, clock)
        while len(found) < n:
            plan = search.next_plan(found)
            if plan is None:
                return Alternatives(found, complete=True)
            found.append(plan)
    except OutOfTimeError:
        return Alternatives(found, complete=False, note="the time limit came first")
    return Alternatives(found, complete=False, note=f"only {n} {'was' if n == 1 else 'were'} asked for")


def _whole(value: object, name: str) -> None:
    try:
        whole_number(value, 1)
    except ProblemError as error:
        raise ProblemError([mistake.inside(name) for mistake in error.mistakes]) from None


@frozen(eq=False)
class _Search:
    problem: Problem
    allowance: Allowance
    differ_by: int
    clock: Clock
    states: BestFirst | None

    @classmethod
    def of(cls, problem: Problem, allowance: Allowance, differ_by: int, clock: Clock) -> _Search:
        rankings = rankings_of(problem, allowance, clock)
        if rankings is None:
            return cls(problem, allowance, differ_by, clock, None)

        def accepts(starts: Starts) -> bool:
            return allowance.allows(level_totals(problem, _schedule(problem, starts)))

        hosts = [row.partner for row in problem.tables.rows]
        return cls(problem, allowance, differ_by, clock, BestFirst(rankings, hosts, accepts))

    def next_plan(self, found: list[Schedule]) -> Schedule | None:
        """Return the best plan that differs from all that are found, or None if there is none."""
        if self.states is None:
            return self._by_rules(found)
        known = [[(m.host, self.problem.tables.index(m.start)) for m in plan.meetings] for plan in found]
        try:
            starts = self.states.next_plan(known, self.differ_by, self.clock)
        except (TooMuchWorkError, MemoryError):
            return self._by_rules(found)
        if starts is None:
            return None
        plan = _schedule(self.problem, starts)
        violations = check(self.problem, plan)
        if violations:
            raise RuleError(f"the solver was told to allow what this rule forbids: {violations[0]}")
        return plan

    def _by_rules(self, found: list[Schedule]) -> Schedule | None:
        """Solve anew with rules that ask for another plan; bound the levels only if the best such plan needs it."""
        others = self.problem.adding(*(Differs(plan, self.differ_by) for plan in found))
        plan = self._solved(others)
        if plan is None or self.allowance.allows(level_totals(self.problem, plan)):
            return plan
        if self.allowance.ends_at(level_totals(self.problem, plan)):
            return None
        return self._solved(others.adding(NotMuchWorse(self.allowance)))

    def _solved(self, problem: Problem) -> Schedule | None:
        if self.clock.late:
            raise OutOfTimeError
        result = solve_without_reasons(problem, self.clock.left)
        if result.status is Status.INFEASIBLE:
            return None
        if result.status is not Status.OPTIMAL:
            raise OutOfTimeError
        return evolve(result.unwrap(), problem=self.problem)


def _schedule(problem: Problem, starts: Starts) -> Schedule:
    rows, day = problem.tables.rows, problem.tables.day
    return Schedule.of(problem, [(rows[row].partner, day(column)) for row, column in starts])
