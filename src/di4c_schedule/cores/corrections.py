"""What to give up so that the rest can hold: smallest correction sets, by implicit hitting sets of cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic

from di4c_schedule.cores.hitting_sets import HittingSets, OutOfTimeError
from di4c_schedule.cores.sets import Correction
from di4c_schedule.cores.shrink import shrink
from di4c_schedule.cores.verdict import Oracle


def corrections(oracle: Oracle, weights: Sequence[int | None], deadline: float | None = None) -> Iterator[Correction]:
    """Yield sets to give up so that the rest can hold, the lightest first, each minimal, until the deadline.

    A set is a correction exactly if it meets every core (Reiter, A theory of diagnosis from first principles, 1987;
    Davies and Bacchus, Solving MAXSAT by solving a sequence of simpler SAT instances, 2011).

    Parameters
    ----------
    oracle
        Says whether requirements can hold together.
    weights
        What giving up each requirement costs, at least 1; None: it must be kept.
    deadline
        Value of ``time.monotonic()``; None: never.

    Yields
    ------
    Correction
        Nothing if those that must be kept clash, or if nothing is sure before the deadline.

    Examples
    --------
    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {0, 1, 2} or asked >= {2, 3}))
    >>> [correction.members for correction in corrections(clash, [1, 1, 3, 1])]
    [(0, 3), (1, 3), (2,)]
    """
    everything = frozenset(range(len(weights)))
    hitting = HittingSets(weights)
    sure = True
    while True:
        try:
            given_up = hitting.best(deadline)
        except OutOfTimeError:
            return
        if given_up is None:
            return
        kept = everything - given_up
        verdict = oracle(kept)
        if verdict.possible:
            # what the solution keeps of what was given up need not be given up
            members = tuple(sorted(given_up - verdict.kept))
            yield Correction(members, irreducible=sure, smallest=sure)
            if not members:
                return
            hitting.block(members)
            continue
        if deadline is not None and monotonic() >= deadline:
            return
        if verdict.possible is None:
            sure = False
            hitting.block(given_up)
            if not given_up:
                hitting.must_meet(everything)
            continue
        for core in _apart(oracle, kept, weights, deadline):
            if all(weights[member] is None for member in core):
                return
            hitting.must_meet(core)


def _apart(
    oracle: Oracle, clashing: frozenset[int], weights: Sequence[int | None], deadline: float | None
) -> Iterator[tuple[int, ...]]:
    """Yield cores that have no element in common that may be given up."""
    while oracle(clashing).possible is False:
        heaviest = sorted(clashing, key=lambda one: (-(weights[one] or 0), one))
        core = shrink(oracle, heaviest, deadline)
        yield core.members
        free = [member for member in core.members if weights[member] is not None]
        if not free or (deadline is not None and monotonic() >= deadline):
            return
        clashing = clashing - set(free)
