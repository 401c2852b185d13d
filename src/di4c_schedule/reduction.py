"""A smaller set of rules that cannot hold together, by leaving out one after the other."""

from __future__ import annotations

from time import monotonic

from attrs import evolve

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.rules import ModelRule, TableRule
from di4c_schedule.sequence import n_states, optimise

MOST_WORK = 10_000_000
"""States times rules up to which every rule is tried: about a second, but no clock: the answer is always the same."""


def smaller_conflict(problem: Problem, conflict: Conflict, deadline: float | None) -> Conflict:
    """Return a conflict with as few of its rules as time allows to leave out.

    Each rule is left out once, the sequence engine asked again, and the rule put back if there is a schedule without
    it. What remains when all have had their turn is irreducible. The rules that come first are left out first: those
    that hold unwritten, then those that a person wrote.

    Parameters
    ----------
    problem
        The problem, which has no schedule.
    conflict
        Rules that cannot all hold.
    deadline
        Value of ``time.monotonic()`` at which to leave the rest as it is; None: never.
    """
    kept = [rule for rule in conflict.requirements if isinstance(rule, (TableRule, ModelRule))]
    if not kept or n_states(problem.tables) * len(kept) > MOST_WORK:
        return conflict
    if optimise(problem.fill_tables(kept)) is not None:
        return conflict
    if optimise(problem.fill_tables([])) is None:
        return evolve(conflict, requirements=[], reason=_too_short(problem), minimal=True)
    proven = True
    for rule in list(kept):
        if deadline is not None and monotonic() > deadline:
            return evolve(conflict, requirements=kept)
        others = [other for other in kept if other is not rule]
        tables = problem.fill_tables(others)
        if optimise(tables) is None:
            kept = others
        elif tables.left:  # what the tables do not hold may still make the others clash
            proven = False
    return evolve(conflict, requirements=kept, minimal=proven)


def _too_short(problem: Problem) -> str:
    meetings = f"{counted(problem.meetings, 'meeting')} of {counted(problem.days, 'day')}"
    return f"Whatever the rules, {meetings} do not fit between {problem.first} and {problem.last}."
