"""What to give up so that the rest can hold: smallest correction sets, by implicit hitting sets of cores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from time import monotonic

from di4c_schedule.cores.hitting_sets import HittingSets, OutOfTimeError
from di4c_schedule.cores.remembering import Remembering
from di4c_schedule.cores.sets import Correction
from di4c_schedule.cores.shrink import shrunk
from di4c_schedule.cores.undecided import Undecided
from di4c_schedule.cores.verdict import Oracle

CoreIn = Callable[[frozenset[int]], Collection[int] | None]
"""Finds requirements that clash within some that do, faster than by asking the oracle; None if it finds none."""


def corrections(
    oracle: Oracle, weights: Sequence[int | None], deadline: float | None = None, core_in: CoreIn | None = None
) -> Iterator[Correction]:
    """Yield sets to give up so that the rest can hold, the lightest first, each minimal, until the deadline.

    Where the oracle cannot say, some may be missing, and of each that is told the two flags say what is proven.

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
    core_in
        Given requirements that clash, may return some of them that do, not necessarily as few as can be.

    Yields
    ------
    Correction
        One without members if all can hold. Nothing if those that must be kept clash, or if nothing is found before
        the deadline.

    Raises
    ------
    ValueError
        If a weight is less than 1.

    Examples
    --------
    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {0, 1, 2} or asked >= {2, 3}))
    >>> [correction.members for correction in corrections(clash, [1, 1, 3, 1])]
    [(0, 3), (1, 3), (2,)]
    """
    remembering = Remembering(oracle)
    everything = frozenset(range(len(weights)))
    hitting = HittingSets(weights)
    undecided = Undecided(hitting)
    while (given_up := _lightest(hitting, deadline)) is not None:
        verdict = remembering(everything - given_up)
        if verdict.possible:
            # what the solution keeps of what was given up need not be given up
            members = given_up - verdict.kept
            yield Correction(
                tuple(sorted(members)),
                irreducible=undecided.none_within(members),
                smallest=undecided.none_lighter(members),
            )
            if not members:
                return
            hitting.block(members)
        elif deadline is not None and monotonic() >= deadline:
            return
        elif verdict.possible is None:
            undecided.set_aside(given_up)
        else:
            for core in _apart(remembering, everything - given_up, weights, deadline, core_in):
                hitting.must_meet(core)


def _lightest(hitting: HittingSets, deadline: float | None) -> frozenset[int] | None:
    try:
        return hitting.best(deadline)
    except OutOfTimeError:
        return None


def _apart(
    oracle: Oracle,
    clashing: frozenset[int],
    weights: Sequence[int | None],
    deadline: float | None,
    core_in: CoreIn | None,
) -> Iterator[Collection[int]]:
    """Yield cores within a set that clashes; they have no element in common that may be given up."""
    while True:
        heaviest = sorted(clashing, key=lambda one: (-(weights[one] or 0), one))
        core = (core_in(clashing) if core_in else None) or shrunk(oracle, heaviest, deadline).members
        yield core
        free = [member for member in core if weights[member] is not None]
        if not free or (deadline is not None and monotonic() >= deadline):
            return
        clashing = clashing - set(free)
        if oracle(clashing).possible is not False:
            return
