"""What each number of the rules is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from di4c_schedule.arguments import whole_number
from di4c_schedule.bare import unwarned
from di4c_schedule.clock import Clock
from di4c_schedule.dial import Dial, dials_of
from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.labels import kind_of
from di4c_schedule.problem import Problem
from di4c_schedule.result import Status
from di4c_schedule.rules import Rule
from di4c_schedule.what_if.settled import settled
from di4c_schedule.what_if.step_curves import Curve, Sensitivity, Setting
from di4c_schedule.what_if.turned_rules import Outcome, TurnedRule, outcome_of, steps_of, turned_to


def sensitivity(
    problem: Problem,
    rules: Iterable[Rule | str] | None = None,
    steps: int | None = None,
    time_limit: float | None = None,
) -> Sensitivity:
    """Say how the best totals change as the numbers of rules are loosened or tightened, one at a time.

    Of many settings few are solved: what holds at two settings holds at all between them, and the best plan of a looser
    one is the best of a tighter one that allows it.

    Parameters
    ----------
    problem
        The problem; it need not have a schedule.
    rules
        Rules of the problem, default ones included, by themselves, by their labels or kinds (``"spacing"``); None: all
        that have a number, a range or weekdays to turn.
    steps
        Turn each number by up to so many steps to either side; None: through all settings if they are 30 at most, else
        by 1, 2, 4, 8, … steps, by all there are, and up to where plans begin to be impossible.
    time_limit
        Seconds; None: as long as it takes. The `note` of the answer says how far it got.

    Returns
    -------
    Sensitivity
        A step curve for each number.

    Raises
    ------
    ProblemError
        If an argument makes no sense, or a rule is not in the problem or has nothing to turn.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, goals
    >>> from di4c_schedule.rules import Spacing
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> rules = [Spacing(3)]
    >>> problem = Problem(network, "2019-09-02", "2019-09-07", rules=rules, goals=[goals.Early()])
    >>> print(sensitivity(problem, rules))
    At least 3 days from the end of a meeting to the start of the next (at_least, now 3 days):
      tighter, 5 days: impossible
      tighter, 4 days: level 1: 4 (+1)
      now, 3 days: level 1: 3
      looser, 2 days: level 1: 2 (-1)
      looser, 1 day: level 1: 1 (-2)
    """
    clock = Clock(time_limit)
    if steps is not None:
        try:
            whole_number(steps, 1)
        except ProblemError as error:
            raise ProblemError([mistake.inside("steps") for mistake in error.mistakes]) from None
    chosen = _chosen(problem, rules)
    now = outcome_of(problem, clock)
    levels = tuple(sorted({goal.level for goal in problem.goals}))
    curves = []
    for rule in chosen:
        for dial in dials_of(rule, problem):
            turned = TurnedRule(_measured(problem, now, rule, dial), rule, dial, clock, {0: now})
            looked_at = steps_of(dial, steps)
            turned.settle(looked_at, edge=steps is None)
            settings = [
                _setting(step, dial, turned.outcomes.get(step), levels)
                for step in sorted({*looked_at, *turned.outcomes})
            ]
            curves.append(Curve(rule.label, kind_of(rule), dial.name, dial.unit, settings))
    return Sensitivity(levels, curves)


def _chosen(problem: Problem, rules: Iterable[Rule | str] | None) -> list[Rule]:
    """Return the rules that are asked for, in the problem's order."""
    if rules is None:
        return list(problem.rules)
    chosen: list[Rule] = []
    for wanted in rules:
        found = [
            rule
            for rule in problem.rules
            if (wanted in (rule.label, kind_of(rule)) if isinstance(wanted, str) else wanted == rule)
        ]
        if not found:
            known = [text for rule in problem.rules for text in (rule.label, kind_of(rule))]
            said = wanted if isinstance(wanted, str) else wanted.label
            raise ProblemError(f'rules: there is no rule "{said[:200]}", {nearest(said, known)}')
        if not any(dials_of(rule, problem) for rule in found):
            raise ProblemError(f'rules: nothing can be turned in "{found[0].label}"')
        chosen += found
    return [rule for rule in problem.rules if any(rule is one for one in chosen)]


def _measured(problem: Problem, now: Outcome, rule: Rule, dial: Dial) -> Problem:
    """Return the problem with goals that ask for the same at every setting: for what they ask now."""
    if now.status is not Status.INFEASIBLE:
        return settled(problem)
    with unwarned():
        # there may be no day open now, and so no pace to go by: that of the loosest setting
        return problem.replace(goals=settled(turned_to(problem, rule, dial, dial.loosest)).goals)


def _setting(step: int, dial: Dial, outcome: Outcome | None, levels: Sequence[int]) -> Setting:
    if outcome is None:
        return Setting(step, dial.value_at(step), None)
    totals = dict(outcome.totals)
    return Setting(step, dial.value_at(step), outcome.status, tuple(totals[level, 0] for level in levels if totals))
