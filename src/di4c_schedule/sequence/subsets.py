"""Subsets of hosts in layers of equal size, as bit masks, and where each stands in its layer."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from attrs import frozen

IndexArray = npt.NDArray[np.int64]


@frozen(eq=False)
class SubsetLayers:
    """The subsets of the *other* hosts, seen from a host that is the last of a sequence.

    A state is a set of hosts and its last host j. The set without j is a subset of n - 1 hosts, whose bits close up
    over j's place; so one ranking of the subsets of n - 1 hosts serves for every j.

    Parameters
    ----------
    n
        Number of hosts (rows of the tables).
    others
        For k = 0 .. n-1: the subsets of n - 1 elements with k members, in rising order.
    rank
        Place of every subset of n - 1 elements in its layer, shape (2 ** (n - 1),).
    """

    n: int
    others: tuple[IndexArray, ...]
    rank: IndexArray

    def sets_with(self, size: int, last: int) -> IndexArray:
        """Return the sets of so many hosts that hold `last`, in the order of their ranks."""
        return widen(self.others[size - 1], last) | (1 << last)

    def steps(self, size: int, last: int, following: int) -> tuple[IndexArray, IndexArray]:
        """Return where a host may be added to the sets of so many hosts that hold `last` but not it.

        Returns
        -------
        origin, target
            Places among the sets of so many hosts with `last`, and among those of one more with `following`.
        """
        return _steps(self.n, size, last, following)

    def rank_of(self, sets: IndexArray, last: int) -> IndexArray:
        """Return the places of sets that hold `last` among the sets of their size that do."""
        places: IndexArray = self.rank[(sets & ((1 << last) - 1)) | ((sets >> (last + 1)) << last)]
        return places


def widen(subsets: IndexArray, place: int) -> IndexArray:
    """Open the bits of subsets at a place: bits from there on move up by one, the place becomes 0.

    Examples
    --------
    >>> [bin(subset) for subset in widen(np.array([0b11]), 1)]
    ['0b101']
    """
    low = subsets & ((1 << place) - 1)
    return low | ((subsets >> place) << (place + 1))


@lru_cache(maxsize=4)
def subset_layers(n: int) -> SubsetLayers:
    """Return the layers for n hosts.

    Examples
    --------
    >>> layers = subset_layers(3)
    >>> [[bin(s) for s in layers.sets_with(2, last)] for last in range(3)]
    [['0b11', '0b101'], ['0b11', '0b110'], ['0b101', '0b110']]
    """
    subsets = np.arange(1 << (n - 1), dtype=np.int64)
    size = np.zeros_like(subsets)
    for bit in range(n - 1):
        size += (subsets >> bit) & 1
    others = tuple(np.flatnonzero(size == k) for k in range(n))
    rank = np.zeros_like(subsets)
    for layer in others:
        rank[layer] = np.arange(layer.size)
    return SubsetLayers(n, others, rank)


@lru_cache(maxsize=1024)  # all of them up to ten hosts; a tenth of the memory of the states at sixteen
def _steps(n: int, size: int, last: int, following: int) -> tuple[IndexArray, IndexArray]:
    layers = subset_layers(n)
    sets = layers.sets_with(size, last)
    origin = np.flatnonzero((sets >> following) & 1 == 0)
    return origin, layers.rank_of(sets[origin] | (1 << following), following)
