"""Sets of rows as bit masks: one column of 64-bit words a set, so that any number of rows has room."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from di4c_schedule.tables import BoolArray, IntArray

MaskArray = npt.NDArray[np.uint64]
"""Shape (words, sets): bit r % 64 of word r // 64 says whether a set holds row r."""

RowArray = npt.NDArray[np.int16]
"""Rows, of at most as many as 16 bits can tell."""

_BITS = 64


def pack(members: BoolArray) -> MaskArray:
    """Return sets as bit masks.

    Parameters
    ----------
    members
        Shape (sets, rows): whether a set holds a row.

    Returns
    -------
    array, shape (words, sets)

    Examples
    --------
    >>> pack(np.array([[True, False, True], [False, True, False]])).tolist()
    [[5, 2]]
    """
    sets, rows = members.shape
    words = -(-rows // _BITS)
    padded = np.zeros((sets, words * _BITS), dtype=bool)
    padded[:, :rows] = members
    packed = np.packbits(padded, axis=1, bitorder="little").view("<u8")
    return np.ascontiguousarray(packed.T).astype(np.uint64)


def unpack(sets: MaskArray, rows: int) -> BoolArray:
    """Return whether each set holds each row: the inverse of `pack`, shape (sets, rows)."""
    return np.unpackbits(as_bytes(sets), axis=1, count=rows, bitorder="little").astype(bool)


def as_bytes(sets: MaskArray) -> npt.NDArray[np.uint8]:
    """Return sets as bytes, eight rows each, shape (sets, 8 * words)."""
    return np.ascontiguousarray(sets.T).astype("<u8").view(np.uint8)


def holds(sets: MaskArray, row: int) -> BoolArray:
    """Return whether each set holds a row, shape (sets,)."""
    held: BoolArray = (sets[row // _BITS] >> np.uint64(row % _BITS)) & np.uint64(1) != 0
    return held


def with_row(sets: MaskArray, row: int) -> MaskArray:
    """Return each set with a row added."""
    larger = sets.copy()
    larger[row // _BITS] |= np.uint64(1 << row % _BITS)
    return larger


def without_row(sets: MaskArray, row: int) -> MaskArray:
    """Return each set with a row taken out."""
    smaller = sets.copy()
    smaller[row // _BITS] &= ~np.uint64(1 << row % _BITS)
    return smaller


def agree(sets: MaskArray, where: MaskArray, wanted: MaskArray) -> BoolArray:
    """Return which sets hold, of the rows in `where`, exactly those in `wanted`.

    Parameters
    ----------
    sets
        Shape (words, sets).
    where, wanted
        One set each, shape (words,).
    """
    alike: BoolArray = sets[0] & where[0] == wanted[0]
    for word in range(1, len(sets)):
        alike &= sets[word] & where[word] == wanted[word]
    return alike


def disjoint(sets: MaskArray, others: MaskArray) -> BoolArray:
    """Return, pair by pair, whether two sets have no row in common; both of shape (words, sets)."""
    apart: BoolArray = sets[0] & others[0] == 0
    for word in range(1, len(sets)):
        apart &= sets[word] & others[word] == 0
    return apart


def sort_sets(sets: MaskArray) -> tuple[IntArray, IntArray]:
    """Return an order that puts equal sets side by side, and where in it each different set begins.

    The order is stable, and adding one row to sets that lack it leaves them in order.

    Examples
    --------
    >>> order, begins = sort_sets(np.array([[5, 2, 5, 1]], dtype=np.uint64))
    >>> order.tolist(), begins.tolist()
    ([3, 1, 0, 2], [0, 1, 2])
    """
    order = np.argsort(sets[0], kind="stable") if len(sets) == 1 else np.lexsort(sets)
    return order, run_starts(sets[:, order])


def run_starts(values: npt.NDArray[np.generic]) -> IntArray:
    """Return where runs of equal columns begin, shape (runs,); values of shape (keys, columns)."""
    if not values.shape[1]:
        return np.zeros(0, dtype=np.int64)
    changes = (values[:, 1:] != values[:, :-1]).any(axis=0)
    return np.concatenate([[0], np.flatnonzero(changes) + 1])
