"""A smaller set of rules that cannot hold together, by leaving out one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import Labelled
from di4c_schedule.problem import Problem
from di4c_schedule.rules import TableRule
from di4c_schedule.sequence import fits, optimise


def smaller_conflict(problem: Problem, rules: Sequence[Labelled], deadline: float) -> Conflict:
    """Return a conflict among rules that are known to clash, as small as time allows.

    Each rule is left out once, the sequence engine asked again, and the rule put back if there is a schedule without
    it. What remains when all have had their turn is irreducible.

    Parameters
    ----------
    problem
        The problem, which has no schedule.
    rules
        Rules that cannot all hold.
    deadline
        Value of ``time.monotonic()`` at which to leave the rest as it is.
    """
    table_rules = [rule for rule in rules if isinstance(rule, TableRule)]
    if len(table_rules) < len(rules) or not fits(problem.tables):
        return Conflict(rules, "No rotation keeps all the rules at once; perhaps not all of them matter.")
    kept, tried_all = table_rules, True
    # what a person wished is kept till last, so that it is named rather than what goes without saying
    for rule in table_rules:
        if monotonic() > deadline:
            tried_all = False
            break
        others = [other for other in kept if other is not rule]
        if optimise(problem.fill_tables(others)) is None:
            kept = others
    return Conflict(kept, "No rotation keeps all these rules at once.", minimal=tried_all)
