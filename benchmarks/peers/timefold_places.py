"""Timefold, a second model: the places of the rotation as planning entities, each with a host and a day to choose.

The order is that of the places, so consecutive meetings are found by an indexed join; that hosts differ, that days rise
and that a host is open on its day are constraints of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import BendableScore, Joiners, constraint_provider

from benchmarks.peers.question import Level, Question
from benchmarks.peers.timefold_host import HARD, LEVELS, SOFT, Host


@dataclass
class Day:
    """A day of the window on which somebody may start."""

    number: int


@planning_entity
@dataclass
class Place:
    """A place of the rotation, counted from 0."""

    number: Annotated[int, PlanningId]
    opens: bool
    closes: bool
    host: Annotated[Host | None, PlanningVariable] = field(default=None)
    day: Annotated[Day | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Rotation:
    """All places, and how good they are together."""

    hosts: Annotated[list[Host], ProblemFactCollectionProperty, ValueRangeProvider]
    days: Annotated[list[Day], ProblemFactCollectionProperty, ValueRangeProvider]
    places: Annotated[list[Place], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore | None, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=LEVELS)
    ] = field(default=None)


# written out for each level: Timefold compiles these functions, and they may use nothing but their arguments
AFTER_EACH_OTHER = (
    lambda a, b: a.host.pace[0] * abs(b.day.number - a.day.number - a.host.ideal[0]) + a.host.way[0][b.host.number],
    lambda a, b: a.host.pace[1] * abs(b.day.number - a.day.number - a.host.ideal[1]) + a.host.way[1][b.host.number],
    lambda a, b: a.host.pace[2] * abs(b.day.number - a.day.number - a.host.ideal[2]) + a.host.way[2][b.host.number],
)
STARTS = (
    lambda a: a.host.start_cost[0][a.day.number],
    lambda a: a.host.start_cost[1][a.day.number],
    lambda a: a.host.start_cost[2][a.day.number],
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


def rotation_of(asked: Question, hosts: list[Host]) -> Rotation:
    """Return the problem, nothing chosen yet."""
    days = sorted({day for open_days in asked.open_days for day in open_days})
    places = [Place(number, number == 0, number == asked.n - 1) for number in range(asked.n)]
    return Rotation(hosts, [Day(day) for day in days], places)


def columns_of(rotation: Any) -> dict[int, int]:
    """Return the day of each host."""
    return {place.host.number: place.day.number for place in rotation.places}


def _rules(factory: Any) -> list[Any]:
    return [
        factory.for_each_unique_pair(Place, Joiners.equal(lambda place: place.host.number))
        .penalize(HARD, lambda a, b: 10)  # noqa: ARG005 - Timefold calls it with both
        .as_constraint("once each"),
        factory.for_each(Place)
        .filter(lambda place: not place.host.is_open[place.day.number])
        .penalize(HARD)
        .as_constraint("open"),
        _consecutive(factory)
        .filter(lambda a, b: b.day.number - a.day.number < a.host.least[b.host.number])
        .penalize(HARD, lambda a, b: a.host.least[b.host.number] - (b.day.number - a.day.number))
        .as_constraint("at least so many days"),
    ]


def _at_most(factory: Any) -> Any:
    return (
        _consecutive(factory)
        .filter(lambda a, b: b.day.number - a.day.number > a.host.most[b.host.number])
        .penalize(HARD, lambda a, b: b.day.number - a.day.number - a.host.most[b.host.number])
        .as_constraint("at most so many days")
    )


def _before(factory: Any) -> Any:
    return (
        factory.for_each(Place)
        .join(Place, Joiners.less_than(lambda place: place.number))
        .filter(lambda a, b: b.host.comes_before[a.host.number])
        .penalize(HARD)
        .as_constraint("before")
    )


def _ends(factory: Any) -> list[Any]:
    """Keep some hosts from opening, some from closing."""
    return [
        factory.for_each(Place)
        .filter(lambda place: place.opens and not place.host.may_open)
        .penalize(HARD)
        .as_constraint("opens"),
        factory.for_each(Place)
        .filter(lambda place: place.closes and not place.host.may_close)
        .penalize(HARD)
        .as_constraint("closes"),
    ]


def _costs(factory: Any, place: int, level: Level) -> list[Any]:
    costs = []
    if level.rhythm or level.succession is not None:
        after = _consecutive(factory).penalize(SOFT[place], AFTER_EACH_OTHER[place])
        costs.append(after.as_constraint(f"level {place}: after each other"))
    if level.start is not None:
        starts = factory.for_each(Place).penalize(SOFT[place], STARTS[place])
        costs.append(starts.as_constraint(f"level {place}: starts"))
    return costs


def _consecutive(factory: Any) -> Any:
    """Return the pairs of a place and the next."""
    return factory.for_each(Place).join(
        Place, Joiners.equal(lambda place: place.number + 1, lambda place: place.number)
    )
