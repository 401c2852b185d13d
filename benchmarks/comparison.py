"""One instance, solved by this library and by its peers, one after the other."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from benchmarks.effort import Effort
from benchmarks.measure import CommandError, Run, TooMuchError, run_task
from benchmarks.outcome import FAILED, NOT_RUN, OURS, WRONG, Comparison, Known, Measured
from benchmarks.peers.answer import INFEASIBLE
from benchmarks.peers.registry import NOT_INSTALLED, Peer


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
