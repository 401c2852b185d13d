"""What the rows that a set leaves to be used still need: time, places and costs.

All of it is added up eight rows at a time, from tables with an entry for each of the 256 subsets of eight rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from di4c_schedule.tables import BoolArray, IntArray
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.masks import MaskArray, as_bytes, disjoint, unpack

_EIGHT = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(bool)
"""The members of each subset of eight, shape (256, 8)."""

_BLOCK = 1 << 14
"""Sets that are handled at once, so that what is worked out on the way stays small."""


@frozen(eq=False)
class Remainder:
    """Bounds for sets of rows.

    Parameters
    ----------
    deadline
        The last start of a prefix from which all mandatory rows left can still be reached one after the other, below 0
        if the places do not suffice; shape (sets,).
    dues
        The least that the mandatory rows left cost, shape (sets,).
    prices
        Sum of the prices of all rows left, shape (sets,).
    time
        For some rows the least days to each over all rows left that must come before it, shape (rows, sets).
    """

    deadline: IntArray
    dues: IntArray
    prices: IntArray
    time: IntArray


@frozen(eq=False)
class Remainders:
    """Tables that give the remainders of sets.

    Parameters
    ----------
    frame
        Windows, order and least costs.
    prices
        A price for each row, or None.
    timed
        Mandatory rows of which the time is asked.
    """

    frame: Frame
    prices: IntArray | None
    timed: Sequence[int] = ()
    _weights: IntArray = field(init=False)
    _sums: IntArray = field(init=False)
    _deadlines: tuple[IntArray, IntArray] = field(init=False)

    @_weights.default
    def _weights_of_rows(self) -> IntArray:
        """Return what each row adds to the number of mandatory rows, the dues, the prices, the times."""
        givens, narrowed = self.frame.givens, self.frame.narrowed
        must = givens.mandatory.astype(np.int64)
        prices = np.zeros(givens.n, dtype=np.int64) if self.prices is None else self.prices.astype(np.int64)
        times = np.where(narrowed.needed[list(self.timed)], narrowed.entry, 0)
        return np.concatenate([[must, must * self.frame.dues, prices], times])

    @_sums.default
    def _sums_of_eight(self) -> IntArray:
        """Return the sums of the weights over each subset of each eight rows, shape (eights, 256, weights)."""
        return _EIGHT.astype(np.int64) @ _in_eights(self._weights, 8 * len(self.frame.needed), 0).transpose(1, 2, 0)

    @_deadlines.default
    def _deadlines_of_eight(self) -> tuple[IntArray, IntArray]:
        """Return, for each subset of each eight rows in the order of their deadlines, the time and the deadline.

        Rows with a window that ends by any moment need, together, at least the sum of their least steps.
        """
        narrowed, rows, never = self.frame.narrowed, self.frame.by_deadline, self.frame.givens.columns
        eights = -(-len(rows) // 8)
        entry = _in_eights(narrowed.entry[None, rows], eights, 0)[0]
        latest = _in_eights(narrowed.latest[None, rows], eights, never)[0]
        time = np.cumsum(_EIGHT * entry[:, None], axis=2)
        return time[:, :, -1], np.where(_EIGHT, latest[:, None] - time, never).min(axis=2)

    def of(self, sets: MaskArray, place: int) -> Remainder:
        """Return what different sets leave, all of so many rows as the place tells, that of the prefixes' last one.

        Parameters
        ----------
        sets
            Shape (words, sets).
        place
            Number of rows in each set.
        """
        begins = range(0, max(1, sets.shape[1]), _BLOCK)
        blocks = [self._of(sets[:, begin : begin + _BLOCK], place) for begin in begins]
        if len(blocks) == 1:
            return blocks[0]
        parts = ([block.deadline, block.dues, block.prices, block.time] for block in blocks)
        return Remainder(*(np.concatenate(values, axis=-1) for values in zip(*parts, strict=True)))

    def _of(self, sets: MaskArray, place: int) -> Remainder:
        held = np.zeros((sets.shape[1], len(self._weights)), dtype=np.int64)
        for subset, sums in zip(as_bytes(sets).T, self._sums, strict=True):
            held += sums[subset]
        left = (self._weights.sum(axis=1) - held).T
        deadline = self._deadline(~unpack(sets, self.frame.givens.n)[:, self.frame.by_deadline])
        deadline[left[0] > self.frame.givens.meetings - place] = -1
        deadline[~disjoint(self.frame.overdue[:, place - 1, None], ~sets)] = -1
        return Remainder(deadline, left[1], left[2], left[3:] + self.frame.narrowed.entry[list(self.timed), None])

    def _deadline(self, left: BoolArray) -> IntArray:
        time = np.zeros(len(left), dtype=np.int64)
        deadline = np.full(len(left), self.frame.givens.columns, dtype=np.int64)
        subsets: npt.NDArray[np.uint8] = np.packbits(left, axis=1, bitorder="little").T
        for subset, times, lasts in zip(subsets, *self._deadlines, strict=True):
            np.minimum(deadline, lasts[subset] - time, out=deadline)
            time += times[subset]
        return deadline


def _in_eights(values: IntArray, eights: int, filler: int) -> IntArray:
    """Cut values, shape (kinds, rows), into so many pieces of eight rows, shape (kinds, eights, 8)."""
    padded = np.full((len(values), 8 * eights), filler, dtype=np.int64)
    padded[:, : values.shape[1]] = values
    return padded.reshape(len(values), eights, 8)
