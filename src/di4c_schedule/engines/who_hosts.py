"""Rules and goals that ask only who hosts: the sequence engine settles them with its last layer, the sets of hosts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
from attrs import evolve, frozen

from di4c_schedule.goals import ModelGoal
from di4c_schedule.rules import ModelRule
from di4c_schedule.sequence import Finish, Optimum, combine
from di4c_schedule.tables import BoolArray, IntArray, LevelCosts, LevelKey, Tables

Weigh = Callable[[BoolArray], IntArray]
"""Given sets of turns, shape (sets, rows), returns the value of each part of a goal, shape (sets, parts)."""

Admit = Callable[[BoolArray], BoolArray]
"""Given sets of turns, shape (sets, rows), returns which keep a rule, shape (sets,)."""


@frozen(eq=False)
class WhoHosts:
    """What sets of hosts cost and which are forbidden, over and above the tables.

    Parameters
    ----------
    tables
        The tables, with room in the levels for what sets of hosts cost.
    weighs
        For each goal its function, and its level and weight.
    admits
        The rules' functions.
    """

    tables: Tables
    weighs: tuple[tuple[ModelGoal, Weigh], ...]
    admits: tuple[Admit, ...]

    @classmethod
    def of(cls, tables: Tables) -> WhoHosts | None:
        """Take from what is left of rules and goals those that ask only who hosts; None if there are none.

        Such a rule has a method ``admits(tables)``, which returns a function of the sets; such a goal has
        ``weighs(tables)``, which returns one, too, and the most of each part; None if dates matter after all.
        """
        found: list[tuple[ModelRule | ModelGoal, Any]] = []
        for thing in tables.left:
            method = getattr(thing, "admits" if isinstance(thing, ModelRule) else "weighs", None)
            function = method(tables) if method else None
            if function is not None:
                found.append((thing, function))
        if not found:
            return None
        held = [thing for thing, _ in found]
        narrowed = copy(tables)
        narrowed.left = [thing for thing in tables.left if not any(thing is one for one in held)]
        goals = [(thing, *told) for thing, told in found if isinstance(thing, ModelGoal)]
        narrowed.levels = _with_room(tables, [(goal, most) for goal, _, most in goals])
        admits = tuple(function for thing, function in found if isinstance(thing, ModelRule))
        return cls(narrowed, tuple((goal, weigh) for goal, weigh, _ in goals), admits)

    def finish(self, tables: Tables) -> tuple[Finish, int]:
        """Return what each set of hosts costs in the total of the tables, and the most that one costs."""
        factors = combine(tables).factors
        most = sum(factors[key] * costs.hosts_most for key, costs in tables.levels.items())

        def charge(masks: IntArray) -> Any:
            used = _used(masks, len(tables.rows))
            total = np.zeros(len(masks), dtype=np.int64 if most < 1 << 62 else object)
            for key, values in self._values(used).items():
                total += factors[key] * values.astype(total.dtype)
            for admit in self.admits:
                total[~admit(used)] = -1
            return total

        return charge, most

    def whole(self, optimum: Optimum) -> Mapping[LevelKey, int]:
        """Return the values of the levels with what the set of hosts costs."""
        used = np.zeros((1, len(self.tables.rows)), dtype=bool)
        used[0, [row for row, _ in optimum.starts]] = True
        values = self._values(used)
        return {key: value + (int(values[key][0]) if key in values else 0) for key, value in optimum.levels.items()}

    def _values(self, used: BoolArray) -> dict[LevelKey, IntArray]:
        totals: dict[LevelKey, IntArray] = {}
        for goal, weigh in self.weighs:
            for part, values in enumerate(weigh(used).T):
                key = goal.level, part
                totals[key] = totals.get(key, 0) + goal.weight * values
        return totals


def _used(masks: IntArray, rows: int) -> BoolArray:
    bits: BoolArray = (masks[:, None] >> np.arange(rows)) & 1 == 1
    return bits


def _with_room(tables: Tables, goals: list[tuple[ModelGoal, Sequence[int]]]) -> dict[LevelKey, LevelCosts]:
    """Return the levels of the tables with the most that sets of hosts may cost."""
    n, days = tables.allowed.shape
    levels = dict(tables.levels)
    for goal, most in goals:
        for part, value in enumerate(most):
            key = goal.level, part
            old = levels.get(key) or LevelCosts.nothing(n, days)
            levels[key] = evolve(old, hosts_most=old.hosts_most + goal.weight * int(value))
    return levels
