"""Why a partner does not host when it would like to: what that would break, or what it would cost."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from di4c_schedule.bare import bare, unwarned
from di4c_schedule.clock import Clock
from di4c_schedule.cores import corrections
from di4c_schedule.dates import ONE_DAY, DateRange, long_date
from di4c_schedule.errors import InfeasibleError, ProblemError, TimeLimitError, nearest
from di4c_schedule.explanation import ProblemOracle, atoms_of, days_off, forbidden, weights_of
from di4c_schedule.labels import counted
from di4c_schedule.names import clean_name
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.rules import Fixed, Keep, SolverRule
from di4c_schedule.solver import level_totals, solve
from di4c_schedule.what_if.settled import settled
from di4c_schedule.what_if.wish_answer import Cost, WhyNot

TIME_LIMIT = 10.0
"""Seconds that an answer takes at most unless told otherwise."""


def why_not(
    problem: Problem, host: str, dates: date | str | DateRange, time_limit: float | None = TIME_LIMIT
) -> WhyNot:
    """Say what it would break, or what it would cost, that a partner hosts at some time.

    Parameters
    ----------
    problem
        The problem; it must have a schedule.
    host
        Name of the partner.
    dates
        One day: a meeting of the partner starts on it. A range: a meeting of the partner lies within it.
    time_limit
        Seconds; None: as long as it takes.

    Returns
    -------
    WhyNot
        With the plan that results.

    Raises
    ------
    ProblemError
        If there is no such partner, it hosts no meeting, or none fits into the dates and the window.
    InfeasibleError
        If there is no schedule even without the wish, or none with it whatever the rules.
    TimeLimitError
        If no answer was found in time.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, goals
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-12-02", "2019-12-20", days=2, goals=[goals.Early()])
    >>> print(why_not(problem, "Oulu", "2019-12-05"))
    Oulu hosts from Thu 5 December 2019: this would break 1 rule.
      - Oulu does not host on its public holidays: Fri 6 December 2019 is Independence Day
      Meetings take place as early as possible: 3 instead of 2 days
    The plan that results without these rules:
    1. Messina, Mon 2 to Tue 3 December 2019
    2. Oulu, Thu 5 to Fri 6 December 2019
    """
    clock = Clock(time_limit)
    asked = DateRange.parse(dates)
    host = clean_name(host)
    wishes = _wishes(problem, host, asked)
    with unwarned():
        now = _solved(problem, clock)
        if now.status is Status.INFEASIBLE:
            raise InfeasibleError("there is no schedule even without the wish; `explain` says why")
        alike = settled(problem)
        granted = [answer for wish in wishes if (answer := _granted(alike, wish, clock)) is not None]
        if granted:
            then, changed = min(granted, key=lambda one: _totals(one[1], one[0]))
            then = _labelled(then, now)
            return WhyNot(_sentence(host, asked), (), True, _costs(now, then), then, (), changed)
        broken, smallest, wish = _least_broken(problem, wishes, clock.deadline)
        changed = alike
        for requirement in broken:
            changed = changed.without(requirement)
        changed = changed.adding(wish)
        then = _labelled(_solved(changed, clock), now)
    why = tuple(_because(problem, requirement, host, then) for requirement in broken)
    return WhyNot(_sentence(host, asked), tuple(broken), smallest, _costs(now, then), then, why, changed)


def _wishes(problem: Problem, host: str, asked: DateRange) -> list[SolverRule]:
    """Return rules of which one must hold to grant the wish."""
    if host not in problem.network:
        raise ProblemError(f'unknown partner "{host}", {nearest(host, problem.network.names)}')
    rows = problem.tables.rows_of(host)
    if not rows:
        raise ProblemError(f"{host} hosts no meeting in this network; a rule of the kind hosting would have to change")
    length = min(int(problem.tables.lengths[row]) for row in rows)
    if asked.days == 1:
        asked = DateRange(asked.first, asked.first + (length - 1) * ONE_DAY)
    first, last = max(asked.first, problem.first), min(asked.last, problem.last)
    starts = (last - first).days + 2 - length
    if starts < 1:
        raise ProblemError(
            f"a meeting of {counted(length, 'day')} does not fit into {asked} within the window, {problem.window}"
        )
    if len(rows) == 1 and problem.fill_tables([]).rows[rows[0]].mandatory:
        return [Fixed(host, DateRange(first, last))]
    return [Keep([(host, first + shift * ONE_DAY)]) for shift in range(starts)]


def _sentence(host: str, asked: DateRange) -> str:
    return f"{host} hosts from {long_date(asked.first)}" if asked.days == 1 else f"{host} hosts within {asked}"


def _granted(problem: Problem, wish: SolverRule, clock: Clock) -> tuple[Result, Problem] | None:
    changed = problem.adding(wish)
    result = _solved(changed, clock)
    return None if result.status is Status.INFEASIBLE else (result, changed)


def _solved(problem: Problem, clock: Clock) -> Result:
    result = solve(problem, clock.left)
    if result.status is Status.UNKNOWN:
        raise TimeLimitError("no answer was found in time; allow more time")
    return result


def _totals(problem: Problem, result: Result) -> list[int]:
    return [total for _, total in sorted(level_totals(problem, result.unwrap()).items())]


def _labelled(result: Result, like: Result) -> Result:
    """Return a result with its goals named as in another."""
    pairs = zip(result.goals, like.goals, strict=True)
    return evolve(result, goals=tuple(evolve(goal, label=known.label) for goal, known in pairs))


def _costs(now: Result, then: Result) -> tuple[Cost, ...]:
    return tuple(
        Cost(old.label, old.unit, old.level, old.value or 0, new.value or 0)
        for old, new in zip(now.goals, then.goals, strict=True)
    )


def _least_broken(
    problem: Problem, wishes: list[SolverRule], deadline: float | None
) -> tuple[list[SolverRule], bool, SolverRule]:
    """Return the smallest set of requirements that one of the wishes breaks, whether it is proven so, and the wish."""
    best: tuple[list[SolverRule], bool, SolverRule] | None = None
    proven, fits, atoms = True, False, atoms_of(problem)
    for wish in wishes:
        closing = _closing(problem, atoms, wish)
        rest = [atom for atom in atoms if atom not in closing]
        oracle = ProblemOracle(problem, rest, [wish], deadline)
        if oracle(frozenset()).possible is False:
            continue
        fits = True
        found = next(corrections(oracle, weights_of(rest, problem), deadline), None)
        if found is None:
            continue
        proven = proven and found.smallest
        broken = [*closing, *(rest[member] for member in found.members)]
        if best is None or len(broken) < len(best[0]):
            best = broken, found.smallest, wish
    if not fits:
        raise InfeasibleError("whatever the rules, the other meetings do not fit into the window besides")
    if best is None:
        raise TimeLimitError("it was not found out in time what the wish would break; allow more time")
    return best[0], proven and best[1], best[2]


def _closing(problem: Problem, atoms: list[SolverRule], wish: SolverRule) -> list[SolverRule]:
    """Return the requirements that close, each alone, every start that the wish leaves: all of them must go."""
    # without calendars: of a calendar and a rule that asks who is away, either may go
    tables = bare(problem, []).fill_tables(atoms)
    wished = problem.fill_tables([wish]).allowed
    host = wish.partner if isinstance(wish, Fixed) else None
    rows = tables.rows_of(host) if host else []
    closing = [
        closure.because for row in rows for closure in tables.closed_by(row) if (closure.starts | ~wished[row]).all()
    ]
    return [atom for atom in atoms if any(atom is one for one in closing)]


def _because(problem: Problem, requirement: SolverRule, host: str, then: Result) -> str:
    """Say what makes a broken requirement matter."""
    off = days_off(problem, requirement, host)
    named = [day for meeting in then.unwrap().hosted_by(host) for day in meeting.dates if day in off]
    if named:
        return "; ".join(f"{long_date(day)} is {off[day]}" for day in named)
    return "; ".join(forbidden(problem, [requirement], then.unwrap()))
