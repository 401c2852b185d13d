"""Limits on travel that no choice of hosts and dates can keep."""

from __future__ import annotations

from collections.abc import Iterator

from di4c_schedule.conflict import Conflict
from di4c_schedule.problem import Problem
from di4c_schedule.rules import Budget, MaxTravel
from di4c_schedule.rules.limits import least_total
from di4c_schedule.tables import IntArray, Tables


def too_much_travel(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict for each limit on travel that is exceeded whoever hosts, and whenever."""
    tables = problem.tables
    for rule in problem.solver_rules:
        if isinstance(rule, Budget):
            cost = rule.costs(tables)
            least = least_total(tables, cost.min(axis=1))
            if least > rule.most:
                yield Conflict([rule], f"{rule.excess(least)}{_said_of(tables, cost)}.")
        elif isinstance(rule, MaxTravel):
            for name, cost in rule.costs(tables).items():
                least = least_total(tables, cost.min(axis=1))
                if least > rule.most:
                    yield Conflict([rule], f"{rule.excess(least, name)}{_said_of(tables, cost)}.")


def _said_of(tables: Tables, cost: IntArray) -> str:
    """Say that a total is the least of several, if it is."""
    return "" if tables.fixed_rows is not None and cost.shape[1] == 1 else ", whoever hosts and whenever"
