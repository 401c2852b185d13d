"""Ways out of an impossible problem: what to loosen, drop, extend or leave out, each verified by a schedule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from time import monotonic

from attrs import evolve, frozen

from di4c_schedule.apart import parts_of
from di4c_schedule.bare import unwarned
from di4c_schedule.clock import Clock
from di4c_schedule.explanation.asked import fixed_things, must_be_count, weights_by_name
from di4c_schedule.explanation.edits import DROP, Edit, Repair, Repairs
from di4c_schedule.explanation.frame_ways import longer_windows, partners_left_out
from di4c_schedule.explanation.given_up import forbidden
from di4c_schedule.explanation.rule_ways import RuleWays
from di4c_schedule.explanation.ways import Trials, Way
from di4c_schedule.explanation.why_none import TIME_LIMIT
from di4c_schedule.labels import kind_of
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.rules import Rule, SolverRule
from di4c_schedule.rules.kinds import given_by
from di4c_schedule.solver import goal_values, solve

WEIGHTS: Mapping[str, int | None] = {"wish": 10, "law": 30, "nature": 30, "past": None, "window": 25, "partner": 50}
"""What it costs to loosen a rule, by who gave it, to extend the window, to leave out a partner; None: never."""

_SHARE_OF_RULES = 0.5
"""Part of the time limit in which rules to loosen or drop are sought."""

_SHARE_OF_FRAME = 0.5
"""Part of what is left then for a longer window and one partner less; the rest is for the best schedules."""

_LEAST_SECONDS = 0.05
"""With less time than this for a way, the first schedule found for it is told."""

_MOST_EFFECTS = 3
"""Violations of a dropped rule that are told."""


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
    must_be_count(n)
    untouched = fixed_things(problem, fixed, WEIGHTS)
    costs = weights_by_name(problem, weights, WEIGHTS)
    with unwarned():
        return Repairs(_Search(problem, untouched, costs, Clock(time_limit).deadline).run(n))


@frozen(eq=False)
class _Search:
    problem: Problem
    fixed: Collection[Rule | str]
    weights: Mapping[str, int | None]
    end: float | None

    def run(self, n: int) -> list[Repair]:
        trials = self._trials(_SHARE_OF_RULES)
        if not trials.impossible(self.problem):
            return []
        ways = list(islice(RuleWays(self.problem, trials, self._weight), 2 * n))
        trials = self._trials(_SHARE_OF_FRAME)
        window, partner = self._weight_of("window"), self._weight_of("partner")
        if window is not None:
            ways += longer_windows(self.problem, trials, window)
        if partner is not None:
            names = [name for name in self.problem.network.names if name not in self.fixed]
            ways += partners_left_out(self.problem, trials, names, partner)
        best = sorted(ways, key=lambda way: way.rank)[:n]
        return [self._settled(way, len(best) - number) for number, way in enumerate(best)]

    def _trials(self, share: float) -> Trials:
        """Return trials that end when a part of the time that is left is used up."""
        return Trials(None if self.end is None else monotonic() + share * max(_LEAST_SECONDS, self.end - monotonic()))

    def _settled(self, way: Way, left: int) -> Repair:
        """Return a way with the best schedule that there is time for; `left` ways share what is left of it."""
        seconds = None if self.end is None else (self.end - monotonic()) / left
        result = None if seconds is not None and seconds < _LEAST_SECONDS else solve(way.problem, seconds)
        if result is None or result.schedule is None:
            schedule = evolve(way.schedule, problem=way.problem)
            values, gap = goal_values(way.problem, schedule, {})
            result = Result(Status.FEASIBLE, schedule, values, gap, 0.0, "feasibility")
        edits = tuple(_told(edit, self.problem, result) for edit in way.edits)
        return Repair(edits, way.cost, way.problem, result)

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


def _told(edit: Edit, problem: Problem, result: Result) -> Edit:
    """Return an edit that drops a rule with what then happens that the rule would have forbidden."""
    if edit.action != DROP or result.schedule is None:
        return edit
    dropped = [part for part in problem.parts if part.label == edit.label]
    broken = forbidden(problem, dropped, result.schedule)
    return evolve(edit, effect="; ".join(broken[:_MOST_EFFECTS]))
