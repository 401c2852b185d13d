"""Time limits as points in time."""

from __future__ import annotations

from time import monotonic

from di4c_schedule.errors import ProblemError


def until(time_limit: float | None) -> float | None:
    """Return the value of ``time.monotonic()`` at which a time limit ends.

    Raises
    ------
    ProblemError
        If it is not more than 0.
    """
    if time_limit is not None and not time_limit > 0:
        raise ProblemError(f"time_limit: expected seconds, more than 0, got {time_limit!r}")
    return None if time_limit is None else monotonic() + time_limit
