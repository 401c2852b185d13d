"""Conflicts that counting finds at once, before any search: one kind of count a file."""

from __future__ import annotations

from attrs import evolve

from di4c_schedule.conflict import Conflict
from di4c_schedule.counting.caps import too_few_starts, too_many_starts
from di4c_schedule.counting.days import no_open_day, too_close
from di4c_schedule.counting.groups import crowded_groups, nobody_follows
from di4c_schedule.counting.kept import kept_at_once
from di4c_schedule.counting.order import circular_order, places_taken
from di4c_schedule.counting.travel import too_much_travel
from di4c_schedule.counting.turns import demanded_turns, who_hosts
from di4c_schedule.problem import Problem
from di4c_schedule.rules.kinds import asks_who_is_away, busy_times_of

__all__ = ["counted_conflict"]


def counted_conflict(problem: Problem) -> Conflict | None:
    """Return the first conflict that counts and dates alone show, or None if they show none.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    Conflict or None
        With the rules that count.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-13", days=2, rules=[rules.Spacing(20)])
    >>> print(counted_conflict(problem).reason)  # doctest: +ELLIPSIS
    The 2 meetings of Messina and Oulu need 23 days, gaps included, but their open days run only from Mon 2 to ...
    """
    checks = (
        who_hosts,
        demanded_turns,
        kept_at_once,
        too_much_travel,
        no_open_day,
        places_taken,
        circular_order,
        crowded_groups,
        nobody_follows,
        too_close,
        too_many_starts,
        too_few_starts,
    )
    found = next((conflict for check in checks for conflict in check(problem)), None)
    return found and _with_calendars(problem, found)


def _with_calendars(problem: Problem, conflict: Conflict) -> Conflict:
    """Return a conflict with the calendars that tell who is away, if one of its rules asks for that."""
    if not any(asks_who_is_away(rule) for rule in conflict.requirements):
        return conflict
    calendars = [rule for rule in problem.rules if busy_times_of([rule])]
    return evolve(conflict, requirements=[*conflict.requirements, *calendars])
