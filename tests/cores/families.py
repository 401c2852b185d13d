"""Oracles made from the sets that clash, and what trying every set finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from attrs import define, field
from hypothesis import strategies as st

from di4c_schedule.cores import Verdict

Members = frozenset[int]


@define(eq=False)
class Clashing:
    """Requirements of which some sets clash, each with all that hold it.

    Parameters
    ----------
    n
        Number of requirements.
    clashes
        Sets that clash.
    undecided
        Sets of which it cannot say whether they clash.
    generous
        Whether its solutions keep more than what is asked.
    """

    n: int
    clashes: Sequence[Members]
    undecided: frozenset[Members] = frozenset()
    generous: bool = False
    asked: list[Members] = field(init=False, factory=list)

    def __call__(self, members: Members) -> Verdict:
        """Say whether some requirements can hold together."""
        self.asked.append(members)
        if members in self.undecided:
            return Verdict(None)
        if not self.holds(members):
            return Verdict(False)
        kept = members
        if self.generous:
            for one in reversed(range(self.n)):
                kept = kept | {one} if self.holds(kept | {one}) else kept
        return Verdict(True, kept)

    def holds(self, members: Iterable[int]) -> bool:
        """Say whether some requirements can hold together, without counting as a question."""
        return not any(set(members) >= clash for clash in self.clashes)


def oracle_of(n: int, *clashes: Iterable[int], undecided: Iterable[Iterable[int]] = ()) -> Clashing:
    """Return the oracle of sets that clash."""
    return Clashing(n, [frozenset(clash) for clash in clashes], frozenset(frozenset(one) for one in undecided))


def subsets(n: int) -> list[Members]:
    """Return all sets of numbers below n."""
    return [frozenset(some) for size in range(n + 1) for some in combinations(range(n), size)]


def minimal(sets: Iterable[Members]) -> set[Members]:
    """Return the sets that hold no other one."""
    found = set(sets)
    return {one for one in found if not any(other < one for other in found)}


def hitting(n: int, sets: Iterable[Members]) -> list[Members]:
    """Return all sets of numbers below n that meet each of some sets."""
    wanted = list(sets)
    return [one for one in subsets(n) if all(one & other for other in wanted)]


@st.composite
def oracles(draw: st.DrawFn, most: int = 8, sure: bool = True) -> Clashing:
    """Draw up to so many requirements of which some clash."""
    n = draw(st.integers(1, most))
    some = st.frozensets(st.integers(0, n - 1), min_size=1)
    clashes = draw(st.lists(some, min_size=1, max_size=8))
    undecided: frozenset[Members] = frozenset()
    if not sure:
        bits = draw(st.integers(0, 2**2**n - 1)) & draw(st.integers(0, 2**2**n - 1))
        undecided = frozenset(one for one in subsets(n) if bits >> sum(1 << member for member in one) & 1)
    return Clashing(n, clashes, undecided, draw(st.booleans()))


def weights_for(n: int) -> st.SearchStrategy[list[int]]:
    """Draw weights, ties among them."""
    return st.lists(st.integers(1, 4), min_size=n, max_size=n)
