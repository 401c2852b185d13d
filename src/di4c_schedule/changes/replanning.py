"""A new plan that changes as little as possible of a published one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from di4c_schedule.arguments import expect, names, one_of, some_days
from di4c_schedule.changes.announced import Announced
from di4c_schedule.changes.comparison import comparison_of
from di4c_schedule.changes.edited import in_published_order, with_fewest_changes, with_past
from di4c_schedule.changes.past import Past
from di4c_schedule.changes.replanned import Replan
from di4c_schedule.clock import Clock
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.problem import Problem
from di4c_schedule.result import ProgressCallback, Result, Status
from di4c_schedule.rules import Frozen
from di4c_schedule.solver import solve
from di4c_schedule.violation import Violation

ORDERS = ("free", "keep")
"""Whether hosts may change places, or keep their published order."""


def replan(
    problem: Problem,
    published: object,
    frozen_before: date | str | None = None,
    order: str = "free",
    time_limit: float | None = None,
    cap: int = 30,
    *,
    former: Sequence[str] = (),
    workers: int = 1,
    seed: int = 0,
    progress: ProgressCallback | None = None,
) -> Replan:
    """Plan again so that as little as possible changes of what was published.

    First as few published meetings as possible change, then they move by as few days as possible, then come the goals
    of the problem, each a level later. What started before `frozen_before` stays as it was, and nothing new starts
    before that day. A rule that what was held breaks holds from now on only, and the answer says so; where the past
    leaves no room for what is free, that is a conflict.

    Partners that have joined get meetings as the rules ask. The coming meetings of partners that have left are
    cancelled; those that they have held stay history: listed, but no part of the new schedule, which counts neither
    them nor journeys from them; their days, and those that `Spacing` asks for after them, stay free. A partner that
    hosts no more but stays is told by a rule ``Hosting(partner, 0, 0)``, a meeting that turns online by a `Turn`.

    Parameters
    ----------
    problem
        The problem as it is now.
    published
        What people were told: a `Schedule`, also of an older problem with other partners, a DataFrame such as
        `Schedule.to_frame` returns, or a list: of `Meeting`, of pairs of a host and a first day, or of tables with the
        keys ``host`` and ``first``.
    frozen_before
        The first day that is free; None: that of a `Frozen` rule of the problem, else nothing is frozen.
    order
        ``"free"``, or ``"keep"``: the hosts keep their published order, and newcomers may come in between.
    time_limit
        Seconds; None: as long as it takes.
    cap
        Days that a meeting that moves counts at most.
    former
        Names of partners that have left; those of the problem of a published `Schedule` are known.
    workers, seed, progress
        As in `solve`.

    Raises
    ------
    ScheduleError
        With all mistakes of the published plan at once, meeting by meeting.
    ProblemError
        If another argument makes no sense.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", rules=[rules.Unavailable("2019-10-08", "Oulu")])
    >>> replan(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")], frozen_before="2019-10-01").comparison
    <Comparison: 1 unchanged, 1 moved>
    Oulu's meeting moves from Tue 8 to Mon 7 October 2019, 1 day earlier.
    The other meeting stays as it is.
    """
    clock = Clock(time_limit)
    expect(problem, Problem, "problem")
    _known_order(order)
    before = parse_date(frozen_before) if frozen_before is not None else _frozen_before(problem)
    announced = Announced.read(published, problem, before, names(former))
    edited = with_fewest_changes(problem, announced, some_days(cap))
    if order == "keep":
        edited = in_published_order(edited, announced)
    past, notes = None, list[str]()
    if before is not None:
        edited, past, notes = with_past(edited, announced, before)

    def search(problem: Problem) -> Result:
        return solve(problem, clock.left, workers, seed, progress)

    result, violations = search(edited), tuple[Violation, ...]()
    if result.status is Status.INFEASIBLE and past is not None and announced.held:
        looser, violations = Past(edited, past, announced.held, clock.deadline).loosened()
        if violations:
            edited, result = looser, search(looser)
    comparison = None
    if result.schedule is not None:
        comparison = comparison_of(announced.meetings, result.schedule, announced.held_by_others)
    return Replan(result, edited, comparison, announced.held_by_others, violations, tuple(notes))


def _known_order(order: object) -> None:
    try:
        one_of(order, ORDERS)
    except ProblemError as error:
        raise ProblemError([mistake.inside("order") for mistake in error.mistakes]) from None


def _frozen_before(problem: Problem) -> date | None:
    """Return the latest day before which the problem itself keeps published meetings."""
    return max((rule.before for rule in problem.given_rules if isinstance(rule, Frozen) and rule.keep), default=None)
