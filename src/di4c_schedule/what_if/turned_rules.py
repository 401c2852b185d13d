"""A problem with one number of a rule turned, and what it is worth at each setting."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from di4c_schedule.bare import unwarned
from di4c_schedule.checking import check
from di4c_schedule.clock import Clock
from di4c_schedule.dial import Dial
from di4c_schedule.problem import Problem
from di4c_schedule.result import Status
from di4c_schedule.rules import Rule
from di4c_schedule.schedule import Schedule
from di4c_schedule.solver import level_totals, solve_without_reasons
from di4c_schedule.tables import LevelKey

MOST_STEPS = 30
"""So many settings of a dial are all looked at; of more, only those 1, 2, 4, 8, … steps away and the last ones."""


@frozen
class Outcome:
    """What the problem is worth at a setting.

    Parameters
    ----------
    status
        How the search ended.
    totals
        The total of each part of each level on the best plan, in order; empty without a plan.
    schedule
        The best plan.
    """

    status: Status
    totals: tuple[tuple[LevelKey, int], ...] = ()
    schedule: Schedule | None = field(default=None, eq=False, repr=False)

    @property
    def settled(self) -> bool:
        """Whether it is proven."""
        return self.status in (Status.OPTIMAL, Status.INFEASIBLE)


def outcome_of(problem: Problem, clock: Clock) -> Outcome:
    """Solve a problem."""
    result = solve_without_reasons(problem, clock.left)
    if result.schedule is None:
        return Outcome(result.status)
    return Outcome(result.status, tuple(sorted(level_totals(problem, result.schedule).items())), result.schedule)


def steps_of(dial: Dial, most: int | None) -> list[int]:
    """Return the settings of a dial to look at, in order: 0 is among them.

    Parameters
    ----------
    dial
        The dial.
    most
        All that are so many steps away at most; None: all, or if they are many, those in doubling distances.
    """
    low, high = dial.tightest, dial.loosest
    if most is not None:
        low, high = max(low, -most), min(high, most)
    elif high - low >= MOST_STEPS:
        doubling = [1 << power for power in range((high - low).bit_length())]
        steps = {0, low, high, *doubling, *(-step for step in doubling)}
        return sorted(step for step in steps if low <= step <= high)
    return list(range(low, high + 1))


@define(eq=False)
class TurnedRule:
    """A rule whose dial is turned step by step.

    What a schedule keeps at one step it keeps at every step above. So where two settings have the same outcome, all
    between them have it, too; and a plan that is the best at one step is so at each tighter one at which it is still
    allowed.

    Parameters
    ----------
    problem
        The problem.
    rule
        One of its rules.
    dial
        A dial of the rule.
    clock
        The time limit.
    outcomes
        What is known, by step.
    """

    problem: Problem
    rule: Rule
    dial: Dial
    clock: Clock
    outcomes: dict[int, Outcome]

    def settle(self, steps: Sequence[int], *, edge: bool) -> None:
        """Find the outcomes of some settings, as far as the time goes; 0 is one of them and known.

        Parameters
        ----------
        steps
            The settings, in order.
        edge
            Find the tightest setting that has a plan, too, though it is none of these.
        """
        with unwarned():
            now = steps.index(0)
            for end in (len(steps) - 1, 0):
                if self._look_at(steps[end]):
                    self._between(steps, *sorted((now, end)))
            if edge:
                self._find_edge(steps)

    def problem_at(self, step: int) -> Problem:
        """Return the problem with the rule at a setting."""
        return turned_to(self.problem, self.rule, self.dial, step)

    def _between(self, steps: Sequence[int], low: int, high: int) -> None:
        """Settle all settings between two that are settled."""
        if high - low < 2:
            return
        if self.outcomes[steps[low]] == self.outcomes[steps[high]]:
            for step in steps[low + 1 : high]:
                self.outcomes[step] = self.outcomes[steps[high]]
            return
        middle = (low + high) // 2
        if self._look_at(steps[middle], looser=steps[high]):
            self._between(steps, middle, high)
            self._between(steps, low, middle)

    def _find_edge(self, steps: Sequence[int]) -> None:
        """Halve the way between the tightest setting with a plan and the loosest without, until they are neighbours."""
        known = [step for step in steps if step in self.outcomes]
        possible = [step for step in known if self.outcomes[step].schedule is not None]
        impossible = [step for step in known if self.outcomes[step].status is Status.INFEASIBLE]
        if not possible or not impossible:
            return
        low, high = max(impossible), min(possible)
        while high - low > 1:
            middle = (low + high) // 2
            if not self._look_at(middle, looser=high):
                return
            low, high = (middle, high) if self.outcomes[middle].status is Status.INFEASIBLE else (low, middle)

    def _look_at(self, step: int, looser: int | None = None) -> bool:
        """Find the outcome of a setting; return whether it is proven."""
        if step not in self.outcomes:
            if self.clock.late:
                return False
            problem = self.problem_at(step)
            best = self.outcomes[looser] if looser is not None else None
            if best and best.schedule is not None and not check(problem, evolve(best.schedule, problem=problem)):
                self.outcomes[step] = best
            else:
                self.outcomes[step] = outcome_of(problem, self.clock)
        return self.outcomes[step].settled


def turned_to(problem: Problem, rule: Rule, dial: Dial, step: int) -> Problem:
    """Return a problem with one of its rules at a setting."""
    turned, given = dial.rule_at(step), problem.given_rules
    if any(one is rule for one in given):
        return problem.replace(rules=[turned if one is rule else one for one in given])
    return problem.without(rule).adding(turned)
