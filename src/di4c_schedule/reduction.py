"""A smaller set of rules that cannot hold together, as far as the sequence engine can tell."""

from __future__ import annotations

from attrs import evolve

from di4c_schedule.conflict import Conflict
from di4c_schedule.cores import Verdict, shrink
from di4c_schedule.dates import listed_dates
from di4c_schedule.labels import counted
from di4c_schedule.pieces import Pieces
from di4c_schedule.problem import Problem
from di4c_schedule.rules import ModelRule, TableRule
from di4c_schedule.sequence import a_schedule, n_states

MOST_WORK = 10_000_000
"""States times rules up to which every rule is tried: about a second, but no clock: the answer is always the same."""


def smaller_conflict(problem: Problem, conflict: Conflict, deadline: float | None) -> Conflict:
    """Return a conflict with as few of its rules as time allows to leave out.

    What remains when all have had their turn is irreducible. The rules that come first are left out first: those that
    hold unwritten, then those that a person wrote. `explain` goes further: it takes the rules apart, and finds a
    smallest set.

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
    pieces = Pieces.of(problem, kept)

    def oracle(members: frozenset[int]) -> Verdict:
        tables = pieces.together(members)
        if a_schedule(tables) is None:
            return Verdict(False)
        # what the tables do not hold may still make the others clash
        return Verdict(None if tables.left else True)

    everything = frozenset(range(len(kept)))
    if oracle(everything).possible is not False:
        return conflict
    if oracle(frozenset()).possible is False:
        return evolve(conflict, requirements=[], reason=too_short(problem), minimal=True)
    core = shrink(oracle, range(len(kept)), deadline)
    return evolve(conflict, requirements=[kept[member] for member in core.members], minimal=core.irreducible)


def too_short(problem: Problem) -> str:
    """Say that the meetings do not fit into the window, whatever the rules."""
    meetings = f"{counted(problem.meetings, 'meeting')} of {counted(problem.days, 'day')}"
    return f"Whatever the rules, {meetings} do not fit between {listed_dates([problem.first, problem.last])}."
