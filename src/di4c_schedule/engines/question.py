"""What an engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic

from attrs import field, frozen

from di4c_schedule.problem import Problem
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
    """

    problem: Problem
    deadline: float | None
    workers: int
    seed: int
    tell: Tell

    @property
    def tables(self) -> Tables:
        """The tables of the problem."""
        return self.problem.tables

    @property
    def late(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and monotonic() >= self.deadline

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
        The best schedule, or None.
    bounds
        For each part of each level a value that no schedule as good on the earlier ones goes below.
    proven
        Whether no schedule is better.
    infeasible
        Whether it is proven that there is none.
    """

    engine: str
    starts: Starts | None = None
    bounds: Mapping[LevelKey, int] = field(factory=dict)
    proven: bool = False
    infeasible: bool = False
