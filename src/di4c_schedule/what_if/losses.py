"""What it costs to lose a host: the rest of the network planned anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from di4c_schedule.bare import unwarned
from di4c_schedule.clock import Clock
from di4c_schedule.departures import without_partner
from di4c_schedule.goals import Goal
from di4c_schedule.labels import with_unit
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.schedule import Schedule
from di4c_schedule.solver import solve
from di4c_schedule.what_if.wish_answer import Cost


def _costs(value: Iterable[Cost]) -> tuple[Cost, ...]:
    return tuple(value)


@frozen
class Loss:
    """What the plan is worth when a host leaves the network and the others are planned anew.

    Parameters
    ----------
    host
        Name of the partner that leaves.
    status
        How the search for the new plan ended; None: the time was up before it began.
    costs
        Goal by goal, what the plan was worth and what the new one is; without the goals that spoke of the host only.
    reason
        Why there is no plan any more, if there is none.
    schedule
        The new plan, for the problem without the host.
    """

    host: str
    status: Status | None
    costs: tuple[Cost, ...] = field(default=(), converter=_costs)
    reason: str = ""
    schedule: Schedule | None = None

    @property
    def possible(self) -> bool | None:
        """Whether there is a plan without the host; None if that was not found out in time."""
        return {Status.INFEASIBLE: False, Status.UNKNOWN: None, None: None}.get(self.status, True)

    @property
    def sentences(self) -> list[str]:
        """What changes, goal by goal, or why nothing can be said of that."""
        told = [
            f"{c.label}: {c.after} instead of {with_unit(c.before, c.unit)}" for c in self.costs if c.before != c.after
        ]
        return [*told, *([self.remark] if self.remark else [])] or ["No goal changes."]

    @property
    def remark(self) -> str:
        """Why nothing can be said of the goals, or nothing for sure; empty if all is proven."""
        if self.possible is None:
            return "It was not found out in time."
        if not self.possible:
            return f"No plan is left. {self.reason}"
        if self.status is not Status.OPTIMAL:
            return "Perhaps the others can do better: it was not proven in time."
        return ""

    def __str__(self) -> str:
        return "\n  ".join([f"{self.host}:", *self.sentences])


def losses_of(plan: Schedule, clock: Clock) -> Iterator[Loss]:
    """Yield for every host of a plan what its loss would cost, in the network's order.

    Parameters
    ----------
    plan
        The plan.
    clock
        The time limit of all together.
    """
    hosts = {meeting.host for meeting in plan.meetings}
    for name in plan.problem.network.names:
        if name in hosts:
            yield Loss(name, None) if clock.late else _loss(plan, name, clock)


def _loss(plan: Schedule, name: str, clock: Clock) -> Loss:
    problem = plan.problem
    if len(problem.network) == 1:
        return Loss(name, Status.INFEASIBLE, reason="There is no other partner.")
    with unwarned():
        rest = without_partner(problem, name)
        if not rest.meetings:
            return Loss(name, Status.INFEASIBLE, reason="Nobody else hosts.")
        result = solve(rest, clock.left)
        costs = list(_compared(problem, plan, name, result))
    reason = result.conflict.reason if result.conflict else ""
    return Loss(name, result.status, costs, reason, result.schedule)


def _compared(problem: Problem, plan: Schedule, name: str, result: Result) -> Iterator[Cost]:
    """Yield what each goal that is left was worth and is worth now."""
    if result.schedule is None:
        return
    now = iter(result.goals)
    for goal, before in zip(problem.goals, plan.goal_values, strict=True):
        if _stays(goal, problem, name):
            after = next(now)
            if after.value is not None:
                yield Cost(after.label, after.unit, after.level, before, after.value)


def _stays(goal: Goal, problem: Problem, name: str) -> bool:
    return bool(without_partner(problem.replace(goals=[goal]), name).goals)
