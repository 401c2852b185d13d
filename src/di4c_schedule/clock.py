"""How much of a time limit is left, for work of many steps."""

from __future__ import annotations

from time import monotonic

from attrs import field, frozen

from di4c_schedule.errors import ProblemError


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not value > 0:
        raise ProblemError(f"time_limit: expected seconds, more than 0, got {value!r:.60}")
    return value


@frozen
class Clock:
    """Runs from when it is made.

    Parameters
    ----------
    time_limit
        Seconds; None: as long as it takes.
    """

    time_limit: float | None = field(default=None, converter=_seconds)
    began: float = field(factory=monotonic)

    @property
    def deadline(self) -> float | None:
        """Value of ``time.monotonic()`` at which the time is up; None: never."""
        return None if self.time_limit is None else self.began + self.time_limit

    @property
    def seconds(self) -> float:
        """Time since it was made."""
        return monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Seconds that are left, a moment at least; None: as many as it takes."""
        return None if self.time_limit is None else max(0.001, self.time_limit - self.seconds)

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return self.time_limit is not None and self.seconds >= self.time_limit
