"""One instance, solved by this library and by CP-SAT, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.measure import CommandError, Seconds, repeat, run_task


@dataclass(frozen=True)
class Ours:
    """What this library did with an instance, over several runs.

    Parameters
    ----------
    status, engine
        How the search ended, and which engine ended it.
    levels
        Value of each goal level, proven; None if infeasible.
    tables, solve
        Times of filling the tables and of all the rest.
    peak_mb
        Least peak memory of a whole process.
    clashing
        Number of rules in the conflict.
    """

    status: str
    engine: str
    levels: list[int] | None
    tables: Seconds
    solve: Seconds
    peak_mb: float
    clashing: int


@dataclass(frozen=True)
class Peer:
    """What CP-SAT did with an instance.

    Parameters
    ----------
    model
        ``"circuit"``, or ``"places"``: the library's own.
    workers
        Its number of workers.
    levels
        Status, value and bound of each goal level that it came to.
    seconds
        For building the model and all solves.
    proven
        Whether it proved its answer.
    """

    model: str
    workers: int
    levels: list[tuple[str, int | None, int]]
    seconds: float
    proven: bool

    @property
    def status(self) -> str:
        """The last level's status."""
        return self.levels[-1][0]

    @property
    def values(self) -> str:
        """Values of the levels it came to."""
        return " / ".join("–" if value is None else f"{value:,}" for _, value, _ in self.levels)

    @property
    def bounds(self) -> str:
        """Proven bounds of the levels it came to."""
        return "–" if self.status == "INFEASIBLE" else " / ".join(f"{bound:,}" for _, _, bound in self.levels)


def measure_ours(name: str, times: int) -> Ours:
    """Solve an instance several times by this library.

    Raises
    ------
    CommandError
        If an answer is wrong, or two runs differ.
    """
    runs = repeat(lambda: run_task("ours", name), times)
    answers = [done.answer for done in runs]
    same = {(a["status"], a["engine"], str(a["levels"])) for a in answers}
    if len(same) > 1:
        raise CommandError(f"{name}: runs differ: {same}")
    first = answers[0]
    return Ours(
        first["status"],
        first["engine"],
        first["levels"],
        Seconds.of([a["tables"] for a in answers]),
        Seconds.of([a["seconds"] for a in answers]),
        min(done.peak_mb for done in runs),
        first["clashing"],
    )


def measure_peer(name: str, limit: float, workers: int, ours: Ours, model: str = "circuit") -> Peer:
    """Solve an instance by CP-SAT and compare what it found with our answer.

    Raises
    ------
    CommandError
        If an answer is wrong, or the two contradict each other.
    """
    answer = run_task(model, name, limit, workers).answer
    peer = Peer(model, workers, [tuple(level) for level in answer["levels"]], answer["seconds"], answer["proven"])
    if contradict(ours.levels, peer.levels):
        raise CommandError(f"{name}: {ours} and {peer} contradict each other")
    return peer


def contradict(ours: Sequence[int] | None, levels: Sequence[tuple[str, int | None, int]]) -> bool:
    """Whether proven values and what CP-SAT says of each level cannot both be true.

    Parameters
    ----------
    ours
        Proven values of the levels; None: proven infeasible.
    levels
        Status, value and bound.
    """
    if ours is None:
        return any(value is not None for _, value, _ in levels)
    for mine, (status, value, bound) in zip(ours, levels, strict=False):
        if status == "INFEASIBLE" or bound > mine or (value is not None and value < mine):
            return True
        if status == "OPTIMAL" and value != mine:
            return True
    return False


def ratio(peer: Peer, ours: Ours) -> str:
    """Return how many times longer CP-SAT took than we, by our median; a lower bound where it proved nothing."""
    times = peer.seconds / ours.solve.median
    return f"{'' if peer.proven else '> '}{times:,.{0 if times >= 10 else 1 if times >= 1 else 2}f}"


def as_row(peer: Peer) -> list[Any]:
    """Return the cells of a table that speak of CP-SAT."""
    return [peer.model, peer.workers, peer.status, peer.values, peer.bounds, f"{peer.seconds:.2f}"]
