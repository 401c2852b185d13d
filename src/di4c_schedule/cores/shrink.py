"""An irreducible set of requirements within one that clashes."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from di4c_schedule.cores.sets import Core
from di4c_schedule.cores.verdict import Oracle


def shrink(oracle: Oracle, members: Sequence[int], deadline: float | None = None) -> Core:
    """Return an irreducible set within one that clashes, by leaving out as many as can be.

    Parameters
    ----------
    oracle
        Says whether requirements can hold together. Where it cannot say, a requirement is kept; where it cannot say
        of all members, they are believed to clash.
    members
        Requirements that clash; those that come first are left out first.
    deadline
        Value of ``time.monotonic()`` at which to keep the rest as it is; None: never.

    Raises
    ------
    ValueError
        If the members can hold together.

    Examples
    --------
    Two and three clash, and so do zero and three.

    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {2, 3} or asked >= {0, 3}))
    >>> shrink(clash, [0, 1, 2, 3]).members
    (2, 3)
    """
    if oracle(frozenset(members)).possible:
        raise ValueError("these requirements can hold together")
    return shrunk(oracle, members, deadline)


def shrunk(oracle: Oracle, members: Sequence[int], deadline: float | None) -> Core:
    """Return an irreducible set within one that is known to clash.

    Parts of the set are left out, twice as many each time that it went well, half as many after it did not.
    """
    needed: list[int] = []
    unsure = False
    left = list(members)
    step = 1
    while left:
        if deadline is not None and monotonic() >= deadline:
            return Core(tuple(sorted([*needed, *left])), irreducible=False, smallest=False)
        tried, rest = left[:step], left[step:]
        verdict = oracle(frozenset([*needed, *rest]))
        if verdict.possible is False:
            left, step = rest, 2 * step
        elif len(tried) > 1:
            step = len(tried) // 2
        else:
            unsure = unsure or verdict.possible is None
            needed, left, step = [*needed, *tried], rest, 1
    return Core(tuple(sorted(needed)), irreducible=not unsure, smallest=False)
