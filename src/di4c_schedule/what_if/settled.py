"""One measure for all plans that an answer compares."""

from __future__ import annotations

from di4c_schedule.goals import Goal
from di4c_schedule.problem import Problem
from di4c_schedule.tables import Tables


def settled(problem: Problem) -> Problem:
    """Return the problem with its goals bound to what they measure now, to be edited without changing that.

    What some goals ask by default follows from what the rules leave open: the pace of `EvenRhythm` from the days on
    which meetings may start. With a rule more or less it would be another, and the values could not be compared.

    Examples
    --------
    Two meetings from 2 to 9 September, seven days apart at most:

    >>> from di4c_schedule import Network, Partner, goals
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> settled(Problem(network, "2019-09-02", "2019-09-09", goals=[goals.EvenRhythm()])).goals[0].ideal
    7
    """
    if not any(hasattr(goal, "settled") for goal in problem.goals):
        return problem
    goals = [_settled(goal, problem.tables) for goal in problem.goals]
    return problem if goals == list(problem.goals) else problem.replace(goals=goals)


def _settled(goal: Goal, tables: Tables) -> Goal:
    settle = getattr(goal, "settled", None)
    bound: Goal = settle(tables) if settle else goal
    return bound
