"""One instance, solved by this library and by its peers, side by side."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from benchmarks.effort import Effort
from benchmarks.measure import CommandError, Run, TooMuchError, run_task
from benchmarks.peers.answer import INFEASIBLE
from benchmarks.peers.registry import NOT_INSTALLED, Peer

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

    @property
    def level(self) -> int:
        """The level that is not proven yet, counted from 0; the number of levels if all are."""
        if self.values is None:
            return 0
        pairs = zip(self.values, self.bounds, strict=False)
        return next((place for place, (value, bound) in enumerate(pairs) if value != bound), len(self.bounds))


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


def compare(name: str, hosts: int, peers: Iterable[Peer], effort: Effort, hopeless: set[str]) -> Comparison:
    """Solve an instance by this library, then by each peer.

    Parameters
    ----------
    name, hosts
        The instance.
    peers
        In their order on the page.
    effort
        Limits and repetitions.
    hopeless
        Keys of peers that found nothing on a smaller instance and are not run; those that find nothing join them.
    """
    ours, units = measure_ours(name, effort)
    target = ours.known[-1].values if ours.proven and ours.known else None
    solvers = [ours]
    for peer in peers:
        if peer.key in hopeless:
            solvers.append(Measured(peer.key, NOT_RUN, "found nothing on a smaller network"))
            continue
        done = measure_peer(peer, name, effort, target)
        if done.status != NOT_INSTALLED and not done.found and done.status != INFEASIBLE:
            hopeless.add(peer.key)
        solvers.append(done)
    return with_contradictions(Comparison(name, hosts, units, tuple(solvers)))


def measure_ours(name: str, effort: Effort) -> tuple[Measured, tuple[str, ...]]:
    """Solve an instance by this library; several times if it is quick. Return the units of its levels, too.

    Raises
    ------
    CommandError
        If an answer is wrong, or two proofs differ.
    """
    try:
        runs = [_ours(name, effort.limit, effort.limit)]
        while runs[0].answer["seconds"] < effort.short and len(runs) < effort.times:
            runs.append(_ours(name, effort.limit, effort.limit))
    except TooMuchError as error:
        return Measured(OURS, FAILED, str(error)), ()
    if len({str((run.answer["status"], run.answer["values"])) for run in runs}) > 1:
        raise CommandError(f"{name}: runs differ: {[run.answer for run in runs]}")
    first = runs[0].answer
    early = []
    if first["seconds"] > effort.mark:
        early = [_known(_ours(name, effort.mark, effort.limit).answer, effort.mark)]
    done = _measured(OURS, first, early, min(run.peak_mb for run in runs))
    times = [run.answer["seconds"] for run in runs]
    tables = statistics.median(run.answer["tables"] for run in runs)
    return evolve(done, seconds=statistics.median(times), least=min(times), tables=tables), tuple(first["units"])


def measure_peer(peer: Peer, name: str, effort: Effort, target: Sequence[int] | None = None) -> Measured:
    """Solve an instance by a peer."""
    if peer.missing:
        return Measured(peer.key, NOT_INSTALLED, ", ".join(peer.missing))
    try:
        run = _peer(peer, name, effort.limit, [effort.mark, effort.limit], target)
        answer = run.answer
        early = [_known(moment) for moment in answer["moments"]]
        if not peer.tells and answer["seconds"] > effort.mark:
            early = [_known(_peer(peer, name, effort.mark, [], target).answer, effort.mark)]
    except TooMuchError as error:
        return Measured(peer.key, FAILED, str(error))
    except CommandError as error:
        lines = str(error).strip().splitlines()
        status = WRONG if "WrongAnswerError" in lines[-1] else FAILED
        return Measured(peer.key, status, lines[-1][:300])
    return _measured(peer.key, answer, early, run.peak_mb)


def with_contradictions(comparison: Comparison) -> Comparison:
    """Return the comparison with every peer that contradicts this library's proof, or another's schedule, as wrong.

    Raises
    ------
    CommandError
        If this library's bound is above the value of a schedule that somebody found.
    """
    best = comparison.best_values
    checked = []
    for done in comparison.solvers:
        bound = max((known.bounds for known in done.known), default=())
        too_high = best is not None and bound > best[: len(bound)]
        denies = best is not None and done.status == INFEASIBLE
        if (too_high or denies) and done.solver == OURS:
            raise CommandError(f"{comparison.name}: {done} contradicts a schedule of {best}")
        if too_high or denies:
            done = Measured(done.solver, WRONG, f"says {done.status}, bound {bound}, but {best} was found")
        checked.append(done)
    return evolve(comparison, solvers=tuple(checked))


def _ours(name: str, limit: float, kill: float) -> Run:
    return run_task("ours", name, limit, limit=_patience(kill))


def _peer(peer: Peer, name: str, limit: float, marks: Sequence[float], target: Sequence[int] | None) -> Run:
    return run_task("peer", peer.key, name, limit, list(marks), _json(target), limit=_patience(limit))


def _patience(limit: float) -> float:
    """Return the seconds after which a solver with a limit is ended: building its model may take a while, too."""
    return 1.5 * limit + 30


def _json(values: Sequence[int] | None) -> str:
    return "null" if values is None else str(list(values))


def _known(answer: dict[str, Any], seconds: float | None = None) -> Known:
    values = answer["values"]
    return Known(
        seconds if seconds is not None else answer["seconds"],
        None if values is None else tuple(values),
        tuple(answer["bounds"]),
    )


def _measured(solver: str, answer: dict[str, Any], early: list[Known], peak_mb: float) -> Measured:
    return Measured(
        solver,
        answer["status"],
        engine=answer["engine"],
        proven=answer["proven"],
        seconds=answer["seconds"],
        least=answer["seconds"],
        tables=answer["tables"],
        peak_mb=peak_mb,
        known=(*early, _known(answer)),
        clashing=answer["clashing"],
    )
