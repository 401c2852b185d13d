"""Smallest sets of requirements that clash, by implicit hitting sets.

A set clashes exactly if it meets every correction set: every set of requirements without which the others can hold. So
the lightest set that meets all correction sets known so far either clashes, and is the smallest core, or can hold, and
then leads to another correction set (Ignatiev, Previti, Liffiton and Marques-Silva: Smallest MUS extraction with
minimal hitting set dualization, 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from attrs import define, evolve, field

from di4c_schedule.cores.hitting_sets import HittingSets, OutOfTimeError
from di4c_schedule.cores.remembering import Remembering
from di4c_schedule.cores.sets import Core
from di4c_schedule.cores.shrink import shrunk
from di4c_schedule.cores.undecided import Undecided
from di4c_schedule.cores.verdict import Oracle, Verdict


def smallest_core(
    oracle: Oracle, weights: Sequence[int], deadline: float | None = None, known: Iterable[Core] = ()
) -> Core:
    """Return a core of least weight; if the deadline comes first, the lightest one known.

    Parameters
    ----------
    oracle
        Says whether requirements can hold together. Where it cannot say of all of them, they are believed to clash.
    weights
        Weight of each requirement, at least 1.
    deadline
        Value of ``time.monotonic()``; None: never.
    known
        Cores that are known already: one of them is returned if no lighter one is found in time.

    Raises
    ------
    ValueError
        If all requirements can hold together, or if a weight is less than 1.

    Examples
    --------
    >>> from di4c_schedule.cores import Verdict
    >>> clash = lambda asked: Verdict(not (asked >= {0, 1, 2} or asked >= {2, 3}))
    >>> smallest_core(clash, [1, 1, 1, 1])
    Core(members=(2, 3), irreducible=True, smallest=True)
    """
    return next(_Search(oracle, weights, deadline, known).cores())


def all_cores(oracle: Oracle, weights: Sequence[int], deadline: float | None = None) -> Iterator[Core]:
    """Yield all cores that hold no other, the lightest first, until the deadline.

    Where the oracle cannot say, some may be missing, and a core may be told late: it is then not called the smallest.

    Parameters
    ----------
    oracle, weights, deadline
        As for `smallest_core`. Where the deadline ends the search, the last core is not known to be the next lightest.

    Yields
    ------
    Core
        ``smallest`` says whether no lighter one is left but for those told before.

    Raises
    ------
    ValueError
        If all requirements can hold together, or if a weight is less than 1.

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
    undecided: Undecided = field(init=False)
    spare: list[Core] = field(init=False)
    told: list[frozenset[int]] = field(init=False, factory=list)
    late: bool = field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self.hitting = HittingSets(self.weights)
        self.undecided = Undecided(self.hitting)
        self.spare = list(self.known)
        self.oracle = Remembering(self.oracle, [frozenset(core.members) for core in self.spare])

    def cores(self) -> Iterator[Core]:
        everything = frozenset(range(len(self.weights)))
        verdict = self.oracle(everything)
        if verdict.possible:
            raise ValueError("these requirements can hold together")
        if verdict.possible is None:
            yield Core(tuple(sorted(everything)), irreducible=False, smallest=False)
            return
        if not self.spare:
            self.spare.append(self._shrunk(everything))
        while not self.late:
            core = self._next(everything)
            if core is None:
                return
            yield core
            self.hitting.block(core.members)
            self.told.append(frozenset(core.members))
            self.spare = [spare for spare in self.spare if not set(spare.members) >= set(core.members)]

    def _next(self, everything: frozenset[int]) -> Core | None:
        """Return the lightest core that holds none of those told before; None if there is none."""
        try:
            while (least := self.hitting.best(self.deadline)) is not None:
                best = self._lightest_spare()
                if best is not None and best.irreducible and self._weight(best) <= self.hitting.weight(least):
                    return evolve(best, smallest=self.undecided.none_lighter(best.members))
                possible = self._learn(least, everything)
                if possible is False:
                    return Core(
                        tuple(sorted(least)),
                        irreducible=self.undecided.none_within(least),
                        smallest=self.undecided.none_lighter(least),
                    )
                if possible is None:
                    self.undecided.set_aside(least)
        except OutOfTimeError:
            self.late = True
        return self._lightest_spare()

    def _learn(self, asked: frozenset[int], everything: frozenset[int]) -> bool | None:
        """Learn correction sets without common elements from a set that can hold; return whether it can.

        Each of them is added to what is asked, until that clashes: so one question about the lightest set teaches
        several corrections, and at last a core.
        """
        first = verdict = self._ask(asked)
        while verdict.possible:
            kept = self._grown(asked | verdict.kept, everything)
            correction = everything - kept
            self.hitting.must_meet(correction)
            asked = asked | correction
            verdict = self._ask(asked)
        if first.possible and verdict.possible is False:
            self._keep(asked)
        return first.possible

    def _grown(self, kept: frozenset[int], everything: frozenset[int]) -> frozenset[int]:
        """Return a set that can hold, with as many requirements as can be added one after the other.

        Whatever can hold, each core has something outside it. So one that cannot be judged may be left outside.
        """
        for one in sorted(everything - kept, key=lambda one: (-self.weights[one], one)):
            if one not in kept:
                verdict = self._ask(kept | {one})
                if verdict.possible:
                    kept = kept | {one} | verdict.kept
        return kept

    def _ask(self, asked: frozenset[int]) -> Verdict:
        if self.deadline is not None and monotonic() >= self.deadline:
            raise OutOfTimeError
        return self.oracle(asked)

    def _keep(self, clashing: frozenset[int]) -> None:
        """Remember an irreducible core within a set that clashes, if it may be lighter than those known."""
        if len(self.spare) < _MOST_SPARE and not any(clashing >= core for core in self.told):
            self.spare.append(self._shrunk(clashing))

    def _shrunk(self, clashing: frozenset[int]) -> Core:
        heaviest = sorted(clashing, key=lambda one: (-self.weights[one], one))
        return shrunk(self.oracle, heaviest, self.deadline)

    def _lightest_spare(self) -> Core | None:
        return min(self.spare, key=self._weight, default=None)

    def _weight(self, core: Core) -> int:
        return self.hitting.weight(core.members)


_MOST_SPARE = 4
"""Cores that are sought on the way, for the case that time runs out."""
