"""Ways out that loosen or drop rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from attrs import frozen

from di4c_schedule.apart import each_once
from di4c_schedule.cores import corrections
from di4c_schedule.dial import Dial, dials_of
from di4c_schedule.errors import RuleError
from di4c_schedule.explanation.edits import DROP, LOOSEN, Edit
from di4c_schedule.explanation.many_hosts import ManyHosts
from di4c_schedule.explanation.oracle import ProblemOracle
from di4c_schedule.explanation.ways import Trials, Way
from di4c_schedule.labels import kind_of
from di4c_schedule.problem import Problem
from di4c_schedule.rules import FrameRule, SolverRule
from di4c_schedule.schedule import Schedule

FOR_DROPPING = 2
"""A rule that is dropped costs so many times what it costs to loosen it."""


@frozen(eq=False)
class _Changed:
    """A rule loosened or dropped, the problem with it, and a schedule if one is known."""

    edit: Edit
    problem: Problem
    schedule: Schedule | None


@frozen(eq=False)
class RuleWays:
    """Finds which rules must give way, and by how little.

    Parameters
    ----------
    problem
        The problem.
    trials
        Tries edited problems out.
    weight
        What it costs to loosen a rule; None: it must not be touched.
    """

    problem: Problem
    trials: Trials
    weight: Callable[[SolverRule], int | None]

    def __iter__(self) -> Iterator[Way]:
        """Yield ways: those that touch least first."""
        units = [part for part in each_once(self.problem.parts) if not isinstance(part, FrameRule)]
        weights = [self.weight(unit) for unit in units]
        oracle = ProblemOracle(self.problem, units, deadline=self.trials.deadline)
        many = ManyHosts(self.problem, oracle, [weight or 1 for weight in weights], self.trials.deadline)
        few_hosts = None if oracle.small else many.few_hosts
        for correction in corrections(oracle, weights, self.trials.deadline, few_hosts):
            members = [units[member] for member in correction.members]
            if not members:
                raise RuleError(
                    "a schedule passes the `check` of every rule, and yet the solver was told that there is none: "
                    "a rule's `fill` or `post` forbids more than its `check`"
                )
            yield from self._by_one(members[0]) if len(members) == 1 else self._by_several(members)

    def _by_one(self, unit: SolverRule) -> Iterator[Way]:
        """Yield a way for each dial of a rule that helps, or the one that drops it."""
        rest = self.problem.without(unit)
        for changed in self._turned(rest, unit) or [_dropped(rest, unit)]:
            yield from self._way([changed], self._cost(changed, unit))

    def _by_several(self, units: list[SolverRule]) -> Iterator[Way]:
        """Yield the way that puts one rule after the other back, loosened as little as the others leave room for."""
        problem = self.problem
        for unit in units:
            problem = problem.without(unit)
        changes: list[_Changed] = []
        cost = 0
        for unit in units:
            ways = self._turned(problem, unit)
            least = min(ways, key=lambda one: one.edit.amount, default=_dropped(problem, unit))
            changes.append(least)
            problem, cost = least.problem, cost + self._cost(least, unit)
        yield from self._way(changes, cost)

    def _turned(self, rest: Problem, unit: SolverRule) -> list[_Changed]:
        """Return for each dial of a rule that helps the fewest steps by which it must be loosened."""
        found = []
        for dial in dials_of(unit, self.problem):
            least = self.trials.least(partial(_turned_to, rest, dial), dial.loosest)
            if least is not None:
                step, schedule = least
                edit = Edit(LOOSEN, dial.advice(step), unit.label, kind_of(unit), step, dial.unit)
                found.append(_Changed(edit, _turned_to(rest, dial, step), schedule))
        return found

    def _way(self, changes: list[_Changed], cost: int) -> Iterator[Way]:
        last = changes[-1]
        schedule = last.schedule or self.trials.schedule(last.problem)
        if schedule is not None:
            yield Way(tuple(changed.edit for changed in changes), last.problem, cost, schedule)

    def _cost(self, changed: _Changed, unit: SolverRule) -> int:
        return (self.weight(unit) or 0) * (FOR_DROPPING if changed.edit.action == DROP else 1)


def _turned_to(rest: Problem, dial: Dial, step: int) -> Problem:
    return rest.adding(dial.rule_at(step))


def _dropped(rest: Problem, unit: SolverRule) -> _Changed:
    return _Changed(Edit(DROP, f"drop: {unit.label}", unit.label, kind_of(unit)), rest, None)
