"""What happens in a schedule that rules which are given up would have forbidden."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from di4c_schedule.problem import Problem
from di4c_schedule.rules import Rule
from di4c_schedule.rules.kinds import asks_who_is_away, busy_times_of
from di4c_schedule.schedule import Schedule


def forbidden(problem: Problem, given_up: Iterable[Rule], schedule: Schedule) -> list[str]:
    """Return in sentences what rules would have forbidden.

    Parameters
    ----------
    problem
        The problem with all its rules.
    given_up
        The rules.
    schedule
        A schedule without them.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", rules=[rules.First("Oulu")])
    >>> schedule = Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-10-01")])
    >>> forbidden(problem, problem.given_rules, schedule)
    ['Messina hosts the first meeting, not Oulu']
    """
    rules = list(given_up)
    found = [violation.message for rule in rules for violation in rule.check(schedule)]
    if found or not busy_times_of(rules):
        return found
    # nobody hosts on a busy day of its own: others ask who can come
    told = evolve(schedule, problem=problem)
    return [violation.message for rule in filter(asks_who_is_away, problem.parts) for violation in rule.check(told)]
