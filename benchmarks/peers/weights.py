"""All goal levels as one total, for peers that minimise one number: earlier levels outweigh all later ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from benchmarks.peers.question import Question
from di4c_schedule.tables import NEVER, IntArray


@frozen(eq=False)
class OneTotal:
    """The costs of all levels, weighted so that their order is that of the levels.

    Parameters
    ----------
    factors
        What a unit of each level weighs.
    constants
        Of each level; not in the total.
    start
        Cost of a host's start on a day, shape (hosts, days); None if there is none.
    distance
        Cost of so many days from start to start, shape (days,).
    succession
        Cost of a host after another, shape (hosts, hosts); None if there is none.
    largest
        No schedule costs more.
    """

    factors: tuple[int, ...]
    constants: tuple[int, ...]
    start: IntArray | None
    distance: IntArray
    succession: IntArray | None
    largest: int

    @classmethod
    def of(cls, asked: Question) -> OneTotal:
        """Weigh the levels of a question."""
        factors: list[int] = []
        factor = 1
        for level in reversed(range(len(asked.levels))):
            factors.insert(0, factor)
            factor *= _largest(asked, level) + 1
        start = np.zeros((asked.n, asked.n_days), dtype=np.int64)
        distance = np.zeros(asked.n_days, dtype=np.int64)
        succession = np.zeros((asked.n, asked.n), dtype=np.int64)
        for weight, level_costs in zip(factors, asked.levels, strict=True):
            if level_costs.start is not None:
                start += weight * level_costs.start
            if level_costs.rhythm is not None:
                off = np.abs(np.arange(asked.n_days) - level_costs.rhythm.ideal)
                distance += weight * level_costs.rhythm.weight * off
            if level_costs.succession is not None:
                succession += weight * level_costs.succession
        return cls(
            tuple(factors),
            tuple(level.constant for level in asked.levels),
            start if start.any() else None,
            distance,
            succession if succession.any() else None,
            factor - 1,
        )

    def values(self, total: float) -> list[int]:
        """Return the value of each level.

        Examples
        --------
        >>> levels = OneTotal((100, 1), (0, 7), None, np.zeros(1), None, 999)
        >>> levels.values(305)
        [3, 12]
        """
        rest, values = round(total), []
        for factor, constant in zip(self.factors, self.constants, strict=True):
            value, rest = divmod(rest, factor)
            values.append(value + constant)
        return values

    def bounds(self, bound: float, total: float | None) -> list[int]:
        """Return what a bound on the total says of the levels: the first, and each after a level that it proves.

        Parameters
        ----------
        bound
            No schedule has a lower total.
        total
            Total of the best schedule, or None.

        Examples
        --------
        >>> levels = OneTotal((100, 1), (0, 0), None, np.zeros(1), None, 999)
        >>> levels.bounds(204, 305), levels.bounds(301.2, 305)
        ([2], [3, 2])
        """
        rest = int(np.ceil(bound - 1e-6))
        values: Sequence[int | None] = [None] * len(self.factors) if total is None else self.values(total)
        bounds = []
        for factor, constant, value in zip(self.factors, self.constants, values, strict=True):
            least, rest = divmod(rest, factor)
            bounds.append(least + constant)
            if value != bounds[-1]:
                break
        return bounds


def _largest(asked: Question, place: int) -> int:
    """Return a value of a level that no schedule exceeds, its constant left out."""
    level = asked.levels[place]
    largest = 0
    if level.start is not None:
        largest += sum(max((int(level.start[i, day]) for day in asked.open_days[i]), default=0) for i in range(asked.n))
    if level.succession is not None:
        follows = np.where(asked.least < NEVER, level.succession, 0)
        largest += int(follows.max(axis=1).sum())
    if level.rhythm is not None:
        # the distances add up to less than the window
        ideal, pairs = level.rhythm.ideal, asked.n - 1
        largest += level.rhythm.weight * max(asked.n_days, pairs * ideal)
    return largest
