"""Timefold: each host's meeting as a planning entity with a day as its variable, searched by its default local search.

A meeting may take any open day of its host; the order of the rotation follows from the days, so a constraint on
consecutive meetings joins a meeting with a later one that no third lies between. What must hold is a hard score, each
goal level a soft score of its own (`BendableScore`), so that no weights have to be chosen. Timefold proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Timer
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
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

from benchmarks.peers.answer import FEASIBLE, UNKNOWN, LevelOutcome, PeerAnswer, Recorder, Starts
from benchmarks.peers.question import Level, Question, UnknownToPeerError
from di4c_schedule import Problem

LEVELS = 3
"""Goal levels that the model has room for."""

MOST_TOLD = 2**28
"""Larger bounds in the tables are given as this."""


@planning_entity
@dataclass
class Meeting:
    """The meeting of a host; lists are over the hosts, `way` and `start_cost` over the levels first."""

    number: Annotated[int, PlanningId]
    open_days: Annotated[list[int], ValueRangeProvider]
    least: list[int]
    most: list[int]
    comes_before: list[bool]
    may_open: bool
    may_close: bool
    ideal: list[int]
    pace: list[int]
    way: list[list[int]]
    start_cost: list[list[int]]
    day: Annotated[int | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Rotation:
    """All meetings, and how good they are together."""

    meetings: Annotated[list[Meeting], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore | None, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=LEVELS)
    ] = field(default=None)


HARD = BendableScore.of_hard(1, LEVELS, 0, 1)
SOFT = tuple(BendableScore.of_soft(1, LEVELS, level, 1) for level in range(LEVELS))

# written out for each level: Timefold compiles these functions, and they may use nothing but their arguments
AFTER_EACH_OTHER = (
    lambda a, b: a.pace[0] * abs(b.day - a.day - a.ideal[0]) + a.way[0][b.number],
    lambda a, b: a.pace[1] * abs(b.day - a.day - a.ideal[1]) + a.way[1][b.number],
    lambda a, b: a.pace[2] * abs(b.day - a.day - a.ideal[2]) + a.way[2][b.number],
)
STARTS = (lambda a: a.start_cost[0][a.day], lambda a: a.start_cost[1][a.day], lambda a: a.start_cost[2][a.day])


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
        .filter(lambda a, b: b.day - a.day < a.least[b.number])
        .penalize(HARD, lambda a, b: a.least[b.number] - (b.day - a.day))
        .as_constraint("at least so many days"),
    ]


def _at_most(factory: Any) -> Any:
    return (
        _consecutive(factory)
        .filter(lambda a, b: b.day - a.day > a.most[b.number])
        .penalize(HARD, lambda a, b: b.day - a.day - a.most[b.number])
        .as_constraint("at most so many days")
    )


def _before(factory: Any) -> Any:
    return (
        factory.for_each(Meeting)
        .join(Meeting, Joiners.less_than(lambda meeting: meeting.day))
        .filter(lambda a, b: b.comes_before[a.number])
        .penalize(HARD)
        .as_constraint("before")
    )


def _ends(factory: Any) -> list[Any]:
    """Keep some hosts from opening, some from closing."""
    return [
        factory.for_each(Meeting)
        .filter(lambda meeting: not meeting.may_open)
        .if_not_exists(Meeting, Joiners.greater_than(lambda meeting: meeting.day))
        .penalize(HARD)
        .as_constraint("opens"),
        factory.for_each(Meeting)
        .filter(lambda meeting: not meeting.may_close)
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


def solve_by_timefold(
    problem: Problem, limit: float, target: Sequence[int] | None = None, recorder: Recorder | None = None
) -> PeerAnswer:
    """Search until the limit, or until a value is reached that others have proven to be the best.

    Parameters
    ----------
    problem
        Each partner hosts once; rules and goals that the tables hold.
    limit
        Seconds.
    target
        Values of the levels at which to stop; None: search on.
    recorder
        Told of every better schedule.
    """
    recorder = recorder or Recorder()
    asked = Question.of(problem)
    if asked.caps or len(asked.levels) > LEVELS:
        raise UnknownToPeerError(f"the model for Timefold counts no meetings and has {LEVELS} levels")
    best: list[int] | None = None

    def note(event: Any) -> None:
        nonlocal best
        if event.is_new_best_solution_initialized and event.new_best_score.is_feasible:
            best = [-int(score) for score in event.new_best_score.soft_scores]
            recorder.found(_starts(asked, event.new_best_solution))

    solver = SolverFactory.create(_configuration(asked, limit, target)).build_solver()
    solver.add_event_listener(note)
    alarm = Timer(max(0.01, limit - recorder.seconds), solver.terminate_early)
    alarm.start()
    solver.solve(Rotation([_meeting(asked, host) for host in range(asked.n)]))
    alarm.cancel()
    if best is None:
        return recorder.answer([LevelOutcome(UNKNOWN, None, None)])
    return recorder.answer(
        [LevelOutcome(FEASIBLE, value + level.constant, None) for value, level in zip(best, asked.levels, strict=False)]
    )


def _configuration(asked: Question, limit: float, target: Sequence[int] | None) -> Any:
    limits: dict[str, Any] = {"spent_limit": Duration(milliseconds=round(1000 * limit))}
    if target is not None:
        soft = [value - level.constant for value, level in zip(target, asked.levels, strict=True)]
        soft += [0] * (LEVELS - len(soft))
        limits["best_score_limit"] = f"[0]hard/[{'/'.join(str(-value) for value in soft)}]soft"
    return SolverConfig(
        solution_class=Rotation,
        entity_class_list=[Meeting],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints_for(asked)),
        termination_config=TerminationConfig(**limits),
    )


def _meeting(asked: Question, host: int) -> Meeting:
    levels = [*asked.levels, *[None] * (LEVELS - len(asked.levels))]
    rhythms = [level.rhythm if level else None for level in levels]
    return Meeting(
        number=host,
        open_days=list(asked.open_days[host]),
        least=[min(int(days), MOST_TOLD) for days in asked.least[host]],
        most=[min(int(days), MOST_TOLD) for days in asked.most[host]],
        comes_before=[(host, other) in asked.before for other in range(asked.n)],
        may_open=asked.may_open[host],
        may_close=asked.may_close[host],
        ideal=[rhythm.ideal if rhythm else 0 for rhythm in rhythms],
        pace=[rhythm.weight if rhythm else 0 for rhythm in rhythms],
        way=[
            level.succession[host].tolist() if level and level.succession is not None else [0] * asked.n
            for level in levels
        ],
        start_cost=[
            level.start[host].tolist() if level and level.start is not None else [0] * asked.n_days for level in levels
        ],
    )


def _starts(asked: Question, rotation: Any) -> Starts:
    columns = [0] * asked.n
    for meeting in rotation.meetings:
        columns[meeting.number] = meeting.day
    return asked.starts(columns)
