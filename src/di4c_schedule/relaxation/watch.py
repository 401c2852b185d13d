"""The clock and the listener of a search."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from attrs import define, field

Tick = Callable[[str, int | None, int | None], None]
"""Called with what is done, incumbent and bound; an exception it raises ends the search."""

_SECONDS_BETWEEN_TICKS = 0.1


class OutOfTimeError(Exception):
    """The deadline came."""


@define(eq=False)
class Watch:
    """Looks at the clock.

    Parameters
    ----------
    deadline
        Of `time.monotonic`, or None.
    tick
        Told every now and then.
    incumbent, bound
        What it is told.
    """

    deadline: float | None
    tick: Tick
    incumbent: int | None
    bound: int | None = None
    _told: float = field(init=False, factory=monotonic)

    def look(self) -> None:
        """Tell the listener if it is time to, and raise `OutOfTimeError` if the deadline came."""
        now = monotonic()
        if self.deadline is not None and now >= self.deadline:
            raise OutOfTimeError
        if now - self._told >= _SECONDS_BETWEEN_TICKS:
            self._told = now
            self.tick("proves that no plan is better", self.incumbent, self.bound)
