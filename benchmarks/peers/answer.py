"""What every peer answers, and the record of what it knew at which moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

from attrs import define, field, frozen

Starts = tuple[tuple[str, str], ...]
"""Pairs (partner's name, ISO date of the first day), in any order."""

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNKNOWN"


@frozen
class LevelOutcome:
    """How the search ended on one goal level.

    Parameters
    ----------
    status
        OPTIMAL: the value is proven. FEASIBLE: the time limit came first. INFEASIBLE: there is no schedule. UNKNOWN:
        nothing was found.
    value
        Value that the peer says its best schedule has, or None.
    bound
        No schedule that keeps the earlier levels' values has a lower one; None: the peer proves no bounds.
    """

    status: str
    value: int | None
    bound: int | None


@frozen
class Moment:
    """What a peer knew when so much time had passed.

    Parameters
    ----------
    seconds
        Since it began.
    starts
        Its best schedule, or None.
    bounds
        Its proven bound of each level, as far as it knew one.
    """

    seconds: float
    starts: Starts | None
    bounds: tuple[int | None, ...]


@frozen
class PeerAnswer:
    """What a peer found.

    Parameters
    ----------
    levels
        The goal levels that it came to, in order; one outcome without a value if there are no goals.
    starts
        Its best schedule, or None.
    seconds
        For building the model and all solves.
    moments
        What it knew at the marks of its recorder that it passed.
    """

    levels: tuple[LevelOutcome, ...]
    starts: Starts | None
    seconds: float
    moments: tuple[Moment, ...] = ()

    @property
    def status(self) -> str:
        """OPTIMAL if every level is proven, else the status of the last level that it came to."""
        return self.levels[-1].status

    @property
    def proven(self) -> bool:
        """Whether it proved its answer: every level optimal, or no schedule."""
        return all(level.status == OPTIMAL for level in self.levels) or self.status == INFEASIBLE


@define
class Recorder:
    """Notes a peer's best schedule and bounds at certain moments of one run.

    Parameters
    ----------
    marks
        Seconds, rising.
    clock
        Seconds since any moment.

    Examples
    --------
    >>> times = iter([0.0, 3.0, 12.0])
    >>> recorder = Recorder((10.0,), clock=lambda: next(times))
    >>> recorder.found((("Oulu", "2019-10-01"),))
    >>> [moment.starts for moment in recorder.moments()]
    [(('Oulu', '2019-10-01'),)]
    """

    marks: tuple[float, ...] = ()
    clock: Callable[[], float] = perf_counter
    _began: float = field(init=False)
    _starts: Starts | None = field(init=False, default=None)
    _bounds: dict[int, int] = field(init=False, factory=dict)
    _moments: list[Moment] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self._began = self.clock()

    @property
    def seconds(self) -> float:
        """Seconds since the recorder was made."""
        return self.clock() - self._began

    @property
    def starts(self) -> Starts | None:
        """The best schedule so far."""
        return self._starts

    def restart(self) -> None:
        """Begin again to count the time."""
        self._began = self.clock()

    def found(self, starts: Starts) -> None:
        """Note a better schedule."""
        self._pass_marks()
        self._starts = starts

    def bound(self, level: int, bound: int) -> None:
        """Note a bound on a level, counted from 0."""
        self._pass_marks()
        self._bounds[level] = max(bound, self._bounds.get(level, bound))

    def moments(self) -> tuple[Moment, ...]:
        """Return what was known at each mark that has passed."""
        self._pass_marks()
        return tuple(self._moments)

    def answer(self, levels: Sequence[LevelOutcome], starts: Starts | None = None) -> PeerAnswer:
        """Return the peer's answer, with the time until now.

        Parameters
        ----------
        levels
            How each level ended.
        starts
            The best schedule; None: the last one noted.
        """
        return PeerAnswer(tuple(levels), starts or self._starts, self.seconds, self.moments())

    def _pass_marks(self) -> None:
        now = self.seconds
        for mark in self.marks[len(self._moments) :]:
            if now < mark:
                break
            known = _in_order(self._bounds)
            self._moments.append(Moment(mark, self._starts, known))


def _in_order(bounds: Mapping[int, int]) -> tuple[int | None, ...]:
    return tuple(bounds.get(level) for level in range(max(bounds, default=-1) + 1))
