"""Timefold, in Python: constraint streams, its default construction heuristic and its default local search.

What must hold is a hard score, each goal level a soft score of its own (`BendableScore`), so that no weights have to
be chosen. Timefold proves nothing. Of two models, the one with places finds better plans for few hosts, the one with
meetings finds plans for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    SolverConfigOverride,
    TerminationConfig,
)

from benchmarks.peers import timefold_meetings, timefold_places
from benchmarks.peers.answer import FEASIBLE, UNKNOWN, LevelOutcome, PeerAnswer, Recorder
from benchmarks.peers.question import Question, UnknownToPeerError
from benchmarks.peers.timefold_host import LEVELS, hosts_of
from di4c_schedule import Problem

PLACES_UP_TO = 20
"""So many hosts get the model with places, more that with meetings."""


def solve_by_timefold(
    problem: Problem,
    limit: float,
    target: Sequence[int] | None = None,
    recorder: Recorder | None = None,
    places_up_to: int = PLACES_UP_TO,
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
        Told of every better schedule. It starts anew when Timefold has translated and compiled the classes of the
        model to Java: that, like importing, is in nobody's time.
    places_up_to
        So many hosts get the model with places.
    """
    recorder = recorder or Recorder()
    asked = Question.of(problem)
    if asked.caps or len(asked.levels) > LEVELS:
        raise UnknownToPeerError(f"the models for Timefold count no meetings and have {LEVELS} levels")
    model: Any = timefold_places if asked.n <= places_up_to else timefold_meetings
    best: list[int] | None = None

    def note(event: Any) -> None:
        nonlocal best
        if event.is_new_best_solution_initialized and event.new_best_score.is_feasible:
            best = [-int(score) for score in event.new_best_score.soft_scores]
            columns = model.columns_of(event.new_best_solution)
            recorder.found(asked.starts([columns[host] for host in range(asked.n)]))

    factory = SolverFactory.create(_configuration(asked, model))
    recorder.restart()
    rotation = model.rotation_of(asked, hosts_of(asked))
    solver = factory.build_solver(SolverConfigOverride(termination_config=_ending(asked, limit, target)))
    solver.add_event_listener(note)
    solver.solve(rotation)
    if best is None:
        return recorder.answer([LevelOutcome(UNKNOWN, None, None)])
    return recorder.answer(
        [LevelOutcome(FEASIBLE, value + level.constant, None) for value, level in zip(best, asked.levels, strict=False)]
    )


def _configuration(asked: Question, model: Any) -> Any:
    entity = timefold_places.Place if model is timefold_places else timefold_meetings.Meeting
    return SolverConfig(
        solution_class=model.Rotation,
        entity_class_list=[entity],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=model.constraints_for(asked)
        ),
    )


def _ending(asked: Question, limit: float, target: Sequence[int] | None) -> Any:
    limits: dict[str, Any] = {"spent_limit": Duration(milliseconds=round(1000 * limit))}
    if target is not None:
        soft = [value - level.constant for value, level in zip(target, asked.levels, strict=True)]
        soft += [0] * (LEVELS - len(soft))
        limits["best_score_limit"] = f"[0]hard/[{'/'.join(str(-value) for value in soft)}]soft"
    return TerminationConfig(**limits)
