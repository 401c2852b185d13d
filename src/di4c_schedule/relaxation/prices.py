"""Prices of the rows, raised and lowered until walks use every row about once.

The bound at given prices is the least cost of a walk, less the price of every row it uses, plus the prices of all rows.
It holds for any prices of mandatory rows, and for prices of at most 0 of the others. Steps follow the violations of the
cheapest walk, smoothed (Held, M., Wolfe, P. and Crowder, H. P. (1974), Validation of subgradient optimization;
Camerini, P. M., Fratta, L. and Maffioli, F. (1975), On improving relaxation methods by modified gradient techniques).
They are whole numbers all through: so the same prices are found on every machine.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from di4c_schedule.relaxation.instance import CUT
from di4c_schedule.relaxation.memory import Walk
from di4c_schedule.tables import BoolArray, IntArray

ONE = 1 << 20
"""What stands for 1 in fractions."""

_PATIENCE = 6
_LARGEST = 1 << 50


@define(eq=False)
class Ascent:
    """The search for prices with a high bound.

    Parameters
    ----------
    mandatory
        Which rows are used in every schedule.
    best
        Prices with the highest bound so far, shape (rows,); to begin with, those to start from.
    share
        Part of the way to the target that the first steps hope for, in parts of `ONE`.
    reach
        What a step hopes to win, in parts of `ONE` of a unit of cost; None before the first.
    bound
        The highest bound so far.
    settled
        Whether the last walk used every row as it should, so that no prices are better.
    """

    mandatory: BoolArray
    best: IntArray
    share: int = ONE
    reach: int | None = None
    bound: int = field(init=False, default=-CUT)
    settled: bool = field(init=False, default=False)
    _at: list[int] = field(init=False)
    _direction: list[int] | None = field(init=False, default=None)
    _stalled: int = field(init=False, default=0)
    _first: int | None = field(init=False, default=None)

    @_at.default
    def _start(self) -> list[int]:
        return [int(price) * ONE for price in self.best]

    @property
    def prices(self) -> IntArray:
        """The prices to try next, shape (rows,)."""
        return np.array([(price + ONE // 2) // ONE for price in self._at], dtype=np.int64)

    def learn(self, bound: int, walk: Walk, target: int) -> bool:
        """Take note of the bound at `prices` and of the walk that gave it, and move on.

        Parameters
        ----------
        bound
            The bound.
        walk
            The cheapest walk.
        target
            What the bound may reach at best, about.

        Returns
        -------
        bool
            Whether the bound is the best so far.
        """
        better = bound > self.bound
        self._first = bound if self._first is None else self._first
        if better:
            self.best, self.bound, self._stalled = self.prices, bound, 0
        else:
            self._stalled += 1
        self._pace(target, better)
        self._step(walk)
        return better

    def next_reach(self, least: int) -> int:
        """Return the reach of an ascent after this one, in parts of `ONE`; at least so many units of cost."""
        won = self._first is not None and self.bound > self._first
        return max((self.reach or 0) * (4 if won else 1), least * ONE)

    def _pace(self, target: int, better: bool) -> None:
        far = max(1, target - self.bound)
        reach = far * self.share if self.reach is None else self.reach
        if better:
            reach = reach * 17 // 16
        elif self._stalled >= _PATIENCE:
            reach, self._stalled = reach * 5 // 8, 0
            self._at = [int(price) * ONE for price in self.best]
        self.reach = min(reach, far * ONE * 3 // 2)

    def _step(self, walk: Walk) -> None:
        missing = self._missing(walk)
        norm = sum(value * value for value in missing)
        self.settled = norm == 0
        if self._direction is None:
            self._direction = [ONE * value for value in missing]
        else:
            pairs = zip(self._direction, missing, strict=True)
            self._direction = [(7 * old + 3 * ONE * new) // 10 for old, new in pairs]
        if norm and self.reach is not None:
            self._at = [
                self._within(price + self.reach * way // (norm * ONE), bool(free))
                for price, way, free in zip(self._at, self._direction, self.mandatory, strict=True)
            ]

    def _missing(self, walk: Walk) -> list[int]:
        """Return how often each row should be used more, as far as its price can do anything about it."""
        used = np.bincount([row for row, _ in walk], minlength=len(self.best))
        return [
            1 - int(times) if times > 1 or free or price < 0 else 0
            for times, free, price in zip(used, self.mandatory, self._at, strict=True)
        ]

    def _within(self, price: int, free: bool) -> int:
        most = _LARGEST * ONE
        return max(-most, min(most if free else 0, price))
