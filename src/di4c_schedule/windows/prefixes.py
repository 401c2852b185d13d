"""Beginnings of rotations, many at once, sorted by the set of rows they use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.tables import BoolArray, IntArray
from di4c_schedule.windows.masks import MaskArray, RowArray, sort_sets

Payload = tuple[npt.NDArray[Any], ...]
"""Arrays with an entry, or a line, for each prefix."""


@frozen(eq=False)
class Prefixes:
    """Beginnings of rotations with equally many rows.

    Parameters
    ----------
    sets
        The rows used, shape (words, prefixes).
    last
        The row that comes last, shape (prefixes,).
    payload
        What else is known of each; the engine knows what.
    """

    sets: MaskArray
    last: RowArray
    payload: Payload

    @property
    def size(self) -> int:
        """Number of prefixes."""
        return len(self.last)

    def take(self, chosen: IntArray | BoolArray) -> Prefixes:
        """Return some of the prefixes."""
        return Prefixes(self.sets[:, chosen], self.last[chosen], tuple(values[chosen] for values in self.payload))

    @classmethod
    def none(cls, words: int) -> Prefixes:
        """Return no prefixes, of sets with so many words."""
        return cls(np.zeros((words, 0), dtype=np.uint64), np.zeros(0, dtype=np.int16), ())

    @classmethod
    def joined(cls, parts: Sequence[Prefixes]) -> Prefixes:
        """Return the prefixes of all parts, of which there is at least one."""
        payloads = zip(*(part.payload for part in parts), strict=True)
        return cls(
            np.concatenate([part.sets for part in parts], axis=1),
            np.concatenate([part.last for part in parts]),
            tuple(np.concatenate(values) for values in payloads),
        )


@frozen(eq=False)
class Layer:
    """Prefixes sorted by their sets.

    Parameters
    ----------
    prefixes
        The prefixes.
    begins
        Where the prefixes of each different set begin, shape (sets,).
    """

    prefixes: Prefixes
    begins: IntArray

    @classmethod
    def of(cls, prefixes: Prefixes) -> Layer:
        """Sort prefixes."""
        order, begins = sort_sets(prefixes.sets)
        return cls(prefixes.take(order), begins)

    @cached_property
    def sets(self) -> MaskArray:
        """The different sets, shape (words, sets)."""
        return self.prefixes.sets[:, self.begins]

    @cached_property
    def group(self) -> IntArray:
        """For each prefix, which of the different sets is its own, shape (prefixes,)."""
        return np.repeat(np.arange(len(self.begins)), np.diff(self.begins, append=self.prefixes.size))
