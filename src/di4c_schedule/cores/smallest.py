"""Smallest sets of requirements that clash, by implicit hitting sets.

A set clashes exactly if it meets every correction set: every set of requirements without which the others can hold. So
the lightest set that meets all correction sets known so far either clashes, and is the smallest core, or can hold, and
then leads to another correction set (Ignatiev, Previti, Liffiton and Marques-Silva: Smallest MUS extraction with
minimal hitting set dualization, 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from attrs import define, field

from di4c_schedule.cores.hitting_sets import HittingSets, OutOfTimeError
from di4c_schedule.cores.sets import Core
from di4c_schedule.cores.shrink import shrink
from di4c_schedule.cores.verdict import Oracle


def smallest_core(
    oracle: Oracle, weights: Sequence[int], deadline: float | None = None, known: Iterable[Core] = ()
) -> Core:
    """Return a core of least weight; if the deadline comes first, the lightest one known.

    Parameters
    ----------
    oracle
        Says whether requirements can hold together.
    weights
        Weight of each requirement, at least 1.
    deadline
        Value of ``time.monotonic()``; None: never.
    known
        Cores that are known already: one of them is returned if no lighter one is found in time.

    Raises
    ------
    ValueError
        If all requirements can hold together.

    Examples
    --------
    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {0, 1, 2} or asked >= {2, 3}))
    >>> smallest_core(clash, [1, 1, 1, 1])
    Core(members=(2, 3), irreducible=True, smallest=True)
    """
    return next(_Search(oracle, weights, deadline, known).cores())


def all_cores(oracle: Oracle, weights: Sequence[int], deadline: float | None = None) -> Iterator[Core]:
    """Yield all irreducible cores, the lightest first, until the deadline.

    Parameters
    ----------
    oracle, weights, deadline
        As for `smallest_core`. Where the deadline ends the search, the last core is not known to be the next lightest.

    Raises
    ------
    ValueError
        If all requirements can hold together.

    Examples
    --------
    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {0, 1, 2} or asked >= {2, 3}))
    >>> [core.members for core in all_cores(clash, [1, 1, 1, 1])]
    [(2, 3), (0, 1, 2)]
    """
    return _Search(oracle, weights, deadline, ()).cores()


@define(eq=False)
class _Search:
    oracle: Oracle
    weights: Sequence[int]
    deadline: float | None
    known: Iterable[Core]
    hitting: HittingSets = field(init=False)
    spare: list[Core] = field(init=False)
    told: list[frozenset[int]] = field(init=False, factory=list)
    unsure: bool = field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self.hitting = HittingSets(self.weights)
        self.spare = list(self.known)

    def cores(self) -> Iterator[Core]:
        everything = frozenset(range(len(self.weights)))
        verdict = self.oracle(everything)
        if verdict.possible:
            raise ValueError("these requirements can hold together")
        if verdict.possible is None:
            yield min(self.spare, key=self._weight, default=Core(tuple(sorted(everything)), False, False))
            return
        if not self.spare:
            self.spare.append(self._shrunk(everything))
        while True:
            core = self._next(everything)
            if core is None:
                return
            yield core
            if not core.smallest:
                return
            self.hitting.block(core.members)
            self.told.append(frozenset(core.members))
            self.spare = [spare for spare in self.spare if not set(spare.members) >= set(core.members)]
            if not core.members:
                return

    def _next(self, everything: frozenset[int]) -> Core | None:
        """Return the lightest core that holds none of those told before; None if there is none."""
        try:
            while True:
                least = self.hitting.best(self.deadline)
                if least is None:
                    return None
                best = min(self.spare, key=self._weight, default=None)
                if best is not None and best.irreducible and self._weight(best) <= self.hitting.weight(least):
                    return Core(best.members, irreducible=True, smallest=not self.unsure)
                possible = self._learn(least, everything)
                if possible is False:
                    return Core(tuple(sorted(least)), irreducible=not self.unsure, smallest=not self.unsure)
                if possible is None:
                    return best
        except OutOfTimeError:
            return min(self.spare, key=self._weight, default=None)

    def _learn(self, asked: frozenset[int], everything: frozenset[int]) -> bool | None:
        """Learn correction sets without common elements from a set that can hold; return whether it can.

        Each of them is added to what is asked, until that clashes: so one question about the lightest set teaches
        several corrections, and at last a core.
        """
        first: bool | None = None
        while True:
            if self.deadline is not None and monotonic() >= self.deadline:
                raise OutOfTimeError
            verdict = self.oracle(asked)
            if first is None:
                first = verdict.possible
                if first is None:
                    return None
            if not verdict.possible:
                if first and verdict.possible is False:
                    self._keep(asked)
                return first
            kept = self._grown(asked | verdict.kept, everything)
            correction = everything - kept
            self.hitting.must_meet(correction)
            asked = asked | correction

    def _grown(self, kept: frozenset[int], everything: frozenset[int]) -> frozenset[int]:
        """Return a set that can hold, with as many requirements as can be added one after the other."""
        refused: set[int] = set()
        for one in sorted(everything - kept, key=lambda one: (-self.weights[one], one)):
            if one in kept:
                continue
            if self.deadline is not None and monotonic() >= self.deadline:
                raise OutOfTimeError
            verdict = self.oracle(kept | {one})
            if verdict.possible:
                kept = kept | {one} | verdict.kept
            else:
                refused.add(one)
                # one that cannot be judged counts as one that cannot be added: then a lighter core may be missed
                self.unsure = self.unsure or verdict.possible is None
        return kept

    def _keep(self, clashing: frozenset[int]) -> None:
        """Remember an irreducible core within a set that clashes, if it may be lighter than those known."""
        if len(self.spare) < _MOST_SPARE and not any(clashing >= core for core in self.told):
            self.spare.append(self._shrunk(clashing))

    def _shrunk(self, clashing: frozenset[int]) -> Core:
        heaviest = sorted(clashing, key=lambda one: (-self.weights[one], one))
        return shrink(self.oracle, heaviest, self.deadline)

    def _weight(self, core: Core) -> int:
        return sum(self.weights[member] for member in core.members)


_MOST_SPARE = 4
"""Cores that are sought on the way, for the case that time runs out."""
