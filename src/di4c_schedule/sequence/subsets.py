"""Sets of hosts in layers of equal size, as bit masks, and where each stands in its layer."""

from __future__ import annotations

from functools import lru_cache
from math import comb

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

IndexArray = npt.NDArray[np.int64]

ROWS_REMEMBERED = 12
"""Up to so many hosts the neighbours of all states are remembered: ten megabytes at most."""

_AT_ONCE = 16
"""Elements whose part of a rank is looked up at once."""


@frozen(eq=False)
class Neighbours:
    """The states of the next layer, or of the one before, that are one meeting away from some states.

    Parameters
    ----------
    rows
        Last hosts of the neighbours, shape (neighbours of a state, states).
    places
        Where the neighbours stand among the states with their last host, same shape.
    """

    rows: IndexArray
    places: IndexArray


@frozen(eq=False)
class Ranks:
    """Places of subsets among those of their size, in rising order.

    Before a subset with the elements c1 < c2 < … come those C(c1, 1) + C(c2, 2) + … of its size whose largest element
    that differs is smaller. The sum is looked up for sixteen elements at a time.

    Parameters
    ----------
    sums
        For each sixteen elements: what they add, by the number of members before them and by themselves.
    sizes
        How many members sixteen elements are.
    """

    sums: tuple[IndexArray, ...]
    sizes: IndexArray

    @classmethod
    def up_to(cls, elements: int, most: int) -> Ranks:
        """Return ranks for subsets of so many elements with up to so many members.

        Examples
        --------
        >>> Ranks.up_to(4, 2).of(np.array([0b0011, 0b0101, 0b0110, 0b1001]))
        array([0, 1, 2, 3])
        """
        sizes = np.zeros(1, dtype=np.int64)
        for _ in range(min(elements, _AT_ONCE)):
            sizes = np.concatenate([sizes, sizes + 1])
        sums = []
        for before, begin, end in _parts(elements, most):
            added = np.zeros((before + 1, 1), dtype=np.int64)
            for element in range(begin, end):
                smaller = np.array([comb(element, members) for members in range(elements + 2)], dtype=np.int64)
                members = np.arange(before + 1)[:, None] + sizes[: added.shape[1]] + 1
                added = np.concatenate([added, added + smaller[members]], axis=1)
            sums.append(added)
        return cls(tuple(sums), sizes)

    @staticmethod
    def memory(elements: int, most: int) -> int:
        """Return the bytes that it takes to prepare ranks for such subsets."""
        return sum(32 * (before + 1) << (end - begin) for before, begin, end in _parts(elements, most))

    def of(self, subsets: IndexArray) -> IndexArray:
        """Return the places of subsets."""
        if len(self.sums) == 1:
            places: IndexArray = self.sums[0][0].take(subsets)
            return places
        ranks, members = np.zeros_like(subsets), np.zeros_like(subsets)
        for place, sums in enumerate(self.sums):
            elements = (subsets >> (_AT_ONCE * place)) & ((1 << _AT_ONCE) - 1)
            ranks += sums[members, elements]
            members += self.sizes[elements]
        return ranks


def _parts(elements: int, most: int) -> list[tuple[int, int, int]]:
    """Cut elements into parts: the most members that can stand before each, its first element and its end."""
    return [
        (min(begin, most), begin, min(begin + _AT_ONCE, elements)) for begin in range(0, max(1, elements), _AT_ONCE)
    ]


@frozen(eq=False)
class SubsetLayers:
    """The states, sets of hosts with a last host, in layers of equal numbers of hosts.

    A set without its last host j is a subset of n - 1 hosts, whose bits close up over j's place; so one ranking of the
    subsets of n - 1 hosts serves for every j. A layer is a table, a row for each last host; its states are numbered
    row by row.

    Parameters
    ----------
    n
        Number of hosts (rows of the tables).
    others
        For k = 0, 1, …: the subsets of n - 1 elements with k members, in rising order.
    ranks
        What they need to be ranked.
    """

    n: int
    others: tuple[IndexArray, ...]
    ranks: Ranks
    _known: dict[tuple[int, bool], Neighbours] = field(init=False, factory=dict)

    def width(self, size: int) -> int:
        """Return the number of sets of so many hosts that hold a certain one."""
        return layer_width(self.n, size)

    def sets(self, size: int, numbers: IndexArray | None = None) -> IndexArray:
        """Return the sets of the states of so many hosts with these numbers; of all of them if None."""
        numbers = np.arange(self.n * self.width(size), dtype=np.int64) if numbers is None else numbers
        last, place = np.divmod(numbers, self.width(size))
        return widen(self.others[size - 1][place], last) | (1 << last)

    def neighbours(self, size: int, numbers: IndexArray, *, ahead: bool) -> Neighbours:
        """Return where states of so many hosts can go on to (ahead), or where they come from.

        A host that is already in the set is no neighbour ahead, and only those in it are neighbours behind; so all
        states of a layer have equally many, in rising order of their last hosts.
        """
        sets = self.sets(size, numbers)
        if ahead:
            members = sets ^ ((1 << self.n) - 1)
        else:
            sets ^= 1 << (numbers // self.width(size))
            members = sets
        held = (members[:, None] >> np.arange(self.n, dtype=np.int64)) & 1
        rows = np.ascontiguousarray(np.nonzero(held)[1].reshape(numbers.size, -1).T)
        return Neighbours(rows, self.ranks.of(narrow(sets, rows)))

    def neighbours_of_some(self, size: int, begin: int, end: int, *, ahead: bool) -> Neighbours:
        """Return the neighbours of the states from one number to before another; for few hosts they are remembered."""
        if self.n > ROWS_REMEMBERED:
            return self.neighbours(size, np.arange(begin, end, dtype=np.int64), ahead=ahead)
        key = (size, ahead)
        if key not in self._known:
            self._known[key] = self.neighbours(size, np.arange(self.n * self.width(size), dtype=np.int64), ahead=ahead)
        known = self._known[key]
        return Neighbours(known.rows[:, begin:end], known.places[:, begin:end])


def layer_width(n: int, size: int) -> int:
    """Return how many sets of so many of n hosts hold a certain one.

    Examples
    --------
    >>> layer_width(8, 4)
    35
    """
    return comb(n - 1, size - 1)


def widen(subsets: IndexArray, place: IndexArray | int) -> IndexArray:
    """Open the bits of subsets at a place: bits from there on move up by one, the place becomes 0.

    Examples
    --------
    >>> [bin(subset) for subset in widen(np.array([0b11]), 1)]
    ['0b101']
    """
    low = subsets & ((1 << place) - 1)
    return low | ((subsets ^ low) << 1)


def narrow(sets: IndexArray, place: IndexArray | int) -> IndexArray:
    """Take a place out of the bits of sets, whatever it holds: bits above it move down by one.

    Examples
    --------
    >>> [bin(subset) for subset in narrow(np.array([0b101, 0b111]), 1)]
    ['0b11', '0b11']
    """
    low = sets & ((1 << place) - 1)
    return low | ((sets >> (place + 1)) << place)


@lru_cache(maxsize=4)
def subset_layers(n: int, most: int) -> SubsetLayers:
    """Return the layers of up to so many of n hosts.

    Examples
    --------
    >>> layers = subset_layers(3, 3)
    >>> [bin(s) for s in layers.sets(2)]  # with host 0 last, with host 1, with host 2
    ['0b11', '0b101', '0b11', '0b110', '0b101', '0b110']
    """
    nothing = np.zeros(0, dtype=np.int64)
    others = [np.zeros(1, dtype=np.int64), *[nothing] * (most - 1)]
    for element in range(n - 1):
        with_it = [nothing, *(fewer | (1 << element) for fewer in others[:-1])]
        others = [np.concatenate(both) for both in zip(others, with_it, strict=True)]
    return SubsetLayers(n, tuple(others), Ranks.up_to(n - 1, most - 1))
