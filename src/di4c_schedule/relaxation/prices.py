"""Prices of the rows, raised and lowered until walks use every row about once.

The bound at prices p is: least cost of a walk, less the price of every row it uses, plus the prices of all rows. It holds
for any prices of mandatory rows, and for prices of at most 0 of the others. Steps follow the violations of the cheapest
walk, smoothed (Held, M., Wolfe, P. and Crowder, H. P. (1974), Validation of subgradient optimization; Camerini, P. M.,
Fratta, L. and Maffioli, F. (1975), On improving relaxation methods by modified gradient techniques). They are whole numbers
all through: so the same prices are found on every machine.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from di4c_schedule.relaxation.memory import Walk
from di4c_schedule.tables import BoolArray, IntArray

ONE = 1 << 20
"""What stands for 1 in factors."""


@define(eq=False)
class Ascent:
    """The search for prices with a high bound.

    Parameters
    ----------
    mandatory
        Which rows are used in every schedule.
    best
        Prices with the highest bound so far, shape (rows,).
    bound
        That bound, or None.
    pace
        Length of the steps, in parts of `ONE`.
    """

    mandatory: BoolArray
    best: IntArray
    bound: int | None = None
    pace: int = ONE
    largest: int = 1 << 50
    _at: list[int] = field(init=False)
    _direction: list[int] | None = field(init=False, default=None)
    _stalled: int = field(init=False, default=0)

    @_at.default
    def _start(self) -> list[int]:
        return [int(price) * ONE for price in self.best]

    @property
    def prices(self) -> IntArray:
        """The prices to try next, shape (rows,)."""
        return np.array([(price + ONE // 2) // ONE for price in self._at], dtype=np.int64)

    def learn(self, bound: int, walk: Walk, target: int) -> bool:
        """Take note of the bound at `prices` and of the walk that gave it, and move on.

        Returns
        -------
        bool
            Whether the bound is the best so far.
        """
        better = self.bound is None or bound > self.bound
        if better:
            self.best, self.bound, self._stalled = self.prices, bound, 0
            self.pace = min(self.pace * 17 // 16, 3 * ONE // 2)
        else:
            self._stalled += 1
            if self._stalled >= 6:
                self.pace, self._stalled = self.pace * 5 // 8, 0
                self._at = [int(price) * ONE for price in self.best]
        self._step(walk, target)
        return better

    def _step(self, walk: Walk, target: int) -> None:
        used = np.bincount([row for row, _ in walk], minlength=len(self.best))
        missing = [1 - int(times) for times in used]
        if self._direction is None:
            self._direction = [ONE * value for value in missing]
        else:
            self._direction = [
                (7 * old + 3 * ONE * new) // 10 for old, new in zip(self._direction, missing, strict=True)
            ]
        norm = sum(value * value for value in missing)
        if not norm or self.bound is None:
            return
        reach = max(1, target - self.bound) * self.pace
        self._at = [
            self._within(price + reach * way // (norm * ONE), bool(free))
            for price, way, free in zip(self._at, self._direction, self.mandatory, strict=True)
        ]

    def _within(self, price: int, free: bool) -> int:
        most = self.largest * ONE
        return max(-most, min(most if free else 0, price))
