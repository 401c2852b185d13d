"""What solvers did with an instance, and how far their plans are from what is proven."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

OURS = "ours"
"""Key of this library among the solvers."""

NOT_RUN, FAILED, WRONG = "not run", "failed", "wrong"


@frozen
class Known:
    """What a solver knew after so many seconds.

    Parameters
    ----------
    seconds
        Since it began.
    values
        Value of each goal level on its best schedule, or None.
    bounds
        Proven bounds that hold for every schedule: of the first level, and of each after one that is proven.
    """

    seconds: float
    values: tuple[int, ...] | None = None
    bounds: tuple[int, ...] = ()


@frozen
class Measured:
    """What a solver did with an instance.

    Parameters
    ----------
    solver
        Its key.
    status
        OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN; or why there is no answer: not installed, not run, failed, wrong.
    why
        More on that.
    engine
        Which engine of this library answered.
    proven
        Whether it proved its answer.
    seconds, least, tables
        Median and least time, and the time of filling the tables.
    peak_mb
        Peak memory of its processes.
    known
        What it knew at the mark, and at its end.
    clashing
        Number of rules in the conflict.
    """

    solver: str
    status: str
    why: str = ""
    engine: str = ""
    proven: bool = False
    seconds: float = 0.0
    least: float = 0.0
    tables: float = 0.0
    peak_mb: float = 0.0
    known: tuple[Known, ...] = ()
    clashing: int = 0

    @property
    def answered(self) -> bool:
        """Whether it ran to its end, whatever it found."""
        return bool(self.known)

    @property
    def found(self) -> bool:
        """Whether it found a schedule."""
        return bool(self.known) and self.known[-1].values is not None

    def at(self, seconds: float) -> Known | None:
        """Return what it knew after so many seconds; None if it gave no answer."""
        earlier = [known for known in self.known if known.seconds <= seconds]
        if not self.known:
            return None
        return earlier[-1] if earlier else Known(seconds)


@frozen
class Comparison:
    """All solvers on an instance.

    Parameters
    ----------
    name, hosts, units
        The instance, the number of its hosts, and the unit of each goal level.
    solvers
        This library first.
    """

    name: str
    hosts: int
    units: tuple[str, ...]
    solvers: tuple[Measured, ...]

    def __getitem__(self, key: str) -> Measured:
        return next((done for done in self.solvers if done.solver == key), Measured(key, NOT_RUN))

    @property
    def best_bound(self) -> tuple[int, ...]:
        """The strongest bound that any solver proved."""
        return max((known.bounds for done in self.solvers for known in done.known), default=())

    @property
    def best_values(self) -> tuple[int, ...] | None:
        """The values of the best schedule that any solver found."""
        return min((known.values for done in self.solvers for known in done.known if known.values), default=None)

    @property
    def proven(self) -> bool:
        """Whether somebody proved the best values."""
        return self.best_values is not None and self.best_values == self.best_bound


def gap(values: Sequence[int] | None, bounds: Sequence[int]) -> tuple[int, float | None] | None:
    """Return the first level on which values and bounds differ, and the relative distance there.

    Parameters
    ----------
    values
        Of a schedule, or None.
    bounds
        That hold for every schedule.

    Returns
    -------
    level and distance
        Level counted from 0; distance None if that level has no bound, and 0 where all levels are proven. None without
        a schedule.

    Examples
    --------
    >>> gap([6, 8000], [6, 7000]), gap([6, 8000], [3]), gap([6, 8000], [6]), gap([6, 8000], [6, 8000]), gap(None, [3])
    ((1, 0.125), (0, 0.5), (1, None), (1, 0.0), None)
    """
    if values is None:
        return None
    for level, value in enumerate(values):
        if level >= len(bounds):
            return level, None
        if value != bounds[level]:
            return level, (value - bounds[level]) / max(1, value)
    return len(values) - 1, 0.0
