"""Timefold, a first model: the meetings of the hosts as planning entities, each with one of its open days to choose.

The order of the rotation follows from the days, so a constraint on consecutive meetings joins a meeting with a later
one that no third lies between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import BendableScore, Joiners, constraint_provider

from benchmarks.peers.question import Level, Question
from benchmarks.peers.timefold_host import HARD, LEVELS, SOFT, Host


@planning_entity
@dataclass
class Meeting:
    """The meeting of a host."""

    number: Annotated[int, PlanningId]
    host: Host
    open_days: Annotated[list[int], ValueRangeProvider]
    day: Annotated[int | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Rotation:
    """All meetings, and how good they are together."""

    meetings: Annotated[list[Meeting], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore | None, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=LEVELS)
    ] = field(default=None)


# written out for each level: Timefold compiles these functions, and they may use nothing but their arguments
AFTER_EACH_OTHER = (
    lambda a, b: a.host.pace[0] * abs(b.day - a.day - a.host.ideal[0]) + a.host.way[0][b.number],
    lambda a, b: a.host.pace[1] * abs(b.day - a.day - a.host.ideal[1]) + a.host.way[1][b.number],
    lambda a, b: a.host.pace[2] * abs(b.day - a.day - a.host.ideal[2]) + a.host.way[2][b.number],
)
STARTS = (
    lambda a: a.host.start_cost[0][a.day],
    lambda a: a.host.start_cost[1][a.day],
    lambda a: a.host.start_cost[2][a.day],
)


def constraints_for(asked: Question) -> Any:
    """Return the constraints that a question needs: what must hold, then the costs of each level."""

    def rotation_constraints(factory: Any) -> list[Any]:
        constraints = _rules(factory)
        if (asked.most < asked.n_days).any():
            constraints.append(_at_most(factory))
        if asked.before:
            constraints.append(_before(factory))
        if not (all(asked.may_open) and all(asked.may_close)):
            constraints += _ends(factory)
        for place, level in enumerate(asked.levels):
            constraints += _costs(factory, place, level)
        return constraints

    return constraint_provider(rotation_constraints)


def _costs(factory: Any, place: int, level: Level) -> list[Any]:
    costs = []
    if level.rhythm or level.succession is not None:
        after = _consecutive(factory).penalize(SOFT[place], AFTER_EACH_OTHER[place])
        costs.append(after.as_constraint(f"level {place}: after each other"))
    if level.start is not None:
        starts = factory.for_each(Meeting).penalize(SOFT[place], STARTS[place])
        costs.append(starts.as_constraint(f"level {place}: starts"))
    return costs


def _rules(factory: Any) -> list[Any]:
    """Two meetings never start on one day, and there is time enough between them."""
    return [
        factory.for_each_unique_pair(Meeting, Joiners.equal(lambda meeting: meeting.day))
        .penalize(HARD)
        .as_constraint("one at a time"),
        _consecutive(factory)
        .filter(lambda a, b: b.day - a.day < a.host.least[b.number])
        .penalize(HARD, lambda a, b: a.host.least[b.number] - (b.day - a.day))
        .as_constraint("at least so many days"),
    ]


def _at_most(factory: Any) -> Any:
    return (
        _consecutive(factory)
        .filter(lambda a, b: b.day - a.day > a.host.most[b.number])
        .penalize(HARD, lambda a, b: b.day - a.day - a.host.most[b.number])
        .as_constraint("at most so many days")
    )


def _before(factory: Any) -> Any:
    return (
        factory.for_each(Meeting)
        .join(Meeting, Joiners.less_than(lambda meeting: meeting.day))
        .filter(lambda a, b: b.host.comes_before[a.number])
        .penalize(HARD)
        .as_constraint("before")
    )


def _ends(factory: Any) -> list[Any]:
    """Keep some hosts from opening, some from closing."""
    return [
        factory.for_each(Meeting)
        .filter(lambda meeting: not meeting.host.may_open)
        .if_not_exists(Meeting, Joiners.greater_than(lambda meeting: meeting.day))
        .penalize(HARD)
        .as_constraint("opens"),
        factory.for_each(Meeting)
        .filter(lambda meeting: not meeting.host.may_close)
        .if_not_exists(Meeting, Joiners.less_than(lambda meeting: meeting.day))
        .penalize(HARD)
        .as_constraint("closes"),
    ]


def _consecutive(factory: Any) -> Any:
    """Return the pairs of meetings without a third between them."""
    return (
        factory.for_each(Meeting)
        .join(Meeting, Joiners.less_than(lambda meeting: meeting.day))
        .if_not_exists(
            Meeting,
            Joiners.less_than(lambda a, _: a.day, lambda between: between.day),
            Joiners.greater_than(lambda _, b: b.day, lambda between: between.day),
        )
    )


def rotation_of(asked: Question, hosts: list[Host]) -> Rotation:
    """Return the problem, nothing chosen yet."""
    return Rotation([Meeting(host.number, host, list(days)) for host, days in zip(hosts, asked.open_days, strict=True)])


def columns_of(rotation: Any) -> dict[int, int]:
    """Return the day of each host."""
    return {meeting.number: meeting.day for meeting in rotation.meetings}
