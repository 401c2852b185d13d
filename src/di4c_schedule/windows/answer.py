"""What the search has to say."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from attrs import frozen

Tick = Callable[[str, int | None, int | None], None]
"""Called with what is done, the best total so far and the proven bound; an exception it raises ends the search."""


@frozen
class WindowsAnswer:
    """The best schedule found, and what is proven.

    Parameters
    ----------
    starts
        Pairs (row, column) in date order, or None if no schedule below the known total was found.
    total
        Its total, or None.
    bound
        No schedule has a lower total; None if there is no schedule at all.
    proven
        Whether the search came to its end: the schedule is the best, or none is better than the known one, or there is
        none.
    infeasible
        Whether it is proven that there is no schedule.
    """

    starts: tuple[tuple[int, int], ...] | None
    total: int | None
    bound: int | None
    proven: bool
    infeasible: bool


class OutOfTimeError(Exception):
    """The deadline has come; the search ends with what it has."""


@frozen
class Clock:
    """The deadline.

    Parameters
    ----------
    deadline
        Moment of `time.monotonic`, or None.
    """

    deadline: float | None

    def check(self) -> None:
        """Raise OutOfTimeError if the deadline has come."""
        if self.deadline is not None and monotonic() >= self.deadline:
            raise OutOfTimeError
