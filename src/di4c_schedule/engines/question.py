"""What an engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from time import monotonic

from attrs import Factory, field, frozen

from di4c_schedule.goals import ModelGoal, measures
from di4c_schedule.problem import Problem
from di4c_schedule.rules import ModelRule
from di4c_schedule.schedule import Schedule
from di4c_schedule.tables import LevelKey, Tables

Starts = tuple[tuple[int, int], ...]
"""A schedule as the tables have it: (row, column) of each meeting, in date order."""

Tell = Callable[[str, str, int | None, int | None], None]
"""Told the engine, what is done, incumbent and bound; an exception it raises ends the search."""


class OutOfTimeError(Exception):
    """The time limit came."""


@frozen(eq=False)
class Question:
    """A problem, and how long and with what means to search.

    Parameters
    ----------
    problem
        The problem.
    deadline
        Value of ``time.monotonic()`` at which to stop; None: never.
    workers, seed
        For engines that use threads or chance.
    tell
        Told of progress.
    tables
        The tables to solve; those of the problem, unless a part of its rules is asked about.
    """

    problem: Problem
    deadline: float | None
    workers: int
    seed: int
    tell: Tell
    tables: Tables = field(default=Factory(lambda self: self.problem.tables, takes_self=True))

    @property
    def late(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and monotonic() >= self.deadline

    def schedule(self, starts: Starts) -> Schedule:
        """Return the schedule that the tables' (row, column) pairs stand for."""
        rows, day = self.tables.rows, self.tables.day
        return Schedule.of(self.problem, [(rows[row].partner, day(column)) for row, column in starts])

    def broken(self, starts: Starts, left: Collection[ModelRule | ModelGoal]) -> list[ModelRule | ModelGoal]:
        """Return which of the rules and goals that are left a schedule breaks, or pays for."""
        if not left:
            return []
        schedule = self.schedule(starts)
        return [
            thing
            for thing in left
            if (isinstance(thing, ModelRule) and any(True for _ in thing.check(schedule)))
            or (isinstance(thing, ModelGoal) and any(measures(thing, schedule)))
        ]

    def share(self, part: float) -> float | None:
        """Return the deadline of a step that may take a part of the time that is left."""
        return None if self.deadline is None else monotonic() + part * max(0.0, self.deadline - monotonic())


@frozen(eq=False)
class Answer:
    """What an engine found.

    Parameters
    ----------
    engine
        Its name.
    starts
        The best schedule that keeps all rules, or None.
    bounds
        For each part of each level a value that no schedule as good on the earlier ones goes below.
    proven
        Whether no schedule is better.
    infeasible
        Whether it is proven that there is none.
    hint
        A schedule to begin from, which need not keep what the tables do not hold.
    note
        Why the search gave up, if not for lack of time: a sentence without a full stop.
    """

    engine: str
    starts: Starts | None = None
    bounds: Mapping[LevelKey, int] = field(factory=dict)
    proven: bool = False
    infeasible: bool = False
    hint: Starts = ()
    note: str = ""
