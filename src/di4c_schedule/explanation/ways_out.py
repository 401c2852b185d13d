"""Ways out of an impossible problem: what to loosen, drop, extend or leave out, each verified by a schedule."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from time import monotonic

from attrs import evolve, frozen

from di4c_schedule.apart import each_once, parts_of
from di4c_schedule.cores import corrections
from di4c_schedule.dates import ONE_DAY, long_date
from di4c_schedule.departures import without_partner
from di4c_schedule.dial import Dial
from di4c_schedule.errors import ProblemError, ProblemWarning, nearest
from di4c_schedule.explanation.deadline import until
from di4c_schedule.explanation.edits import DROP, EXTEND, LEAVE_OUT, LOOSEN, Edit, Repair, Repairs
from di4c_schedule.explanation.oracle import ProblemOracle, can_hold
from di4c_schedule.explanation.why_none import TIME_LIMIT
from di4c_schedule.labels import counted, kind_of
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result
from di4c_schedule.rules import FrameRule, Rule, SolverRule
from di4c_schedule.rules.kinds import given_by
from di4c_schedule.solver import solve

WEIGHTS: Mapping[str, int | None] = {"wish": 10, "law": 30, "nature": 30, "past": None, "window": 25, "partner": 50}
"""What it costs to loosen a rule, by who gave it, to extend the window, to leave out a partner; None: never."""

_FOR_DROPPING = 2
"""A rule that is dropped costs so many times what it costs to loosen it."""

_MOST_EFFECTS = 3
"""Violations of a dropped rule that are told."""

_LONGEST_EXTENSION = 366
"""Days by which the window may be extended on either side."""


def repairs(
    problem: Problem,
    n: int = 5,
    fixed: Iterable[Rule | str] = (),
    weights: Mapping[str, int | None] | None = None,
    time_limit: float | None = TIME_LIMIT,
) -> Repairs:
    """Return ways out of an impossible problem, best first, each with a schedule that proves it.

    A repair is minimal: without any one of its edits there would still be no schedule, and a rule is loosened by the
    fewest steps that do. Rules that have a number or a range are loosened; others, and those that no loosening saves,
    are dropped. The window may be extended and a partner be left out, too.

    Parameters
    ----------
    problem
        The problem.
    n
        How many repairs at most.
    fixed
        What must not be touched: rules, their labels or kinds (``"host_holidays"``), names of partners, or
        ``"window"``.
    weights
        What touching costs, by label, kind, ``"window"`` or ``"partner"``; None: never. The others cost 10 for a wish,
        30 for a rule of law or nature, 25 for the window and 50 for a partner; dropping costs twice as much.
    time_limit
        Seconds; None: as long as it takes. Repairs that are found by then are returned.

    Returns
    -------
    Repairs
        A sequence of `Repair`: empty if the problem has a schedule, or if nothing that may be touched helps.

    Raises
    ------
    ProblemError
        If `n`, `fixed`, `weights` or `time_limit` makes no sense.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> wishes = [rules.Fixed("Messina", "2019-09-03..2019-09-06"), rules.Fixed("Oulu", "2019-09-04..2019-09-06")]
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2, rules=[*wishes, rules.Spacing(2)])
    >>> for repair in repairs(problem, n=3):
    ...     print(repair)
    let Messina host from 2 September 2019, 1 day earlier
    shorten the gap between meetings from 2 to 1 day
    let Oulu host from 2 September 2019, 2 days earlier
    """
    if n < 1:
        raise ProblemError(f"n: expected a whole number from 1 on, got {n!r}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ProblemWarning)  # the problem itself gave them
        fixed, weights = tuple(fixed), weights or {}
        _must_be_known(problem, [*(one for one in fixed if isinstance(one, str)), *weights])
        return Repairs(_Search(problem, fixed, weights, until(time_limit)).run(n))


def _must_be_known(problem: Problem, texts: Iterable[str]) -> None:
    known = {*WEIGHTS, *problem.network.names}
    known |= {text for rule in (*problem.rules, *problem.parts) for text in (rule.label, kind_of(rule))}
    for text in texts:
        if text not in known:
            raise ProblemError(f'there is no rule, kind or partner "{text}", {nearest(text, sorted(known))}')


@frozen(eq=False)
class _Way:
    """Edits that may help, the problem with them, and what they cost."""

    edits: tuple[Edit, ...]
    problem: Problem
    cost: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.cost, len(self.edits), sum(edit.amount for edit in self.edits)


@frozen(eq=False)
class _Search:
    problem: Problem
    fixed: Collection[Rule | str]
    weights: Mapping[str, int | None]
    deadline: float | None

    def run(self, n: int) -> list[Repair]:
        if self._possible(self.problem) is not False:
            return []
        ways = [*islice(self._by_rules(), 2 * n), *self._by_window(), *self._by_partners()]
        found: list[Repair] = []
        for way in sorted(ways, key=lambda way: way.rank):
            result = solve(way.problem, self._left())
            if result.schedule is not None:
                edits = tuple(_told(edit, self.problem, result) for edit in way.edits)
                found.append(Repair(edits, way.cost, way.problem, result))
            if len(found) == n:
                break
        return found

    # Rules

    def _by_rules(self) -> Iterator[_Way]:
        """Yield ways that loosen or drop rules: those that touch least first."""
        units = [part for part in each_once(self.problem.parts) if not isinstance(part, FrameRule)]
        oracle = ProblemOracle(self.problem, units, deadline=self.deadline)
        for correction in corrections(oracle, [self._weight(unit) for unit in units], self.deadline):
            members = [units[member] for member in correction.members]
            if len(members) == 1:
                yield from self._by_one(members[0])
            else:
                yield self._by_several(members)

    def _by_one(self, unit: SolverRule) -> Iterator[_Way]:
        """Yield a way for each dial of a rule that helps, or the one that drops it."""
        rest = self.problem.without(unit)
        settled = [self._turned(rest, unit, dial) for dial in _dials(unit, self.problem)]
        helpful = [one for one in settled if one is not None]
        for edit, problem in helpful or [_dropped(rest, unit)]:
            yield _Way((edit,), problem, self._cost(edit, unit))

    def _by_several(self, units: list[SolverRule]) -> _Way:
        """Return the way that puts one rule after the other back, loosened as little as the others leave room for."""
        problem = self.problem
        for unit in units:
            problem = problem.without(unit)
        edits, cost = [], 0
        for unit in units:
            turned = [self._turned(problem, unit, dial) for dial in _dials(unit, self.problem)]
            least = min((one for one in turned if one), key=lambda one: one[0].amount, default=_dropped(problem, unit))
            edit, problem = least
            edits.append(edit)
            cost += self._cost(edit, unit)
        return _Way(tuple(edits), problem, cost)

    def _turned(self, rest: Problem, unit: SolverRule, dial: Dial) -> tuple[Edit, Problem] | None:
        """Return the fewest steps by which a rule must be loosened so that it holds with the rest."""
        step = self._least(lambda step: rest.adding(dial.rule_at(step)), dial.loosest)
        if step is None:
            return None
        edit = Edit(LOOSEN, dial.advice(step), unit.label, kind_of(unit), step, dial.unit)
        return edit, rest.adding(dial.rule_at(step))

    # The frame

    def _by_window(self) -> Iterator[_Way]:
        """Yield the ways that extend the window to either side."""
        cost = self._weight_of("window")
        if cost is None:
            return
        for key, sign, side in (("last", 1, "until"), ("first", -1, "from")):

            def extended(step: int, key: str = key, sign: int = sign) -> Problem:
                return self.problem.replace(**{key: getattr(self.problem, key) + sign * step * ONE_DAY})

            step = self._least(extended, _LONGEST_EXTENSION)
            if step is not None:
                problem = extended(step)
                more = f"{counted(step, 'day')} {'more' if sign > 0 else 'earlier'}"
                advice = f"let meetings take place {side} {long_date(getattr(problem, key))}, {more}"
                label = f"Every meeting day lies within {self.problem.window}"
                yield _Way((Edit(EXTEND, advice, label, "window", step, "days"),), problem, cost)

    def _by_partners(self) -> Iterator[_Way]:
        """Yield the ways that leave one partner out."""
        for name in self.problem.network.names:
            cost = None if name in self.fixed else self._weight_of("partner")
            if cost is None or len(self.problem.network) < 3:
                continue
            problem = without_partner(self.problem, name)
            if self._possible(problem):
                yield _Way((Edit(LEAVE_OUT, f"leave out {name}", name, "partner"),), problem, cost)

    # What all need

    def _least(self, problem_at: Callable[[int], Problem], most: int) -> int | None:
        """Return the fewest steps, from 1 on, at which a problem is possible; more steps only make it easier."""
        if most < 1 or not self._possible(problem_at(most)):
            return None
        low, high = 0, 1
        while high < most and not self._possible(problem_at(high)):
            low, high = high, min(2 * high, most)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._possible(problem_at(middle)) else (middle, high)
        return high

    def _possible(self, problem: Problem) -> bool | None:
        return can_hold(problem, self.deadline)

    def _weight(self, unit: SolverRule) -> int | None:
        """Return what it costs to loosen a rule; None if it must not be touched."""
        whole = [rule for rule in self.problem.rules if unit == rule or unit in parts_of(rule, self.problem)]
        names = {text for rule in (unit, *whole) for text in (rule.label, kind_of(rule))}
        if any(one in names if isinstance(one, str) else one in (unit, *whole) for one in self.fixed):
            return None
        given = [self.weights[name] for name in (unit.label, kind_of(unit)) if name in self.weights]
        return given[0] if given else self._weight_of(given_by(whole[0] if whole else unit))

    def _weight_of(self, what: str) -> int | None:
        return None if what in self.fixed else self.weights.get(what, WEIGHTS[what])

    def _cost(self, edit: Edit, unit: SolverRule) -> int:
        return (self._weight(unit) or 0) * (_FOR_DROPPING if edit.action == DROP else 1)

    def _left(self) -> float | None:
        return None if self.deadline is None else max(0.1, self.deadline - monotonic())


def _dials(unit: SolverRule, problem: Problem) -> list[Dial]:
    dials = getattr(unit, "dials", None)
    return list(dials(problem)) if dials else []


def _dropped(rest: Problem, unit: SolverRule) -> tuple[Edit, Problem]:
    return Edit(DROP, f"drop: {unit.label}", unit.label, kind_of(unit)), rest


def _told(edit: Edit, problem: Problem, result: Result) -> Edit:
    """Return an edit that drops a rule with what then happens that the rule would have forbidden."""
    if edit.action != DROP or result.schedule is None:
        return edit
    dropped = [part for part in problem.parts if part.label == edit.label]
    broken = [violation.message for rule in dropped for violation in rule.check(result.schedule)]
    return evolve(edit, effect="; ".join(broken[:_MOST_EFFECTS]))
